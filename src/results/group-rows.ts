import type { CutGroup, CutKind, PeriodResults } from './period-results';

/** The figures of a period with nothing but the overall question of each group. */
export function overallOnly(results: PeriodResults): PeriodResults {
  const overall = (group: CutGroup) => ({ ...group, rows: group.rows.filter(({ scope }) => scope === 'overall') });
  return { ...results, cuts: results.cuts.map(({ by, groups }) => ({ by, groups: groups.map(overall) })) };
}

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
