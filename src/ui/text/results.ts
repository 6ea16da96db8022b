import { type CalendarDay, formatDay } from '../../kernel/calendar-day';
import type { Translated } from '../locale';

const vi = {
  title: 'Kết quả khảo sát',
  lead: (unit: string, period: string) => `${unit} · ${period}`,
  choosePeriod: 'Kỳ',
  chooseForm: 'Mẫu phiếu',
  show: 'Xem',
  excel: 'Tải bảng (Excel)',
  otherFiles: 'Tệp khác',
  formName: (id: string, version: number) => `Mẫu ${id}, bản ${version}`,
  formOption: (id: string, version: number, ballots: string) => `Mẫu ${id}, bản ${version} – ${ballots} phiếu`,
  differing: {
    title: 'Số liệu dưới đây không khớp với phiếu',
    text: (periods: string) =>
      `Lần đếm lại ban đêm ra số khác ở: ${periods}. Chưa công bố cho đến khi rõ nguyên nhân và số đã được đếm lại.`,
  },
  otherForms: 'Trong kỳ này có phiếu theo mẫu khác. Số liệu của các mẫu không gộp với nhau:',
  dates: (from: CalendarDay, until: CalendarDay) => `từ ngày ${formatDay(from)} đến ngày ${formatDay(until)}`,
  running: (until: CalendarDay) =>
    `Kỳ này chưa kết thúc (đến hết ngày ${formatDay(until)}). Số liệu còn thay đổi và chưa được công bố.`,
  countsUntil: (day: CalendarDay) => `Số liệu tính các phiếu đến hết ngày ${formatDay(day)}.`,
  headline: {
    label: 'Kết quả chính',
    sentence: (people: string) => `Cứ 100 người trả lời thì ${people} người hài lòng`,
    how: 'Hài lòng đến đâu?',
    howSure: 'Chắc đến đâu?',
    sure: (low: string, high: string) => `Khoảng tin cậy 95 %: từ ${low} đến ${high} trong 100 người`,
    ifRandom:
      'Khoảng này chỉ đúng nếu người trả lời giống như được chọn ngẫu nhiên; nếu người bực mình ít trả lời, con số thật thấp hơn.',
    against: 'So với gì?',
    last: (label: string, share: string) => `${label}: ${share}`,
    verdict: { risen: 'Tăng thật', fallen: 'Giảm thật', unclear: 'Chưa phân biệt được tăng hay giảm' },
    noLast: 'Chưa có kỳ trước cùng mẫu phiếu để so sánh.',
    mend: 'Nên sửa gì trước?',
    figures: 'Con số chính xác',
    picture: (people: string, low: string, high: string) =>
      `Hình 100 người: ${people} người hài lòng; khoảng tin cậy 95 % từ ${low} đến ${high} người`,
    full: 'hài lòng, theo đầu thấp của khoảng',
    ringed: 'thêm đến đầu cao của khoảng',
    empty: 'không hài lòng hoặc bình thường',
    question: 'Câu hỏi chung',
    hidden: (minimum: number) =>
      `Chưa nêu được tỷ lệ: có dưới ${minimum} câu trả lời, hoặc nếu nêu ra thì có thể trừ ngược để biết ý kiến của một nhóm dưới ${minimum} người.`,
  },
  method: {
    a: 'Phương pháp A – tỷ lệ hài lòng',
    aNote: 'Số câu trả lời “Hài lòng” và “Rất hài lòng” chia cho tất cả câu trả lời. Khoảng tin cậy 95 % theo Wilson.',
    b: 'Phương pháp B – điểm trung bình',
    bNote: (points: number) => `Điểm trung bình chia ${points}, nhân 100. Khoảng tin cậy 95 % theo phân phối t.`,
    b01: 'Phương pháp B tính từ 0',
    b01Note: (points: number) => `(Điểm trung bình trừ 1) chia ${points - 1}, nhân 100.`,
    apart: 'Hai phương pháp đo hai điều khác nhau: không so sánh số này với số kia.',
    of100: (value: string) => `${value} / 100`,
    interval: (low: string, high: string) => `từ ${low} đến ${high}`,
  },
  facts: {
    label: 'Số phiếu và độ tin cậy',
    ballots: 'Phiếu được tính',
    quota: 'Chỉ tiêu số phiếu',
    met: (required: string) => `Đạt (phải thu ${required})`,
    missed: (missing: string, required: string) => `Còn thiếu ${missing} (phải thu ${required})`,
    fieldsMissed: 'đủ tổng số, còn lĩnh vực chưa đủ',
    noQuota: 'Chưa tính được: chưa nhập số hồ sơ đã giải quyết của kỳ này',
    margin: 'Sai số của tỷ lệ hài lòng',
    points: 'điểm phần trăm',
    repeats: 'Nghi gửi lặp (để riêng, không tính)',
    voids: 'Phiếu không hợp lệ (không tính)',
    noVoids: 'Không có',
    withVoids: (value: string, low: string, high: string) => `Nếu tính cả: ${value} (từ ${low} đến ${high})`,
    withVoidsRange: (low: string, high: string) => `Nếu tính cả: trong khoảng ${low} đến ${high}`,
  },
  voidReasons: {
    duplicate: 'Phiếu trùng',
    foreign: 'Phiếu không thuộc cuộc khảo sát này',
    test: 'Phiếu làm thử',
    'closed-period': 'Phiếu của kỳ đã khóa sổ',
  },
  factors: {
    title: 'Theo nhóm yếu tố',
    note: 'Mỗi nhóm gộp tất cả câu trả lời cho các câu hỏi trong nhóm. Chấm là tỷ lệ hài lòng, dải là khoảng tin cậy 95 %, vạch đứt là câu hỏi chung.',
    alt: 'Biểu đồ tỷ lệ hài lòng theo nhóm yếu tố',
  },
  items: {
    title: 'Theo từng câu hỏi',
    worstFirst: 'Thấp nhất trước',
    formOrder: 'Theo thứ tự trong phiếu',
    order: 'Sắp xếp',
    worst: (title: string, value: string) => `Điểm yếu nhất: “${title}” – ${value} hài lòng.`,
  },
  columns: {
    question: 'Câu hỏi',
    answers: 'Các mức trả lời',
    share: 'Hài lòng (A)',
    interval: 'Khoảng tin cậy 95 %',
    mean: 'Điểm TB (B)',
    n: 'Số câu trả lời',
    missing: 'Không trả lời',
    notApplicable: 'Không áp dụng',
    change: 'So với kỳ trước',
    group: 'Nhóm',
    ballots: 'Số phiếu',
    overall: 'Câu hỏi chung',
  },
  scale: {
    five: ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'],
    three: ['Chưa hài lòng', 'Hài lòng', 'Rất hài lòng'],
  },
  barAlt: (parts: string) => `Các mức trả lời: ${parts}`,
  hidden: 'đã ẩn',
  cuts: {
    title: { field: 'Theo lĩnh vực', channel: 'Theo hình thức thu phiếu', official: 'Theo công chức' },
    note: 'Số liệu là câu hỏi chung. Bấm vào tên nhóm để xem các câu hỏi khác của nhóm đó.',
    back: 'Về kết quả của cả đơn vị',
    noGroup: 'Kỳ này không có nhóm này, hoặc số liệu của nhóm đã ẩn.',
    unnamed: { field: 'Không ghi lĩnh vực', channel: 'Không rõ hình thức', official: 'Không chọn công chức' },
    channels: {
      web: 'Trang khảo sát (liên kết, mã QR)',
      code: 'Mã dùng một lần',
      kiosk: 'Máy tính bảng tại quầy',
      paper: 'Phiếu giấy',
      interview: 'Phỏng vấn trực tiếp',
    } as Readonly<Record<string, string>>,
    alt: 'Biểu đồ tỷ lệ hài lòng của từng nhóm',
    channelCaution:
      'Người trả lời ở các hình thức khác nhau là những người khác nhau: chênh lệch giữa các hình thức không nói hình thức nào phục vụ tốt hơn.',
    officialCaution: 'Chỉ người đứng đầu và chính công chức đó xem được phần này. Không đưa vào công bố.',
    details: (group: string) => `Xem các câu hỏi khác: ${group}`,
    ownTitle: 'Kết quả về Ông/Bà',
    combined: {
      field: (count: string) => `Các lĩnh vực ít phiếu (gộp ${count} lĩnh vực)`,
      channel: (count: string) => `Các hình thức ít phiếu (gộp ${count} hình thức)`,
      official: (count: string) => `Các công chức ít phiếu (gộp ${count} người)`,
    },
    combinedNote: (names: string) =>
      `Gộp chung: ${names}. Từng nhóm ít phiếu nên không nêu riêng; số gộp bằng tổng trừ các nhóm đã nêu.`,
  },
  questions: {
    own: 'Câu hỏi riêng của đơn vị',
    respondent: 'Về người trả lời',
    respondentNote: 'Ai muốn mới trả lời phần này; số liệu chỉ để biết ai đã trả lời.',
    option: 'Phương án',
    count: 'Số người chọn',
    share: 'Tỷ lệ',
    several: 'Được chọn nhiều phương án, nên tổng có thể trên 100 %.',
  },
  why: {
    title: 'Vì sao có chỗ “đã ẩn”?',
    text: (minimum: number) =>
      `Nhóm có dưới ${minimum} câu trả lời không được nêu, để không ai đoán được người trả lời. Khi chỉ một nhóm nhỏ bị ẩn, lấy tổng trừ các nhóm còn lại sẽ ra nhóm đó; vì vậy nhóm nhỏ kế tiếp, hoặc kỳ dài hơn của nhóm đó, cũng được ẩn theo. Người quan sát và cấp trên thấy đúng các số như ở đây.`,
    methods: 'Các con số được tính thế nào?',
    missing: 'Câu bỏ trống và câu “không áp dụng” không nằm trong mẫu số của câu đó.',
  },
  model: {
    short: 'Phiếu thu theo chỉ tiêu, không phải mẫu chọn ngẫu nhiên.',
    more: 'Khoảng tin cậy giả định điều gì?',
    title: 'Khoảng tin cậy giả định điều gì?',
    statements: {
      'no-sample':
        'Đây không phải mẫu chọn ngẫu nhiên. Phiếu được thu cho đủ chỉ tiêu, từ những người đến làm thủ tục và tự nguyện trả lời. Không biết mỗi người có bao nhiêu khả năng được hỏi, nên không công thức chọn mẫu nào bảo đảm con số đúng cho mọi người.',
      'as-if-random':
        'Khoảng tin cậy 95 % dựa trên một mô hình: coi những người đã trả lời như được chọn ngẫu nhiên, người này không phụ thuộc người kia, trong tất cả những người được phục vụ. Nếu người hài lòng (hoặc người bực mình) hay bỏ phiếu hơn, con số thật có thể nằm ngoài khoảng này.',
      'no-correction':
        'Thu đủ chỉ tiêu không làm khoảng này hẹp lại: số hồ sơ có hạn chỉ giúp giảm sai số khi người trả lời được chọn ngẫu nhiên.',
      'by-person':
        'Một nhóm yếu tố gộp câu trả lời của các câu hỏi trong nhóm. Các câu trả lời của một người thường giống nhau, nên khoảng tin cậy của nhóm tính theo người trả lời, không theo số câu trả lời.',
    },
    withoutModel: (low: string, high: string, answers: string, dossiers: string) =>
      `Nếu không giả định gì cả: trong ${dossiers} hồ sơ của kỳ có ${answers} câu trả lời, nên tỷ lệ hài lòng tính cho mọi hồ sơ nằm đâu đó từ ${low} (nếu không ai trong số chưa trả lời hài lòng) đến ${high} (nếu tất cả đều hài lòng).`,
  },
  none: {
    title: 'Chưa có phiếu nào được tính',
    period:
      'Kỳ này chưa có phiếu nào được tính. Phiếu vừa gửi được tính theo từng lượt 20 phiếu hoặc khi hết ngày, để không ai biết phiếu nào của ai.',
    collect: 'Thu phiếu',
  },
  problem: {
    'unknown-period': 'Không có kỳ này. Hãy chọn một kỳ trong danh sách.',
    'period-without-figures':
      'Không có số liệu theo tháng: phiếu chỉ mang quý của nó. Hãy chọn quý, 6 tháng, 9 tháng hoặc năm.',
    'no-ballots': 'Kỳ này chưa có phiếu nào được tính.',
    'form-not-used': 'Kỳ này không có phiếu nào theo mẫu đã chọn. Hãy chọn mẫu khác trong danh sách.',
    'cut-off-not-taken':
      'Không có số liệu chốt tại ngày này: kế hoạch được phê duyệt sau ngày chốt. Hãy công bố theo cả kỳ.',
    'unknown-unit': 'Không có đơn vị nào mang mã này. Kiểm tra lại mã đơn vị.',
    'malformed-form': 'Mẫu phiếu viết chưa đúng. Viết mã mẫu, ví dụ A, hoặc mã và bản, ví dụ A@2.',
    'malformed-weights':
      'Trọng số “{weights}” chưa đúng. Nêu đủ các nhóm {factors}, mỗi nhóm một số không âm, viết như I=2;II=1,5, các nhóm ngăn bằng dấu chấm phẩy.',
    'not-allowed': 'Tài khoản của Ông/Bà không được xem kết quả của đơn vị này trước khi công bố.',
  },
  file: {
    sheet: 'Kết quả',
    name: (unit: string, period: string) => `ket-qua-${unit}-${period}`,
    facts: {
      unit: 'Đơn vị',
      period: 'Kỳ',
      countsUntil: 'Tính đến hết ngày',
      form: 'Mẫu phiếu',
      ballots: 'Phiếu được tính',
      repeats: 'Nghi gửi lặp, không tính',
      voids: 'Không hợp lệ, không tính',
      note: 'Cách tính',
      noteText: (points: number) =>
        `A: hài lòng và rất hài lòng ÷ tất cả câu trả lời × 100 (khoảng Wilson 95 %). B: điểm trung bình ÷ ${points} × 100; B từ 0: (điểm trung bình − 1) ÷ ${points - 1} × 100 (khoảng t 95 %). Dòng “đã ẩn” không có số.`,
    },
    columns: {
      cut: 'Phạm vi',
      code: 'Mã nhóm',
      group: 'Nhóm',
      kind: 'Loại',
      id: 'Mã câu',
      title: 'Nội dung',
      low: 'thấp',
      high: 'cao',
      b01: 'B từ 0',
      note: 'Ghi chú',
    },
    whole: 'Toàn đơn vị',
    kinds: { item: 'Câu hỏi', factor: 'Nhóm yếu tố', overall: 'Câu hỏi chung' },
  },
};

