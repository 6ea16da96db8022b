import { type CalendarDay, calendarDay, formatDay } from '../kernel/calendar-day';
import { placeName, type UnitCode, type UnitType } from '../organisation/unit';
import {
  boxTaskPrefix,
  type PlanChannel,
  type PlanContent,
  type PlanPeriod,
  type PlanTask,
  type PublicationDay,
} from './plan';
import type { QuestionnaireId } from './questionnaire';
import { quarter, type PeriodId, yearPeriod } from './reporting-period';
import { kindInSentence, nameInSentence } from './unit-wording';

/** What differs from unit to unit and year to year; everything else is the text of the plan of Hương Trà, 2025. */
export interface HuongTraInput {
  readonly unit: { readonly code: UnitCode; readonly name: string; readonly type: UnitType };
  /** The unit reported to on the plan's day: a district until 30 June 2025, a province after. */
  readonly superior: { readonly name: string; readonly type: UnitType } | undefined;
  /** `Bộ phận Tiếp nhận và Trả kết quả`; since 1 July 2025 `Trung tâm Phục vụ hành chính công`. */
  readonly officeName: string;
  readonly year: number;
  readonly number: string;
  readonly date: CalendarDay | undefined;
  readonly signerName: string;
  readonly questionnaire: { readonly id: QuestionnaireId; readonly version: number };
  readonly channels: readonly PlanChannel[];
  /** The unit's own decision on the control of procedures, `33/QĐ-UBND`; blank where undefined. */
  readonly controlDecision: { readonly number: string; readonly date: CalendarDay } | undefined;
  /** The fourth quarter gets its own notice though the plan of Hương Trà names none. */
  readonly withFourthQuarter: boolean;
}

/** Kế hoạch 31/KH-UBND ngày 26/02/2025 của UBND xã Hương Trà, with the unit's own names in place of Hương Trà's. */
export function huongTraTemplate(input: HuongTraInput): PlanContent {
  const { unit, year, officeName } = input;
  const name = nameInSentence(unit.name);
  const kind = kindInSentence(unit.name, unit.type);
  return {
    year,
    title: `Tổ chức đánh giá mức độ hài lòng của người dân, tổ chức đối với dịch vụ hành chính công tại ${officeOf(officeName, `của UBND ${name}`, unit)} năm ${year}`,
    number: input.number,
    date: input.date,
    place: placeName(unit),
    signerOffice: 'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH',
    signerName: input.signerName,
    legalBases: legalBases(input, name),
    purposes: purposes(kind, input),
    requirements: requirements(officeName),
    methods: methods(input),
    unitScope: [unit.code],
    periods: periods(year, input.withFourthQuarter),
    fields: 'all',
    channels: input.channels,
    questionnaire: input.questionnaire,
    quota: { ruleId: 'quang-ngai-2021', fixed: [] },
    publication: huongTraPublication(year, input.withFourthQuarter),
    tasks: tasks(input, kind),
    recipients: recipients(input, kind),
    options: { figuresByOfficialShown: false, secondEntryPercent: 10, bracketPerField: false, gradeOnPoster: false },
  };
}

function legalBases({ year, controlDecision }: HuongTraInput, name: string): string[] {
  const decision = controlDecision
    ? `số ${controlDecision.number} ngày ${formatDay(controlDecision.date)}`
    : `số …/QĐ-UBND ngày …/…/${year}`;
  return [
    'Thực hiện Quyết định số 44/2022/QĐ-UBND ngày 24/11/2022 của UBND tỉnh Quảng Ngãi về việc Ban hành quy chế thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính trên địa bàn tỉnh Quảng Ngãi',
    'Thực hiện Quyết định số 908/QĐ-UBND ngày 29/10/2018 của UBND tỉnh Quảng Ngãi về việc Ban hành Quy định về đo lường mức độ hài lòng của người dân, tổ chức trong giải quyết thủ tục hành chính của cơ quan hành chính nhà nước trên địa bàn tỉnh Quảng Ngãi',
    'Thực hiện Quyết định số 70/2021/QĐ-UBND ngày 23/11/2021 của UBND tỉnh Quảng Ngãi về việc Ban hành Quy định về tổ chức đánh giá việc giải quyết thủ tục hành chính theo cơ chế một cửa, một cửa liên thông trên địa bàn tỉnh Quảng Ngãi',
    `Thực hiện Quyết định ${decision} của UBND ${name} về ban hành Kế hoạch hoạt động kiểm soát thủ tục hành chính năm ${year} trên địa bàn ${name}`,
  ];
}

/** A centre carries the unit's name in its own: `Trung tâm Phục vụ hành chính công xã Hương Trà` is not said to be of it again. */
function officeOf(officeName: string, owner: string, unit: HuongTraInput['unit']): string {
  return officeName.includes(placeName(unit)) ? officeName : `${officeName} ${owner}`;
}

