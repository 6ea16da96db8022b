import type { Translated } from '../locale';

const vi = {
  problems: {
    'empty-file': 'Tệp trống. Hãy chọn tệp khác hoặc xuất lại tệp từ phần mềm.',
    'file-too-large': 'Tệp lớn {megabytes} MB, tối đa {limitMegabytes} MB. Hãy chia thành nhiều tệp nhỏ hơn.',
    'unpacks-too-large':
      'Tệp khi mở ra lớn hơn {limitMegabytes} MB nên không được đọc. Hãy chép riêng phần dữ liệu sang một tệp mới, hoặc lưu dạng CSV.',
    'too-many-rows':
      'Tệp có quá nhiều dòng, tối đa {limit} dòng. Hãy chia thành nhiều tệp, hoặc xóa các dòng thừa ở cuối bảng.',
    'too-many-columns': 'Bảng có {columns} cột, tối đa {limit} cột. Hãy chỉ giữ các cột cần nhập.',
    'damaged-file': 'Tệp bị hỏng hoặc tải lên chưa trọn. Hãy mở tệp bằng Excel, lưu lại rồi tải lên lần nữa.',
    'encrypted-file': 'Tệp có đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu trong Excel rồi tải lên lại.',
    'old-excel-file':
      'Tệp là dạng Excel cũ (.xls). Hãy mở bằng Excel, chọn “Lưu dưới dạng” .xlsx hoặc CSV rồi tải lên lại.',
    'not-a-spreadsheet': 'Tệp không phải là bảng tính. Hãy chọn tệp .xlsx hoặc .csv.',
    'unclosed-quote': 'Từ dòng {line} có dấu ngoặc kép (") mở mà không đóng. Hãy sửa dòng đó rồi tải lên lại.',
    'formula-without-value':
      'Ô {cell} là công thức chưa có giá trị ({count} ô như vậy). Hãy mở tệp bằng Excel rồi lưu lại, hoặc dán dưới dạng giá trị.',
    'no-rows': 'Tệp không có dòng dữ liệu nào. Hãy kiểm tra lại trang tính đầu tiên.',
    'took-too-long': 'Đọc tệp quá lâu nên đã dừng. Hãy chia thành tệp nhỏ hơn hoặc lưu dạng CSV.',
  },
  warnings: {
    'formula-values-used': '{count} ô là công thức (đầu tiên là {cell}): đã lấy giá trị có sẵn, không tính lại.',
    'merged-cells':
      'Có {count} vùng ô gộp (đầu tiên ở {cell}): {filled} ô trống bên dưới đã được điền theo ô gộp. Hãy xem kỹ.',
    'error-values': '{count} ô có lỗi của Excel, ví dụ #N/A (đầu tiên là {cell}).',
    'other-sheets-ignored': 'Chỉ đọc trang tính đầu tiên; bỏ qua: {names}.',
    'lines-above-header': 'Bỏ qua {count} dòng phía trên dòng tiêu đề cột.',
    'cells-outside-header':
      '{count} dòng có ô nằm ngoài các cột có tiêu đề (đầu tiên là dòng {line}); các ô đó không được đọc.',
    'decoded-as': 'Tệp không phải UTF-8, đã đọc theo bảng mã {encoding}. Hãy xem kỹ dấu tiếng Việt.',
    'legacy-encoding': 'Chữ trong tệp có vẻ gõ bằng phông {encoding} cũ.',
  },
  encodings: {
    tcvn3: 'TCVN3 (ABC)',
    vni: 'VNI',
    'windows-1258': 'Windows-1258',
    'windows-1252': 'Windows-1252',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16',
  },
  convert: 'Chuyển sang Unicode',
  keepAsIs: 'Giữ nguyên như trong tệp',
  converted: 'Đã chuyển từ phông {encoding} sang Unicode.',
};

const en: typeof vi = {
  problems: {
    'empty-file': 'The file is empty. Choose another, or export it again.',
    'file-too-large':
      'The file has {megabytes} MB; at most {limitMegabytes} MB are taken. Split it into smaller files.',
    'unpacks-too-large':
      'Unpacked, the file is larger than {limitMegabytes} MB and was not read. Copy the data alone into a new file, or save it as CSV.',
    'too-many-rows':
      'The file has too many rows; at most {limit} are taken. Split it, or delete surplus rows at the end.',
    'too-many-columns': 'The table has {columns} columns; at most {limit} are taken. Keep only the columns needed.',
    'damaged-file': 'The file is damaged or was not uploaded whole. Open it in Excel, save it and upload it again.',
    'encrypted-file': 'The file is locked with a password. Remove the password in Excel and upload it again.',
    'old-excel-file': 'This is an old Excel file (.xls). Save it as .xlsx or CSV and upload it again.',
    'not-a-spreadsheet': 'This is not a spreadsheet. Choose an .xlsx or .csv file.',
    'unclosed-quote':
      'From line {line} a quotation mark (") is opened and not closed. Correct the line and upload again.',
    'formula-without-value':
      'Cell {cell} is a formula without a value ({count} such cells). Open the file in Excel and save it, or paste as values.',
    'no-rows': 'The file has no rows of data. Check its first sheet.',
    'took-too-long': 'Reading took too long and was stopped. Split the file or save it as CSV.',
  },
  warnings: {
    'formula-values-used':
      '{count} cells are formulas (first {cell}): their stored values were taken, nothing was computed.',
    'merged-cells': '{count} merged ranges (first at {cell}): {filled} empty cells below were filled. Please check.',
    'error-values': '{count} cells hold an Excel error such as #N/A (first {cell}).',
    'other-sheets-ignored': 'Only the first sheet was read; left out: {names}.',
    'lines-above-header': '{count} lines above the header were left out.',
    'cells-outside-header':
      '{count} rows have cells outside the named columns (first line {line}); those cells were not read.',
    'decoded-as': 'The file is not UTF-8; it was read as {encoding}. Check the Vietnamese letters.',
    'legacy-encoding': 'The text seems typed in an old {encoding} font.',
  },
  encodings: vi.encodings,
  convert: 'Convert to Unicode',
  keepAsIs: 'Keep as in the file',
  converted: 'Converted from {encoding} to Unicode.',
};

export const spreadsheetText: Translated<typeof vi> = { vi, en };
