import { type CalendarDay, formatDay } from '../../kernel/calendar-day';
import type { Translated } from '../locale';

const vi = {
  name: 'Dòng gộp các đơn vị ít phiếu',
  heading: (units: string, period: string) => `Dòng gộp ${units} đơn vị ít phiếu – ${period}`,
  satisfied: (percent: string) => `${percent} hài lòng hoặc rất hài lòng`,
  interval: (low: string, high: string) => `Khoảng tin cậy 95 %: từ ${low} đến ${high}`,
  counts: (answers: string, ballots: string) => `${answers} câu trả lời trong ${ballots} phiếu`,
  releasedOn: (day: CalendarDay) => `Công bố ngày ${formatDay(day)}`,
  superior: (name: string) => `Do ${name} gộp và công bố`,
  units: 'Các đơn vị trong dòng gộp',
  picture: 'Tỷ lệ hài lòng và khoảng tin cậy 95 %',
  compared: {
    title: 'Các đơn vị ít phiếu, gộp lại',
    notRanked: 'Không xếp hạng: đây là số chung của nhiều đơn vị, không phải của một đơn vị nào.',
    page: 'Xem trang công khai của dòng gộp',
    waiting: (units: string) =>
      `${units} đơn vị ít phiếu, kết quả không nêu riêng và chưa nằm trong dòng gộp nào. Gộp lại thì có thể nêu một con số chung.`,
    combine: 'Gộp các đơn vị ít phiếu…',
    inLine: 'ít phiếu, đã tính trong dòng gộp',
    done: 'Đã công bố dòng gộp. Từ bây giờ ai cũng xem được.',
  },
  combine: {
    title: 'Gộp các đơn vị ít phiếu',
    lead: (period: string, level: string) => `${period} · ${level}`,
    why: 'Đơn vị có quá ít phiếu thì kết quả không được nêu riêng, để không ai đoán được người trả lời. Gộp nhiều đơn vị như vậy thành một dòng thì nêu được con số chung.',
    unitsTitle: (units: string) => `${units} đơn vị sẽ nằm trong dòng gộp`,
    unitsNote:
      'Gồm mọi đơn vị đã công bố kỳ này mà số liệu không nêu riêng. Hệ thống lấy tất cả, không ai chọn đơn vị nào được vào.',
    unpublished: (units: string) =>
      `${units} đơn vị chưa công bố kỳ này. Sau khi công bố dòng gộp, các đơn vị đó không vào dòng này được nữa. Nếu có thể, hãy đợi các đơn vị công bố đủ.`,
    otherForm: (names: string) => `Cũng ít phiếu nhưng dùng mẫu phiếu khác nên không gộp chung được: ${names}.`,
    outcome: {
      'may-combine': 'Gộp được: con số chung không làm lộ câu trả lời của đơn vị nào.',
      none: 'Kỳ này không có đơn vị nào để gộp: chưa đơn vị nào công bố mà bị ẩn số liệu, hoặc tất cả đã nằm trong dòng gộp.',
      'too-few-units':
        'Chưa gộp được: cần ít nhất ba đơn vị. Chỉ với hai đơn vị, mỗi đơn vị trừ số của mình là biết số của đơn vị kia. Hãy đợi thêm đơn vị công bố.',
      'would-give-away':
        'Chưa gộp được: con số chung, đặt cạnh những gì đã công bố, có thể làm lộ câu trả lời của một nhóm ít người. Thường do tổng số phiếu còn quá ít; khi có thêm đơn vị công bố thì có thể gộp được.',
    },
    meansTitle: 'Bấm công bố thì sẽ thế nào',
    means: [
      'Dòng gộp được công khai ngay: tỷ lệ hài lòng chung, số phiếu và tên các đơn vị.',
      'Đã công bố thì không sửa, không rút lại được.',
      'Từ nay, mỗi lần một đơn vị trong dòng gộp công bố, hệ thống xét cả dòng gộp này. Có thể có số liệu phải ẩn để không lộ đơn vị khác.',
    ],
    confirm: 'Tôi đã đọc, và đồng ý công bố dòng gộp này.',
    button: 'Công bố dòng gộp',
    working: 'Đang tính và công bố…',
    back: 'Về trang so sánh',
  },
  public: {
    kicker: 'Kết quả của nhiều đơn vị ít phiếu, gộp lại',
    why: 'Ở từng đơn vị trong dòng này có quá ít người trả lời, nên số liệu của từng đơn vị không nêu riêng. Gộp lại thì đủ người để nêu một con số chung.',
    protection:
      'Trước khi công bố, hệ thống kiểm tra rằng không ai trừ ngược được các số đã công bố để biết một nhóm ít người đã trả lời gì, và bỏ riêng bất cứ đơn vị nào ra thì phần còn lại vẫn có từ năm câu trả lời. Những lần công bố sau của các đơn vị này cũng được xét cùng dòng gộp.',
    protectionTitle: 'Vì sao gộp, và người trả lời được bảo vệ thế nào',
    equal: 'Mỗi phiếu được tính như nhau, dù của đơn vị nào.',
    question: (text: string) => `Câu hỏi chung: “${text}”`,
    figures: 'Số liệu chung',
    all: 'Các đơn vị trong dòng, gộp lại',
    missing: 'Phiếu bỏ trống câu này',
    notApplicable: 'Chọn “không áp dụng”',
    unitsNote: 'Mỗi tên dẫn đến bản công bố của đơn vị đã được tính vào dòng này.',
    form: (title: string, version: string) => `Mẫu phiếu: ${title}, bản ${version}.`,
    json: 'Số liệu JSON (bản gốc)',
    csv: 'Số liệu CSV',
    identity: 'Mã dòng gộp',
    fingerprint: 'Dấu vân tay SHA-256 của tệp JSON',
    check: 'Tải tệp JSON rồi tính SHA-256 thì phải ra đúng chuỗi này; cùng chuỗi đó nằm trong nhật ký của hệ thống.',
    list: 'Các dòng gộp đã công bố',
    listNote: 'Số chung của những đơn vị cấp dưới có quá ít phiếu để nêu riêng.',
    listLead: (name: string) => `${name} chưa công bố kết quả của chính mình.`,
    listed: (units: string, day: CalendarDay) => `${units} đơn vị · công bố ngày ${formatDay(day)}`,
    notFound: 'Không có dòng gộp đã công bố ở địa chỉ này.',
  },
  ofMember: {
    text: (others: string, figure: string, low: string, high: string) =>
      `Số liệu của đơn vị không nêu riêng vì ít phiếu; cùng ${others} đơn vị khác: ${figure} hài lòng (khoảng tin cậy 95 %: ${low} – ${high}).`,
    link: 'Xem dòng gộp',
  },
};

