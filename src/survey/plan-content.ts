import { type CalendarDay, formatDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import { isCutShort, type PlanContent, type PlanPeriod, publicationDays, type PublicationDay } from './plan';
import type { Locale } from '../ui/locale';
import { targetText } from '../ui/text/target';
import { type PlanTargets, targetIndices, targetNumber } from './plan-target';
import { type BracketRule, quotaRule } from './quota-rule';
import { period, periodLabel } from './reporting-period';

/** The words of the paper: the same shapes as the blocks of an official document, which the door hands on. */
export type PlanBlock =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly type: 'clause'; readonly level: 2 | 3; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[]; readonly marker?: '-' | '+' }
  | PlanTable;

export interface PlanTable {
  readonly type: 'table';
  readonly caption?: string;
  readonly columns: readonly {
    readonly title: string;
    readonly align: 'left' | 'center' | 'right';
    readonly weight?: number;
  }[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly emphasis?: boolean }[];
  readonly note?: string;
}

export interface PlanPaper {
  readonly subject: string;
  readonly bases: readonly string[];
  readonly body: readonly PlanBlock[];
  readonly appendices: readonly { readonly title: string; readonly body: readonly PlanBlock[] }[];
}

/** Names that the plan keeps as codes. */
export interface PlanNames {
  /** `xã Hương Trà` */
  readonly unit: string;
  readonly officeName: string;
  readonly field: (code: FieldCode) => string;
  readonly questionnaire: { readonly title: string; readonly source: string; readonly itemCount: number };
  /** The public page, to be typed or scanned. */
  readonly url: string;
}

const ownChoice = '(theo lựa chọn của đơn vị, không có trong kế hoạch mẫu)';

/** KẾ HOẠCH as Nghị định 30/2020 lays it out; numbering of headings is left to the composer. */
export function planPaper(content: PlanContent, names: PlanNames): PlanPaper {
  return {
    subject: content.title,
    bases: content.legalBases,
    body: [
      {
        type: 'paragraph',
        text: `Ủy ban nhân dân ${names.unit} ban hành Kế hoạch ${lowerFirst(content.title)}, như sau:`,
      },
      { type: 'heading', level: 1, text: 'MỤC ĐÍCH, YÊU CẦU' },
      ...titled('Mục đích', content.purposes),
      ...titled('Yêu cầu', content.requirements),
      { type: 'heading', level: 1, text: 'NỘI DUNG' },
      ...surveyBlocks(content, names),
      ...quotaBlocks(content, names),
      ...targetBlocks(content),
      { type: 'heading', level: 1, text: 'TỔ CHỨC THỰC HIỆN' },
      ...content.tasks
        .filter(({ dueDay }) => dueDay === undefined)
        .map(({ text }) => ({ type: 'clause', level: 2, text }) as const),
      {
        type: 'paragraph',
        text: `Trên đây là Kế hoạch ${lowerFirst(content.title)}. Yêu cầu cán bộ, công chức ${names.unit} triển khai thực hiện nghiêm túc./.`,
      },
    ],
    appendices: [{ title: 'Phân công nhiệm vụ', body: [taskTable(content)] }],
  };
}

function titled(title: string, texts: readonly string[]): PlanBlock[] {
  if (texts.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: title },
    ...texts.map((text) => ({ type: 'clause', level: 3, text }) as const),
  ];
}

function surveyBlocks(content: PlanContent, names: PlanNames): PlanBlock[] {
  const { title, source, itemCount } = names.questionnaire;
  return [
    { type: 'heading', level: 2, text: scopeSentence(content, names) },
    { type: 'clause', level: 3, text: 'Thời gian thực hiện:' },
    {
      type: 'paragraph',
      text: content.periods.every(({ periodId }) => periodId.startsWith('W'))
        ? 'Khảo sát các tổ chức, cá nhân có hồ sơ được giải quyết trong thời gian:'
        : 'Khảo sát trên số lượng hồ sơ, thủ tục hành chính phát sinh, tính theo kỳ báo cáo kiểm soát thủ tục hành chính quy định tại Thông tư 01/2020/TT-VPCP, cụ thể:',
    },
    { type: 'list', items: content.periods.map(periodLine) },
    { type: 'clause', level: 3, text: 'Cách thức thực hiện:' },
    {
      type: 'list',
      items: [...content.methods, `Hình thức thu phiếu: ${content.channels.map(channelWords).join('; ')}.`],
    },
    {
      type: 'clause',
      level: 3,
      text: `Mẫu phiếu: ${title}, gồm ${itemCount} tiêu chí và một câu hỏi chung (nguồn: ${source}).`,
    },
    { type: 'clause', level: 3, text: 'Công bố kết quả khảo sát:' },
    { type: 'list', items: publicationDays({ content }).map((day) => publicationLine(day)) },
  ];
}

