import { notApplicable, pointsOf, type Slot } from '../survey/questionnaire';
import type { MeanWithVariance } from './difference';
import { type Estimate, type RowEstimate, scaleEstimates, wilsonInterval } from './estimate';
import { studentTQuantile } from './student-t';

/** A factor of several items, whose bytes stand together in a ballot. */
export interface FactorSpan {
  readonly factorId: string;
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** From which byte on an answer is satisfied: the two upper points. */
  readonly satisfiedFrom: number;
  readonly offset: number;
}

/**
 * Cells of a factor in a roll-up. With m answers to the items of the factor on one ballot, a of them satisfied, s their
 * sum of points: ballots with m > 0, Σm², Σam, Σa², Σsm, Σs².
 */
export const alikenessCells = 6;

export function factorSpans(slots: readonly Slot[]): FactorSpan[] {
  const spans: FactorSpan[] = [];
  for (const factorId of new Set(slots.flatMap((slot) => slot.factorId ?? []))) {
    const own = slots.filter((slot) => slot.factorId === factorId);
    const [slot] = own;
    // The answers to a single item are independent already.
    if (slot?.kind !== 'rating' || own.length < 2) continue;
    spans.push({
      factorId,
      first: slot.index,
      end: slot.index + own.length,
      satisfiedFrom: pointsOf(slot.scale) - 1,
      offset: spans.length * alikenessCells,
    });
  }
  return spans;
}

/** Adds one ballot. Its bytes have been counted, so they are known to be answers of the scale, none, or not applicable. */
export function addAlikeness(cells: number[], span: FactorSpan, answers: Uint8Array): void {
  const { first, end, satisfiedFrom, offset } = span;
  let m = 0;
  let a = 0;
  let s = 0;
  // Without branches: this runs for every factor of every ballot of ten million.
  for (let index = first; index < end; index += 1) {
    const byte = answers[index] as number;
    const answered = Number(byte > 0 && byte !== notApplicable);
    m += answered;
    s += byte * answered;
    a += Number(byte >= satisfiedFrom) & answered;
  }
  if (m === 0) return;
  (cells[offset] as number) += 1;
  (cells[offset + 1] as number) += m * m;
  (cells[offset + 2] as number) += a * m;
  (cells[offset + 3] as number) += a * a;
  (cells[offset + 4] as number) += s * m;
  (cells[offset + 5] as number) += s * s;
}

/**
 * What the pooled answers to a factor are worth, those of one person being alike (docs/adr/0050). Rounded down to a tenth,
 * so that it can be published with the counts and give nothing away of single ballots.
 */
export interface AnswersByPerson {
  /** Ballots with an answer to any item. */
  readonly people: number;
  /** Independent answers that would be as exact for the satisfied share, and for the mean; at most the answers given. */
  readonly effectiveForShare: number;
  readonly effectiveForMean: number;
}

/** Variances of the pooled share and of the pooled mean (in points), ballots being the units drawn. */
export function pooledVariances(
  counts: readonly number[],
  cells: readonly number[],
): { readonly share: number; readonly mean: number } {
  return variancesOf(sumsOf(counts), cells, 0);
}

function variancesOf(sums: AnswerSums, cells: ArrayLike<number>, at: number): { share: number; mean: number } {
  const { n, satisfied, points } = sums;
  const people = cells[at] as number;
  const mm = cells[at + 1] as number;
  const am = cells[at + 2] as number;
  const aa = cells[at + 3] as number;
  const sm = cells[at + 4] as number;
  const ss = cells[at + 5] as number;
  const p = satisfied / n;
  const mean = points / n;
  // Ratio of two totals over clusters drawn with replacement: n/(n − 1) Σ (a − p m)² ÷ (Σ m)² (Särndal, Swensson and
  // Wretman 1992, §5.6 with §4.2; `svyratio` of R survey, a ballot being a cluster).
  const factor = people / (people - 1) / (n * n);
  return {
    share: Math.max(0, factor * (aa - 2 * p * am + p * p * mm)),
    mean: Math.max(0, factor * (ss - 2 * mean * sm + mean * mean * mm)),
  };
}

