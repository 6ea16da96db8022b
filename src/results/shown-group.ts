import { combinedCode, type CombinedGroup } from './combined-group';
import type { CutGroup, CutKind, PeriodResults } from './period-results';

/** A group that is shown, or the hidden ones together, with all rows. */
export function shownGroup(
  results: PeriodResults,
  by: string,
  code: string,
): { by: CutKind; group: CutGroup; combined?: CombinedGroup } | undefined {
  const cut = results.cuts.find((each) => each.by === by);
  const { combined } = cut ?? {};
  if (cut && combined && code === combinedCode) {
    return { by: cut.by, group: { ...combined, code: combinedCode, title: '' }, combined };
  }
  const group = cut?.groups.find((each) => each.code === code);
  return cut && group && group.ballots !== null ? { by: cut.by, group } : undefined;
}
