import { type CalendarDay, daysBetween } from '../kernel/calendar-day';
import { isShown, overallRow, type SnapshotContent } from './snapshot';

/** One period in the history of a unit, placed on a drawing of 100 × 100. */
export interface TrendPoint {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly yLow: number;
  readonly yHigh: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Trend {
  /** Percent at the foot and the head of the drawing. */
  readonly from: number;
  readonly until: number;
  readonly points: readonly TrendPoint[];
  /** Pairs of neighbouring points measured with the same form: only these are joined. */
  readonly segments: readonly (readonly [TrendPoint, TrendPoint])[];
}

/**
 * The satisfied share of the overall question, period by period in order of time. Hidden periods and periods that contain
 * others (half-years, years) are left out; fewer than two points make no trend.
 */
export function trendOf(snapshots: readonly SnapshotContent[]): Trend | undefined {
  const shown = snapshots
    .flatMap((content) => {
      const overall = overallRow(content);
      return isShown(overall) && content.period.basePeriods.length === 1
        ? [{ content, share: overall.satisfiedShare }]
        : [];
    })
    .sort((one, other) => (one.content.period.until < other.content.period.until ? -1 : 1));
  const [first] = shown;
  const last = shown.at(-1);
  if (first === undefined || last === undefined || shown.length < 2) return undefined;
  const from = Math.max(0, Math.floor((Math.min(...shown.map(({ share }) => share.low)) - 2) / 10) * 10);
  const until = Math.min(100, Math.ceil((Math.max(...shown.map(({ share }) => share.high)) + 2) / 10) * 10);
  const y = (percent: number) => 100 - ((percent - from) / (until - from)) * 100;
  const span = Math.max(1, daysBetween(first.content.period.until, last.content.period.until));
  const x = (day: CalendarDay) => 8 + (daysBetween(first.content.period.until, day) / span) * 84;
  const points = shown.map(({ content, share }) => ({
    id: content.id,
    label: content.period.label,
    x: x(content.period.until),
    y: y(share.value),
    yLow: y(share.low),
    yHigh: y(share.high),
    ...share,
  }));
  const segments = shown.flatMap(({ content }, index) => {
    const next = shown[index + 1];
    const [a, b] = [points[index], points[index + 1]];
    const same =
      next !== undefined &&
      next.content.form.id === content.form.id &&
      next.content.form.version === content.form.version;
    return same && a !== undefined && b !== undefined ? [[a, b] as const] : [];
  });
  return { from, until, points, segments };
}
