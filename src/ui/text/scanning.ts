import type { Translated } from '../locale';

/** Why a picture or a sheet is not read, and what to do; `{name}` is replaced by the fact of that name. */
const vi = {
  refusal: {
    'not-a-picture': 'Trang này không phải là ảnh đọc được. Hãy quét lại tờ phiếu thành PDF, JPEG, PNG hoặc TIFF.',
    'picture-damaged': 'Ảnh của trang này bị hỏng hoặc thiếu. Hãy quét lại tờ phiếu.',
    'picture-too-large':
      'Ảnh có {megapixels} triệu điểm, nhiều nhất là {maximum}. Hãy quét ở 200–300 dpi, hoặc chụp với kích thước ảnh thường.',
    'too-coarse':
      'Ảnh quá thô: tờ phiếu chỉ được {dotsPerInch} dpi, cần ít nhất {minimum}. Hãy quét ở 200 dpi, hoặc chụp gần hơn để tờ phiếu đầy khung hình.',
    'too-blurred': 'Ảnh bị mờ. Hãy chụp lại, giữ máy chắc tay và đủ sáng, đợi ảnh nét rồi mới bấm; hoặc dùng máy quét.',
    'lost-in-bilevel':
      'Ảnh chỉ có đen và trắng nên không còn thấy nét in của các ô. Hãy quét lại ở chế độ xám (grayscale), 200 dpi.',
    'blank-page': 'Trang trắng. Nếu đây không phải mặt sau trống, hãy quét lại đúng mặt có chữ.',
    'no-code':
      'Không thấy mã phiếu. Hãy chụp lại, giữ thẳng tờ phiếu, thấy đủ bốn ô vuông đen ở bốn góc và mã QR; ảnh khác với phiếu khảo sát thì bỏ ra.',
    'two-codes': 'Trong ảnh có hai tờ phiếu. Hãy chụp hoặc quét từng tờ một.',
    'wrong-form':
      'Mã phiếu thuộc một mẫu khác (dấu hiệu {tag}). Hãy kiểm tra tờ phiếu có đúng đợt khảo sát này không; với lệnh scan, thêm --layout của mẫu đó.',
    'forged-check':
      'Mã phiếu không do cơ quan này in ra (dấu kiểm không khớp). Để riêng tờ phiếu này và báo người phụ trách.',
    'not-registered':
      'Không xác định chắc được vị trí các ô trên phiếu. Hãy vuốt phẳng tờ phiếu, chụp lại, giữ thẳng, thấy đủ bốn góc; hoặc nhập tay tờ này.',
    'wrong-print-scale':
      'Tờ phiếu được in ở cỡ {scalePercent} %. Hãy in lại ở “cỡ thật” (100 %), không thu nhỏ; tờ này nhập tay.',
    'file-not-a-picture':
      'Tệp này không phải PDF, JPEG, PNG, TIFF hay WebP. Hãy quét lại tờ phiếu thành một trong các loại đó.',
    'file-damaged': 'Không mở được tệp: tệp bị hỏng hoặc thiếu. Hãy quét lại hoặc chép lại tệp.',
    'file-encrypted': 'Tệp PDF có mật khẩu. Hãy lưu lại không đặt mật khẩu rồi thử lại.',
    'file-too-large': 'Tệp nặng {megabytes} MB, nhiều nhất là {maximum} MB. Hãy chia thành nhiều tệp nhỏ hơn.',
    'too-many-pages': 'Tệp có {pages} trang, nhiều nhất là {maximum}. Hãy chia thành nhiều tệp.',
    'file-unpacks-too-large': 'Tệp PDF nén bất thường, mở ra sẽ đầy bộ nhớ nên không được đọc. Hãy quét lại tờ phiếu.',
    'duplicate-serial':
      'Tờ phiếu này đã được đọc rồi ({firstFile}, trang {firstFilePage}). Mỗi tờ chỉ tính một lần; nếu là hai tờ giấy khác nhau, có tờ bị sao chụp: báo người phụ trách.',
    'missing-page': 'Thiếu trang {page} của tờ phiếu. Hãy quét đủ các mặt của tờ này.',
    'run-of-other-unit': 'Tờ phiếu của đơn vị {unit} (đợt in {run}). Hãy để riêng và chuyển cho đơn vị đó.',
    'run-of-other-period': 'Tờ phiếu của kỳ {period} (đợt in {run}), không phải kỳ đang đọc. Hãy để riêng.',
    'period-closed':
      'Kỳ {period} của tờ phiếu này (đợt in {run}) đã công bố, không nhận thêm phiếu. Hãy để riêng và báo người phụ trách.',
  },
  warning: {
    bilevel: 'Ảnh chỉ có đen và trắng, nét bút chì có thể bị mất. Hãy quét ở chế độ xám (grayscale).',
    coarse: 'Ảnh hơi thô. Hãy quét ở 200 dpi.',
    photocopy: 'Tờ phiếu là bản sao chụp.',
    'missing-page': 'Chưa thấy đủ các trang của tờ phiếu này.',
    'unknown-run': 'Đợt in của tờ phiếu này không có trong sổ của thư mục dữ liệu.',
  },
};

