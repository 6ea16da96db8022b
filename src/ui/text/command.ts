/** What the `hailong` command says; English in docs/command.md. */
export const commandText = {
  help: `hailong <lệnh> [tham số]      (docs/command.md)

  serve     chạy máy chủ; tham số như npm start
  import    <loại> <tệp>: nạp tệp CSV hoặc XLSX (docs/formats/import.md)
              loại: units, fields, procedures, officials, dossier-counts, ballots
              --unit MÃ         đơn vị, khi tệp không ghi hoặc ghi nhiều đơn vị
              --period 2025-Q1  kỳ của dòng không ghi kỳ (dossier-counts)
              --skip-rejected   bỏ các dòng bị từ chối (ballots)
              --dry-run         chỉ xem sẽ thay đổi gì
  export    --unit MÃ [--snapshot MÃ] --kind csv|json --out TỆP: bản đã công bố (mặc định bản mới nhất)
  results   --unit MÃ --period 2025-Q1 [--form A] [--json]: chỉ số của một kỳ
  backup    <tệp>: sao lưu tất cả vào một tệp, kể cả khóa và tệp tải lên; chạy được khi máy chủ đang chạy
  restore   <tệp>: phục hồi vào một thư mục dữ liệu trống

  --data ./data    thư mục dữ liệu (HAILONG_DATA); DATABASE_URL dùng PostgreSQL bên ngoài
  --json           in kết quả dạng JSON
  --help

Mã thoát: 0 xong; 1 không làm được (không có gì thay đổi dở dang); 2 gõ sai lệnh.`,
  unknownCommand: 'Không có lệnh “{name}”. Xem các lệnh: npx hailong --help',
  badArguments: 'Tham số chưa đúng: {detail}. Xem: npx hailong --help',
  missing: 'thiếu {name}',
  badKind: 'loại “{kind}” không có',
  failed: 'Không làm được: {detail}',
  unreadable: 'Không đọc được tệp {file}: {detail}',
  imported: 'Đã nạp: {detail}',
  preview: 'Xem trước, chưa thay đổi gì: {detail}',
  alreadyImported: 'Tệp này đã nạp trước đây: không có gì thay đổi.',
  nothingNew: 'không có gì mới',
  facts: {
    ballots: 'phiếu',
    lines: 'dòng',
    added: 'mục thêm mới',
    changed: 'mục thay đổi',
    corrected: 'mục sửa lại',
    skipped: 'dòng bỏ qua',
  },
  refused: 'Chưa nạp gì. Hãy sửa các dòng sau trong tệp rồi nạp lại:',
  exported: 'Đã ghi {file} ({bytes} byte).',
  nothingPublished: 'Đơn vị {unit} chưa công bố bản nào như vậy.',
  backedUp:
    'Đã sao lưu {rows} dòng của {tables} bảng và {files} tệp vào {file} ({bytes} byte). Tệp này chứa khóa: hãy cất kỹ.',
  restored: 'Đã phục hồi bản sao lưu lúc {createdAt}: {rows} dòng của {tables} bảng và {files} tệp.',
  problem: {
    'unit-missing': 'Không biết nạp vào đơn vị nào: tệp không có cột đơn vị. Hãy thêm --unit MÃ.',
    'several-units': 'Tệp ghi nhiều đơn vị. Hãy thêm --unit MÃ và nạp từng đơn vị.',
    'file-exists': 'Tệp {file} đã có. Hãy chọn tên khác: bản sao lưu không ghi đè.',
    'file-unwritable': 'Không ghi được tệp: {detail}',
    'not-a-backup': '{file} không phải là tệp sao lưu của Hài Lòng.',
    'backup-damaged': 'Tệp sao lưu bị hỏng ({detail}). Không có gì thay đổi. Hãy dùng một bản sao lưu khác.',
    'backup-too-new': 'Bản sao lưu do một phiên bản mới hơn tạo ra ({detail}). Hãy nâng cấp phần mềm trước.',
    'data-not-empty': 'Thư mục dữ liệu {folder} đã có dữ liệu. Hãy chọn thư mục trống bằng --data.',
    'server-running': 'Máy chủ đang chạy trên thư mục dữ liệu này. Hãy dừng máy chủ trước khi phục hồi.',
  },
  table: { id: 'Mục', n: 'Số phiếu', share: 'Hài lòng', mean: 'Điểm', hidden: 'ẩn (dưới 5 phiếu)' },
} as const;
