import { randomId } from '../../kernel/bytes';
import { type CalendarDay } from '../../kernel/calendar-day';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Queryable, type Tx } from '../../platform/database.server';
import { collectionPeriods } from '../../survey/plan';
import { planInForce } from '../../survey/store.server';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { openingsInForce, sheetBalance } from '../box-opening';
import { checkBatchSize, checkSharePercent, type KeyingError } from '../keying';
import { keyingBatchOpened } from '../keying-events';
import { lockBoxes, readOpenings, type StoredOpening } from '../store-box-opening.server';
import { closedPeriods, countBatches, insertBatch, type StoredBatch } from '../store-keying.server';
import { batchSheetsByOpening } from './read-box-openings.server';

export interface OpenBatchInput {
  readonly unitCode: string;
  readonly channel: 'paper' | 'interview';
  /** Root record of the box opening; only for paper. */
  readonly openingId: string | undefined;
  readonly periodId: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly sheets: number;
  readonly secondSharePercent: number;
  readonly asksOfficial: boolean;
  /** Read by people (the default) or by the machine first. */
  readonly reading?: 'keyed' | 'scanned';
}

export type OpenBatchError =
  | NotAllowed
  | KeyingError
  | { readonly type: 'no-such-opening' }
  | { readonly type: 'no-plan-in-force' }
  | { readonly type: 'period-not-in-plan' }
  | { readonly type: 'period-already-published' }
  | { readonly type: 'channel-not-in-plan' }
  | { readonly type: 'no-such-form' };

/** A stack to key: from one box opening, or brought by interviewers. Its sheets may not exceed what the box still holds. */
export async function openBatch(
  ctx: ActionContext,
  actor: Actor,
  input: OpenBatchInput,
): Promise<Result<{ readonly id: string }, OpenBatchError>> {
  const { unitCode } = input;
  if (!may(actor, 'key-ballots', unitCode)) return notAllowed('key-ballots');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly id: string }, OpenBatchError>> => {
    await lockBoxes(tx, unitCode);
    const opening = await openingOf(tx, input);
    if (!opening.ok) return opening;
    const size = checkBatchSize(input.sheets, opening.value?.left);
    if (!size.ok) return size;
    const share = checkSharePercent(input.secondSharePercent);
    if (!share.ok) return share;
    const allowed = await checkPlan(tx, input, opening.value?.opening.openedOn ?? ctx.clock.today());
    if (!allowed.ok) return allowed;
    const batch: StoredBatch = {
      ...input,
      reading: input.reading ?? 'keyed',
      id: randomId(),
      code: `${input.periodId}-P${String((await countBatches(tx, unitCode, input.periodId)) + 1).padStart(2, '0')}`,
      boxCode: opening.value?.opening.boxCode,
      openedOn: opening.value?.opening.openedOn,
      createdBy: actor.accountId,
      createdByName: actor.name,
      createdAt: ctx.clock.now(),
    };
    await insertBatch(tx, batch);
    await appendEvent(tx, keyingBatchOpened({ unitCode, actor: actor.accountId, at: batch.createdAt }, batch));
    return ok({ id: batch.id });
  });
}

type OpeningOfBatch = { readonly opening: StoredOpening; readonly left: number } | undefined;

async function openingOf(tx: Tx, input: OpenBatchInput): Promise<Result<OpeningOfBatch, OpenBatchError>> {
  if (input.channel === 'interview') return ok(undefined);
  const opening = openingsInForce(await readOpenings(tx, input.unitCode)).find((one) => one.rootId === input.openingId);
  if (!opening) return fail({ type: 'no-such-opening' });
  const batches = (await batchSheetsByOpening(tx, input.unitCode)).get(opening.rootId) ?? [];
  return ok({ opening, left: sheetBalance(opening, batches).notInBatch });
}

/** The plan of the day the box was opened decides which periods, form and channels there are. */
async function checkPlan(
  tx: Queryable,
  input: OpenBatchInput,
  day: CalendarDay,
): Promise<Result<undefined, OpenBatchError>> {
  const plan = await planInForce(tx, input.unitCode, day);
  if (!plan) return fail({ type: 'no-plan-in-force' });
  const period = collectionPeriods(plan.content).find((one) => one.id === input.periodId);
  if (!period || period.from > day) return fail({ type: 'period-not-in-plan' });
  if ((await closedPeriods(tx, input.unitCode)).has(input.periodId)) return fail({ type: 'period-already-published' });
  if (!plan.content.channels.includes(input.channel)) return fail({ type: 'channel-not-in-plan' });
  const form = await readQuestionnaire(tx, input.unitCode, input.formId, input.formVersion);
  const isOfPlan =
    plan.content.questionnaire.id === input.formId && plan.content.questionnaire.version === input.formVersion;
  return form && isOfPlan ? ok(undefined) : fail({ type: 'no-such-form' });
}
