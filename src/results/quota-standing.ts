import type { DayCounter } from '../collection/day-counter';
import type { CalendarDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import type { DossierCountRecord } from '../survey/dossier-count';
import { expectedAtEnd, expectedFromTotal } from '../survey/pace';
import { type PeriodQuota, quotaOfPeriod } from '../survey/period-quota';
import type { Quota, QuotaSettings } from '../survey/quota';
import { type QuotaProgress, quotaProgress } from '../survey/quota-progress';
import { isBasePeriod, type Period } from '../survey/reporting-period';
import type { GroupTally } from './tally';

export interface StandingSources {
  readonly settings: QuotaSettings;
  readonly period: Period;
  /** Fields that are surveyed, in the order of the unit. */
  readonly fields: readonly FieldCode[];
  readonly dossiers: readonly DossierCountRecord[];
  readonly counters: readonly DayCounter[];
  readonly tallies: readonly GroupTally[];
  readonly today: CalendarDay;
}

export interface Expected {
  readonly ballots: number | undefined;
  readonly byField: ReadonlyMap<FieldCode, number>;
  /** Dossiers and required ballots at the period's end, if dossiers go on coming as they did. */
  readonly dossiers: number | undefined;
  readonly required: number | undefined;
  readonly requiredByField: ReadonlyMap<FieldCode, number>;
}

/** Where one period stands against its quota: what is asked, what came in, what is to be expected at this pace. */
export type QuotaStanding =
  | { readonly kind: 'only-for-the-year' }
  | {
      readonly kind: 'standing';
      readonly quota: Quota;
      readonly parts: Extract<PeriodQuota, { kind: 'quota' }>['parts'];
      readonly progress: QuotaProgress;
      readonly dossiersEntered: boolean;
      /** The day that the figures reach to; undefined without figures. */
      readonly countedUntil: CalendarDay | undefined;
      readonly possibleRepeats: number;
      readonly voided: number;
      /** Only of a base period under way. */
      readonly expected: Expected | undefined;
    };

/** Counted = accepted, less possible repeats, less voids: the same ballots that the index is made of. */
export function quotaStanding(sources: StandingSources): QuotaStanding {
  const { settings, period, fields, dossiers, today } = sources;
  const asked = quotaOfPeriod(settings, period, fields, dossiers);
  if (asked.kind === 'only-for-the-year') return asked;
  const uncounted = uncountedByField(sources.tallies);
  const byField = new Map<FieldCode, number>();
  let withoutField = -(uncounted.get('') ?? 0);
  for (const { fieldCode, count } of sources.counters) {
    if (fieldCode === undefined) withoutField += count;
    else byField.set(fieldCode, (byField.get(fieldCode) ?? 0) + count);
  }
  for (const [code, count] of byField) byField.set(code, Math.max(0, count - (uncounted.get(code) ?? 0)));
  const isUnderWay = isBasePeriod(period) && period.from <= today && today <= period.until;
  return {
    kind: 'standing',
    quota: asked.quota,
    parts: asked.parts,
    progress: quotaProgress(asked.quota, byField, Math.max(0, withoutField)),
    dossiersEntered: dossiers.length > 0,
    countedUntil: reachOf(dossiers),
    possibleRepeats: sumOfSet(sources.tallies, 'possible-repeat'),
    voided: sumOfSet(sources.tallies, 'voided'),
    expected: isUnderWay ? expectedOf(sources) : undefined,
  };
}

/** Of each base period the figure that reaches least far; of several periods the latest. */
function reachOf(dossiers: readonly DossierCountRecord[]): CalendarDay | undefined {
  const reach = new Map<string, CalendarDay>();
  for (const { periodId, countedUntil } of dossiers) {
    const known = reach.get(periodId);
    if (known === undefined || countedUntil < known) reach.set(periodId, countedUntil);
  }
  return [...reach.values()].sort().at(-1);
}

function uncountedByField(tallies: readonly GroupTally[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const tally of tallies) {
    if (tally.cut !== 'field' || (tally.set !== 'possible-repeat' && tally.set !== 'voided')) continue;
    found.set(tally.code, (found.get(tally.code) ?? 0) + tally.ballots);
  }
  return found;
}

function sumOfSet(tallies: readonly GroupTally[], set: 'possible-repeat' | 'voided'): number {
  return tallies
    .filter((tally) => tally.cut === 'all' && tally.set === set)
    .reduce((sum, { ballots }) => sum + ballots, 0);
}

function expectedOf({ settings, period, fields, dossiers, counters, today }: StandingSources): Expected {
  const byField = new Map<FieldCode, number>();
  for (const code of fields) {
    const days = counters.filter(({ fieldCode }) => fieldCode === code);
    const expected = expectedAtEnd(period, days, today);
    if (expected !== undefined) byField.set(code, expected);
  }
  const projected = dossiers.map((record) => ({
    ...record,
    count: expectedFromTotal(period, record.count, record.countedUntil) ?? record.count,
  }));
  const atEnd = dossiers.length > 0 ? quotaOfPeriod(settings, period, fields, projected) : undefined;
  const quota = atEnd?.kind === 'quota' ? atEnd.quota : undefined;
  return {
    ballots: expectedAtEnd(period, counters, today),
    byField,
    dossiers: quota?.dossiers,
    required: quota?.required,
    requiredByField: new Map(quota?.rows.map(({ fieldCode, required }) => [fieldCode, required])),
  };
}
