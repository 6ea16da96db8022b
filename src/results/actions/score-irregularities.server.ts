import type { ActionContext } from '../../platform/action-context';
import type { PeriodId } from '../../survey/reporting-period';
import type { OfForm } from '../answer-patterns';
import { batchScores } from '../irregularity-batches';
import {
  busyDayScores,
  channelScores,
  type OverallCounts,
  type PatternCounts,
  patternScores,
  roundCountScores,
  varietyScores,
} from '../irregularity-scores';
import { minimumGroup } from '../period-results';
import {
  readBatchSigns,
  readDaysOfAll,
  readDossierCountsOfAll,
  storeScores,
  type StoredScore,
} from '../store-irregularity.server';

/** What the nightly recount saw in passing. */
export interface SeenInRecount {
  readonly patterns: readonly (PatternCounts & OfForm)[];
  readonly overall: readonly (OverallCounts & OfForm)[];
}

/** Works out the signs of all offices anew (docs/adr/0063), each base period and form for itself. */
export async function scoreIrregularities(ctx: ActionContext, seen: SeenInRecount): Promise<void> {
  const used = mostUsedForms(seen.overall);
  const isUsed = (each: OfForm & { readonly unitCode: string }) =>
    used.get(`${each.unitCode} ${each.periodId}`)?.form === each.form;
  const patterns = seen.patterns.filter(isUsed);
  const overall = seen.overall.filter(isUsed);
  const scores: StoredScore[] = [];
  for (const { periodId, form } of distinct(overall)) {
    const of = <T extends OfForm>(each: readonly T[]) =>
      each.filter((one) => one.periodId === periodId && one.form === form);
    const found = [
      ...patternScores(of(patterns)),
      ...varietyScores(wholes(of(overall))),
      ...channelScores(of(overall)),
    ];
    scores.push(...found.map((score) => ({ ...score, periodId })));
  }
  const [days, dossiers, batches] = [
    await readDaysOfAll(ctx.db),
    await readDossierCountsOfAll(ctx.db),
    await readBatchSigns(ctx.db),
  ];
  for (const each of days)
    scores.push(...busyDayScores([each]).map((score) => ({ ...score, periodId: each.periodId })));
  for (const { unitCode, periodId } of dossiers) {
    const counts = dossiers.flatMap((each) =>
      each.unitCode === unitCode && isSameYearUntil(each.periodId, periodId) ? each.counts : [],
    );
    scores.push(...roundCountScores([{ unitCode, counts }]).map((score) => ({ ...score, periodId })));
  }
  for (const batch of batches)
    scores.push(...batchScores(batch).map((score) => ({ ...score, periodId: batch.periodId })));
  await storeScores(ctx.db, scores, ctx.clock.now(), minimumGroup);
}

/** An office with two forms in a period is looked at by the one most people answered. */
function mostUsedForms(overall: SeenInRecount['overall']): Map<string, { readonly form: string; readonly n: number }> {
  const sums = new Map<string, { unitPeriod: string; form: string; n: number }>();
  for (const { unitCode, periodId, form, counts } of overall) {
    const id = `${unitCode} ${periodId} ${form}`;
    const before = sums.get(id)?.n ?? 0;
    const n = before + counts.reduce((sum, count) => sum + count, 0);
    sums.set(id, { unitPeriod: `${unitCode} ${periodId}`, form, n });
  }
  const most = new Map<string, { form: string; n: number }>();
  for (const { unitPeriod, form, n } of sums.values()) {
    if (n > (most.get(unitPeriod)?.n ?? -1)) most.set(unitPeriod, { form, n });
  }
  return most;
}

function distinct(each: readonly OfForm[]): OfForm[] {
  return [...new Map(each.map(({ periodId, form }) => [`${periodId} ${form}`, { periodId, form }])).values()];
}

function wholes(overall: readonly (OverallCounts & OfForm)[]) {
  const sums = new Map<string, number[]>();
  for (const { unitCode, counts } of overall) {
    const before = sums.get(unitCode);
    sums.set(unitCode, before ? before.map((sum, at) => sum + (counts[at] ?? 0)) : [...counts]);
  }
  return [...sums].map(([unitCode, counts]) => ({ unitCode, counts }));
}

/** Counts of one quarter are too few: the year up to it is taken together. */
function isSameYearUntil(one: PeriodId, last: PeriodId): boolean {
  return one.slice(0, 4) === last.slice(0, 4) && one <= last;
}
