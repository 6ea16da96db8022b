import { formatDay } from '../kernel/calendar-day';
import { targetNumber } from '../survey/plan-target';
import { formatCount, formatDecimal, formatPercent, formatSigned } from '../ui/format';
import { targetText } from '../ui/text/target';
import type { ReportEstimate, ReportFigures, ReportRow, ShownRow } from './report-figures';

/** Turns of official Vietnamese that carry a figure; each brings n and interval along (invariant 5). */

export function intervalText(estimate: ReportEstimate): string {
  return `${formatDecimal(estimate.low)}–${formatPercent(estimate.high)}`;
}

/** `81,25 % (khoảng tin cậy 95 %: 77,10–84,62 %; n = 320)` */
export function estimateText(estimate: ReportEstimate, n: number): string {
  return `${formatPercent(estimate.value)} (khoảng tin cậy 95\u00a0%: ${intervalText(estimate)}; n\u00a0=\u00a0${formatCount(n)})`;
}

export function shareText(row: ShownRow): string {
  return estimateText(row.satisfiedShare, row.n);
}

/** Beside a bar; tables say "ẩn" and explain it in their note. */
export function hiddenText(minimum: number): string {
  return `ẩn (dưới ${minimum} phiếu)`;
}

export function periodText(figures: Pick<ReportFigures, 'period'>): string {
  const { label, from, until, countsUntil } = figures.period;
  const counted = countsUntil === null ? '' : `; tính các phiếu đến hết ngày ${formatDay(countsUntil)}`;
  return `${inSentence(label)} (từ ngày ${formatDay(from)} đến ngày ${formatDay(until)}${counted})`;
}

/** `Xã Hương Trà` → `Ủy ban nhân dân xã Hương Trà`: who reports is the agency, not the place. Other names stay. */
export function agencyOf(unitName: string): string {
  const place = /^(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s/iu;
  return place.test(unitName) ? `Ủy ban nhân dân ${inSentence(unitName)}` : unitName;
}

/** `Quý I năm 2025` inside a sentence begins small. */
export function inSentence(label: string): string {
  return label.charAt(0).toLocaleLowerCase('vi') + label.slice(1);
}

/**
 * A rise or a fall is said only when the whole interval of the difference lies on one side of zero. Without an interval
 * nothing is concluded.
 */
export type Change = 'rise' | 'fall' | 'unclear';

export function changeOf(change: NonNullable<ReportFigures['changeFromLast']>): Change {
  if (change.low === undefined || change.high === undefined) return 'unclear';
  if (change.low > 0) return 'rise';
  return change.high < 0 ? 'fall' : 'unclear';
}

export function changeText(figures: Pick<ReportFigures, 'changeFromLast'>): string {
  const change = figures.changeFromLast;
  if (change === null) return 'Chưa có kỳ trước cùng phiếu hỏi, cùng phương pháp để so sánh.';
  const before = inSentence(change.label);
  const points = formatDecimal(Math.abs(change.satisfiedSharePoints));
  const interval =
    change.low === undefined || change.high === undefined
      ? undefined
      : `khoảng tin cậy 95\u00a0% của chênh lệch: ${formatSigned(change.low)} đến ${formatSigned(change.high)}`;
  switch (changeOf(change)) {
    case 'rise':
      return `So với ${before}, tỷ lệ hài lòng chung tăng ${points} điểm phần trăm (${interval}).`;
    case 'fall':
      return `So với ${before}, tỷ lệ hài lòng chung giảm ${points} điểm phần trăm (${interval}).`;
    default: {
      const reason =
        interval === undefined ? 'chưa tính được khoảng tin cậy của chênh lệch' : `${interval}, chứa giá trị 0`;
      return `So với ${before}, tỷ lệ hài lòng chung chênh lệch ${formatSigned(change.satisfiedSharePoints)} điểm phần trăm; ${reason} nên chưa đủ căn cứ kết luận có thay đổi.`;
    }
  }
}

/** What the plan asks for and whether it is reached; never the figure against the target alone. */
export function targetTexts(figures: Pick<ReportFigures, 'targets'>): readonly string[] {
  return (figures.targets ?? []).map(({ index, hundredths, standing }) => {
    const asked = `Chỉ tiêu của Kế hoạch: ${inSentence(targetText.vi.atLeast[index](targetNumber(hundredths)))}.`;
    if (standing === null) return `${asked} Chỉ số chung không công bố nên không nêu đạt hay chưa đạt.`;
    return `${asked} ${targetText.vi.standing[standing]}: ${targetText.vi.why[standing]}.`;
  });
}

/** The overall share had the voided ballots been counted: the row, its range, or nothing to say. */
export function withVoidsText(figures: ReportFigures): string {
  const row = figures.overallWithVoids;
  const range = figures.overallWithVoidsRange ?? null;
  if (row !== null && !row.suppressed) return `tỷ lệ hài lòng chung là ${estimateText(row.satisfiedShare, row.n)}`;
  if (range === null) return '';
  return `tỷ lệ hài lòng chung nằm trong khoảng ${formatDecimal(range.low)}–${formatPercent(range.high)} (không nêu chi tiết vì dưới ${figures.minimumGroup} câu trả lời)`;
}

/** Two figures are told apart only when their intervals do not meet: cautious, and readable off the page. */
export function apart(one: ReportEstimate, other: ReportEstimate): boolean {
  return one.low > other.high || other.low > one.high;
}

export function ranked(rows: readonly ReportRow[]): readonly ShownRow[] {
  return rows
    .filter((row): row is ShownRow => !row.suppressed && row.n > 0)
    .sort((one, other) => other.satisfiedShare.value - one.satisfiedShare.value || (one.id < other.id ? -1 : 1));
}

export function quoted(text: string): string {
  return `“${text.replace(/[.;:]\s*$/, '')}”`;
}

export function list(lines: readonly string[]): string {
  return lines.map((line, index) => `- ${line}${index === lines.length - 1 ? '.' : ';'}`).join('\n');
}
