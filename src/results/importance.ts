import type { Estimate } from './estimate';
import { studentTQuantile } from './student-t';

/** Fewer people who answered both questions show no relation worth telling. */
export const leastForImportance = 30;
/** So many must differ from the most frequent answer, to either question: else the relation is that of a handful of people. */
export const leastOffMode = 5;

/**
 * How closely an item goes with the overall answer: derived importance. Asked outright, people call everything important
 * (A. Gustafsson and M. Johnson, Journal of Service Research 7 (2004) 124–141).
 */
export type Importance =
  | ({ readonly kind: 'measured'; readonly n: number } & Estimate)
  | { readonly kind: 'unmeasured'; readonly reason: WhyUnmeasured };

export type WhyUnmeasured =
  /** Fewer than `leastForImportance` people answered both. */
  | 'few-answers'
  /** Nearly all gave the same answer to the item, or to the overall question. */
  | 'no-variance'
  /** Everybody gave the two questions the same answer: the interval has no end. */
  | 'identical'
  /** One of the two rows is hidden, or a small group could be subtracted. */
  | 'hidden';

/**
 * Pearson's correlation of the two answers, those who left one of them out being left out (n says how many stand in it).
 * Interval: jackknife of Fisher's z, t with n − 1 degrees of freedom (D. Hinkley, Biometrika 65 (1978) 13–21; B. Efron and
 * C. Stein, Annals of Statistics 9 (1981) 586–596), which asks for no normal distribution: answers crowd at the top.
 * `table`: rows = answers to the item, columns = overall answers, worst first; square, row by row.
 */
export function importanceOf(table: readonly number[]): Importance {
  const points = Math.round(Math.sqrt(table.length));
  const sums = sumsOf(table, points);
  const { n } = sums;
  if (n < leastForImportance) return { kind: 'unmeasured', reason: 'few-answers' };
  if (offMode(table, points) < leastOffMode) return { kind: 'unmeasured', reason: 'no-variance' };
  const value = correlation(sums);
  const left = jackknifed(table, points, sums);
  if (!(Math.abs(value) < 1) || left.some(({ z }) => !Number.isFinite(z))) {
    return { kind: 'unmeasured', reason: 'identical' };
  }
  const mean = left.reduce((sum, { count, z }) => sum + count * z, 0) / n;
  const variance = ((n - 1) / n) * left.reduce((sum, { count, z }) => sum + count * (z - mean) ** 2, 0);
  const half = studentTQuantile(0.975, n - 1) * Math.sqrt(variance);
  const z = Math.atanh(value);
  return { kind: 'measured', n, value, low: Math.tanh(z - half), high: Math.tanh(z + half) };
}

interface Sums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

function sumsOf(table: readonly number[], points: number): Sums {
  const sums = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  table.forEach((count, cell) => {
    const x = Math.floor(cell / points);
    const y = cell % points;
    sums.n += count;
    sums.x += count * x;
    sums.y += count * y;
    sums.xx += count * x * x;
    sums.yy += count * y * y;
    sums.xy += count * x * y;
  });
  return sums;
}

/** Of whole numbers: n²-fold variances and covariance are exact. */
function correlation({ n, x, y, xx, yy, xy }: Sums): number {
  return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
}

/** z with one ballot of a cell left out, for every cell that holds any. */
function jackknifed(
  table: readonly number[],
  points: number,
  sums: Sums,
): { readonly count: number; readonly z: number }[] {
  return table.flatMap((count, cell) => {
    if (count === 0) return [];
    const x = Math.floor(cell / points);
    const y = cell % points;
    const without: Sums = {
      n: sums.n - 1,
      x: sums.x - x,
      y: sums.y - y,
      xx: sums.xx - x * x,
      yy: sums.yy - y * y,
      xy: sums.xy - x * y,
    };
    return [{ count, z: Math.atanh(correlation(without)) }];
  });
}

/** Of those in the table, how many did not give the most frequent answer; of the two questions the smaller number. */
function offMode(table: readonly number[], points: number): number {
  const rows = new Array<number>(points).fill(0);
  const columns = new Array<number>(points).fill(0);
  let n = 0;
  table.forEach((count, cell) => {
    n += count;
    (rows[Math.floor(cell / points)] as number) += count;
    (columns[cell % points] as number) += count;
  });
  return n - Math.max(...rows, ...columns);
}
