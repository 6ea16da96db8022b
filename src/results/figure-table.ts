import { answersByPerson, alikenessCells, estimateFactor } from './alikeness';
import type { CountedGroup } from './column-tally';
import { estimateRow, normalQuantile975, type RowEstimate } from './estimate';
import { studentTQuantile } from './student-t';
import type { TallyLayout } from './tally';

/** Numbers of a row: answers; then value, low and high of the satisfied share and of the mean score, in percent. */
export const figuresPerRow = 7;

/** Which slots a row takes together: an item or the overall question alone, a factor its items. */
interface RowPlan {
  readonly slots: readonly number[];
  readonly points: number;
  /** Where a factor's cells stand among `alikeness`; -1 where answers are independent. */
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
  let next = at;
  for (const { slots, points, alikeAt } of plan) {
    const [slot = 0] = slots;
    if (slots.length === 1) writeQuestion(group.counts, (layout.offsets[slot] ?? 0) + 1, points, into, next);
    else writeFactor(slots, layout, group, points, alikeAt, into, next);
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
  if (n === 0) {
    into.fill(Number.NaN, at + 1, at + figuresPerRow);
    return;
  }
  const satisfied = (counts[from + points - 2] as number) + (counts[from + points - 1] as number);
  const z = normalQuantile975;
  const p = satisfied / n;
  const centre = (2 * satisfied + z * z) / (2 * (n + z * z));
  const half = (z * Math.sqrt(z * z + 4 * satisfied * (1 - p))) / (2 * (n + z * z));
  into[at + 1] = p * 100;
  into[at + 2] = (satisfied === 0 ? 0 : centre - half) * 100;
  into[at + 3] = (satisfied === n ? 1 : centre + half) * 100;
  const mean = sum / n;
  let squares = 0;
  for (let point = 0; point < points; point += 1) {
    squares += (counts[from + point] as number) * (point + 1 - mean) ** 2;
  }
  const spread = n > 1 ? studentTQuantile(0.975, n - 1) * Math.sqrt(squares / (n - 1) / n) : points;
  into[at + 4] = (mean / points) * 100;
  into[at + 5] = (Math.max(1, mean - spread) / points) * 100;
  into[at + 6] = (Math.min(points, mean + spread) / points) * 100;
}

function writeFactor(
  slots: readonly number[],
  layout: TallyLayout,
  group: Pick<CountedGroup, 'counts' | 'alikeness'>,
  points: number,
  alikeAt: number,
  into: Float64Array,
  at: number,
): void {
  const perItem = slots.map((slot) => {
    const from = (layout.offsets[slot] ?? 0) + 1;
    return Array.from(group.counts.subarray(from, from + points));
  });
  const pooled = perItem[0]?.map((_, point) => perItem.reduce((sum, counts) => sum + (counts[point] ?? 0), 0)) ?? [];
  const estimate = factorEstimate(pooled, perItem, alikeAt < 0 ? null : group.alikeness, alikeAt);
  into[at] = estimate?.n ?? 0;
  const figures = estimate ? [estimate.satisfiedShare, estimate.meanScore] : [];
  into.fill(Number.NaN, at + 1, at + figuresPerRow);
  figures.forEach(({ value, low, high }, index) => into.set([value, low, high], at + 1 + 3 * index));
}

function factorEstimate(
  pooled: readonly number[],
  perItem: readonly (readonly number[])[],
  alikeness: Float64Array | null,
  alikeAt: number,
): RowEstimate | undefined {
  if (pooled.every((count) => count === 0)) return undefined;
  if (alikeness === null) return estimateRow(pooled);
  const cells = Array.from(alikeness.subarray(alikeAt, alikeAt + alikenessCells));
  return estimateFactor(pooled, answersByPerson(perItem, cells));
}
