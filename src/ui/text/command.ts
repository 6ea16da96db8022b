/** What the `hailong` command says; English in docs/command.md. */
export const commandText = {
  help: `hailong <lệnh> [tham số]      (docs/command.md)

  serve     chạy máy chủ; tham số như npm start
  import    <loại> <tệp>: nạp tệp CSV hoặc XLSX (docs/formats/import.md)
              loại: units, fields, procedures, officials, dossier-counts, ballots, grading
              --unit MÃ         đơn vị, khi tệp không ghi hoặc ghi nhiều đơn vị
              --period 2025-Q1  kỳ của dòng không ghi kỳ (dossier-counts, grading)
              --skip-rejected   bỏ các dòng bị từ chối (ballots)
              --dry-run         chỉ xem sẽ thay đổi gì
  export    --unit MÃ [--snapshot MÃ] --kind csv|json --out TỆP: bản đã công bố (mặc định bản mới nhất)
  results   --unit MÃ --period 2025-Q1 [--form A] [--weights I=2,II=1,…] [--json]: chỉ số của một kỳ
  recount   [--mend] [--json]: đếm lại mọi phiếu, so với số đã cộng; --mend thay số nào không khớp
  estimate  --csv TỆP --statistic mean|total|proportion|ratio|quantile --value CỘT …: ước lượng từ mẫu có thiết kế
              (không cần máy chủ; xem npx hailong estimate --help)
  ranks     --csv TỆP --estimate CỘT --se CỘT …: thứ hạng kèm khoảng tin cậy của thứ hạng
              (không cần máy chủ; xem npx hailong ranks --help)
  ballots   --form A --count 100 --out TỆP.pdf [--layout TỆP.json]: in phiếu giấy của mẫu có sẵn
              (không cần máy chủ; xem npx hailong ballots --help)
  scan      TỆP… [--layout TỆP.json] [--json]: đọc phiếu giấy đã quét hoặc chụp: PDF, JPEG, PNG, TIFF
              (không cần máy chủ; xem npx hailong scan --help)
  backup    <tệp>: sao lưu tất cả vào một tệp, kể cả khóa và tệp tải lên; chạy được khi máy chủ đang chạy
  restore   <tệp>: phục hồi vào một thư mục dữ liệu trống

  --data ./data    thư mục dữ liệu (HAILONG_DATA); DATABASE_URL dùng PostgreSQL bên ngoài
  --json           in kết quả dạng JSON
  --help

Mã thoát: 0 xong; 1 không làm được (không có gì thay đổi dở dang); 2 gõ sai lệnh.`,
  unknownCommand: 'Không có lệnh “{name}”. Xem các lệnh: npx hailong --help',
  badArguments: 'Tham số chưa đúng: {detail}. Xem: npx hailong --help',
  flag: {
    unknown: 'không có tham số {flag}',
    unexpected: 'thừa “{flag}”',
    valueMissing: 'thiếu giá trị sau {flag}',
    withoutValue: '{flag} không nhận giá trị',
    twice: '{flag} chỉ được ghi một lần',
  },
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
  recounted: 'Đã đếm lại {ballots} phiếu, {groups} nhóm, trong {milliseconds} ms; số kỳ không khớp: {differing}',
  recountHint: 'Hãy tìm nguyên nhân, rồi chạy lại với --mend để thay các số này bằng số đếm lại.',
  refused: 'Chưa nạp gì. Hãy sửa các dòng sau trong tệp rồi nạp lại:',
  exported: 'Đã ghi {file} ({bytes} byte).',
  nothingPublished: 'Đơn vị {unit} chưa công bố bản nào như vậy.',
  backedUp:
    'Đã sao lưu {rows} dòng của {tables} bảng và {files} tệp vào {file} ({bytes} byte). Tệp này chứa khóa: hãy cất kỹ.',
  restored: 'Đã phục hồi bản sao lưu lúc {createdAt}: {rows} dòng của {tables} bảng và {files} tệp.',
  problem: {
    'unit-missing': 'Không biết nạp vào đơn vị nào: tệp không có cột đơn vị. Hãy thêm --unit MÃ.',
    'unit-unknown': 'Không có đơn vị mang mã {unit}. Xem mã ở trang Tổ chức, hoặc nạp tệp units trước.',
    'other-unit-in-file':
      'Tệp ghi đơn vị khác với {unit}. Hãy tách tệp theo đơn vị, hoặc bỏ cột đơn vị nếu cột này ghi sai.',
    'several-units': 'Tệp ghi nhiều đơn vị. Hãy thêm --unit MÃ và nạp từng đơn vị.',
    'file-exists': 'Tệp {file} đã có. Hãy chọn tên khác: bản sao lưu không ghi đè.',
    'file-unwritable': 'Không ghi được tệp: {detail}',
    'not-a-backup': '{file} không phải là tệp sao lưu của Hài Lòng.',
    'backup-damaged': 'Tệp sao lưu bị hỏng ({detail}). Không có gì thay đổi. Hãy dùng một bản sao lưu khác.',
    'backup-too-new': 'Bản sao lưu do một phiên bản mới hơn tạo ra ({detail}). Hãy nâng cấp phần mềm trước.',
    'data-not-empty': 'Thư mục dữ liệu {folder} đã có dữ liệu. Hãy chọn thư mục trống bằng --data.',
    'server-running': 'Máy chủ đang chạy trên thư mục dữ liệu này. Hãy dừng máy chủ trước khi phục hồi.',
  },
  ballots: {
    help: `hailong ballots --form A --count N --out TỆP.pdf [tham số]      (docs/command.md)

  --form A|B|C       mẫu phiếu có sẵn
  --count N          số phiếu (1 nếu không ghi)
  --out TỆP.pdf      tệp để in
  --layout TỆP.json  vị trí từng ô, khung và mã trên phiếu (docs/formats/ballot-layout.md)
  --paper A4|A5      khổ giấy (A4 nếu không ghi)
  --copy-master      bản gốc để photocopy, không có số phiếu
  --key TỆP          khóa 32 byte của mã phiếu; không ghi thì dùng khóa trong thư mục dữ liệu;
                     chưa có thư mục dữ liệu thì dùng khóa thử mà ai cũng biết
  --data ./data      thư mục dữ liệu (HAILONG_DATA)
  --json             in kết quả dạng JSON`,
    printed: 'Đã ghi {count} phiếu mẫu {form} khổ {paper}, mỗi phiếu {pages} trang, đợt {run}, vào {file}.',
    printedCopyMaster:
      'Đã ghi bản gốc để photocopy của mẫu {form} khổ {paper}, {pages} trang, đợt {run}, vào {file}. Bản photocopy không phân biệt được với phiếu bỏ thêm: chỉ dùng khi không in được phiếu có số.',
    testKey: 'Lưu ý: mã phiếu dùng khóa thử mà ai cũng biết. Đừng phát các phiếu này cho người dân.',
    noSuchForm: '--form “{form}” không có; các mẫu có sẵn: {forms}',
    badPaper: '--paper phải là A4 hoặc A5',
    badCount: '--count phải là số nguyên từ 1 đến {most}',
    problem: {
      'sheet-question-too-tall':
        'Câu “{question}” không vừa một trang {paper}. Hãy rút ngắn câu hỏi hoặc các phương án, hoặc dùng khổ lớn hơn.',
      'sheet-too-long': 'Phiếu cần {pages} trang {paper}, nhiều nhất là {most}. Hãy dùng khổ A4 hoặc bớt câu hỏi.',
      'key-unreadable': 'Không đọc được khóa {file}: {detail}',
      'not-a-key': 'Tệp {file} không phải là khóa: cần đúng 32 byte, hoặc 64 chữ số thập lục phân.',
      'file-unwritable': 'Không ghi được tệp {file}: {detail}',
    },
  },
  scan: {
    help: `hailong scan TỆP… [tham số]      (docs/formats/scan.md)

  TỆP…               PDF, JPEG, PNG, TIFF hoặc WebP của phiếu đã quét hoặc chụp; mỗi trang một tờ
  --layout TỆP.json  vị trí các ô của mẫu không có sẵn (hailong ballots --layout); ghi lại được nhiều lần
  --key TỆP          khóa 32 byte của mã phiếu; không ghi thì dùng khóa trong thư mục dữ liệu;
                     chưa có thư mục dữ liệu thì dùng khóa thử mà ai cũng biết
  --data ./data      thư mục dữ liệu (HAILONG_DATA): đối chiếu với các đợt đã in và kỳ đã chốt
  --unit MÃ          chỉ nhận phiếu của đơn vị này (cần thư mục dữ liệu)
  --period KỲ        chỉ nhận phiếu của kỳ này (cần thư mục dữ liệu)
  --threads N        số luồng đọc (mặc định bằng số lõi)
  --json             in kết quả dạng JSON`,
    testKey: 'Lưu ý: đọc bằng khóa thử mà ai cũng biết; không dùng cho phiếu thật.',
    badThreads: '--threads phải là số nguyên từ 1 đến 64',
    blank: 'trống',
    doubtful: 'nghi ngờ',
    problem: {
      'key-unreadable': 'Không đọc được khóa {file}: {detail}',
      'not-a-key': 'Tệp {file} không phải là khóa: cần đúng 32 byte, hoặc 64 chữ số thập lục phân.',
      'layout-unreadable': 'Không đọc được tệp vị trí {file}: {detail}',
      'data-folder-closed':
        'Không mở được thư mục dữ liệu {folder} ({detail}). Hãy kiểm tra thư mục, hoặc đọc với --key.',
      'not-a-layout': 'Tệp {file} không phải là tệp vị trí của phiếu (sai ở “{at}”).',
    },
  },
  estimate: {
    help: `hailong estimate --csv TỆP --statistic LOẠI --value CỘT [tham số]      (docs/estimate.md)

  --statistic mean|total|proportion|ratio|quantile   trung bình, tổng, tỷ lệ, tỷ số, phân vị
  --value CỘT         cột cần tính; ô trống hoặc NA là không có câu trả lời
  --denominator CỘT   mẫu số của ratio
  --level GIÁ_TRỊ     câu trả lời cần tính proportion; không có thì cột phải gồm 0 và 1
  --probability P     quantile: 0 < P < 1, mặc định 0.5
  --by CỘT            tính cho từng nhóm
  --contrast "A-B"    hiệu của hai nhóm, có hiệp phương sai; ghi lại được nhiều lần
  --covariance        in cả ma trận hiệp phương sai giữa các nhóm (cùng --json)
  --strata CỘT        tầng
  --cluster CỘT       cụm; ghi lại một lần cho mỗi giai đoạn chọn mẫu
  --fpc CỘT           số đơn vị của tầng (hoặc cụm) trong toàn thể; một lần cho mỗi giai đoạn
  --weights CỘT       trọng số; không có thì tính từ --fpc, không có cả hai thì mỗi dòng là 1
  --probs CỘT         xác suất được chọn, một lần cho mỗi giai đoạn; không có --pps là chọn có hoàn lại
  --pps brewer|overton|hr|ht|yg         chọn không hoàn lại với xác suất khác nhau
  --joint TỆP         ma trận xác suất cùng được chọn, cho ht và yg; --joint-tolerance 1e-4
  --variance ht|yg    dạng phương sai của overton và hr
  --response CỘT --cells CỘT            điều chỉnh không trả lời (1 có trả lời, 0 không) trong từng ô
  --post-strata CỘT --post-totals TỆP   phân tầng sau: tổng đã biết của từng nhóm
  --rake CỘT … --margins TỆP            cân theo nhiều biên: variable,level,total
  --calibrate CỘT … --totals TỆP        hiệu chỉnh theo tổng đã biết: name,total
  --distance linear|raking|logit --bounds 0.5,2         khoảng cách và giới hạn của --calibrate
  --method taylor|jackknife|bootstrap   cách tính sai số, mặc định taylor
  --replicates 1000 --seed 1            của bootstrap
  --interval logit|wilson|beta|t        khoảng tin cậy của proportion, mặc định logit
  --lonely certainty|adjust|average     quy tắc cho tầng chỉ có một đơn vị; không có thì từ chối tính
  --json              in {"rows":[{group,n,estimate,se,low,high,df,deff}]}`,
    header: ['Nhóm', 'Số phiếu', 'Ước lượng', 'Sai số chuẩn', 'Từ', 'Đến', 'Bậc tự do', 'Hiệu ứng thiết kế'],
    whole: 'Tất cả',
    oneOf: '{flag} “{given}” không có; hãy chọn một trong: {choices}',
    badProbability: '--probability phải là số lớn hơn 0 và nhỏ hơn 1, dùng dấu chấm thập phân, ví dụ 0.5',
    badNumber: '{flag} phải là một số lớn hơn 0',
    badBounds: '--bounds cần hai số cách nhau bằng dấu phẩy, số đầu nhỏ hơn 1 và số sau lớn hơn 1, ví dụ 0.5,2',
    oneAdjustment: 'chỉ dùng một trong ba: --post-strata, --rake, --calibrate',
    noQuantileContrast: '--contrast và --covariance không dùng được với quantile',
    badReplicates: '--replicates phải là số nguyên từ 2 trở lên',
    badSeed: '--seed phải là số nguyên từ 0 trở lên',
    bootstrapLonely: '--method bootstrap chỉ dùng được với --lonely certainty',
    clustersRenamed: 'Lưu ý: có mã cụm xuất hiện ở nhiều tầng; mỗi tầng được coi là một cụm khác nhau.',
    nothingToEstimate:
      'Lưu ý: không tính được số nào: không dòng nào có câu trả lời ở --value, hoặc mọi trọng số, mọi mẫu số đều bằng 0.',
    unusedFlags: 'Lưu ý: {flags} không dùng cho cách tính này nên đã bỏ qua.',
    levelUnseen: 'Lưu ý: không dòng nào có câu trả lời “{level}”. Hãy kiểm tra lại --level nếu không đúng ý.',
    problem: {
      'file-missing': 'Không có tệp {file}. Hãy kiểm tra lại đường dẫn ở --csv.',
      'file-unreadable': 'Không đọc được tệp {file}: {detail}',
      'not-text': 'Tệp {file} không phải là tệp CSV. Hãy lưu lại dạng “CSV UTF-8”.',
      'unclosed-quote': 'Dòng {line}: có dấu ngoặc kép mở mà không đóng. Hãy sửa dòng này.',
      'table-empty': 'Tệp {file} không có dữ liệu. Cần một dòng tên cột, sau đó mỗi phiếu một dòng.',
      'column-missing': 'Tệp không có cột “{column}”. Các cột trong tệp: {columns}.',
      'column-twice': 'Tệp có hai cột cùng tên “{column}”. Hãy đổi tên một cột.',
      'row-length': 'Dòng {line} có {cells} ô, nhưng dòng tên cột có {columns} ô. Hãy sửa dòng này.',
      'not-numeric':
        'Cột “{column}”, dòng {line}: “{text}” không phải là số. Hãy sửa thành số, hoặc để trống nếu không có câu trả lời.',
      'design-cell-empty': 'Cột “{column}”, dòng {line} để trống. Cột tầng, cụm, fpc, trọng số phải có đủ ở mọi dòng.',
      'level-needed': 'Cột “{column}” không chỉ gồm 0 và 1. Hãy thêm --level và câu trả lời cần tính tỷ lệ.',
      'single-unit':
        'Cả mẫu chỉ có một đơn vị (một dòng hoặc một cụm) nên không tính được sai số. Hãy kiểm tra lại cột --cluster, hoặc chọn thêm đơn vị vào mẫu.',
      'lonely-stratum':
        'Tầng “{stratum}” (giai đoạn {stage}) chỉ có một đơn vị được chọn nên không tính được sai số. Hãy gộp tầng này với một tầng gần giống, hoặc chọn rõ một quy tắc: --lonely certainty, adjust hoặc average (docs/estimate.md).',
      'population-per-stage':
        'Có {stages} giai đoạn chọn mẫu nhưng {given} tham số --fpc. Hãy ghi --fpc đúng một lần cho mỗi giai đoạn, hoặc bỏ hết.',
      'population-mixed':
        'Các cột --fpc phải đều là số đơn vị trong toàn thể (từ 1 trở lên), hoặc đều là tỷ lệ chọn mẫu (trên 0 đến 1).',
      'population-varies':
        'Tầng “{stratum}” (giai đoạn {stage}) có nhiều số fpc khác nhau. Mỗi tầng chỉ có một số đơn vị trong toàn thể: hãy sửa cột --fpc.',
      'population-too-small':
        'Tầng “{stratum}” (giai đoạn {stage}) có {drawn} đơn vị trong mẫu nhưng fpc chỉ ghi {population}. Hãy sửa cột --fpc hoặc cột cụm.',
      'weight-unknown': 'Không tính được trọng số từ --fpc vô hạn. Hãy thêm --weights.',
      'weight-negative': 'Dòng {line}: trọng số không được âm. Hãy sửa cột --weights.',
      'weights-twice':
        'Không dùng --weights cùng với --probs: trọng số đã là nghịch đảo của xác suất. Hãy bỏ một trong hai.',
      'probability-per-stage':
        'Có {stages} giai đoạn chọn mẫu nhưng {given} cột xác suất. Hãy ghi --probs đúng một lần cho mỗi giai đoạn.',
      'probability-range': 'Xác suất được chọn ở giai đoạn {stage} phải lớn hơn 0 và không quá 1. Hãy sửa cột --probs.',
      'probability-varies':
        'Đơn vị “{unit}” (giai đoạn {stage}) có nhiều xác suất khác nhau. Mỗi đơn vị chỉ có một xác suất: hãy sửa cột --probs.',
      'pps-one-stage': 'Chỉ --pps brewer dùng được cho nhiều giai đoạn chọn mẫu.',
      'replicates-for-pps': '--method jackknife và bootstrap không dùng được với --pps. Hãy dùng taylor.',
      'joint-size':
        'Ma trận ở --joint phải vuông, mỗi dòng của tệp phiếu (hoặc mỗi cụm) một hàng, đúng thứ tự. Tệp có {rows} dòng nhưng ma trận có {size} hàng.',
      'joint-values': 'Ma trận ở --joint chỉ gồm các xác suất lớn hơn 0 và không quá 1.',
      'joint-cell': 'Tệp {file}, dòng {line}: “{text}” không phải là số.',
      'response-values':
        'Cột “{column}”, dòng {line}: “{text}” không phải là 1 (có trả lời) hoặc 0 (không trả lời). Hãy sửa cột --response.',
      'totals-shape': 'Tệp {totals} phải gồm đúng các cột: {expected}.',
      'totals-twice': 'Tệp {totals} ghi “{name}” hai lần. Hãy bỏ một dòng.',
      'totals-lacks': 'Tệp {totals} không có tổng của “{name}”. Hãy thêm một dòng.',
      'totals-unknown':
        'Tệp {totals} có “{name}” nhưng trong mẫu không có. Hãy sửa tên, hoặc gộp nhóm này với nhóm khác.',
      'post-stratum-empty':
        'Nhóm “{stratum}” không có ai trong mẫu (hoặc không ai trả lời) để thay mặt cho cả nhóm. Hãy gộp với một nhóm gần giống.',
      'calibration-singular':
        'Các cột của --calibrate suy ra được lẫn nhau (ví dụ đủ mọi mức cùng với (Intercept)). Hãy bỏ bớt một dòng trong tệp {totals}.',
      'calibration-failed':
        'Không có trọng số nào đạt được các tổng trong tệp {totals} với giới hạn đã chọn (còn lệch {misfit}). Hãy nới --bounds, hoặc bớt cột.',
      'contrast-unknown':
        'Không hiểu hiệu “{contrast}”. Hãy ghi hai tên nhóm cách nhau bằng dấu trừ. Các nhóm: {groups}.',
    },
  },
  ranks: {
    help: `hailong ranks --csv TỆP --estimate CỘT --se CỘT [tham số]      (docs/ranks.md)

  --estimate CỘT      số cần xếp hạng, mỗi dòng một đơn vị; số lớn hơn đứng trước
  --se CỘT            sai số chuẩn của số đó
  --df CỘT            bậc tự do của sai số (không có: coi sai số là đã biết)
  --satisfied CỘT --answers CỘT   thay cho ba cột trên: số câu trả lời hài lòng và tổng số câu trả lời
  --name CỘT          tên đơn vị
  --level 0.95        độ tin cậy, từ 0.5 đến 0.999
  --covariance TỆP    ma trận hiệp phương sai, khi các số cùng từ một mẫu; không có thì coi là độc lập
  --method differences|intervals        so từng cặp (mặc định), hoặc so các khoảng tin cậy
  --lowest-first      số nhỏ hơn đứng trước
  --exact             chấp nhận sai số chuẩn bằng 0 (số đếm toàn bộ, không phải ước lượng)
  --seed 2024         của mô phỏng; cùng số này thì cùng kết quả
  --json              in mọi chữ số, dạng JSON`,
    header: ['Đơn vị', 'Số', 'Hạng', 'Hạng (xét riêng)', 'Hạng (xét cùng lúc)', 'Nhóm'],
    bands: {
      first: 'chưa loại trừ là đứng đầu',
      middle: 'giữa',
      last: 'chưa loại trừ là cuối bảng',
      open: 'chưa phân biệt được',
    },
    unranked: { 'no-estimate': 'không xếp hạng: không có số', 'no-error': 'không xếp hạng: không có sai số chuẩn' },
    badLevel: '--level phải là số từ 0.5 đến 0.999, dùng dấu chấm thập phân',
    oneKind: 'chỉ dùng --estimate --se [--df], hoặc --satisfied --answers',
    noCovariance: '--covariance chỉ dùng được với --estimate --se và --method differences',
    problem: {
      'table-empty': 'Tệp {file} không có dữ liệu. Cần một dòng tên cột, sau đó mỗi đơn vị một dòng.',
      'not-numeric': 'Cột “{column}”, dòng {line}: “{text}” không phải là số. Hãy sửa thành số, hoặc để trống.',
      'error-zero':
        'Dòng {line} ({unit}): sai số chuẩn bằng 0. Tỷ lệ 0 % hay 100 % vẫn có sai số: hãy xếp hạng bằng --satisfied và --answers. Nếu đúng là số đếm toàn bộ, thêm --exact.',
      'error-negative': 'Dòng {line} ({unit}): sai số chuẩn không được âm. Hãy sửa cột --se.',
      'df-impossible': 'Dòng {line} ({unit}): bậc tự do phải là số lớn hơn 0, hoặc Inf. Hãy sửa cột --df.',
      'counts-impossible':
        'Dòng {line} ({unit}): số câu hài lòng phải từ 0 đến tổng số câu trả lời. Hãy sửa hai cột --satisfied và --answers.',
      'covariance-size': 'Ma trận hiệp phương sai có {size} hàng, nhưng có {units} đơn vị được xếp hạng.',
      'covariance-values':
        'Ma trận hiệp phương sai phải đối xứng và có bình phương của --se trên đường chéo. Hãy kiểm tra thứ tự các dòng.',
    },
  },
  table: { id: 'Mục', n: 'Số phiếu', share: 'Hài lòng', mean: 'Điểm', hidden: 'ẩn (dưới 5 phiếu)' },
} as const;
