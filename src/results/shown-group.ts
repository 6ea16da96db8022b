import type { CutGroup, CutKind, PeriodResults } from './period-results';

/** A group that is shown, with all its rows. */
export function shownGroup(
  results: PeriodResults,
  by: string,
  code: string,
): { by: CutKind; group: CutGroup } | undefined {
  const cut = results.cuts.find((each) => each.by === by);
  const group = cut?.groups.find((each) => each.code === code);
  return cut && group && group.ballots !== null ? { by: cut.by, group } : undefined;
}
