import { type Chance, shuffled } from '../kernel/random';
import { noAnswer, notApplicable, type Slot } from '../survey/questionnaire';
import { monteCarloP, mostDraws } from './monte-carlo-p';

/** A sheet of a batch that is about to be released, in the order of the stack. */
export interface StackedSheet {
  readonly answers: Uint8Array;
  /** Who keyed it first; undefined where a machine read it. */
  readonly reader: string | undefined;
}

/**
 * What a stack of sheets looks like as a whole (docs/adr/0063): numbers that are kept when its readings are deleted, never an
 * answer. p-values: how often chance alone would look at least as odd; undefined where there is nothing to compare.
 */
export interface BatchSigns {
  readonly sheets: number;
  /** Pairs of sheets with the same answers to all items, sheets of one and the same answer left out. */
  readonly identicalPairs: number;
  readonly identicalP: number | undefined;
  /** Sheets that lie next to each other are more alike than in a shaken box. */
  readonly orderP: number | undefined;
  /** What one keyer keyed differs from what others keyed of the same stack. */
  readonly readerP: number | undefined;
}

/** Fewer sheets say nothing, and their numbers would point at people. */
export const leastSheetsForSigns = 20;
const leastSheetsOfReader = 10;
/** Groups of about equal total, within which answers are exchanged. */
const classes = 3;
/** How far apart two sheets of a stack still count as neighbours. */
const neighbours = 5;
const sheetsDealt = 2_000_000;

/** Undefined for a small batch. `slots` are those of its form. */
export function batchSigns(
  sheets: readonly StackedSheet[],
  slots: readonly Slot[],
  chance: Chance,
): BatchSigns | undefined {
  if (sheets.length < leastSheetsForSigns) return undefined;
  const items = slots.filter(({ part }) => part === 'item');
  const rows = sheets.map(({ answers }) => items.map(({ index }) => rated(answers[index] ?? noAnswer)));
  const varied = rows.filter((row) => !isStraight(row) && row.filter((answer) => answer > 0).length > row.length / 2);
  return {
    sheets: sheets.length,
    identicalPairs: identicalPairs(varied),
    identicalP: identicalP(varied, factorBlocks(items), chance),
    orderP: orderP(rows, chance),
    readerP: readerP(
      sheets.map(({ reader }) => reader),
      rows.map(total),
      chance,
    ),
  };
}

const rated = (byte: number): number => (byte === notApplicable ? 0 : byte);
const total = (row: readonly number[]): number => row.reduce((sum, answer) => sum + answer, 0);

/** The same answer to every item. Quick and content people do so too: it is judged against other offices, not here. */
export function isStraight(row: readonly number[]): boolean {
  const [first = 0] = row;
  return first > 0 && row.every((answer) => answer === first);
}

/** Items of a factor are alike on one ballot, so they are exchanged together; a form of one factor is exchanged item by item. */
function factorBlocks(items: readonly Slot[]): number[][] {
  const factors = [...new Set(items.map(({ factorId }) => factorId))];
  if (factors.length < 3) return items.map((_, place) => [place]);
  return factors.map((id) => items.flatMap(({ factorId }, place) => (factorId === id ? [place] : [])));
}

function identicalPairs(rows: readonly (readonly number[])[]): number {
  const seen = new Map<string, number>();
  let pairs = 0;
  for (const row of rows) {
    const key = String.fromCharCode(...row);
    const before = seen.get(key) ?? 0;
    pairs += before;
    seen.set(key, before + 1);
  }
  return pairs;
}

/**
 * Within classes of sheets of about equal total, the answers to each factor are dealt out anew: how happy people are and how
 * a factor's items hang together stay, only whole sheets that repeat each other are taken apart.
 */
function identicalP(
  rows: readonly (readonly number[])[],
  blocks: readonly (readonly number[])[],
  chance: Chance,
): number | undefined {
  if (rows.length < leastSheetsForSigns / 2) return undefined;
  const sorted = [...rows].sort((a, b) => total(a) - total(b));
  const size = Math.ceil(sorted.length / classes);
  const parts = Array.from({ length: classes }, (_, at) => sorted.slice(at * size, (at + 1) * size));
  const dealt = (): number => {
    let pairs = 0;
    for (const part of parts) {
      const made = part.map((row) => [...row]);
      for (const block of blocks) {
        const order = shuffled(part, chance);
        made.forEach((row, at) => {
          for (const place of block) row[place] = order[at]?.[place] ?? 0;
        });
      }
      pairs += identicalPairs(made);
    }
    return pairs;
  };
  // Sheets dealt out in all: a stack of two thousand is judged in seconds, on fewer draws.
  return monteCarloP(identicalPairs(rows), dealt, Math.min(mostDraws, Math.round(sheetsDealt / rows.length)));
}

/** Answers that neighbours share, against the same stack shuffled: exact, whatever the answers are. */
function orderP(rows: readonly (readonly number[])[], chance: Chance): number {
  const count = rows.length;
  const alike = new Uint8Array(count * count);
  for (let a = 0; a < count; a += 1) {
    const one = rows[a] ?? [];
    for (let b = 0; b < a; b += 1) {
      const other = rows[b] ?? [];
      let same = 0;
      for (let place = 0; place < one.length; place += 1) if (one[place] === other[place]) same += 1;
      alike[a * count + b] = same;
      alike[b * count + a] = same;
    }
  }
  const sum = (order: readonly number[]): number => {
    let shared = 0;
    for (let at = 1; at < count; at += 1) {
      const row = (order[at] as number) * count;
      for (let back = Math.max(0, at - neighbours); back < at; back += 1) {
        shared += alike[row + (order[back] as number)] as number;
      }
    }
    return shared;
  };
  const asStacked = rows.map((_, at) => at);
  return monteCarloP(sum(asStacked), () => sum(shuffled(asStacked, chance)));
}

/** Spread between the readers' mean totals, against readers dealt out anew over the sheets. */
function readerP(
  readers: readonly (string | undefined)[],
  totals: readonly number[],
  chance: Chance,
): number | undefined {
  const names = [...new Set(readers)].filter(
    (name) => name !== undefined && readers.filter((each) => each === name).length >= leastSheetsOfReader,
  );
  if (names.length < 2) return undefined;
  const kept = readers.flatMap((name, at) => (names.includes(name) ? [{ name, score: totals[at] ?? 0 }] : []));
  const spread = (given: readonly number[]): number => {
    const sums = new Map<string | undefined, { sum: number; count: number }>();
    kept.forEach(({ name }, at) => {
      const of = sums.get(name) ?? { sum: 0, count: 0 };
      sums.set(name, { sum: of.sum + (given[at] ?? 0), count: of.count + 1 });
    });
    return [...sums.values()].reduce((all, { sum, count }) => all + (sum * sum) / count, 0);
  };
  const scores = kept.map(({ score }) => score);
  // A hair below the observed value, so that rounding never makes an equal deal look smaller.
  return monteCarloP(spread(scores) * (1 - 1e-12), () => spread(shuffled(scores, chance)));
}
