import { type CalendarDay, formatDay } from '../kernel/calendar-day';
import { faceColours, faceSvg, facesOfScale } from '../ui/face';
import { formatCount, formatDecimal, formatPercent } from '../ui/format';
import { barChartSvg, type BarChartStyle } from './bar-chart';
import { composeDocument } from './compose-document';
import type { Issuance } from './official-document';
import { paperText } from '../kernel/paper-text';
import { factorsOf, overallOf, type ReportFigures, type ReportRow, type ShownRow } from './report-figures';
import { changeText, intervalText, withVoidsText } from './report-phrases';
import { shareBars } from './report-tables';

/** THÔNG BÁO for posting at the office: one sheet, its figure read from two metres. */
export interface NoticeInput {
  readonly figures: ReportFigures;
  readonly issuance: Issuance;
  /** Full address of the published page, also as QR. */
  readonly pageUrl: string;
  readonly publicationId: string;
  /** The day the figures were frozen. */
  readonly frozenOn: CalendarDay;
  /** Where to complain or suggest: each a line, `Điện thoại: …`. */
  readonly contacts: readonly string[];
  /** Said on the sheet when it corrects or completes an earlier one. */
  readonly remark?: string;
}

export type PosterSize = 'a4' | 'a3';

/** The words and drawings of the sheet; the template only places them. */
export interface NoticeSheet {
  readonly title: string;
  readonly superiorAgency: string | null;
  readonly agency: string;
  readonly number: string;
  readonly placeAndDate: string;
  readonly subject: string;
  readonly period: string;
  readonly remark: string;
  readonly headline: {
    readonly number: string;
    readonly words: string;
    readonly interval: string;
    readonly change: string;
  };
  readonly faces: readonly NoticeFace[];
  readonly chartTitle: string;
  readonly chart: string;
  readonly facts: readonly { readonly figure: string; readonly words: string; readonly good: boolean | null }[];
  readonly method: string;
  readonly contacts: readonly string[];
  readonly address: string;
  readonly provenance: string;
  readonly signer: { readonly office: readonly string[]; readonly name: string };
}

export interface NoticeFace {
  readonly svg: string;
  readonly words: string;
  readonly percent: number;
  readonly text: string;
  readonly colour: string;
}

