import type { Translated } from '../locale';

const vi = {
  title: 'Chỉ số theo công thức của kỳ',
  note: 'Công thức chỉ số của Bộ Nội vụ thay đổi theo năm. Kỳ nào dùng công thức của kỳ đó; không so sánh hai kỳ tính theo hai cách.',
  methods: {
    'satisfied-share': 'Phương pháp A – tỷ lệ hài lòng',
    'mean-score': 'Phương pháp B – điểm trung bình',
    'mean-score-01': 'Phương pháp B tính từ 0',
  },
  source: (citation: string) => `Theo ${citation}.`,
  ownChoice: 'Phần mềm chưa kiểm chứng được công thức này trong văn bản: dùng theo lựa chọn của đơn vị.',
  interval: (low: string, high: string) => `khoảng tin cậy 95 %: từ ${low} đến ${high}`,
  n: (n: string) => `${n} câu trả lời`,
  missing: (share: string) => `bỏ trống ${share}`,
  none: 'Chưa nêu được: câu hỏi chung bị ẩn, hoặc kỳ kết thúc trước ngày có công thức.',
  composite: {
    title: 'Chỉ số tổng hợp của các nhóm yếu tố',
    equal: 'Các nhóm có trọng số bằng nhau, theo lựa chọn của đơn vị: không văn bản nào cho trọng số.',
    stated: 'Trọng số do người xem nêu, theo lựa chọn của đơn vị:',
    weight: (factor: string, percent: string) => `${factor}: ${percent}`,
    none: 'Chưa nêu được: có nhóm yếu tố bị ẩn. Trọng số của nhóm bị ẩn không chia cho nhóm khác.',
    interval:
      'Cùng một người trả lời mọi nhóm, nên khoảng tin cậy tính như các nhóm hoàn toàn giống nhau: rộng hơn cần thiết, không hẹp hơn.',
    apart: 'Khác với câu hỏi chung: câu hỏi chung không phải là trung bình của các nhóm.',
    choose: 'Nêu trọng số khác',
    hint: 'Ví dụ: {example}. Nêu đủ các nhóm; 0 là không tính nhóm đó.',
    apply: 'Tính lại',
    average: 'Tổng hợp',
  },
  file: {
    index: 'Chỉ số của kỳ',
    composite: 'Chỉ số tổng hợp',
    missingShare: 'Tỷ lệ bỏ trống (%)',
  },
};

const en: typeof vi = {
  title: 'The index by the formula of its period',
  note: 'The Ministry’s formula changed over the years. Each period uses its own; never compare two periods worked out in two ways.',
  methods: {
    'satisfied-share': 'Method A – satisfied share',
    'mean-score': 'Method B – mean score',
    'mean-score-01': 'Method B from zero',
  },
  source: (citation) => `After ${citation}.`,
  ownChoice: 'This formula could not be verified in the paper: used by the unit’s own choice.',
  interval: (low, high) => `95 % interval: ${low} to ${high}`,
  n: (n) => `${n} answers`,
  missing: (share) => `${share} left out`,
  none: 'Not given: the overall question is hidden, or the period ended before there was a formula.',
  composite: {
    title: 'Composite of the factors',
    equal: 'All factors count alike, by the unit’s own choice: no paper gives weights.',
    stated: 'Weights stated by the reader, the unit’s own choice:',
    weight: (factor, percent) => `${factor}: ${percent}`,
    none: 'Not given: a factor is hidden. Its weight is not shared among the others.',
    interval:
      'The same people answer all factors, so the interval takes the factors as wholly alike: wider than needed, never narrower.',
    apart: 'Not the overall question, which is no mean of the factors.',
    choose: 'State other weights',
    hint: 'Such as {example}. Name every factor; 0 leaves one out.',
    apply: 'Work out',
    average: 'Composite',
  },
  file: {
    index: 'Index of the period',
    composite: 'Composite',
    missingShare: 'Left out (%)',
  },
};

export const indexFormulaText: Translated<typeof vi> = { vi, en };