function purposes(kind: string, { officeName, unit, year }: HuongTraInput): string[] {
  return [
    `Giúp Ủy ban nhân dân ${kind} nắm được chất lượng cung cấp dịch vụ hành chính công và năng lực, đạo đức của cán bộ, công chức làm việc tại ${officeOf(officeName, `Ủy ban nhân dân ${kind}`, unit)}.`,
    `Thu thập ý kiến của tổ chức và người dân làm cơ sở để định hướng các giải pháp cải thiện chất lượng, hiệu quả giải quyết thủ tục hành chính và nâng cao tinh thần, thái độ phục vụ người dân, tổ chức của đội ngũ cán bộ, công chức tại ${officeName}. Đồng thời làm cơ sở đánh giá mức độ hoàn thành nhiệm vụ của mỗi cán bộ, công chức phục vụ cho công tác đánh giá, phân loại cán bộ, công chức năm ${year}.`,
  ];
}

function requirements(officeName: string): string[] {
  return [
    `Phải bảo đảm khách quan, trung thực, dân chủ và minh bạch; phản ánh đúng thực tế kết quả đánh giá của người dân, tổ chức về hoạt động cung ứng dịch vụ hành chính công tại ${officeName} để có các giải pháp khắc phục.`,
    `Thực hiện khảo sát thường xuyên: hướng dẫn cho người dân thực hiện khảo sát mức độ hài lòng bằng phiếu khảo sát tại phòng làm việc của ${officeName} hoặc bằng hình thức trực tuyến. Định kỳ hàng quý và năm bộ phận Văn phòng - Thống kê tổng hợp báo cáo kết quả khảo sát tại cơ quan. Ngoài ra còn thực hiện báo cáo tình hình thực hiện công tác khảo sát mức độ hài lòng tại ${officeName} khi có yêu cầu của cấp trên.`,
    'Việc trả lời là tự nguyện; không bắt buộc cung cấp thông tin của người được hỏi; nghiêm cấm mọi hành vi sửa chữa, làm sai lệch kết quả khảo sát.',
  ];
}

function methods(input: HuongTraInput): string[] {
  const { officeName } = input;
  return [
    `Tất cả cán bộ, công chức tại ${officeName} hướng dẫn cho người dân thực hiện khảo sát mức độ hài lòng bằng phiếu khảo sát mức độ hài lòng bỏ vào hòm phiếu đặt tại phòng làm việc của ${officeName} cho tổ chức, cá nhân đến giao dịch thủ tục hành chính.`,
    'Bộ phận Văn phòng - Thống kê tổ chức triển khai niêm yết và mở thùng thư tiếp nhận phiếu khảo sát mức độ hài lòng cũng như tổng hợp khảo sát mức độ hài lòng để tổng hợp báo cáo kết quả khảo sát, đánh giá ít nhất 1 lần/quý.',
    `Thực hiện chế độ thông tin, báo cáo kết quả khảo sát lấy ý kiến mức độ hài lòng trong thực hiện cơ chế một cửa, một cửa liên thông về ${superiorWithRoad(input)} theo đúng quy định về thời gian và hình thức.`,
    'Phiếu khảo sát mức độ hài lòng được thực hiện theo Mẫu phiếu do Trung tâm Phục vụ hành chính công tỉnh Quảng Ngãi hướng dẫn.',
  ];
}

function superiorOf({ superior }: HuongTraInput): string {
  return superior ? `UBND ${kindInSentence(superior.name, superior.type)}` : 'cơ quan cấp trên';
}

function superiorWithRoad(input: HuongTraInput): string {
  switch (input.superior?.type) {
    case 'district':
      return `${superiorOf(input)} (qua Văn phòng HĐND&UBND ${kindInSentence(input.superior.name, 'district')} và Phòng Nội vụ ${kindInSentence(input.superior.name, 'district')})`;
    case 'province':
      return `${superiorOf(input)} (qua Văn phòng UBND ${kindInSentence(input.superior.name, 'province')} và Sở Nội vụ)`;
    default:
      return superiorOf(input);
  }
}

function recipients(input: HuongTraInput, kind: string): string[] {
  const above =
    input.superior?.type === 'district'
      ? [
          superiorOf(input),
          `Văn phòng HĐND&${superiorOf(input)}`,
          `Phòng Nội vụ ${kindInSentence(input.superior.name, 'district')}`,
        ]
      : [superiorOf(input), 'Sở Nội vụ'];
  const ours = [`TT. Đảng ủy ${kind}`, `CT và các PCT UBND ${kind}`, 'Các công chức có liên quan', 'Lưu: VT, Ttr'];
  return [...(input.superior ? above : []), ...ours];
}

