import { minimumVoidGroup, type VoidReason } from '../collection/void';
import type { Questionnaire } from '../survey/questionnaire';
import type { ResultRow, VoidEffect } from './period-results';
import { type GroupCounts, rowFrom } from './result-rows';
import { slotTally, type TallyLayout } from './tally';

export interface VoidedBallots {
  readonly byReason: readonly { readonly reason: VoidReason; readonly count: number }[];
  /** Counts of the voided ballots that would stand in the index (no possible repeats). */
  readonly counted: GroupCounts;
}

export const noVoids: VoidedBallots = { byReason: [], counted: { ballots: 0, counts: [], alikeness: [] } };

/** The overall index with the voided ballots counted in (invariant 3), as exactly as invariant 5 allows. */
export function voidEffect(
  form: Questionnaire,
  layout: TallyLayout,
  whole: GroupCounts,
  rows: readonly ResultRow[],
  voided: VoidedBallots,
): VoidEffect {
  const total = voided.byReason.reduce((sum, { count }) => sum + count, 0);
  const effect = { total, byReason: voided.byReason };
  const overall = rows.find((row) => row.scope === 'overall');
  const slot = layout.slots.find(({ questionId }) => questionId === form.overall.id);
  if (total === 0 || !overall || !slot) return { ...effect, overallWithVoided: { kind: 'none' } };
  if (overall.suppressed) return { ...effect, overallWithVoided: { kind: 'exact', row: overall } };
  const out = slotTally(layout, slot.index, voided.counted.counts, voided.counted.ballots);
  if (out.n > 0 && out.n < minimumVoidGroup) {
    const satisfied = (overall.satisfiedShare.value / 100) * overall.n;
    const all = overall.n + out.n;
    return {
      ...effect,
      overallWithVoided: { kind: 'range', low: (satisfied / all) * 100, high: ((satisfied + out.n) / all) * 100 },
    };
  }
  const within = slotTally(layout, slot.index, whole.counts, whole.ballots);
  const { scope, id, title } = overall;
  return { ...effect, overallWithVoided: { kind: 'exact', row: rowFrom({ scope, id, title }, [within, out], true) } };
}
