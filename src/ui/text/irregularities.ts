import type { Translated } from '../locale';

const vi = {
  title: 'Nơi nên xem thêm',
  lead: (period: string) => `${period} · chỉ cơ quan cấp trên và người giám sát xem được`,
  notVerdict:
    'Trang này chỉ ra con số khác thường để biết nên hỏi thêm ở đâu. Đây không phải kết luận: chuyện bình thường cũng có thể cho ra con số như vậy. Không dùng trang này để phê bình hay kỷ luật ai.',
  choosePeriod: 'Kỳ',
  show: 'Xem',
  nothingYet: 'Chưa có điểm nào để xem. Các điểm được tính mỗi đêm, khi đã có đủ phiếu.',
  calm: 'Không có gì khác thường',
  calmText: (scores: string, offices: string) => `Đã xem ${scores} điểm của ${offices} đơn vị.`,
  found: (count: string) => `${count} điểm nên xem thêm`,
  foundOne: 'Một điểm nên xem thêm',
  rate: 'Ngưỡng được đặt chung cho cả trang: khi mọi đơn vị đều làm đúng, trong 20 trang có khoảng một trang vẫn hiện một điểm.',
  picture: {
    title: 'Mức khác thường của từng điểm',
    note: 'Mỗi chấm là một điểm đã xem. Chấm càng về bên phải càng khó gặp nếu chỉ do ngẫu nhiên. Chấm to, qua vạch: nên xem thêm.',
    usual: 'thường gặp',
    rare: 'hiếm gặp',
    line: 'nên xem thêm',
  },
  innocent: 'Có thể chỉ là vì',
  look: 'Nên xem',
  all: 'Tất cả các điểm đã xem',
  columns: {
    unit: 'Đơn vị',
    kind: 'Xem cái gì',
    of: 'Ở đâu',
    n: 'Số lượng',
    value: 'Con số',
    expected: 'Thường là',
    odds: 'Do ngẫu nhiên',
  },
  oneIn: (times: string) => `1 trong ${times} lần`,
  often: 'thường gặp',
  office: 'cả đơn vị',
  batch: (code: string) => `tập phiếu ${code}`,
  group: { paper: 'phiếu giấy', kiosk: 'máy ở quầy', online: 'điện thoại, mạng' },
  kind: {
    'straight-lining': 'Phiếu đánh một mức từ đầu đến cuối',
    'all-highest': 'Phiếu chọn mức cao nhất ở mọi câu',
    'little-variety': 'Câu trả lời ít khác nhau',
    'channel-difference': 'Hai cách thu phiếu lệch nhau',
    'busy-day': 'Một ngày nhiều phiếu hơn hẳn',
    'round-counts': 'Số hồ sơ tròn chục, tròn năm',
    'identical-sheets': 'Nhiều tờ phiếu giống hệt nhau',
    'sheet-order': 'Các tờ cạnh nhau giống nhau',
    'keyer-difference': 'Hai người nhập ra kết quả khác nhau',
  },
  said: {
    'straight-lining': (value: string, expected: string, n: string) =>
      `${value} trong ${n} phiếu trả lời đủ cho cùng một mức ở mọi câu; các đơn vị khác khoảng ${expected}.`,
    'all-highest': (value: string, expected: string, n: string) =>
      `${value} trong ${n} phiếu trả lời đủ chọn mức cao nhất ở mọi câu; các đơn vị khác khoảng ${expected}.`,
    'little-variety': (value: string, expected: string, n: string) =>
      `${n} câu trả lời chung chỉ khác nhau ở mức ${value} của mức có thể có; các đơn vị khác khoảng ${expected}.`,
    'channel-difference': (value: string, expected: string) =>
      `Tỷ lệ hài lòng của hai cách thu lệch nhau ${value} điểm phần trăm; thường không quá ${expected}.`,
    'busy-day': (value: string, expected: string) =>
      `Một ngày có ${value} phiếu; các ngày khác trung bình ${expected}.`,
    'round-counts': (value: string, expected: string, n: string) =>
      `${value} trong ${n} con số hồ sơ tận cùng bằng 0 hoặc 5; bình thường khoảng ${expected}.`,
    'identical-sheets': (value: string, _expected: string, n: string) =>
      `Trong ${n} tờ có ${value} cặp tờ trả lời giống hệt nhau ở mọi câu (không kể tờ đánh một mức).`,
    'sheet-order': (_value: string, _expected: string, n: string) =>
      `Trong tập ${n} tờ, các tờ nằm gần nhau giống nhau hơn là trong một hòm đã xóc đều.`,
    'keyer-difference': (_value: string, _expected: string, n: string) =>
      `Trong tập ${n} tờ, phần của người này khác phần của người kia nhiều hơn là do chia ngẫu nhiên.`,
  },
  why: {
    'straight-lining': 'người dân vội, phiếu dài, hoặc đúng là hài lòng như nhau ở mọi câu.',
    'all-highest': 'đơn vị phục vụ thật sự tốt, hoặc người dân nể cán bộ đứng cạnh.',
    'little-variety': 'đơn vị làm đều tay, hoặc ít loại hồ sơ nên ai cũng trả lời gần như nhau.',
    'channel-difference':
      'người dùng điện thoại trẻ hơn, hồ sơ của hai nhóm khác nhau, hoặc người già được giúp ghi phiếu.',
    'busy-day': 'ngày trả kết quả tập trung, ngày hội, đợt làm thẻ, hoặc máy mất mạng rồi gửi dồn.',
    'round-counts': 'số được ước khi tổng hợp, hoặc trùng hợp.',
    'identical-sheets': 'một nhà cùng đi và ghi giống nhau, hoặc người giúp ghi hộ nhiều người.',
    'sheet-order': 'hòm không được xóc, phiếu xếp theo ngày hay theo lĩnh vực.',
    'keyer-difference': 'tập phiếu chia theo lĩnh vực hay theo ngày chứ không chia đều.',
  },
  next: {
    'straight-lining': 'phiếu để ở đâu, ai đứng cạnh khi người dân trả lời.',
    'all-highest': 'cách mời người dân trả lời; hỏi lại vài người đã làm thủ tục.',
    'little-variety': 'so với kỳ trước và với phiếu giấy còn lưu.',
    'channel-difference': 'ai dùng cách thu nào; đối chiếu biên bản mở hòm.',
    'busy-day': 'sổ tiếp nhận của ngày đó; nhật ký của máy ở quầy.',
    'round-counts': 'số hồ sơ trong hệ thống một cửa.',
    'identical-sheets': 'các tờ phiếu giấy còn lưu của tập này: nét chữ, mực.',
    'sheet-order': 'các tờ phiếu giấy còn lưu của tập này, theo thứ tự nhập.',
    'keyer-difference': 'đọc lại một số tờ của từng người từ phiếu giấy.',
  },
  about: {
    title: 'Các điểm này từ đâu ra',
    text: 'Nhóm dưới 30 phiếu (tập dưới 20 tờ) không có điểm. So với đơn vị khác cần ít nhất 10 đơn vị cùng mẫu phiếu. Không có điểm nào tính theo giờ hay theo từng phiếu: thứ tự và các tờ giống nhau chỉ được xem trong một tập phiếu giấy lúc nhập xong, rồi chỉ giữ lại con số.',
  },
};