/** Hương Trà names three quarters and the year; the fourth quarter is offered. Its ballots count for the year anyway. */
function periods(year: number, withFourthQuarter: boolean): PlanPeriod[] {
  const named = ([1, 2, 3] as const).map((number): PlanPeriod => ({
    periodId: quarter(year, number).id,
    origin: 'in-plan',
  }));
  const fourth: PlanPeriod[] = withFourthQuarter ? [{ periodId: quarter(year, 4).id, origin: 'offered' }] : [];
  return [...named, ...fourth, { periodId: yearPeriod(year).id, origin: 'in-plan' }];
}

/**
 * "Vào ngày 15 đến ngày 20 của tháng cuối quý"; the year on 14 December, its own last day: that notice counts ballots to
 * the 13th and says so, and a supplement follows.
 */
function huongTraPublication(year: number, withFourthQuarter: boolean): PublicationDay[] {
  const notice = (periodId: PeriodId, month: string, origin: PublicationDay['origin']): PublicationDay => ({
    periodId,
    kind: 'regular',
    due: calendarDay(`${year}-${month}-15`),
    lastDay: calendarDay(`${year}-${month}-20`),
    cutOff: calendarDay(`${year}-${month}-14`),
    origin,
  });
  const wholeYear = yearPeriod(year).id;
  const closing = calendarDay(`${year}-12-14`);
  return [
    notice(quarter(year, 1).id, '03', 'in-plan'),
    notice(quarter(year, 2).id, '06', 'in-plan'),
    notice(quarter(year, 3).id, '09', 'in-plan'),
    ...(withFourthQuarter ? [notice(quarter(year, 4).id, '12', 'offered')] : []),
    {
      periodId: wholeYear,
      kind: 'regular',
      due: closing,
      lastDay: closing,
      cutOff: calendarDay(`${year}-12-13`),
      origin: 'in-plan',
    },
    { ...notice(wholeYear, '12', 'offered'), kind: 'supplement' },
  ];
}

function tasks(input: HuongTraInput, kind: string): PlanTask[] {
  const { officeName, year } = input;
  const clerk = 'Bộ phận Văn phòng - Thống kê';
  const standing = (id: string, lead: string, partner: string, text: string): PlanTask => ({
    id,
    text,
    dueDay: undefined,
    lead,
    partner,
  });
  const openings = ([1, 2, 3, 4] as const).map((number): PlanTask => {
    const { id, until } = quarter(year, number);
    return {
      id: `${boxTaskPrefix}${id}`,
      text: `Mở thùng phiếu quý ${['I', 'II', 'III', 'IV'][number - 1]}, kiểm đếm và tổng hợp kết quả khảo sát (ít nhất 1 lần/quý).`,
      dueDay: until,
      lead: clerk,
      partner: officeName,
    };
  });
  return [
    standing(
      'chi-dao',
      `Lãnh đạo UBND ${kind}`,
      'Các bộ phận chuyên môn',
      `Lãnh đạo UBND ${kind} trực tiếp chỉ đạo bộ phận chuyên môn thường xuyên theo dõi số lượng và kết quả đánh giá của tổ chức, cá nhân được thực hiện trên phiếu khảo sát, đảm bảo số lượng khảo sát đạt yêu cầu theo quy định.`,
    ),
    standing(
      'tuyen-truyen',
      'Bộ phận Văn hóa - Xã hội',
      `Đài truyền thanh ${kind}`,
      `Bộ phận Văn hóa - Xã hội, Đài truyền thanh ${kind} tổ chức các hoạt động tuyên truyền trên hệ thống đài truyền thanh của ${kind} về hoạt động khảo sát đến các tổ chức, cá nhân có thực hiện giao dịch hành chính công đối với cơ quan.`,
    ),
    standing(
      'phat-phieu',
      `Công chức tiếp nhận tại ${officeName}`,
      clerk,
      `Các công chức tiếp nhận tại ${officeName} trực tiếp hướng dẫn, phát phiếu khảo sát lấy ý kiến cho các tổ chức, cá nhân giao dịch tại ${officeName}.`,
    ),
    standing(
      'don-doc',
      clerk,
      'Các công chức chuyên môn',
      `Bộ phận Văn phòng - Thống kê ${kind} hướng dẫn, đôn đốc các công chức chuyên môn thực hiện khảo sát ý kiến tổ chức, công dân đến giao dịch thủ tục hành chính tại cơ quan đúng mục đích, yêu cầu; tổng hợp, theo dõi, báo cáo kết quả khảo sát đến ${superiorOf(input)}.`,
    ),
    standing(
      'vuong-mac',
      'Các bộ phận chuyên môn',
      clerk,
      `Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các bộ phận chuyên môn phản ánh trực tiếp về Ủy ban nhân dân ${kind} qua bộ phận Văn phòng - Thống kê ${kind} để hướng dẫn thực hiện hoặc xem xét sửa đổi cho phù hợp.`,
    ),
    ...openings,
  ];
}
