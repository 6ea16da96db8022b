import { fail, ok } from '../../kernel/result';
import type { Reweighting } from './adjustment';
import { exactSum } from './exact-sum';

/** Groups of rows by number, and the known number of people (or whatever the weights count) in each. */
export interface Margin {
  readonly groupOf: Int32Array;
  readonly totals: readonly number[];
  readonly names: readonly string[];
}

/**
 * Post-stratification: in each group the weights add up to its total. Scores lose the mean of their group, with the
 * weights before (D. Holt and T. M. F. Smith, JRSS A 142 (1979) 33–46; `postStratify` of R survey).
 */
export function postStratification(margin: Margin): Reweighting {
  return (before) => {
    const sums = sumsOf(margin, before);
    const empty = margin.totals.findIndex((total, group) => total > 0 && !((sums[group] ?? 0) > 0));
    if (empty !== -1) return fail({ type: 'post-stratum-empty', stratum: margin.names[empty] ?? '' });
    const weights = meeting(margin, before, sums);
    return ok({
      weights,
      linearised: (column) => withoutGroupMeans(column, weights, margin, { by: before, sums }),
    });
  };
}

function sumsOf({ groupOf, totals }: Margin, values: Float64Array): Float64Array {
  const sums = new Float64Array(totals.length);
  for (const [row, group] of groupOf.entries()) sums[group] = (sums[group] ?? 0) + (values[row] ?? 0);
  return sums;
}

function meeting({ groupOf, totals }: Margin, before: Float64Array, sums: Float64Array): Float64Array {
  return before.map((weight, row) => {
    const group = groupOf[row] ?? 0;
    return weight === 0 ? 0 : (weight * (totals[group] ?? 0)) / (sums[group] ?? 0);
  });
}

/** Takes from each score (column ÷ weight) the mean of its group; rows count `by`. */
function withoutGroupMeans(
  column: Float64Array,
  weights: Float64Array,
  { groupOf, totals }: Margin,
  { by, sums }: { readonly by: Float64Array; readonly sums: Float64Array },
): Float64Array {
  const means = new Float64Array(totals.length);
  for (const [row, group] of groupOf.entries()) {
    const weight = weights[row] ?? 0;
    const score = weight === 0 ? 0 : (column[row] ?? 0) / weight;
    means[group] = (means[group] ?? 0) + (score * (by[row] ?? 0)) / (sums[group] ?? 0);
  }
  return column.map((value, row) => value - (means[groupOf[row] ?? 0] ?? 0) * (weights[row] ?? 0));
}

export interface RakingControl {
  /** Stops once no cell of the table of all margins moves by this much in a round; below 1, by this part of all weights. */
  readonly epsilon: number;
  readonly rounds: number;
}

/** What `rake` of R survey takes if nothing is said. */
export const rakingDefaults: RakingControl = { epsilon: 1, rounds: 10 };

/**
 * Raking: post-stratification to one margin after the other, round after round (W. E. Deming and F. F. Stephan, Annals of
 * Mathematical Statistics 11 (1940) 427–444; `rake` of R survey, with its rule to stop). Scores lose the means of the
 * margins in turn, ten times over, rows counting alike, as there. Replicates are raked as often as the sample was.
 */
export function raking(margins: readonly Margin[], control: RakingControl): Reweighting {
  let taken: number | undefined;
  return (before) => {
    const steps = margins.map(postStratification);
    const cells = cellsOf(margins);
    let weights = before;
    let table = sumsOf(cells, before);
    const least = control.epsilon < 1 ? control.epsilon * exactSum(before) : control.epsilon;
    let last: Float64Array[] = [];
    for (let round = 0; round < (taken ?? control.rounds); round += 1) {
      last = [];
      for (const step of steps) {
        const next = step(weights);
        if (!next.ok) return next;
        weights = next.value.weights;
        last.push(weights);
      }
      const now = sumsOf(cells, weights);
      const moved = now.reduce((most, sum, cell) => Math.max(most, Math.abs(sum - (table[cell] ?? 0))), 0);
      table = now;
      if (taken === undefined && moved < least) taken = round + 1;
    }
    taken ??= control.rounds;
    return ok({ weights, linearised: (column) => rakedScores(column, margins, last) });
  };
}

function cellsOf(margins: readonly Margin[]): Margin {
  const known = new Map<string, number>();
  const groupOf = Int32Array.from(margins[0]?.groupOf ?? [], (_, row) => {
    const key = margins.map((margin) => margin.groupOf[row]).join(' ');
    const cell = known.get(key) ?? known.size;
    known.set(key, cell);
    return cell;
  });
  return { groupOf, totals: Array.from(known.values(), () => 0), names: [] };
}

function rakedScores(column: Float64Array, margins: readonly Margin[], weights: readonly Float64Array[]): Float64Array {
  let scores = column;
  const by = new Float64Array(column.length).fill(1);
  for (let round = 0; round < 10; round += 1)
    for (const [at, margin] of margins.entries())
      scores = withoutGroupMeans(scores, weights[at] ?? by, margin, { by, sums: sumsOf(margin, by) });
  return scores;
}

/**
 * Non-response in weighting cells: those who answered carry the weight of those of their cell who did not (C.-E. Särndal,
 * B. Swensson and J. Wretman 1992, §15.6.2, response homogeneity groups). A score becomes the mean of those of its cell who
 * answered, and for these what it is off that mean, times the inverse response rate. Who answers is chance as well, by itself
 * Σ w (a − 1)(u − mean)² over those who did, a the inverse rate and w the weight after (J. Shao and P. Steel, JASA 94 (1999)
 * 254–265, the second term).
 */
export function nonResponse(cells: Margin, answered: readonly boolean[]): Reweighting {
  return (before) => {
    const responding = before.map((weight, row) => (answered[row] === true ? weight : 0));
    const all = sumsOf(cells, before);
    const there = sumsOf(cells, responding);
    const silent = all.findIndex((sum, cell) => sum > 0 && !((there[cell] ?? 0) > 0));
    if (silent !== -1) return fail({ type: 'post-stratum-empty', stratum: cells.names[silent] ?? '' });
    const margin = { ...cells, totals: Array.from(all) };
    const weights = meeting(margin, responding, there);
    const cellOf = (row: number) => cells.groupOf[row] ?? 0;
    const meansOf = (column: Float64Array) => sumsOf(cells, column).map((total, cell) => total / (all[cell] ?? 0));
    return ok({
      weights,
      linearised: (column) => {
        const means = meansOf(column);
        return column.map(
          (value, row) => value + (means[cellOf(row)] ?? 0) * ((before[row] ?? 0) - (weights[row] ?? 0)),
        );
      },
      added: (columns) => {
        const off = columns.map((column) => {
          const means = meansOf(column);
          return column.map((value, row) => value - (means[cellOf(row)] ?? 0) * (weights[row] ?? 0));
        });
        const factors = weights.map((weight, row) => {
          const cell = cellOf(row);
          return weight === 0 ? 0 : ((all[cell] ?? 0) / (there[cell] ?? 0) - 1) / weight;
        });
        return off.map((a) =>
          off.map((b) => exactSum(a.map((value, row) => value * (b[row] ?? 0) * (factors[row] ?? 0)))),
        );
      },
    });
  };
}
