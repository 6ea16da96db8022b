import { fail, ok, type Result } from '../../kernel/result';
import { cleanText } from '../../kernel/vietnamese-text';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import type { Actor } from '../actor';
import { organisationEvent } from '../events';
import type { Refusal } from '../import-plan';
import { parseCounterCode } from '../official';
import { may, notAllowed } from '../permission';
import { countersOf, saveCounterRow } from '../store-staff.server';
import type { UnitCode } from '../unit';
import type { SaveRecordProblem } from './save-record.server';

export async function saveCounter(
  ctx: ActionContext,
  actor: Actor,
  unit: UnitCode,
  input: { readonly code: string; readonly name: string; readonly active: boolean; readonly mode: 'add' | 'edit' },
): Promise<Result<undefined, SaveRecordProblem>> {
  if (!may(actor, 'edit-organisation', unit)) return notAllowed('edit-organisation');
  const code = parseCounterCode(input.code);
  const name = cleanText(input.name).slice(0, 200);
  const refusals: Refusal[] = [];
  if (code === undefined)
    refusals.push({ type: input.code.trim() === '' ? 'empty' : 'bad-code', column: 'code', value: input.code });
  if (name === '') refusals.push({ type: 'empty', column: 'name', value: '' });
  if (code === undefined || refusals.length > 0) return fail({ type: 'refused', refusals });
  return inTransaction<undefined, SaveRecordProblem>(ctx.db, async (tx) => {
    const known = (await countersOf(tx, unit)).some((counter) => counter.code === code);
    if (known && input.mode === 'add')
      return fail({ type: 'refused', refusals: [{ type: 'duplicate', column: 'code', value: code }] });
    await saveCounterRow(tx, { unitCode: unit, code, name, active: input.active });
    const body = { name, active: input.active };
    await appendEvent(
      tx,
      organisationEvent('counter-saved', {
        unitCode: unit,
        subject: code,
        actor: actor.accountId,
        at: ctx.clock.now(),
        body,
      }),
    );
    return ok(undefined);
  });
}