function scopeSentence(content: PlanContent, names: PlanNames): string {
  if (content.fields === 'all') {
    // A centre carries the unit's name in its own.
    const owner = names.officeName.includes(names.unit) ? '' : ` ${names.unit}`;
    return `Khảo sát tất cả các lĩnh vực tiếp nhận tại ${names.officeName}${owner}`;
  }
  return `Khảo sát các lĩnh vực: ${content.fields.map(names.field).join(', ')}`;
}

function channelWords(channel: PlanContent['channels'][number]): string {
  switch (channel) {
    case 'web':
      return 'trực tuyến qua đường dẫn hoặc mã QR';
    case 'code':
      return 'trực tuyến bằng mã một lần';
    case 'kiosk':
      return 'máy tính bảng đặt tại nơi tiếp nhận';
    case 'paper':
      return 'phiếu giấy bỏ vào hòm phiếu';
    case 'interview':
      return 'phỏng vấn trực tiếp';
  }
}

export function periodLine({ periodId, origin }: PlanPeriod): string {
  const { from, until } = period(periodId);
  const days = `Từ ngày ${formatDay(from)} đến ngày ${formatDay(until)}`;
  const label = periodId.startsWith('W') ? days : `${periodLabel(period(periodId))}: ${days}`;
  return origin === 'offered' ? `${label} ${ownChoice}.` : `${label}.`;
}

export function publicationLine(day: PublicationDay): string {
  const label = lowerFirst(periodLabel(period(day.periodId)));
  const when =
    day.due === day.lastDay
      ? `Ngày ${formatDay(day.due)}`
      : `Từ ngày ${formatDay(day.due)} đến ngày ${formatDay(day.lastDay)}`;
  const where = 'niêm yết công khai tại nơi tiếp nhận và trên Trang thông tin điện tử';
  const own = day.origin === 'offered' ? ` ${ownChoice}` : '';
  if (day.kind === 'supplement')
    return `${when}: công bố bổ sung kết quả ${label} đến hết ngày ${formatDay(day.cutOff)}${own}.`;
  const short = isCutShort(day) ? `, tính các phiếu thu đến hết ngày ${formatDay(day.cutOff)}` : '';
  return `${when}: công bố kết quả ${label}${short}; ${where}${own}.`;
}

function quotaBlocks(content: PlanContent, names: PlanNames): PlanBlock[] {
  const rule = quotaRule(content.quota.ruleId);
  const title: PlanBlock = { type: 'heading', level: 2, text: 'Số lượng phiếu khảo sát' };
  switch (rule.kind) {
    case 'brackets':
      return [title, { type: 'paragraph', text: bracketSentence(rule, content) }, bracketTable(rule)];
    case 'yamane':
      return [
        title,
        {
          type: 'paragraph',
          text: `${rule.citation}; N là số hồ sơ đã giải quyết trong kỳ. Ví dụ 1.000 hồ sơ cần 286 phiếu, 10.000 hồ sơ cần 385 phiếu.`,
        },
      ];
    case 'fixed':
      return [
        title,
        { type: 'paragraph', text: 'Quy mô lấy phiếu của từng lĩnh vực trong mỗi kỳ như sau:' },
        fixedTable(content, names),
      ];
  }
}

