import type { CutKind, PeriodResults } from './period-results';
import type { ShownLines } from './period-view';
import type { TallyLayout } from './tally';

/** Which lines of a publication carry figures, by the ids of their questions; kept beside the counts they were made of. */
export interface PublishedLines {
  readonly whole: readonly string[];
  readonly groups: readonly { readonly by: CutKind; readonly code: string; readonly rows: readonly string[] }[];
}

/** Factors are sums of items that are all shown, so they say nothing more. */
export function publishedLines({
  rows,
  questions,
  cuts,
}: Pick<PeriodResults, 'rows' | 'questions' | 'cuts'>): PublishedLines {
  const shown = (lines: readonly { readonly id: string; readonly suppressed: boolean; readonly scope?: string }[]) =>
    lines.filter(({ scope, suppressed }) => scope !== 'factor' && !suppressed).map(({ id }) => id);
  return {
    whole: [...shown(rows), ...shown(questions)],
    groups: cuts.flatMap(({ by, groups }) =>
      groups.flatMap((group) => (group.ballots === null ? [] : [{ by, code: group.code, rows: shown(group.rows) }])),
    ),
  };
}

export function shownLines(lines: PublishedLines, layout: TallyLayout): ShownLines {
  const idOf = (slot: number) => layout.slots[slot]?.questionId ?? '';
  const whole = new Set(lines.whole);
  const rows = new Set(lines.groups.flatMap(({ by, code, rows: ids }) => ids.map((id) => `${by} ${code} ${id}`)));
  return {
    whole: (slot) => whole.has(idOf(slot)),
    groups: (cut) => lines.groups.filter(({ by }) => by === cut).map(({ code }) => code),
    row: (slot, cut, code) => rows.has(`${cut} ${code} ${idOf(slot)}`),
  };
}