const en: typeof vi = {
  title: 'Survey results',
  lead: (unit, period) => `${unit} · ${period}`,
  choosePeriod: 'Period',
  chooseForm: 'Form',
  show: 'Show',
  excel: 'Download table (Excel)',
  otherFiles: 'Other files',
  formName: (id, version) => `Form ${id}, version ${version}`,
  formOption: (id, version, ballots) => `Form ${id}, version ${version} – ${ballots} ballots`,
  differing: {
    title: 'The figures below differ from the ballots',
    text: (periods) =>
      `The nightly recount gave other counts for: ${periods}. Do not publish before the cause is known and they are counted anew.`,
  },
  otherForms: 'Other forms were used in this period. Figures of different forms are never pooled:',
  dates: (from, until) => `${formatDay(from)} to ${formatDay(until)}`,
  running: (until) =>
    `This period is still running (to the end of ${formatDay(until)}). Figures will change and are not published.`,
  countsUntil: (day) => `Ballots are counted to the end of ${formatDay(day)}.`,
  headline: {
    label: 'Main result',
    sentence: (people) => `Of every 100 who answered, ${people} are satisfied`,
    how: 'How satisfied?',
    howSure: 'How sure is that?',
    sure: (low, high) => `95 % interval: between ${low} and ${high} of 100 people`,
    ifRandom:
      'It holds only if those who answered are as if drawn at random. If annoyed people answer less often, the true figure is lower.',
    against: 'Compared to what?',
    last: (label, share) => `${label}: ${share}`,
    verdict: { risen: 'Really up', fallen: 'Really down', unclear: 'Up or down cannot be told' },
    noLast: 'No earlier period with the same form to compare with.',
    mend: 'What to mend first?',
    figures: 'Exact figures',
    picture: (people, low, high) =>
      `Picture of 100 people: ${people} satisfied; 95 % interval from ${low} to ${high} people`,
    full: 'satisfied, by the lower end of the interval',
    ringed: 'more, up to its upper end',
    empty: 'not satisfied, or neutral',
    question: 'Overall question',
    hidden: (minimum) =>
      `No share is given: fewer than ${minimum} answered, or it would let a group of fewer than ${minimum} be found by subtraction.`,
  },
  method: {
    a: 'Method A – satisfied share',
    aNote: 'Answers “satisfied” and “very satisfied” divided by all answers. 95 % interval after Wilson.',
    b: 'Method B – mean score',
    bNote: (points) => `Mean divided by ${points}, times 100. 95 % interval from the t distribution.`,
    b01: 'Method B from zero',
    b01Note: (points) => `(Mean minus 1) divided by ${points - 1}, times 100.`,
    apart: 'The two methods measure two different things: never compare one with the other.',
    of100: (value) => `${value} / 100`,
    interval: (low, high) => `${low} to ${high}`,
  },
  facts: {
    label: 'Ballots and certainty',
    ballots: 'Ballots counted',
    quota: 'Quota of ballots',
    met: (required) => `Met (${required} required)`,
    missed: (missing, required) => `${missing} short (${required} required)`,
    fieldsMissed: 'total met, some fields short',
    noQuota: 'Unknown: no dossier counts entered for this period',
    margin: 'Margin of error of the satisfied share',
    points: 'percentage points',
    repeats: 'Possible repeats (kept apart, not counted)',
    voids: 'Voided ballots (not counted)',
    noVoids: 'None',
    withVoids: (value, low, high) => `With them: ${value} (${low} to ${high})`,
    withVoidsRange: (low, high) => `With them: somewhere from ${low} to ${high}`,
  },
  voidReasons: {
    duplicate: 'Duplicate',
    foreign: 'Not of this survey',
    test: 'Test ballot',
    'closed-period': 'Of a closed period',
  },
  factors: {
    title: 'By factor',
    note: 'A factor pools all answers to its questions. The dot is the satisfied share, the band its 95 % interval, the dashed line the overall question.',
    alt: 'Chart of the satisfied share by factor',
  },
  items: {
    title: 'By question',
    worstFirst: 'Lowest first',
    formOrder: 'As on the form',
    order: 'Order',
    worst: (title, value) => `Weakest point: “${title}” – ${value} satisfied.`,
  },
  columns: {
    question: 'Question',
    answers: 'Answers',
    share: 'Satisfied (A)',
    interval: '95 % interval',
    mean: 'Mean score (B)',
    n: 'Answers given',
    missing: 'No answer',
    notApplicable: 'Not applicable',
    change: 'Against last period',
    group: 'Group',
    ballots: 'Ballots',
    overall: 'Overall question',
  },
  scale: {
    five: ['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'],
    three: ['Not satisfied', 'Satisfied', 'Very satisfied'],
  },
  barAlt: (parts) => `Answers: ${parts}`,
  hidden: 'hidden',
  cuts: {
    title: { field: 'By field', channel: 'By way of collection', official: 'By official' },
    note: 'Figures are of the overall question. Follow a group for its other questions.',
    back: 'Back to the results of the whole unit',
    noGroup: 'This period has no such group, or its figures are hidden.',
    unnamed: { field: 'No field named', channel: 'Unknown', official: 'No official chosen' },
    channels: {
      web: 'Survey page (link, QR code)',
      code: 'One-time code',
      kiosk: 'Tablet at the counter',
      paper: 'Paper ballot',
      interview: 'Interview',
    },
    alt: 'Chart of the satisfied share of each group',
    channelCaution:
      'Different people answer in different ways: a difference between them does not say which of them serves better.',
    officialCaution: 'Only the head and the official concerned see this part. It is not published.',
    details: (group) => `Other questions: ${group}`,
    ownTitle: 'Results about you',
    combined: {
      field: (count) => `Fields with few ballots (${count} together)`,
      channel: (count) => `Channels with few ballots (${count} together)`,
      official: (count) => `Officials with few ballots (${count} together)`,
    },
    combinedNote: (names) =>
      `Together: ${names}. Each has too few ballots to be shown by itself; together they are the whole less the groups shown.`,
  },
  questions: {
    own: 'Own questions of the unit',
    respondent: 'About those who answered',
    respondentNote: 'Answered only by those who wished to; the figures say who answered.',
    option: 'Option',
    count: 'Chosen by',
    share: 'Share',
    several: 'Several options could be chosen, so the sum may exceed 100 %.',
  },
  why: {
    title: 'Why is something “hidden”?',
    text: (minimum) =>
      `A group with fewer than ${minimum} answers is not shown, so that nobody can guess who answered. Where only one small group is hidden, the total minus the other groups would give it away; so the next smallest group, or the longer period of that group, is hidden too. Observers and the unit above see the same figures.`,
    methods: 'How are the figures worked out?',
    missing: 'A question left out or “not applicable” is not in the denominator of that question.',
  },
  model: {
    short: 'Ballots fill a quota; they are not a random sample.',
    more: 'What does the interval assume?',
    title: 'What does the interval assume?',
    statements: {
      'no-sample':
        'This is not a random sample. Ballots were collected to fill a quota, from people who came for a service and chose to answer. Nobody’s chance of being asked is known, so no formula of sampling vouches that the figure is right for everybody.',
      'as-if-random':
        'The 95 % interval rests on a model: those who answered are taken as drawn at random, each on their own, from all who were served. If satisfied (or angry) people answer more often, the true figure may lie outside it.',
      'no-correction':
        'A full quota does not narrow the interval: that dossiers are few reduces the error only where those who answer are drawn at random.',
      'by-person':
        'A factor pools the answers to its questions. Answers of one person tend to be alike, so the interval of a factor counts people, not answers.',
    },
    withoutModel: (low, high, answers, dossiers) =>
      `Without assuming anything: of ${dossiers} dossiers of the period there are ${answers} answers, so the satisfied share of all dossiers lies somewhere from ${low} (if nobody who did not answer was satisfied) to ${high} (if all were).`,
  },
  none: {
    title: 'No ballot counted yet',
    period:
      'No ballot of this period is counted yet. Ballots are counted in groups of 20 or at the end of the day, so that nobody knows whose is whose.',
    collect: 'Collection',
  },
  problem: {
    'unknown-period': 'There is no such period. Please choose one from the list.',
    'period-without-figures':
      'There are no figures by month: a ballot only carries its quarter. Choose a quarter, half-year, nine months or year.',
    'no-ballots': 'No ballot of this period is counted yet.',
    'form-not-used': 'No ballot of this period is on the chosen form. Please choose another from the list.',
    'cut-off-not-taken':
      'No figures were frozen on this day: the plan was approved after its cut-off. Publish the whole period instead.',
    'unknown-unit': 'No unit has this code. Please check it.',
    'malformed-form': 'The form is not written correctly. Write its id, such as A, or id and version, such as A@2.',
    'malformed-weights':
      'The weights “{weights}” are not well formed. Name every factor ({factors}) once, none negative, written as I=2,II=1.5.',
    'not-allowed': 'Your account may not see the results of this unit before publication.',
  },
  file: {
    sheet: 'Results',
    name: (unit, period) => `results-${unit}-${period}`,
    facts: {
      unit: 'Unit',
      period: 'Period',
      countsUntil: 'Counted to the end of',
      form: 'Form',
      ballots: 'Ballots counted',
      repeats: 'Possible repeats, not counted',
      voids: 'Voided, not counted',
      note: 'Method',
      noteText: (points) =>
        `A: satisfied and very satisfied ÷ all answers × 100 (Wilson 95 %). B: mean ÷ ${points} × 100; B from zero: (mean − 1) ÷ ${points - 1} × 100 (t, 95 %). Hidden lines carry no number.`,
    },
    columns: {
      cut: 'Cut',
      code: 'Group code',
      group: 'Group',
      kind: 'Kind',
      id: 'Question id',
      title: 'Wording',
      low: 'low',
      high: 'high',
      b01: 'B from zero',
      note: 'Note',
    },
    whole: 'Whole unit',
    kinds: { item: 'Question', factor: 'Factor', overall: 'Overall question' },
  },
};

export const resultsText: Translated<typeof vi> = { vi, en };
