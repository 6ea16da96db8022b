import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { textIds } from '../../collection/actions/save-reading.server';
import { rowNumber } from '../place-sheets';
import { checkRuling, type RulingError, type SheetRuling, speaksOfItsSheet } from '../scanned-sheet';
import { insertRows, type StoredRow } from '../store-scan-row.server';
import { insertRuling } from '../store-scan-sheet.server';
import { loadScan, type NoScan, type ScanWork } from './load-scan.server';

export type RuleSheetsError = NotAllowed | NoScan | RulingError | { readonly type: 'scanning-finished' };

/**
 * What becomes of sheets that were not read: keyed by hand (their rows wait for people), set aside, or "no sheet of this stack".
 * Set aside may also be read ones, whose rows then stand in no ballot and no rate. All of them, or none.
 */
export async function ruleSheets(
  ctx: ActionContext,
  actor: Actor,
  input: {
    readonly unitCode: string;
    readonly batchId: string;
    readonly sheets: readonly number[];
    readonly ruling: SheetRuling;
  },
): Promise<Result<undefined, RuleSheetsError>> {
  const { unitCode, batchId, ruling } = input;
  if (!may(actor, 'key-ballots', unitCode)) return notAllowed('key-ballots');
  return inTransaction(ctx.db, async (tx): Promise<Result<undefined, RuleSheetsError>> => {
    const open = await loadScan(tx, unitCode, batchId);
    if (!open.ok) return open;
    for (const sheet of new Set(input.sheets)) {
      const ruled = await ruleOne(tx, actor, open.value, sheet, ruling);
      if (!ruled.ok) return ruled;
    }
    return ok(undefined);
  });
}

async function ruleOne(
  tx: Tx,
  actor: Actor,
  work: ScanWork,
  sheet: number,
  ruling: SheetRuling,
): Promise<Result<undefined, RuleSheetsError>> {
  const { unitCode, id: batchId } = work.batch;
  if (work.finished && ruling.ruling !== 'spoiled') return fail({ type: 'scanning-finished' });
  const standing = work.standings.get(sheet);
  if (!standing) return fail({ type: 'no-such-sheet', sheet });
  const allowed = checkRuling(standing, ruling, sheet);
  if (!allowed.ok) return allowed;
  const attempts = work.attempts.filter((one) => one.sheet === sheet && speaksOfItsSheet(one));
  await insertRuling(tx, unitCode, batchId, {
    sheet,
    number: work.rulings.filter((one) => one.sheet === sheet).length + 1,
    attempt: Math.max(0, ...attempts.map((one) => one.attempt)),
    ruling,
    by: actor.accountId,
    byName: actor.name,
  });
  if (ruling.ruling === 'by-hand') await insertRows(tx, unitCode, batchId, rowsToKey(work, sheet));
  return ok(undefined);
}

/** Every row of the form, without a machine's word. */
function rowsToKey({ batch, context, questionnaire, fields }: ScanWork, sheet: number): StoredRow[] {
  const ids = textIds(questionnaire);
  const row = (item: string, state: 'unread' | 'text'): StoredRow => ({
    sheet,
    item,
    state,
    value: undefined,
    doubt: 1,
    number: rowNumber(item, { slots: context.slots, textIds: ids }),
    page: 1,
    ink: [],
  });
  return [
    ...(fields.length > 0 ? [row('field', 'unread')] : []),
    ...(batch.asksOfficial ? [row('official', 'unread')] : []),
    ...context.slots.map((slot) => row(slot.questionId, 'unread')),
    ...ids.map((id) => row(id, 'text')),
  ];
}
