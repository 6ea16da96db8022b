import type { Translated } from '../locale';

const vi = {
  title: 'Nên sửa gì trước',
  lead: 'Câu hỏi nào vừa ít người hài lòng, vừa gắn chặt với hài lòng chung thì nên sửa trước.',
  places: {
    'mend-first': 'Sửa trước',
    keep: 'Giữ vững',
    'may-wait': 'Có thể chờ',
    'good-enough': 'Đủ tốt rồi',
    unsure: 'Chưa chắc',
    unmeasured: 'Không đo được',
  },
  leaning: (place: string) => `nghiêng về “${place}”`,
  short: {
    none: 'Chưa đủ phiếu để nói nên sửa gì trước.',
    nothing: 'Không câu hỏi nào vừa thấp hơn mức chung, vừa gắn chặt với hài lòng chung.',
    unsure: 'Chưa câu nào chắc chắn phải sửa trước. Gần nhất, nhưng chưa chắc:',
    sure: 'Chắc chắn nên sửa trước:',
    also: 'Có thể cũng nên sửa, nhưng chưa chắc:',
    satisfied: (share: string) => `${share} hài lòng`,
    more: 'Xem vì sao',
  },
  chart: {
    title: 'Biểu đồ bốn ô: tỷ lệ hài lòng và mức gắn với hài lòng chung của từng câu hỏi',
    across: 'Tỷ lệ hài lòng (%)',
    up: 'Gắn với hài lòng chung',
    note: 'Mỗi số là một câu hỏi trong bảng dưới. Càng sang phải càng nhiều người hài lòng; càng lên cao càng gắn với câu trả lời chung. Gạch chữ thập là khoảng tin cậy 95 %. Vạch đứt là trung bình của các câu hỏi. Vòng rỗng: khoảng tin cậy cắt vạch, nên chưa chắc thuộc ô nào.',
  },
  table: {
    caption: 'Từng câu hỏi: tỷ lệ hài lòng, mức gắn với hài lòng chung, kết luận',
    show: 'Bảng số của biểu đồ',
    number: 'Số',
    question: 'Câu hỏi',
    performance: 'Hài lòng',
    importance: 'Gắn với hài lòng chung',
    n: 'Số người',
    place: 'Kết luận',
    hidden: 'đã ẩn',
  },
  reasons: {
    'few-answers': (least: number) => `dưới ${least} người trả lời cả hai câu`,
    'no-variance': 'gần như mọi người trả lời giống nhau',
    identical: 'ai cũng trả lời hai câu như nhau',
    hidden: 'số liệu đã ẩn',
  },
  drivers: {
    title: 'Yếu tố nào quyết định hài lòng chung',
    note: (explained: string, low: string, high: string, people: string) =>
      `Các nhóm yếu tố cùng nhau giải thích ${explained} khác biệt trong câu trả lời chung (từ ${low} đến ${high}; ${people} người đã trả lời đủ các nhóm). Biểu đồ chia phần giải thích được cho từng nhóm.`,
    alt: 'Biểu đồ phần của mỗi nhóm yếu tố trong hài lòng chung',
    unmeasured: 'không đo được',
    reasons: {
      'few-answers': 'Chưa đủ phiếu để nói nhóm yếu tố nào quyết định hài lòng chung.',
      'no-variance': 'Không đo được: gần như mọi người trả lời giống nhau, hoặc các nhóm không tách được khỏi nhau.',
      'no-relation': 'Chưa thấy nhóm yếu tố nào gắn với câu trả lời chung nhiều hơn mức ngẫu nhiên.',
    },
  },
  how: {
    title: 'Tính thế nào, và không nói lên điều gì',
    text: 'Mức gắn với hài lòng chung là hệ số tương quan Pearson giữa điểm của câu hỏi và điểm câu hỏi chung, trong những người trả lời cả hai; khoảng tin cậy bằng phương pháp bỏ từng phiếu (jackknife). Phần của nhóm yếu tố là R² chia theo Lindeman, Merenda và Gold. Gắn với nhau không có nghĩa là nguyên nhân: hãy xem góp ý và hỏi người dân trước khi sửa. Chữ “sửa trước” so các câu hỏi của cùng đơn vị với nhau, không so với đơn vị khác.',
  },
  change: {
    title: 'Thay đổi so với kỳ trước',
    verdicts: { risen: 'tăng thật', fallen: 'giảm thật', unclear: 'chưa phân biệt được' },
    none: (kind: string, count: string) =>
      `${kind}: trong ${count} so sánh, không có thay đổi nào vượt quá mức ngẫu nhiên.`,
    some: (kind: string, risen: string, fallen: string, unclear: string) =>
      `${kind}: ${risen} tăng thật, ${fallen} giảm thật, ${unclear} chưa phân biệt được.`,
    kinds: { item: 'Câu hỏi', factor: 'Nhóm yếu tố', field: 'Lĩnh vực' },
    line: (value: string, low: string, high: string) => `${value} điểm phần trăm (từ ${low} đến ${high})`,
    note: 'So nhiều dòng cùng lúc thì dễ có dòng thay đổi chỉ do ngẫu nhiên. Vì vậy chỉ gọi là “thật” khi còn rõ sau hiệu chỉnh Holm cho cả loại so sánh; khoảng trong ngoặc là khoảng tin cậy 95 % của riêng dòng đó.',
  },
};

