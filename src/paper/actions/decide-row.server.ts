import { fail, ok, type Result } from '../../kernel/result';
import { cleanText } from '../../kernel/vietnamese-text';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { longestComment } from '../../collection/submission';
import { correctionFor, type ReviewError, type Reviewer, rowStanding, taskFor } from '../row-standing';
import { valueFits } from '../row-value';
import { insertDecision, readDecisionsOfRow, readRow, type StoredReviewRow } from '../store-scan-row.server';
import { loadScan, type NoScan, type ScanWork } from './load-scan.server';

export interface DecideRowInput {
  readonly unitCode: string;
  readonly batchId: string;
  readonly sheet: number;
  readonly item: string;
  readonly value: string;
  readonly unreadable: boolean;
  /** Takes back the own last word on this row. */
  readonly correct: boolean;
}

export type DecideRowError =
  | NotAllowed
  | NoScan
  | ReviewError
  | { readonly type: 'no-such-row' }
  | { readonly type: 'value-does-not-fit' }
  | { readonly type: 'free-text-too-long'; readonly longest: number };

export function reviewerOf(actor: Actor, unitCode: string): Reviewer {
  return {
    accountId: actor.accountId,
    maySettle: may(actor, 'review-keying', unitCode),
    isOneStopHead: actor.roles.some((held) => held.role === 'one-stop-head' && held.unitCode === unitCode),
  };
}

/** One key in the review queue. In which role the word counts is decided here, not by the page: nobody reads a row twice. */
export async function decideRow(
  ctx: ActionContext,
  actor: Actor,
  input: DecideRowInput,
): Promise<Result<{ readonly role: string }, DecideRowError>> {
  const { unitCode, batchId, sheet, item } = input;
  if (!may(actor, 'key-ballots', unitCode)) return notAllowed('key-ballots');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly role: string }, DecideRowError>> => {
    const open = await loadScan(tx, unitCode, batchId);
    if (!open.ok) return open;
    const row = await readRow(tx, unitCode, batchId, sheet, item);
    const state = open.value.standings.get(sheet)?.state;
    if (!row || (state !== 'read' && state !== 'keyed')) return fail({ type: 'no-such-row' });
    const value = checkedValue(open.value, row, input);
    if (!value.ok) return value;
    const before = await readDecisionsOfRow(tx, unitCode, batchId, sheet, item);
    const standing = rowStanding(row, before, open.value.scan.twoReaders);
    const reviewer = reviewerOf(actor, unitCode);
    const task = input.correct ? correctionFor(standing, reviewer) : taskFor(standing, reviewer);
    if (!task.ok) return task;
    const { role, byHead } = task.value;
    await insertDecision(tx, unitCode, batchId, {
      sheet,
      item,
      role,
      byHead,
      revision: 1 + before.filter((one) => one.role === role).length,
      reader: actor.accountId,
      readerName: actor.name,
      value: value.value,
      unreadable: input.unreadable,
    });
    return ok({ role });
  });
}

function checkedValue(
  { context }: ScanWork,
  row: StoredReviewRow,
  { value, unreadable }: DecideRowInput,
): Result<string, DecideRowError> {
  if (row.state === 'text') {
    const text = unreadable ? '' : cleanText(value);
    return text.length > longestComment ? fail({ type: 'free-text-too-long', longest: longestComment }) : ok(text);
  }
  const blank = row.item === 'field' || row.item === 'official' ? '' : '0';
  if (unreadable) return ok(blank);
  return valueFits(row.item, value, context) ? ok(value) : fail({ type: 'value-does-not-fit' });
}