const en: typeof vi = {
  refusal: {
    'not-a-picture': 'This page is no picture that can be read. Scan the sheet again as PDF, JPEG, PNG or TIFF.',
    'picture-damaged': 'The picture of this page is damaged or cut short. Scan the sheet again.',
    'picture-too-large':
      'The picture has {megapixels} million pixels, at most {maximum} are read. Scan at 200–300 dpi, or take the photo at the usual size.',
    'too-coarse':
      'The picture is too coarse: the sheet has only {dotsPerInch} dpi, at least {minimum} are needed. Scan at 200 dpi, or go nearer so that the sheet fills the picture.',
    'too-blurred': 'The picture is blurred. Take it again with a steady hand and enough light, or use a scanner.',
    'lost-in-bilevel':
      'The picture is black and white only, and the outlines of the boxes are lost in it. Scan again in gray, at 200 dpi.',
    'blank-page': 'A blank page. If it is not an empty back, scan the side with the text.',
    'no-code':
      'No ballot code was found. Take the picture again, hold the sheet straight, with all four black squares and the QR code in view; pictures of anything else do not belong here.',
    'two-codes': 'There are two sheets in the picture. Take or scan them one by one.',
    'wrong-form':
      'The code belongs to another form (tag {tag}). Check that the sheet is of this survey; for the command scan, give the form with --layout.',
    'forged-check':
      'This office did not print this code (its check does not fit). Put the sheet aside and tell the person in charge.',
    'not-registered':
      'Where the boxes stand cannot be told for certain. Flatten the sheet and take the picture again, straight, with all four corners; or key it by hand.',
    'wrong-print-scale':
      'The sheet was printed at {scalePercent} %. Print at “actual size” (100 %); key this one by hand.',
    'file-not-a-picture': 'This file is no PDF, JPEG, PNG, TIFF or WebP. Scan the sheet again as one of these.',
    'file-damaged': 'The file cannot be opened: it is damaged or cut short. Scan or copy it again.',
    'file-encrypted': 'The PDF has a password. Save it without one and try again.',
    'file-too-large': 'The file has {megabytes} MB, at most {maximum} MB are read. Split it into smaller files.',
    'too-many-pages': 'The file has {pages} pages, at most {maximum} are read. Split it into several files.',
    'file-unpacks-too-large':
      'The PDF is packed so that it would fill the memory; it is not read. Scan the sheet again.',
    'duplicate-serial':
      'This sheet has been read already ({firstFile}, page {firstFilePage}). Each sheet counts once; if there are two sheets of paper, one is a copy: tell the person in charge.',
    'missing-page': 'Page {page} of the sheet is missing. Scan all its sides.',
    'run-of-other-unit': 'A sheet of the unit {unit} (print run {run}). Put it aside and hand it over to that unit.',
    'run-of-other-period': 'A sheet of the period {period} (print run {run}), not of the one being read. Put it aside.',
    'period-closed':
      'The period {period} of this sheet (print run {run}) has been published and takes no more ballots. Put it aside and tell the person in charge.',
  },
  warning: {
    bilevel: 'The picture is black and white only, light pencil may be lost. Scan in gray.',
    coarse: 'The picture is rather coarse. Scan at 200 dpi.',
    photocopy: 'The sheet is a photocopy.',
    'missing-page': 'Not all pages of this sheet have been seen.',
    'unknown-run': 'The print run of this sheet is not in the books of the data folder.',
  },
};

export const scanningText: Translated<typeof vi> = { vi, en };
