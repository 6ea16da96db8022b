import { type PlanTargets, type TargetIndex, targetIndices } from '../survey/plan-target';
import { betaQuantile } from './design/beta-quantile';
import type { Estimate } from './estimate';

/** Whether a target is reached; `unsure` where the figure cannot be told from it. */
export type TargetStanding = 'met' | 'missed' | 'unsure';

/** The target of one index, and where the figure stands; null where the figure is hidden or nobody answered. */
export interface TargetLine {
  readonly index: TargetIndex;
  /** Of a percent. */
  readonly hundredths: number;
  readonly standing: TargetStanding | null;
}

/** Of the overall row: what a target is held against. */
export type OverallFigures =
  | {
      readonly suppressed: false;
      /** Answers 1…k, worst first. */
      readonly distribution: readonly number[];
      readonly satisfiedShare: Estimate;
      readonly meanScore: Estimate;
    }
  | { readonly suppressed: true };

/**
 * Never the point against the target: the office has met "at least X" only where a whole 95 % interval is at X or above, and
 * has missed it only where all of it is below (docs/adr/0093).
 */
export function targetStanding({ low, high }: Interval, hundredths: number): TargetStanding {
  const target = hundredths / 100;
  if (low >= target) return 'met';
  return high < target ? 'missed' : 'unsure';
}

/** In the order of the indices; nothing where the plan sets no target or the form has no overall question. */
export function targetLines(targets: PlanTargets | undefined, overall: OverallFigures | undefined): TargetLine[] {
  if (targets === undefined || overall === undefined) return [];
  return targetIndices.flatMap((index) => {
    const hundredths = targets[index];
    if (hundredths === undefined) return [];
    const interval = overall.suppressed ? undefined : cautious(overall, index);
    return [{ index, hundredths, standing: interval ? targetStanding(interval, hundredths) : null }];
  });
}

type ShownOverall = Extract<OverallFigures, { suppressed: false }>;

/** The interval shown, but never narrower than one whose ends each hold with 97.5 %, for few answers and near 100 % too. */
function cautious(overall: ShownOverall, index: TargetIndex): Interval | undefined {
  const { distribution } = overall;
  if (distribution.every((count) => count === 0)) return undefined;
  const points = distribution.length;
  if (index === 'satisfied-share') {
    const exact = exactShare(distribution, points - 1, oneSided);
    return wider(overall.satisfiedShare, { low: 100 * exact.low, high: 100 * exact.high });
  }
  return wider(overall.meanScore, exactMean(distribution));
}

const oneSided = 0.025;

/**
 * Of the answers of `from` points or more, as a fraction; each end fails with at most the probability given (C. Clopper and
 * E. Pearson, Biometrika 26 (1934) 404–413). Wilson's interval holds 95 % on both sides together, but one end of it may fail
 * far more often: of 8 people where 98 of 100 are satisfied, it lies below 98 % in 15 of 100 cases.
 */
function exactShare(distribution: readonly number[], from: number, fails: number): Interval {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const [below, reached] = [sum(distribution.slice(0, from - 1)), sum(distribution.slice(from - 1))];
  return { low: betaQuantile(fails, reached, below + 1), high: betaQuantile(1 - fails, reached + 1, below) };
}

/**
 * In percent. A mean of the points 1…k is 1 and the shares that reach 2, 3, … k: each bounded exactly, with an equal part of
 * the error (Bonferroni). The t interval may fail in 18 of 100 cases where 2 of 100 people are at the other end of the scale.
 */
function exactMean(distribution: readonly number[]): Interval {
  const points = distribution.length;
  const steps = Array.from({ length: points - 1 }, (_, at) =>
    exactShare(distribution, at + 2, oneSided / (points - 1)),
  );
  const mean = (end: keyof Interval) => (100 * steps.reduce((sum, step) => sum + step[end], 1)) / points;
  return { low: mean('low'), high: mean('high') };
}

type Interval = Pick<Estimate, 'low' | 'high'>;

function wider(one: Interval, other: Interval): Interval {
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) };
}