export const combinedUnitsText: Translated<typeof vi> = {
  vi,
  en: {
    name: 'Small units combined',
    heading: (units, period) => `${units} small units combined – ${period}`,
    satisfied: (percent) => `${percent} satisfied or very satisfied`,
    interval: (low, high) => `95 % interval: ${low} to ${high}`,
    counts: (answers, ballots) => `${answers} answers on ${ballots} ballots`,
    releasedOn: (day) => `Published on ${formatDay(day)}`,
    superior: (name) => `Combined and published by ${name}`,
    units: 'Units in this line',
    picture: 'Satisfied share and 95 % interval',
    compared: {
      title: 'Small units, combined',
      notRanked: 'Not ranked: this is one figure of several units, and no unit itself.',
      page: 'See the public page of this line',
      waiting: (units) =>
        `${units} units have so few ballots that their results are hidden, and stand in no combined line yet. Together they may have one figure.`,
      combine: 'Combine the small units…',
      inLine: 'few ballots, counted in a combined line',
      done: 'The combined line is published. Everybody can see it from now on.',
    },
    combine: {
      title: 'Combine small units',
      lead: (period, level) => `${period} · ${level}`,
      why: 'A unit with too few ballots is not shown by itself, so that nobody can guess who answered what. Several such units in one line may have one figure together.',
      unitsTitle: (units) => `${units} units will be in the line`,
      unitsNote:
        'All units that have published this period and whose figure is hidden. The system takes all of them; nobody picks.',
      unpublished: (units) =>
        `${units} units have not published this period yet. Once the line is published, they cannot join it any more. If you can, wait until they have.`,
      otherForm: (names) => `Hidden too, but with another form, so they cannot be combined with these: ${names}.`,
      outcome: {
        'may-combine': 'They can be combined: the common figure gives away the answers of no unit.',
        none: 'There is nothing to combine for this period: no published unit is hidden, or all stand in a line already.',
        'too-few-units':
          'They cannot be combined yet: it takes three units at least. Of two, each could subtract its own and know the other. Wait for more units to publish.',
        'would-give-away':
          'They cannot be combined yet: beside all that is published, the common figure could give away what a few people answered. Mostly there are too few ballots in all; once more units have published, it may be possible.',
      },
      meansTitle: 'What publishing does',
      means: [
        'The line is public at once: the common satisfied share, the number of ballots and the names of the units.',
        'Once published it is never changed or taken back.',
        'From then on, whatever one of these units publishes is decided beside this line. Some figures may have to be hidden so that another unit is not given away.',
      ],
      confirm: 'I have read this and want to publish this line.',
      button: 'Publish the combined line',
      working: 'Computing and publishing…',
      back: 'Back to the comparison',
    },
    public: {
      kicker: 'Results of several small units, combined',
      why: 'In each unit of this line too few people answered, so that its figure is not given by itself. Together they are enough for one figure.',
      protection:
        'Before it was published, the system checked that nobody can subtract published figures and learn what a few people answered, and that without any one unit five answers or more are left. What these units publish later is decided beside this line.',
      protectionTitle: 'Why they are combined, and how people are protected',
      equal: 'Every ballot counts the same, whichever unit it is from.',
      question: (text) => `Overall question: “${text}”`,
      figures: 'Common figures',
      all: 'Units of the line together',
      missing: 'Ballots without an answer to it',
      notApplicable: 'Answered “not applicable”',
      unitsNote: 'Each name leads to the edition of the unit that was counted in this line.',
      form: (title, version) => `Form: ${title}, version ${version}.`,
      json: 'Data JSON (the original)',
      csv: 'Data CSV',
      identity: 'Line',
      fingerprint: 'SHA-256 of the JSON file',
      check: 'The SHA-256 of the downloaded JSON file must be this; the same stands in the log of the system.',
      list: 'Combined lines published',
      listNote: 'Common figures of units below that have too few ballots to be shown by themselves.',
      listLead: (name) => `${name} has published no result of its own yet.`,
      listed: (units, day) => `${units} units · published on ${formatDay(day)}`,
      notFound: 'There is no published combined line at this address.',
    },
    ofMember: {
      text: (others, figure, low, high) =>
        `The figure of this unit is not given by itself, since it has few ballots; with ${others} other units: ${figure} satisfied (95 % interval: ${low} – ${high}).`,
      link: 'See the combined line',
    },
  },
};