/** `Tỷ lệ hài lòng chung từ 90 % trở lên`, one for each index with a target. */
export function targetSentences(targets: PlanTargets | undefined, locale: Locale = 'vi'): string[] {
  return targetIndices.flatMap((index) => {
    const hundredths = targets?.[index];
    if (hundredths === undefined) return [];
    return [targetText[locale].atLeast[index](targetNumber(hundredths, locale))];
  });
}

function targetBlocks({ targets }: PlanContent): PlanBlock[] {
  const sentences = targetSentences(targets);
  if (sentences.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: targetText.vi.title },
    { type: 'list', items: sentences.map((sentence) => `${sentence}.`) },
    { type: 'paragraph', text: targetText.vi.howJudged },
  ];
}

function bracketSentence(rule: BracketRule, content: PlanContent): string {
  const per = rule.per === 'year' ? 'năm' : 'quý';
  const reading = content.options.bracketPerField
    ? 'Tỷ lệ được chọn theo số hồ sơ của từng lĩnh vực (theo lựa chọn của đơn vị).'
    : 'Tỷ lệ được chọn theo tổng số hồ sơ của cơ quan, số phiếu phân bổ cho các lĩnh vực theo tỷ lệ hồ sơ, làm tròn lên (theo lựa chọn của đơn vị).';
  return `Số phiếu đánh giá thu về trên tổng số hồ sơ đã giải quyết trong ${per} (cả trực tiếp, bưu chính và trực tuyến) phải đạt tỷ lệ tối thiểu theo ${rule.citation}. ${reading}`;
}

function bracketTable(rule: BracketRule): PlanTable {
  const per = rule.per === 'year' ? 'năm' : 'quý';
  return {
    type: 'table',
    caption: 'Tỷ lệ phiếu tối thiểu',
    columns: [
      { title: `Số hồ sơ đã giải quyết/${per}`, align: 'left', weight: 2 },
      { title: 'Tỷ lệ tối thiểu', align: 'center' },
      { title: 'Ít nhất (phiếu)', align: 'center' },
    ],
    rows: rule.brackets.map(({ upTo, percent, atLeast }, index) => ({
      cells: [bracketWords(rule, index, upTo), `${percent} %`, atLeast > 0 ? String(atLeast) : '–'],
    })),
    ...(rule.undefinedAt.length > 0
      ? { note: 'Đúng 1.000 hồ sơ: văn bản không quy định, lấy 20 % theo lựa chọn của đơn vị.' }
      : {}),
  };
}

