import { worthOfAnswers } from './alikeness';
import type { CountedGroup } from './tally-space';
import { normalQuantile975 } from './estimate';
import { studentTQuantile } from './student-t';
import type { TallyLayout } from './tally';

/** Numbers of a row: answers; then value, low and high of the satisfied share and of the mean score, in percent. */
export const figuresPerRow = 7;

/** Which slots a row takes together: an item or the overall question alone, a factor its items. */
interface RowPlan {
  readonly slots: readonly number[];
  readonly points: number;
  /** Where a factor's cells stand among `alikeness`; -1 where there is one question only. */
  readonly alikeAt: number;
}

/** Rows in the order of `resultRows`: items, factors, overall. */
export function figurePlan(layout: TallyLayout): RowPlan[] {
  const rated = layout.slots.filter((slot) => slot.part === 'item' || slot.part === 'overall');
  const alone = (slot: TallyLayout['slots'][number]): RowPlan => ({
    slots: [slot.index],
    points: layout.cells[slot.index] ?? 0,
    alikeAt: -1,
  });
  const items = rated.filter(({ part }) => part === 'item');
  const factorIds = new Set(items.map(({ factorId }) => factorId));
  const factors = [...factorIds].map((id): RowPlan => {
    const own = items.filter(({ factorId }) => factorId === id);
    const span = layout.factors.find(({ factorId }) => factorId === id);
    const points = layout.cells[own[0]?.index ?? 0] ?? 0;
    return { slots: own.map(({ index }) => index), points, alikeAt: span?.offset ?? -1 };
  });
  return [...items.map(alone), ...factors, ...rated.filter(({ part }) => part === 'overall').map(alone)];
}

/**
 * The figures of `resultRows` for one group, as bare numbers from `at` on in `into`: for hundreds of thousands of groups at
 * once. Decides nothing about what may be shown. A row without answers has n = 0 and NaN. Returns the next free place.
 */
export function writeFigures(
  plan: readonly RowPlan[],
  layout: TallyLayout,
  group: Pick<CountedGroup, 'counts' | 'alikeness'>,
  into: Float64Array,
  at: number,
): number {
  const { counts, alikeness } = group;
  let next = at;
  for (const { slots, points, alikeAt } of plan) {
    const [slot = 0] = slots;
    if (slots.length === 1) writeQuestion(counts, (layout.offsets[slot] ?? 0) + 1, points, into, next);
    else writeFactor(slots, layout, counts, alikeness, points, alikeAt, into, next);
    next += figuresPerRow;
  }
  return next;
}

/** `estimateRow` without objects: the same formulas in the same order. */
function writeQuestion(counts: Uint32Array, from: number, points: number, into: Float64Array, at: number): void {
  let n = 0;
  let sum = 0;
  for (let point = 0; point < points; point += 1) {
    const count = counts[from + point] as number;
    n += count;
    sum += count * (point + 1);
  }
  into[at] = n;
  if (n === 0) return writeNothing(into, at);
  const satisfied = (counts[from + points - 2] as number) + (counts[from + points - 1] as number);
  writeShare(satisfied / n, satisfied, n, into, at + 1);
  const mean = sum / n;
  let squares = 0;
  for (let point = 0; point < points; point += 1) {
    squares += (counts[from + point] as number) * (point + 1 - mean) ** 2;
  }
  const half = n > 1 ? studentTQuantile(0.975, n - 1) * Math.sqrt(squares / (n - 1) / n) : points;
  writeMean(mean, half, points, into, at + 4);
}

/** `estimateFactor` without objects, and with its sums taken where the counts stand. */
function writeFactor(
  slots: readonly number[],
  layout: TallyLayout,
  counts: Uint32Array,
  alikeness: Float64Array,
  points: number,
  alikeAt: number,
  into: Float64Array,
  at: number,
): void {
  let n = 0;
  let satisfied = 0;
  let sum = 0;
  let squares = 0;
  for (const slot of slots) {
    const from = layout.offsets[slot] as number;
    for (let point = 1; point <= points; point += 1) {
      const count = counts[from + point] as number;
      n += count;
      sum += count * point;
      squares += count * point * point;
      if (point > points - 2) satisfied += count;
    }
  }
  into[at] = n;
  if (n === 0) return writeNothing(into, at);
  const worth = worthOfAnswers({ n, satisfied, points: sum, squares }, alikeness, alikeAt);
  const share = satisfied / n;
  writeShare(share, share * worth.effectiveForShare, worth.effectiveForShare, into, at + 1);
  const mean = sum / n;
  const freedom = worth.people - 1;
  const spread = Math.max(0, squares / n - mean ** 2);
  const half = freedom < 1 ? points : studentTQuantile(0.975, freedom) * Math.sqrt(spread / worth.effectiveForMean);
  writeMean(mean, half, points, into, at + 4);
}

function writeNothing(into: Float64Array, at: number): void {
  into.fill(Number.NaN, at + 1, at + figuresPerRow);
}

function writeShare(share: number, successes: number, n: number, into: Float64Array, at: number): void {
  const z = normalQuantile975;
  const centre = (2 * successes + z * z) / (2 * (n + z * z));
  const half = (z * Math.sqrt(z * z + 4 * successes * (1 - successes / n))) / (2 * (n + z * z));
  into[at] = share * 100;
  into[at + 1] = (successes === 0 ? 0 : centre - half) * 100;
  into[at + 2] = (successes === n ? 1 : centre + half) * 100;
}

function writeMean(mean: number, half: number, points: number, into: Float64Array, at: number): void {
  into[at] = (mean / points) * 100;
  into[at + 1] = (Math.max(1, mean - half) / points) * 100;
  into[at + 2] = (Math.min(points, mean + half) / points) * 100;
}