/** `cells` of the factor, or null where only the counts of its items are known: then all answers of a person count as one. */
export function answersByPerson(
  itemCounts: readonly (readonly number[])[],
  cells: readonly number[] | null,
): AnswersByPerson {
  const counts = pooled(itemCounts);
  if (cells === null) {
    const { n } = sumsOf(counts);
    const answered = itemCounts.map((each) => each.reduce((sum, count) => sum + count, 0));
    // By Cauchy–Schwarz no answers of a person can be more alike than this: it is never too narrow.
    const worst = roundedDown(n / itemCounts.length);
    return { people: Math.max(...answered), effectiveForShare: worst, effectiveForMean: worst };
  }
  return worthOfAnswers(sumsOf(counts), cells, 0);
}

/** `answersByPerson` of a factor's sums, its cells standing from `at` on. */
export function worthOfAnswers(sums: AnswerSums, cells: ArrayLike<number>, at: number): AnswersByPerson {
  const { n, satisfied, points, squares } = sums;
  const people = cells[at] ?? 0;
  if (people < 2) return { people, effectiveForShare: people, effectiveForMean: people };
  const variances = variancesOf(sums, cells, at);
  const p = satisfied / n;
  const spread = squares / n - (points / n) ** 2;
  // Where nobody differs nothing can be seen of how alike they are: people are counted, not answers.
  const worth = (simple: number, variance: number) => (variance > 1e-12 ? Math.min(n, simple / variance) : people);
  // Degrees of freedom are those of people (E. Korn and B. Graubard, Survey Methodology 24 (1998) 193–201).
  const freedom = (studentTQuantile(0.975, Math.max(1, n - 1)) / studentTQuantile(0.975, people - 1)) ** 2;
  return {
    people,
    effectiveForShare: roundedDown(worth(p * (1 - p), variances.share) * freedom),
    effectiveForMean: roundedDown(worth(spread, variances.mean)),
  };
}

/** The indices of a factor: counts of all answers, intervals by what they are worth. Undefined without answers. */
export function estimateFactor(counts: readonly number[], by: AnswersByPerson): RowEstimate | undefined {
  const { n, satisfied } = sumsOf(counts);
  if (n === 0) return undefined;
  const p = satisfied / n;
  const share = wilsonInterval(p * by.effectiveForShare, by.effectiveForShare);
  return scaleEstimates(n, counts.length, { ...share, value: p }, intervalOfMean(counts, by));
}

/** Student's t with the degrees of freedom of people, cut at the ends of the scale as for a single question. */
function intervalOfMean(counts: readonly number[], by: AnswersByPerson): Estimate {
  const { mean, variance, freedom } = meanOfPeople(counts, by);
  if (freedom < 1) return { value: mean, low: 1, high: counts.length };
  const half = studentTQuantile(0.975, freedom) * Math.sqrt(variance);
  return { value: mean, low: Math.max(1, mean - half), high: Math.min(counts.length, mean + half) };
}

/** The pooled mean in points, with the variance of that mean. */
export function meanOfPeople(counts: readonly number[], by: AnswersByPerson): MeanWithVariance {
  const { n, points, squares } = sumsOf(counts);
  const spread = Math.max(0, squares / n - (points / n) ** 2);
  return { mean: points / n, variance: spread / by.effectiveForMean, freedom: by.people - 1 };
}

function pooled(itemCounts: readonly (readonly number[])[]): number[] {
  const [first = []] = itemCounts;
  return first.map((_, point) => itemCounts.reduce((sum, counts) => sum + (counts[point] ?? 0), 0));
}

/** Answers, satisfied ones among them, their points, and the squares of these, summed. */
export interface AnswerSums {
  readonly n: number;
  readonly satisfied: number;
  readonly points: number;
  readonly squares: number;
}

function sumsOf(counts: readonly number[]): AnswerSums {
  let n = 0;
  let satisfied = 0;
  let points = 0;
  let squares = 0;
  for (const [at, count] of counts.entries()) {
    n += count;
    points += count * (at + 1);
    squares += count * (at + 1) ** 2;
    if (at >= counts.length - 2) satisfied += count;
  }
  return { n, satisfied, points, squares };
}

const roundedDown = (figure: number): number => Math.max(0.1, Math.floor(figure * 10 + 1e-9) / 10);