const en: typeof vi = {
  title: 'Worth a look',
  lead: (period) => `${period} · seen by the superior office and the observer only`,
  notVerdict:
    'This page shows unusual figures, so that one knows where to ask. It is no finding: ordinary things give such figures too. Nobody is to be blamed or punished by it.',
  choosePeriod: 'Period',
  show: 'Show',
  nothingYet: 'There is nothing to look at yet. Figures are worked out every night, once there are enough ballots.',
  calm: 'Nothing unusual',
  calmText: (scores, offices) =>
    `${scores} ${scores === '1' ? 'figure' : 'figures'} of ${offices} ${offices === '1' ? 'office' : 'offices'} looked at.`,
  found: (count) => `${count} figures worth a look`,
  foundOne: 'One figure worth a look',
  rate: 'The threshold is set for the whole page: where every office is honest, about one page in 20 still shows a figure.',
  picture: {
    title: 'How unusual each figure is',
    note: 'Every dot is a figure that was looked at. The further right, the rarer by chance alone. Large dots past the line are worth a look.',
    usual: 'usual',
    rare: 'rare',
    line: 'worth a look',
  },
  innocent: 'It may just be because',
  look: 'Look at',
  all: 'All figures looked at',
  columns: {
    unit: 'Office',
    kind: 'What',
    of: 'Where',
    n: 'Number',
    value: 'Figure',
    expected: 'Usually',
    odds: 'By chance',
  },
  oneIn: (times) => `1 in ${times}`,
  often: 'often',
  office: 'whole office',
  batch: (code) => `batch ${code}`,
  group: { paper: 'paper', kiosk: 'kiosk', online: 'phone, web' },
  kind: {
    'straight-lining': 'Ballots with one answer throughout',
    'all-highest': 'Ballots with the highest answer to everything',
    'little-variety': 'Answers that hardly differ',
    'channel-difference': 'Two channels disagree',
    'busy-day': 'One day with far more ballots',
    'round-counts': 'Dossier counts ending in 0 or 5',
    'identical-sheets': 'Many identical sheets',
    'sheet-order': 'Neighbouring sheets are alike',
    'keyer-difference': 'Two keyers give different results',
  },
  said: {
    'straight-lining': (value, expected, n) =>
      `${value} of ${n} complete ballots give one answer to everything; other offices about ${expected}.`,
    'all-highest': (value, expected, n) =>
      `${value} of ${n} complete ballots give the highest answer to everything; other offices about ${expected}.`,
    'little-variety': (value, expected, n) =>
      `${n} overall answers have ${value} of the variety they could have; other offices about ${expected}.`,
    'channel-difference': (value, expected) =>
      `The satisfied shares of two channels differ by ${value} percentage points; usually by no more than ${expected}.`,
    'busy-day': (value, expected) => `One day has ${value} ballots; the other days ${expected} on average.`,
    'round-counts': (value, expected, n) => `${value} of ${n} dossier counts end in 0 or 5; usually about ${expected}.`,
    'identical-sheets': (value, _expected, n) =>
      `Among ${n} sheets, ${value} pairs have the same answers to everything (sheets with one answer throughout left out).`,
    'sheet-order': (_value, _expected, n) =>
      `In a stack of ${n} sheets, neighbours are more alike than in a shaken box.`,
    'keyer-difference': (_value, _expected, n) =>
      `In a stack of ${n} sheets, one keyer's part differs from the other's by more than a random split.`,
  },
  why: {
    'straight-lining': 'people are in a hurry, the form is long, or they are equally content with everything.',
    'all-highest': 'the office really serves well, or people are polite to the official beside them.',
    'little-variety': 'the office works evenly, or has few kinds of dossiers.',
    'channel-difference': 'phones are used by younger people, dossiers differ, or old people are helped with paper.',
    'busy-day': 'many results were handed out on a day, a campaign, or a kiosk was offline and sent all at once.',
    'round-counts': 'counts were estimated when compiled, or by coincidence.',
    'identical-sheets': 'a family answered together, or one person helped many.',
    'sheet-order': 'the box was not shaken, or sheets were sorted by day or field.',
    'keyer-difference': 'the stack was split by field or day rather than evenly.',
  },
  next: {
    'straight-lining': 'where the ballots lie and who stands by while people answer.',
    'all-highest': 'how people are invited to answer; ask a few who were there.',
    'little-variety': 'the last period, and the paper ballots in the archive.',
    'channel-difference': 'who uses which channel; the records of box openings.',
    'busy-day': 'the reception register of that day; the kiosk’s log.',
    'round-counts': 'the dossier counts in the one-stop system.',
    'identical-sheets': 'the paper sheets of this batch: handwriting, ink.',
    'sheet-order': 'the paper sheets of this batch in the order of keying.',
    'keyer-difference': 'some sheets of each keyer against the paper.',
  },
  about: {
    title: 'Where these figures come from',
    text: 'Groups below 30 ballots (batches below 20 sheets) have none. Comparison with other offices needs at least 10 offices with the same form. Nothing is worked out by the hour or for a single ballot: order and identical sheets are looked at only inside one batch of paper when its keying ends, and only numbers are kept.',
  },
};

export const irregularitiesText: Translated<typeof vi> = { vi, en };
