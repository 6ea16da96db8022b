import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { type CommentRow, commentsOfUnit, waitingComments } from '../store-ballot.server';

export interface CommentsRead {
  readonly comments: readonly CommentRow[];
  /** Still apart, until 5 of a period can be shown together or the period is over. */
  readonly waiting: number;
}

/** Free text for those who draft and approve the report: in no order, without day, field or answers. */
export async function readComments(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<CommentsRead, NotAllowed>> {
  const allowed = may(actor, 'prepare-publication', unitCode) || may(actor, 'approve-publication', unitCode);
  if (!allowed && !may(actor, 'manage-collection', unitCode)) return notAllowed('prepare-publication');
  const waiting = await waitingComments(ctx.db, unitCode);
  return ok({
    comments: await commentsOfUnit(ctx.db, unitCode),
    waiting: waiting.reduce((sum, { count }) => sum + count, 0),
  });
}
