import { fail, ok, type Result } from '../../kernel/result';
import { cleanText } from '../../kernel/vietnamese-text';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import type { Actor } from '../actor';
import { type OrganisationEvent, organisationEvent } from '../events';
import type { Columns, Refusal } from '../import-plan';
import { may, type NotAllowed, notAllowed } from '../permission';
import type { ImportKindName } from '../record-kinds';
import { lockTree } from '../store-units.server';
import type { UnitCode } from '../unit';
import { planRecords } from './plan-records.server';
import { writeRecords } from './write-records.server';

export type SaveRecordProblem = NotAllowed | { readonly type: 'refused'; readonly refusals: readonly Refusal[] };

const eventOf: Readonly<Record<ImportKindName, OrganisationEvent>> = {
  units: 'unit-saved',
  fields: 'field-saved',
  procedures: 'procedure-saved',
  officials: 'official-saved',
};

/** One record typed in a form, under the same rules as a line of a file. `add` refuses a code that exists already. */
export async function saveRecord(
  ctx: ActionContext,
  actor: Actor,
  unit: UnitCode,
  input: { readonly kind: ImportKindName; readonly columns: Columns; readonly mode: 'add' | 'edit' },
): Promise<Result<undefined, SaveRecordProblem>> {
  if (!may(actor, 'edit-organisation', unit)) return notAllowed('edit-organisation');
  const names = Object.keys(input.columns);
  const cells = names.map((name) => cleanText(input.columns[name] ?? ''));
  return inTransaction<undefined, SaveRecordProblem>(ctx.db, async (tx) => {
    await lockTree(tx);
    const plan = await planRecords(tx, actor, unit, input.kind, { header: names, rows: [{ line: 1, cells }] });
    if (!plan.ok)
      return fail({
        type: 'refused',
        refusals: plan.error.missing.map((column) => ({ type: 'empty', column, value: '' })),
      });
    const { added, changed, unchanged, rejected } = plan.value;
    if (rejected[0] !== undefined) return fail({ type: 'refused', refusals: rejected[0].refusals });
    const code = cells[names.indexOf('code')] ?? '';
    if (input.mode === 'add' && added.length === 0)
      return fail({ type: 'refused', refusals: [{ type: 'duplicate', column: 'code', value: code }] });
    if (unchanged.length > 0) return ok(undefined);
    await writeRecords(tx, input.kind, plan.value);
    const after = (added[0] ?? changed[0])?.after ?? {};
    await appendEvent(
      tx,
      organisationEvent(eventOf[input.kind], {
        unitCode: unit,
        subject: after.code ?? code,
        actor: actor.accountId,
        at: ctx.clock.now(),
        body: input.kind === 'officials' ? { active: after.active ?? '' } : { ...after },
      }),
    );
    return ok(undefined);
  });
}
