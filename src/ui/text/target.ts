import type { Translated } from '../locale';

/** How satisfied people should be by the plan, and whether they are; apart from the quota, which the field calls "chỉ tiêu" too. */
const vi = {
  title: 'Chỉ tiêu mức độ hài lòng',
  ofPlan: 'Chỉ tiêu của kế hoạch',
  atLeast: {
    'satisfied-share': (percent: string) => `Tỷ lệ hài lòng chung từ ${percent}\u00a0% trở lên`,
    'mean-score': (points: string) => `Điểm trung bình câu hỏi chung (phương pháp B) từ ${points} trên 100 trở lên`,
  },
  howJudged:
    'Đạt khi cả khoảng tin cậy 95\u00a0% từ chỉ tiêu trở lên; chưa đạt khi cả khoảng nằm dưới chỉ tiêu; còn lại là chưa đủ chắc để nói. Khi ít phiếu thì dùng khoảng rộng hơn, để mỗi lời nói sai không quá 2,5\u00a0% (theo lựa chọn của đơn vị).',
  standing: {
    met: 'Đạt chỉ tiêu',
    missed: 'Chưa đạt chỉ tiêu',
    unsure: 'Chưa đủ chắc để nói đạt hay chưa đạt chỉ tiêu',
  },
  why: {
    met: 'cả đầu thấp của khoảng tin cậy cũng đạt',
    missed: 'cả đầu cao của khoảng tin cậy cũng chưa tới',
    unsure: 'số câu trả lời chưa đủ để phân biệt với chỉ tiêu',
  },
  short: { met: 'đạt', missed: 'chưa đạt', unsure: 'chưa đủ chắc' },
  ofUnit: (percent: string, standing: string) => `chỉ tiêu ${percent}: ${standing}`,
  summary: (met: string, missed: string, unsure: string, none: string) =>
    `Theo chỉ tiêu mà mỗi đơn vị đặt trong kế hoạch của mình: ${met} đạt, ${missed} chưa đạt, ${unsure} chưa đủ chắc để nói, ${none} không đặt chỉ tiêu. Mỗi đơn vị được xét riêng theo khoảng tin cậy 95\u00a0%.`,
  edit: {
    hint: 'Tính trên câu hỏi chung. Để trống nếu kế hoạch không đặt chỉ tiêu. Trang kết quả chỉ nói đạt hay chưa đạt khi cả khoảng tin cậy nằm về một phía.',
    label: {
      'satisfied-share': 'Tỷ lệ hài lòng ít nhất (%)',
      'mean-score': 'Điểm trung bình ít nhất (phương pháp B, trên 100)',
    },
    example: 'Ví dụ 90 hoặc 92,5',
  },
};

export const targetText: Translated<typeof vi> = {
  vi,
  en: {
    title: 'Target of satisfaction',
    ofPlan: 'Target of the plan',
    atLeast: {
      'satisfied-share': (percent) => `Overall satisfied share at least ${percent}\u00a0%`,
      'mean-score': (points) => `Mean of the overall question (method B) at least ${points} of 100`,
    },
    howJudged:
      'Met where the whole 95\u00a0% interval is at or above the target, missed where all of it is below; else it is left open. With few ballots a wider interval is used, so that neither is wrongly said in more than 2.5\u00a0% (by the office’s choice).',
    standing: {
      met: 'Target met',
      missed: 'Target missed',
      unsure: 'Met or missed cannot be told',
    },
    why: {
      met: 'even the lower end of the interval reaches it',
      missed: 'even the upper end of the interval does not reach it',
      unsure: 'too few answers to tell the figure from the target',
    },
    short: { met: 'met', missed: 'missed', unsure: 'cannot be told' },
    ofUnit: (percent, standing) => `target ${percent}: ${standing}`,
    summary: (met, missed, unsure, none) =>
      `By the targets that units set in their own plans: ${met} met, ${missed} missed, ${unsure} cannot be told, ${none} without a target. Each unit is judged alone by its 95\u00a0% interval.`,
    edit: {
      hint: 'Of the overall question. Empty where the plan sets no target. The results page says met or missed only where the whole interval lies on one side.',
      label: {
        'satisfied-share': 'Satisfied share at least (%)',
        'mean-score': 'Mean score at least (method B, of 100)',
      },
      example: 'For example 90 or 92.5',
    },
  },
};
