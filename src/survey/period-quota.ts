import type { FieldCode } from '../organisation/field';
import type { DossierCount } from './dossier-count';
import { totalByField } from './dossier-count';
import { type FieldDossiers, type Quota, quotaFor, type QuotaSettings, sumQuotas } from './quota';
import { quotaRule } from './quota-rule';
import { basePeriodsOf, type Period, type PeriodId } from './reporting-period';

/** The quota of any period, from the dossier counts of its base periods. */
export type PeriodQuota =
  | {
      readonly kind: 'quota';
      readonly quota: Quota;
      readonly parts: readonly { readonly periodId: PeriodId; readonly quota: Quota }[];
    }
  /** The rule counts over the year: a single quarter has no number of its own. */
  | { readonly kind: 'only-for-the-year' };

/** Every field of `fields` gets a row, with 0 where nothing was counted. */
export function quotaOfPeriod(
  settings: QuotaSettings,
  whole: Period,
  fields: readonly FieldCode[],
  counts: readonly DossierCount[],
): PeriodQuota {
  const bases = basePeriodsOf(whole);
  const dossiersIn = (periods: readonly Period[]): FieldDossiers[] => {
    const ids = new Set(periods.map(({ id }) => id));
    const totals = totalByField(counts.filter(({ periodId }) => ids.has(periodId)));
    const codes = [...fields, ...[...totals.keys()].filter((code) => !fields.includes(code))];
    return codes.map((fieldCode) => ({ fieldCode, dossiers: totals.get(fieldCode) ?? 0 }));
  };
  const rule = quotaRule(settings.choice.ruleId);
  if (rule.per === 'year') {
    const isYear = /^\d{4}$/.test(whole.id) || whole.id.startsWith('W');
    return isYear
      ? { kind: 'quota', quota: quotaFor(settings, dossiersIn(bases)), parts: [] }
      : { kind: 'only-for-the-year' };
  }
  if (bases.length === 0) return { kind: 'only-for-the-year' };
  const parts = bases.map((base) => ({ periodId: base.id, quota: quotaFor(settings, dossiersIn([base])) }));
  return { kind: 'quota', quota: sumQuotas(parts.map(({ quota }) => quota)), parts };
}
