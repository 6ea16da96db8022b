import { randomId } from '../../kernel/bytes';
import { secureChance } from '../../kernel/random';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import { inTransaction } from '../../platform/database.server';
import type { Period } from '../../survey/reporting-period';
import { codesMade } from '../events';
import { codeHash, makeCode, type OneTimeCode } from '../one-time-code';
import { insertRun } from '../store-code.server';
import type { DeskContext } from './ballot-desk.server';
import { readOpenSurveyOf } from './read-open-survey.server';

export const mostCodesAtOnce = 500;

export type MakeCodesError =
  | NotAllowed
  | { readonly type: 'code-count-invalid' }
  | { readonly type: 'survey-closed' }
  | { readonly type: 'channel-closed' };

/** A run of codes for the open period. They are returned once; only their hashes are kept, in the order of the hashes. */
export async function makeCodes(
  context: DeskContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly count: number },
): Promise<Result<{ readonly codes: readonly OneTimeCode[]; readonly period: Period }, MakeCodesError>> {
  const { unitCode, count } = input;
  if (!may(actor, 'issue-codes', unitCode)) return notAllowed('issue-codes');
  if (!Number.isInteger(count) || count < 1 || count > mostCodesAtOnce) return fail({ type: 'code-count-invalid' });
  const today = await readOpenSurveyOf(context, unitCode);
  if (today?.state !== 'open') return fail({ type: 'survey-closed' });
  if (!today.survey.channels.includes('code')) return fail({ type: 'channel-closed' });
  const { planId, period } = today.survey;
  const codes = Array.from({ length: count }, () => makeCode(secureChance));
  const run = {
    id: randomId(),
    planId,
    periodId: period.id,
    madeOn: context.clock.today(),
    madeBy: actor.accountId,
    count,
  };
  return inTransaction(context.db, async (tx) => {
    await insertRun(tx, unitCode, run, codes.map(codeHash));
    await appendEvent(tx, codesMade(unitCode, run, actor.accountId, context.clock.now()));
    return ok({ codes, period });
  });
}
