import type { Translated } from '../locale';

const vi = {
  title: 'So sánh các đơn vị',
  lead: (period: string) => `${period} · theo số liệu đã công bố, câu hỏi chung`,
  why: 'Thứ hạng tính từ vài chục phiếu luôn có phần may rủi. Trang này cho biết hạng thật của mỗi đơn vị có thể từ đâu đến đâu. Chỉ gọi là đứng đầu hay đứng cuối khi may rủi không giải thích được.',
  choosePeriod: 'Kỳ',
  chooseLevel: 'Cấp',
  chooseMethod: 'Xếp theo',
  level: { commune: 'Xã, phường, đặc khu', district: 'Huyện', province: 'Tỉnh' },
  method: { 'satisfied-share': 'Tỷ lệ hài lòng', 'mean-score': 'Điểm trung bình' },
  show: 'Xem',
  search: 'Tìm đơn vị',
  searchHint: 'Có dấu hoặc không',
  noneFound: (query: string) => `Không có đơn vị nào tên “${query}”.`,
  showAll: 'Xem tất cả',
  nothing: 'Chưa đơn vị nào công bố kết quả để so sánh.',
  onlyOne: 'Mới một đơn vị công bố kỳ này: chưa có gì để so sánh.',
  periodChoice: (label: string, units: string) => `${label} (${units} đơn vị)`,
  headline: {
    first: (names: string) => `${names} đứng đầu: mọi đơn vị khác đều thấp hơn, không phải do may rủi.`,
    last: (names: string) => `${names} đứng cuối: mọi đơn vị khác đều cao hơn, không phải do may rủi.`,
    noLast: 'Không đơn vị nào có thể gọi là đứng cuối.',
    noFirst: 'Không đơn vị nào có thể gọi riêng là đứng đầu.',
  },
  band: {
    first: 'Nhóm đầu',
    middle: 'Nhóm giữa',
    last: 'Nhóm cuối',
    open: 'Chưa phân biệt được',
  },
  bandMeaning: {
    first: 'chưa loại trừ được là đứng đầu; đơn vị tốt nhất nằm trong nhóm này',
    middle: 'chắc không đứng đầu, cũng không đứng cuối',
    last: 'chưa loại trừ được là đứng cuối',
    open: 'ít phiếu quá: hạng nào cũng có thể',
  },
  bandCount: (count: string) => `${count} đơn vị`,
  bandsTitle: 'Các nhóm',
  view: {
    label: 'Khoảng hạng',
    simultaneous: 'Xét cùng lúc',
    marginal: 'Xét riêng từng đơn vị',
    about: {
      simultaneous:
        'Xét cùng lúc: với độ tin cậy 95 %, khoảng hạng của tất cả các đơn vị cùng đúng; dùng khi so các đơn vị với nhau.',
      marginal:
        'Xét riêng: với độ tin cậy 95 %, khoảng hạng của một đơn vị đúng; chỉ dùng khi hỏi về đúng một đơn vị đã chọn trước.',
    },
  },
  columns: {
    rank: 'Hạng',
    unit: 'Đơn vị',
    figure: 'Kết quả',
    interval: 'Khoảng tin cậy 95 %',
    n: 'Số câu trả lời',
    set: 'Hạng thật có thể là',
    band: 'Nhóm',
  },
  set: (from: string, to: string, size: string) =>
    from === to ? `hạng ${from} trong ${size}` : `hạng ${from}–${to} trong ${size}`,
  shared: (from: string, to: string) => (from === to ? from : `${from}–${to}`),
  surely: { first: 'Đứng đầu', last: 'Đứng cuối' },
  best: 'hạng 1',
  worst: (size: string) => `hạng ${size}`,
  unranked: {
    title: 'Chưa xếp hạng',
    note: 'Không xếp hạng không có nghĩa là đứng sau.',
    reason: {
      'not-published': 'chưa công bố kỳ này',
      hidden: 'ít phiếu, kết quả không công bố',
      'other-form': 'dùng mẫu phiếu khác',
    },
  },
  about: {
    title: 'Cách tính',
    text: 'So từng cặp đơn vị, với một mức sai lầm chung 5 % cho tất cả các cặp. Hạng thật của một đơn vị đứng sau những đơn vị rõ ràng cao hơn và đứng trước những đơn vị rõ ràng thấp hơn; giữa những đơn vị còn lại thì chưa phân biệt được. Nhóm luôn xét cùng lúc mọi đơn vị. Đơn vị ít phiếu có khoảng rộng, dù số của họ cao hay thấp.',
    source:
      'M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, Inference for Ranks with Applications to Mobility across Neighbourhoods and Academic Achievement across Countries, Review of Economic Studies 91 (2024) 476–518.',
    form: (id: string, version: string) =>
      `Chỉ so các đơn vị dùng cùng mẫu phiếu ${id}, bản ${version}, cùng kỳ và cùng cách tính.`,
    check: 'Tải bảng số để tự kiểm tra (CSV)',
  },
  own: (from: string, to: string, size: string, period: string) =>
    from === to
      ? `Theo số liệu đã công bố ${period}, đơn vị đứng hạng ${from} trong ${size} đơn vị cùng cấp.`
      : `Theo số liệu đã công bố ${period}, hạng thật của đơn vị nằm trong khoảng từ ${from} đến ${to} trong ${size} đơn vị cùng cấp.`,
  paging: {
    navigation: 'Các trang',
    previous: 'Trang trước',
    next: 'Trang sau',
    position: 'Trang {page} trong {pages}',
  },
};

