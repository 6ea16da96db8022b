import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { type EarlierImport, readImports } from '../store-import.server';

/** Files imported for a unit, the newest first: who, when, how many. */
export async function readImportHistory(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<EarlierImport[], NotAllowed>> {
  if (!may(actor, 'import-ballots', unitCode) && !may(actor, 'view-voids', unitCode))
    return notAllowed('import-ballots');
  return ok(await readImports(ctx.db, unitCode));
}