/** `Dưới 100`, `Từ 100 đến dưới 500`, `Từ 1.000 trở lên`. */
function bracketWords(rule: BracketRule, index: number, upTo: number | undefined): string {
  const below = rule.brackets[index - 1]?.upTo;
  const from = below === undefined ? undefined : grouped(below + 1);
  if (upTo === undefined) return `Từ ${from} trở lên`;
  return from === undefined ? `Đến ${grouped(upTo)}` : `Từ ${from} đến ${grouped(upTo)}`;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

function fixedTable(content: PlanContent, names: PlanNames): PlanTable {
  const { fixed } = content.quota;
  const sum = (key: 'official' | 'reserve') => String(fixed.reduce((total, each) => total + each[key], 0));
  return {
    type: 'table',
    caption: 'Cỡ mẫu theo lĩnh vực',
    columns: [
      { title: 'TT', align: 'center', weight: 0.4 },
      { title: 'Lĩnh vực', align: 'left', weight: 3 },
      { title: 'Chính thức', align: 'center' },
      { title: 'Dự bị', align: 'center' },
    ],
    rows: [
      ...fixed.map((each, index) => ({
        cells: [String(index + 1), names.field(each.fieldCode), String(each.official), String(each.reserve)],
      })),
      { cells: ['', 'Cộng', sum('official'), sum('reserve')], emphasis: true },
    ],
  };
}

function taskTable(content: PlanContent): PlanTable {
  return {
    type: 'table',
    columns: [
      { title: 'TT', align: 'center', weight: 0.4 },
      { title: 'Nhiệm vụ', align: 'left', weight: 4 },
      { title: 'Chủ trì', align: 'left', weight: 1.6 },
      { title: 'Phối hợp', align: 'left', weight: 1.6 },
      { title: 'Thời hạn', align: 'center', weight: 1.2 },
    ],
    rows: content.tasks.map(({ text, lead, partner, dueDay }, index) => ({
      cells: [String(index + 1), text, lead, partner, dueWords(dueDay)],
    })),
  };
}

function dueWords(day: CalendarDay | undefined): string {
  return day === undefined ? 'Thường xuyên' : formatDay(day);
}

/** Over the text that is read out; not read itself. */
export function radioTitle(content: PlanContent): string {
  return `Bài phát thanh về khảo sát mức độ hài lòng của người dân năm ${content.year}`;
}

/** What the loudspeaker reads, twice, in the first week of a period: whole sentences, no abbreviation, no address to spell. */
export function radioText(content: PlanContent, names: PlanNames): string[] {
  const online = content.channels.includes('web');
  const box = content.channels.includes('paper');
  const ways = [
    box ? 'điền phiếu giấy và tự tay bỏ vào hòm phiếu' : '',
    online ? 'quét mã in tại quầy bằng điện thoại' : '',
    content.channels.includes('kiosk') ? 'bấm trên máy tính bảng đặt tại quầy' : '',
  ]
    .filter(Boolean)
    .join(', hoặc ');
  return [
    'Kính thưa toàn thể bà con nhân dân,',
    `Năm ${content.year}, Ủy ban nhân dân ${names.unit} tổ chức lấy ý kiến đánh giá mức độ hài lòng của người dân, tổ chức đối với việc giải quyết thủ tục hành chính tại ${names.officeName}.`,
    `Sau khi làm thủ tục, mời ông bà và bà con dành ít phút cho biết ý kiến của mình, bằng cách ${ways || 'trả lời phiếu khảo sát'}.`,
    'Phiếu không ghi tên, không ghi số điện thoại. Không ai biết ông bà đã trả lời thế nào, và câu trả lời không ảnh hưởng gì đến hồ sơ của ông bà. Việc trả lời là tự nguyện; ông bà có thể bỏ qua câu hỏi nào mình không muốn trả lời.',
    `Kết quả được công bố công khai tại ${names.officeName} và trên trang thông tin điện tử ${publicationMonths(content)}.`,
    `Ủy ban nhân dân ${names.unit} trân trọng cảm ơn sự tham gia của bà con.`,
  ];
}

function publicationMonths(content: PlanContent): string {
  const months = [...new Set(content.publication.map(({ due }) => Number(due.slice(5, 7))))].sort((a, b) => a - b);
  return months.length > 0 ? `vào các tháng ${months.join(', ')}` : 'sau mỗi kỳ khảo sát';
}

export interface LeafletText {
  readonly title: string;
  readonly points: readonly { readonly title: string; readonly text: string }[];
}

/** Tờ rơi handed out at the counter and in the village. */
export function leafletText(content: PlanContent, names: PlanNames): LeafletText {
  const ways = content.channels.map(channelWords).join('; ');
  return {
    title: 'Ông/Bà có hài lòng khi đến làm thủ tục?',
    points: [
      {
        title: 'Vì sao nên trả lời',
        text: `Ý kiến của Ông/Bà giúp UBND ${names.unit} biết chỗ nào phục vụ chưa tốt để sửa.`,
      },
      { title: 'Trả lời ở đâu', text: `${upperFirst(ways)}.` },
      {
        title: 'Mất bao lâu',
        text: `Khoảng ${minutesFor(names.questionnaire.itemCount)} phút, ${names.questionnaire.itemCount} câu đánh dấu và một câu chung.`,
      },
      {
        title: 'Có ai biết tôi trả lời gì không',
        text: 'Không. Phiếu không ghi tên, số điện thoại, thiết bị hay giờ gửi. Nhóm dưới 5 phiếu không được công bố.',
      },
      {
        title: 'Kết quả xem ở đâu',
        text: `Niêm yết tại ${names.officeName} và trên mạng, ${publicationMonths(content)}.`,
      },
    ],
  };
}

function minutesFor(items: number): number {
  return Math.max(2, Math.round(items / 5));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
