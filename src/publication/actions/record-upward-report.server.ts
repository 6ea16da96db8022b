import { randomId } from '../../kernel/bytes';
import type { CalendarDay } from '../../kernel/calendar-day';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { allParentLinks, findUnit } from '../../organisation/store-units.server';
import type { UnitCode } from '../../organisation/unit';
import { parentOn } from '../../organisation/unit-tree';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { reportSentUpward } from '../events';
import { insertUpwardReport, type UpwardReport } from '../store-papers.server';
import { reportSubject } from './report-subject.server';

export type RecordUpwardError =
  | NotAllowed
  | { readonly type: 'report-not-found' }
  | { readonly type: 'day-in-future' }
  | { readonly type: 'no-unit-above'; readonly day: CalendarDay };

export interface UpwardInput {
  readonly subjectId: string;
  readonly sentOn: CalendarDay;
  readonly officialNumber: string | undefined;
  /** Through the document system, by post, by hand. */
  readonly sentHow: string;
}

/** The report went to the unit above that was valid on the day it was sent: the district until 30 June 2025, the province after. */
export async function recordUpwardReport(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  input: UpwardInput,
): Promise<Result<UpwardReport, RecordUpwardError>> {
  if (!may(actor, 'prepare-publication', unitCode)) return notAllowed('prepare-publication');
  if (input.sentOn > ctx.clock.today()) return fail({ type: 'day-in-future' });
  const parent = parentOn(await allParentLinks(ctx.db), unitCode, input.sentOn);
  const above = parent && (await findUnit(ctx.db, parent));
  if (above === undefined) return fail({ type: 'no-unit-above', day: input.sentOn });
  if ((await reportSubject(ctx, unitCode, input.subjectId)) === undefined) return fail({ type: 'report-not-found' });
  const report: UpwardReport = {
    unitCode,
    id: randomId(),
    subjectId: input.subjectId,
    toUnitCode: above.code,
    toUnitName: above.name,
    officialNumber: input.officialNumber ?? null,
    sentOn: input.sentOn,
    sentHow: input.sentHow,
    recordedBy: actor.accountId,
    recordedAt: ctx.clock.now(),
  };
  return inTransaction(ctx.db, async (tx) => {
    await insertUpwardReport(tx, report);
    await appendEvent(tx, reportSentUpward(unitCode, report, actor.accountId, report.recordedAt));
    return ok(report);
  });
}
