import { randomId } from '../../kernel/bytes';
import type { CalendarDay } from '../../kernel/calendar-day';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { officialsAt } from '../../organisation/store-staff.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { type PeriodId, period as periodOf } from '../../survey/reporting-period';
import { type ChangeProblem, type FigureChange, planFigures, theUnit } from '../grading-change';
import { gradingFiguresRecorded } from '../grading-events';
import { insertGradingFigures, lockGrading, readGradingFigures } from '../store-grading.server';

export type RecordGradingError =
  | NotAllowed
  | { readonly type: 'figures-refused'; readonly problems: readonly ChangeProblem[] }
  | { readonly type: 'official-unknown'; readonly text: string }
  | { readonly type: 'period-not-begun'; readonly periodId: PeriodId; readonly begins: CalendarDay };

export interface GradingRecorded {
  readonly added: number;
  readonly corrected: number;
  readonly takenBack: number;
}

/** Records what differs from the figures that stand; a correction is a new record beside the old one. */
export async function recordGrading(
  ctx: ActionContext,
  actor: Actor,
  input: {
    readonly unitCode: string;
    readonly figures: readonly FigureChange[];
    readonly source: 'typed' | 'imported';
  },
): Promise<Result<GradingRecorded, RecordGradingError>> {
  const { unitCode, figures, source } = input;
  if (!may(actor, 'enter-grading', unitCode)) return notAllowed('enter-grading');
  const periodIds = [...new Set(figures.map(({ periodId }) => periodId))];
  const early = periodIds.map((id) => periodOf(id)).find(({ from }) => from > ctx.clock.today());
  if (early) return fail({ type: 'period-not-begun', periodId: early.id, begins: early.from });
  return inTransaction(ctx.db, async (tx): Promise<Result<GradingRecorded, RecordGradingError>> => {
    const known = new Set<string>((await officialsAt(tx, unitCode)).map(({ code }) => code));
    const unknown = figures.find(({ subject }) => subject !== theUnit && !known.has(subject));
    if (unknown) return fail({ type: 'official-unknown', text: unknown.subject });
    await lockGrading(tx, unitCode);
    const { changes, problems } = planFigures(await readGradingFigures(tx, unitCode, periodIds), figures);
    if (problems.length > 0) return fail({ type: 'figures-refused', problems });
    if (changes.length === 0) return ok({ added: 0, corrected: 0, takenBack: 0 });
    const batch = { batchId: randomId(), source, at: ctx.clock.now(), by: actor.accountId, byName: actor.name };
    await insertGradingFigures(
      tx,
      unitCode,
      batch,
      changes.map((change) => ({ ...change, id: randomId() })),
    );
    const takenBack = changes.filter(({ value }) => value === null).length;
    const added = changes.filter(({ before }) => before === undefined).length;
    const recorded = { added, takenBack, corrected: changes.length - added - takenBack };
    const facts = { ...recorded, period: periodIds.join(' '), source };
    await appendEvent(
      tx,
      gradingFiguresRecorded({ unitCode, actor: actor.accountId, at: batch.at }, batch.batchId, facts),
    );
    return ok(recorded);
  });
}
