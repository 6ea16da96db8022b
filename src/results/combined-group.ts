import { type CutGroup, minimumGroup, type ResultRow, type ShownRow } from './period-results';
import { factorRowFrom, rowFrom } from './result-rows';
import type { SlotTally } from './tally';

/** The hidden groups of a cut together: one line that is no small group. */
export interface CombinedGroup {
  /** Of the groups in it, in the order in which they stand as hidden. */
  readonly codes: readonly string[];
  readonly ballots: number;
  readonly rows: readonly ResultRow[];
}

/** Stands for the combined group where groups have a code; no field, channel or official can have it. */
export const combinedCode = '*';

/**
 * All hidden groups of a cut as one (docs/adr/0084). Made of nothing but what stands beside it: the line of the whole less
 * the lines of the groups that are shown. So it says nothing that a reader could not work out, in this period or held against
 * any other; and which groups are in it follows from which are hidden. Undefined where fewer than two are hidden, none is
 * shown beside them, or a line that would be needed is hidden itself.
 */
export function combineHidden(
  whole: { readonly ballots: number; readonly rows: readonly ResultRow[] },
  groups: readonly CutGroup[],
): CombinedGroup | undefined {
  const hidden = groups.filter(({ ballots }) => ballots === null);
  const shown = groups.filter((group): group is CutGroup & { readonly ballots: number } => group.ballots !== null);
  if (hidden.length < 2 || shown.length === 0) return undefined;
  const ballots = shown.reduce((left, group) => left - group.ballots, whole.ballots);
  const questions = whole.rows.filter(({ scope }) => scope !== 'factor');
  const tallies = new Map(questions.map((row) => [row.id, tallyLeft(row, shown)]));
  const rows = whole.rows.map((row) =>
    row.scope === 'factor' ? factorLeft(row, questions, tallies) : rowOrHidden(row, tallies.get(row.id)),
  );
  const overall = rows.find(({ scope }) => scope === 'overall');
  if (ballots < minimumGroup || overall === undefined || overall.suppressed) return undefined;
  return { codes: hidden.map(({ code }) => code), ballots, rows };
}

/** The counts of the whole less those of the groups shown; undefined where any of them is hidden. */
function tallyLeft(row: ResultRow, shown: readonly CutGroup[]): SlotTally | undefined {
  if (row.suppressed) return undefined;
  const lines = shown.map((group) => group.rows.find(({ scope, id }) => scope === row.scope && id === row.id));
  if (!lines.every((line): line is ShownRow => line !== undefined && !line.suppressed)) return undefined;
  const less = (of: (line: ShownRow) => number) => lines.reduce((left, line) => left - of(line), of(row));
  const counts = row.distribution.map((_, at) => less(({ distribution }) => distribution[at] ?? 0));
  return {
    n: less(({ n }) => n),
    missing: less(({ missing }) => missing),
    notApplicable: less(({ notApplicable }) => notApplicable),
    counts,
  };
}

function isEnough({ n, missing, notApplicable, counts }: SlotTally): boolean {
  return n >= minimumGroup && [missing, notApplicable, ...counts].every((count) => count >= 0);
}

function rowOrHidden(row: ResultRow, tally: SlotTally | undefined): ResultRow {
  const name = nameOf(row);
  return tally && isEnough(tally) ? rowFrom(name, [tally], true) : { ...name, suppressed: true };
}

/** A factor is shown where all its items are. How alike answers are is not known here: those of a person count as one. */
function factorLeft(
  row: ResultRow,
  questions: readonly ResultRow[],
  tallies: ReadonlyMap<string, SlotTally | undefined>,
): ResultRow {
  const name = nameOf(row);
  const items = questions
    .filter(({ scope, factorId }) => scope === 'item' && factorId === row.id)
    .map(({ id }) => tallies.get(id));
  const known = items.filter((tally) => tally !== undefined && isEnough(tally)) as SlotTally[];
  if (row.suppressed || items.length === 0 || known.length < items.length) return { ...name, suppressed: true };
  return known.length === 1 ? rowFrom(name, known, true) : factorRowFrom(name, known, null, true);
}

function nameOf({ scope, id, title, factorId }: ResultRow) {
  return { scope, id, title, ...(factorId === undefined ? {} : { factorId }) };
}