const en: typeof vi = {
  title: 'What to mend first',
  lead: 'What fewer people are satisfied with, and what goes closely with overall satisfaction, should be mended first.',
  places: {
    'mend-first': 'Mend first',
    keep: 'Keep up',
    'may-wait': 'May wait',
    'good-enough': 'Good enough',
    unsure: 'Not sure',
    unmeasured: 'Cannot be measured',
  },
  leaning: (place) => `leaning to “${place}”`,
  short: {
    none: 'Too few ballots to say what to mend first.',
    nothing: 'No question is both below the others and closely tied to overall satisfaction.',
    unsure: 'Nothing must surely be mended first. Nearest to it, but not sure:',
    sure: 'Surely to be mended first:',
    also: 'Perhaps these too, but not sure:',
    satisfied: (share) => `${share} satisfied`,
    more: 'See why',
  },
  chart: {
    title: 'Chart of four corners: satisfied share of each question and how it goes with overall satisfaction',
    across: 'Satisfied share (%)',
    up: 'Goes with overall satisfaction',
    note: 'Each number is a question in the table below. Further right: more people are satisfied; higher: goes more closely with the overall answer. Crosses are 95 % intervals, dashed lines the means of the questions. A hollow mark: an interval crosses a line, so its corner is not sure.',
  },
  table: {
    caption: 'Each question: satisfied share, how it goes with overall satisfaction, conclusion',
    show: 'Figures of the chart',
    number: 'No.',
    question: 'Question',
    performance: 'Satisfied',
    importance: 'Goes with overall',
    n: 'People',
    place: 'Conclusion',
    hidden: 'hidden',
  },
  reasons: {
    'few-answers': (least) => `fewer than ${least} people answered both`,
    'no-variance': 'nearly everybody gave the same answer',
    identical: 'everybody answered both alike',
    hidden: 'hidden figures',
  },
  drivers: {
    title: 'What drives overall satisfaction',
    note: (explained, low, high, people) =>
      `Together the factors explain ${explained} of the differences in the overall answer (${low} to ${high}; ${people} people answered to every factor). The chart shares out what is explained.`,
    alt: 'Chart of each factor’s share in overall satisfaction',
    unmeasured: 'cannot be measured',
    reasons: {
      'few-answers': 'Too few ballots to say which factor drives overall satisfaction.',
      'no-variance': 'Cannot be measured: nearly everybody answered alike, or factors cannot be told apart.',
      'no-relation': 'No factor goes with the overall answer more than chance would have it.',
    },
  },
  how: {
    title: 'How it is worked out, and what it does not say',
    text: 'How closely a question goes with overall satisfaction is Pearson’s correlation of the two scores among those who answered both, with a jackknife interval. Shares of factors are R² shared out by Lindeman, Merenda and Gold. To go together is not to cause: read comments and ask people before mending. “Mend first” compares questions of one office with each other, not with other offices.',
  },
  change: {
    title: 'Change since the last period',
    verdicts: { risen: 'really up', fallen: 'really down', unclear: 'cannot be told apart' },
    none: (kind, count) => `${kind}: among ${count} comparisons no change is more than chance.`,
    some: (kind, risen, fallen, unclear) =>
      `${kind}: ${risen} really up, ${fallen} really down, ${unclear} cannot be told apart.`,
    kinds: { item: 'Questions', factor: 'Factors', field: 'Fields' },
    line: (value, low, high) => `${value} percentage points (${low} to ${high})`,
    note: 'Among many lines some change by mere chance. So “really” is said only where it is clear after Holm’s correction for all comparisons of the kind; the range in brackets is the 95 % interval of that line alone.',
  },
};

export const whatToMendText: Translated<typeof vi> = { vi, en };
