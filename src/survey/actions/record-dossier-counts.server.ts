import { randomId } from '../../kernel/bytes';
import type { CalendarDay } from '../../kernel/calendar-day';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import { fieldsOf } from '../../organisation/store-staff.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import type { DossierCount } from '../dossier-count';
import { changedCounts, countedUntilProblem, type CountedUntilProblem } from '../dossier-count-change';
import { dossierCountsRecorded } from '../events';
import { type PeriodId, period } from '../reporting-period';
import { insertDossierCounts, readDossierCounts } from '../store-dossier-count.server';
import { acting } from './acting.server';

export type RecordCountsError =
  NotAllowed | CountedUntilProblem | { readonly type: 'field-unknown'; readonly text: string };

export interface RecordCountsInput {
  readonly unitCode: string;
  readonly counts: readonly DossierCount[];
  /** Of a period under way: the last day whose dossiers are in. Past periods are complete. */
  readonly countedUntil: CalendarDay | undefined;
  readonly source: 'typed' | 'imported';
}

/** Records what differs from the figures that stand; a correction is a new record beside the old one. */
export async function recordDossierCounts(
  ctx: ActionContext,
  actor: Actor,
  input: RecordCountsInput,
): Promise<Result<{ readonly added: number; readonly corrected: number }, RecordCountsError>> {
  if (!may(actor, 'enter-dossier-counts', input.unitCode)) return notAllowed('enter-dossier-counts');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ added: number; corrected: number }, RecordCountsError>> => {
    const known = new Set((await fieldsOf(tx, input.unitCode)).map(({ code }) => code));
    const unknown = input.counts.find(({ fieldCode }) => !known.has(fieldCode));
    if (unknown !== undefined) return fail({ type: 'field-unknown', text: unknown.fieldCode });
    const today = ctx.clock.today();
    const periodIds: PeriodId[] = [...new Set(input.counts.map(({ periodId }) => periodId))];
    const until = (id: PeriodId): CalendarDay => {
      const last = period(id).until;
      return last < today ? last : (input.countedUntil ?? today);
    };
    for (const id of periodIds) {
      const problem = countedUntilProblem(period(id), until(id), today);
      if (problem) return fail(problem);
    }
    const standing = await readDossierCounts(tx, input.unitCode, periodIds);
    const changes = changedCounts(
      standing,
      input.counts.map((count) => ({ ...count, countedUntil: until(count.periodId) })),
    );
    if (changes.length === 0) return ok({ added: 0, corrected: 0 });
    const who = acting(ctx, actor, input.unitCode);
    const batch = { batchId: randomId(), source: input.source, at: who.at, by: who.actor, byName: actor.name };
    await insertDossierCounts(
      tx,
      input.unitCode,
      batch,
      changes.map((change) => ({ ...change, id: randomId() })),
    );
    // A later day with the same figure is recorded, but nobody was corrected.
    const corrected = changes.filter(({ before, count }) => before !== undefined && before !== count).length;
    const added = changes.filter(({ before }) => before === undefined).length;
    const facts = { cells: changes.length, corrected, periods: periodIds.join(' '), source: input.source };
    await appendEvent(tx, dossierCountsRecorded(who, batch.batchId, facts));
    return ok({ added, corrected });
  });
}
