import { ok, type Result } from '../../kernel/result';
import { type LogEntry, readEntries } from '../../log/store.server';
import type { ActionContext } from '../../platform/action-context';
import type { Actor } from '../actor';
import { may, type NotAllowed, notAllowed } from '../permission';
import { findAccount } from '../store-accounts.server';

export interface NamedLogEntry extends LogEntry {
  /** Undefined where the system acted. */
  readonly actorName: string | undefined;
}

export interface LogPage {
  readonly entries: readonly NamedLogEntry[];
  /** Whether older entries follow. */
  readonly hasOlder: boolean;
}

const entriesOnPage = 50;

/** The log of a unit for head, superior office and observer: who did what and when, the newest first. */
export async function readLog(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  filter: { readonly types: readonly string[] | undefined; readonly before: number | undefined },
): Promise<Result<LogPage, NotAllowed>> {
  if (!may(actor, 'view-log', unitCode)) return notAllowed('view-log');
  const found = await readEntries(ctx.db, unitCode, { ...filter, limit: entriesOnPage + 1 });
  const names = new Map<string, string>();
  for (const id of new Set(found.map((entry) => entry.actor))) {
    const account = id === 'system' ? undefined : await findAccount(ctx.db, id);
    if (account) names.set(id, account.name);
  }
  const entries = found.slice(0, entriesOnPage).map((entry) => ({ ...entry, actorName: names.get(entry.actor) }));
  return ok({ entries, hasOlder: found.length > entriesOnPage });
}