export const unitRanksText: Translated<typeof vi> = {
  vi,
  en: {
    title: 'Compare units',
    lead: (period) => `${period} · published figures, overall question`,
    why: 'A rank made of some dozens of ballots is partly chance. This page says from where to where the true rank of each unit may be. A unit is called first or last only where chance does not explain it.',
    choosePeriod: 'Period',
    chooseLevel: 'Level',
    chooseMethod: 'Rank by',
    level: { commune: 'Communes, wards, special zones', district: 'Districts', province: 'Provinces' },
    method: { 'satisfied-share': 'Satisfied share', 'mean-score': 'Mean score' },
    show: 'Show',
    search: 'Find a unit',
    searchHint: 'Name or code',
    noneFound: (query) => `No unit is named “${query}”.`,
    showAll: 'Show all',
    nothing: 'No unit has published results to compare.',
    onlyOne: 'Only one unit has published this period: there is nothing to compare.',
    periodChoice: (label, units) => `${label} (${units} units)`,
    headline: {
      first: (names) => `${names} is first: every other unit is lower, and not by chance.`,
      last: (names) => `${names} is last: every other unit is higher, and not by chance.`,
      noLast: 'No unit can be called last.',
      noFirst: 'No unit can be called first by itself.',
    },
    band: { first: 'First group', middle: 'Middle', last: 'Last group', open: 'Undecided' },
    bandMeaning: {
      first: 'may be first; the best unit is among them',
      middle: 'surely neither first nor last',
      last: 'may be last',
      open: 'too few ballots: any rank is possible',
    },
    bandCount: (count) => `${count} units`,
    bandsTitle: 'Groups',
    view: {
      label: 'Rank set',
      simultaneous: 'All at once',
      marginal: 'One by one',
      about: {
        simultaneous:
          'All at once: with 95 % confidence the rank sets of all units hold together; for comparing units.',
        marginal:
          'One by one: with 95 % confidence the rank set of one unit holds; for asking about one unit chosen beforehand.',
      },
    },
    columns: {
      rank: 'Rank',
      unit: 'Unit',
      figure: 'Result',
      interval: '95 % interval',
      n: 'Answers',
      set: 'The true rank may be',
      band: 'Group',
    },
    set: (from, to, size) => (from === to ? `rank ${from} of ${size}` : `rank ${from}–${to} of ${size}`),
    shared: (from, to) => (from === to ? from : `${from}–${to}`),
    surely: { first: 'First', last: 'Last' },
    best: 'rank 1',
    worst: (size) => `rank ${size}`,
    unranked: {
      title: 'Not ranked',
      note: 'Not ranked does not mean behind.',
      reason: {
        'not-published': 'has not published this period',
        hidden: 'few ballots, result not published',
        'other-form': 'used another form',
      },
    },
    about: {
      title: 'Method',
      text: 'Every pair of units is compared, with one error rate of 5 % for all pairs. The true rank of a unit is behind those clearly higher and before those clearly lower; the rest cannot be told apart. Groups always regard all units at once. A unit with few ballots has a wide set, whether its figure is high or low.',
      source:
        'M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, Inference for Ranks with Applications to Mobility across Neighbourhoods and Academic Achievement across Countries, Review of Economic Studies 91 (2024) 476–518.',
      form: (id, version) => `Only units with the same form ${id}, version ${version}, period and method are compared.`,
      check: 'Download the figures to check (CSV)',
    },
    own: (from, to, size, period) =>
      from === to
        ? `By the figures published for ${period}, the unit has rank ${from} of ${size} units of its level.`
        : `By the figures published for ${period}, the true rank of the unit is from ${from} to ${to} of ${size} units of its level.`,
    paging: { navigation: 'Pages', previous: 'Previous page', next: 'Next page', position: 'Page {page} of {pages}' },
  },
};
