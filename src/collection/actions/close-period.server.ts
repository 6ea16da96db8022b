import { appendEvent } from '../../log/append-event.server';
import type { Tx } from '../../platform/database.server';
import { basePeriodsOf, isBasePeriod, period } from '../../survey/reporting-period';
import { periodClosed } from '../keying-events';
import { closedPeriods, insertPeriodClosing } from '../store-keying.server';

/**
 * Called in the transaction that publishes a period: from then on its base periods take no ballots from files or paper.
 * Closing twice changes nothing. A period still running stays open (the year's notice of 14 December counts to the 13th).
 */
export async function closePeriod(
  tx: Tx,
  input: {
    readonly unitCode: string;
    readonly periodId: string;
    readonly at: Date;
    readonly by: string;
    readonly today: string;
  },
): Promise<void> {
  const { unitCode, at, by } = input;
  const whole = period(input.periodId);
  const bases = isBasePeriod(whole) ? [whole] : basePeriodsOf(whole);
  const known = await closedPeriods(tx, unitCode);
  const fresh = bases.filter((base) => base.until < input.today && !known.has(base.id)).map((base) => base.id);
  await insertPeriodClosing(tx, unitCode, fresh, at, by);
  for (const periodId of fresh) await appendEvent(tx, periodClosed({ unitCode, actor: by, at }, periodId));
}
