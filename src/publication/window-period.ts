import { fail, ok, type Result } from '../kernel/result';
import {
  basePeriodsOf,
  parsePeriodId,
  type PeriodId,
  quartersOf,
  reportingYearOf,
  windowPeriod,
} from '../survey/reporting-period';

export type WindowError = { readonly type: 'unknown-period' | 'window-not-summable' };

/**
 * The period that runs from the first base period chosen to the last: Q1–Q2 is the half-year, Q1–Q4 the year, and any other
 * run of quarters (Q2–Q3, or over the turn of the year) a window that is their sum.
 */
export function windowOf(fromId: string, untilId: string): Result<PeriodId, WindowError> {
  const from = parsePeriodId(fromId);
  const until = parsePeriodId(untilId === '' ? fromId : untilId);
  if (from === undefined || until === undefined) return fail({ type: 'unknown-period' });
  if (from.id === until.id) return ok(from.id);
  const year = reportingYearOf(from.until);
  const wanted = quartersOf(year).filter((quarter) => from.from <= quarter.from && quarter.until <= until.until);
  for (const suffix of ['-H1', '-H2', '-9M', '']) {
    const named = parsePeriodId(`${year}${suffix}`);
    const bases = named === undefined ? [] : basePeriodsOf(named);
    const same = bases.length === wanted.length && bases.every(({ id }, index) => id === wanted[index]?.id);
    if (named !== undefined && same && named.from === from.from && named.until === until.until) return ok(named.id);
  }
  if (from.from > until.until) return fail({ type: 'window-not-summable' });
  const run = windowPeriod(from.from, until.until);
  return basePeriodsOf(run).length > 1 ? ok(run.id) : fail({ type: 'window-not-summable' });
}