export function noticeSheet(input: NoticeInput): NoticeSheet {
  const { figures, issuance } = input;
  const paper = composeDocument({ kind: 'notice', issuance, subject: 'x', bases: [], body: [], appendices: [] });
  const overall = overallOf(figures);
  return {
    title: `Thông báo kết quả đánh giá mức độ hài lòng, ${figures.period.label}, ${figures.unit.name}`,
    superiorAgency: paper.superiorAgency,
    agency: paper.agency,
    number: paper.number,
    placeAndDate: paper.placeAndDate ?? '',
    subject: `Kết quả đánh giá mức độ hài lòng của người dân, tổ chức\ntại ${paperText(figures.unit.office ?? figures.unit.name)}`,
    period: noticePeriod(figures),
    remark: paperText(input.remark ?? ''),
    headline: headline(figures),
    faces: overall === undefined || overall.suppressed ? [] : noticeFaces(overall),
    chartTitle: 'Tỷ lệ hài lòng theo từng nội dung (%)',
    chart: barChartSvg(shareBars(barsOf(figures), figures.minimumGroup), posterChart),
    facts: facts(figures),
    method: method(figures),
    contacts: contactLines(input),
    address: paperText(input.pageUrl).replace(/^https?:\/\//, ''),
    provenance: `Mã công bố: ${paperText(input.publicationId)} · Số liệu chốt ngày ${formatDay(input.frozenOn)}`,
    signer: paper.signer,
  };
}

/** The factors; of a form without any (the dossier form) its overall question, so that the picture is never empty. */
function barsOf(figures: ReportFigures): readonly ReportRow[] {
  const factors = factorsOf(figures);
  const overall = overallOf(figures);
  return factors.length > 0 || overall === undefined ? factors : [overall];
}

/** Wider letters than on paper: this is read standing. */
const posterChart: BarChartStyle = {
  width: 640,
  labelWidth: 224,
  valueWidth: 150,
  letter: 18,
  barHeight: 25,
  gap: 11,
  barColour: '#2c8a75',
  trackColour: '#e2ebe8',
  markColour: '#1c2321',
  fontFamily: 'Tinos, Times New Roman, serif',
};

/** A notice always says where to complain; without more, at the office itself. */
function contactLines({ contacts, figures }: NoticeInput): readonly string[] {
  const lines = contacts.map((line) => paperText(line)).filter((line) => line !== '');
  return lines.length > 0 ? lines : [`Trực tiếp tại ${paperText(figures.unit.office ?? figures.unit.name)}`];
}

function noticePeriod(figures: ReportFigures): string {
  const { label, from, until, countsUntil } = figures.period;
  const counted = countsUntil === null ? '' : `; tính phiếu đến hết ngày ${formatDay(countsUntil)}`;
  return `${label} (${formatDay(from)} – ${formatDay(until)}${counted})`;
}

function headline(figures: ReportFigures): NoticeSheet['headline'] {
  const overall = overallOf(figures);
  if (figures.ballots === 0 || overall === undefined) {
    return { number: '–', words: 'Trong kỳ chưa có phiếu đánh giá nào được tính.', interval: '', change: '' };
  }
  if (overall.suppressed || overall.n === 0) {
    const words = `Số câu trả lời dưới ${figures.minimumGroup} nên chưa công bố tỷ lệ hài lòng, để bảo đảm bí mật cho người trả lời.`;
    return { number: 'Chưa công bố', words, interval: '', change: '' };
  }
  return {
    number: formatPercent(overall.satisfiedShare.value),
    words: 'người trả lời hài lòng hoặc rất hài lòng với sự phục vụ của cơ quan',
    interval: `Khoảng tin cậy 95\u00a0%: ${intervalText(overall.satisfiedShare)}, từ ${formatCount(overall.n)} câu trả lời`,
    change: figures.changeFromLast === null ? '' : changeText(figures),
  };
}

const fiveWords = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'] as const;
const threeWords = ['Chưa hài lòng', 'Hài lòng', 'Rất hài lòng'] as const;

/** The overall question's answers, best first; nothing where the distribution is not at hand. */
function noticeFaces(overall: ShownRow): readonly NoticeFace[] {
  const counts = overall.distribution ?? [];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const scale = counts.length === 5 ? 'five' : 'three';
  const words = scale === 'five' ? fiveWords : threeWords;
  if (counts.length !== words.length || total === 0) return [];
  return facesOfScale(scale)
    .map((level, index): NoticeFace => {
      const percent = ((counts[index] ?? 0) / total) * 100;
      const { line } = faceColours[level];
      return {
        svg: faceSvg(level)
          .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
          .replace('currentColor', line)
          .replace('<path', `<path stroke="${line}"`),
        words: words[index] ?? '',
        percent,
        text: formatPercent(percent, 1),
        colour: line,
      };
    })
    .reverse();
}

function facts(figures: ReportFigures): NoticeSheet['facts'] {
  const { quota, voids, marginPercentagePoints: margin } = figures;
  return [
    { figure: formatCount(figures.ballots), words: 'phiếu được tính kết quả', good: null },
    ...(quota === null
      ? []
      : [
          {
            figure: quota.met ? 'Đạt' : 'Chưa đạt',
            words: `số phiếu tối thiểu: ${formatCount(quota.total.required)} phiếu trên ${formatCount(quota.total.dossiers)} hồ sơ đã giải quyết`,
            good: quota.met,
          },
        ]),
    ...(margin === null
      ? []
      : [{ figure: `±${formatDecimal(margin)}`, words: 'điểm phần trăm: sai số ở mức tin cậy 95\u00a0%', good: null }]),
    ...gradeFact(figures),
    { figure: formatCount(voids.count), words: `phiếu vô hiệu, không tính${voidReasons(figures)}`, good: null },
  ];
}

/** Only where the plan asks for it and the period is over; its words keep it apart from the percentage above. */
function gradeFact({ grading }: ReportFigures): NoticeSheet['facts'] {
  if (!grading?.grade || !grading.onPoster || grading.provisional) return [];
  const { title, totalTenths, maximumTenths } = grading.grade;
  const points = `${formatDecimal(totalTenths / 10, 1)} trên ${formatDecimal(maximumTenths / 10, 1)} điểm`;
  return [
    {
      figure: title,
      words: `xếp loại theo Thông tư 01/2018/TT-VPCP (${points}), tính từ hồ sơ, không từ phiếu khảo sát`,
      good: null,
    },
  ];
}

function voidReasons({ voids }: ReportFigures): string {
  if (voids.count === 0) return '';
  return ` (${voids.reasons.map((reason) => `${reason.title.toLocaleLowerCase('vi')}: ${formatCount(reason.count)}`).join('; ')})`;
}

function method(figures: ReportFigures): string {
  const withVoids = withVoidsText(figures);
  const sentences = [
    `Cách tính (phương pháp A): số câu trả lời “Hài lòng” và “Rất hài lòng” chia cho tổng số câu trả lời của câu hỏi chung; khoảng tin cậy Wilson 95\u00a0%. Phiếu hỏi: ${paperText(figures.form.title)} (mẫu ${figures.form.id}, phiên bản ${figures.form.version}).`,
    'Người dân, tổ chức tự nguyện trả lời, không ghi tên; không phải mẫu chọn ngẫu nhiên. Khoảng của từng nội dung tính theo người trả lời, vì các câu trả lời của một người thường giống nhau.',
    `Nhóm có dưới ${figures.minimumGroup} phiếu được ẩn để bảo đảm bí mật cho người trả lời.`,
    figures.possibleRepeats > 0
      ? `${formatCount(figures.possibleRepeats)} phiếu có thể bị gửi lặp không tính vào chỉ số.`
      : '',
    withVoids === '' ? '' : `Nếu tính cả phiếu vô hiệu, ${withVoids}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
