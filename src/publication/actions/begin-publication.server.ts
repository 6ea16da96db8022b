import { randomId } from '../../kernel/bytes';
import { addDays } from '../../kernel/calendar-day';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { plansInForce } from '../../survey/store.server';
import { publicationBegun } from '../events';
import { type PlannedPublication, plannedPublications, ripeOn } from '../planned-publications';
import type { PublicationFrame, PublicationId, PublicationKind, SnapshotId } from '../publication';
import { findPublication, insertPublication, publicationsOf } from '../store.server';
import { drawSnapshot, type DrawError, figuresFingerprint } from './draw-snapshot.server';

export type BeginError =
  | DrawError
  | NotAllowed
  | { readonly type: 'not-planned' }
  /** Ballots may still come in: the figures cannot be final. */
  | { readonly type: 'period-under-way'; readonly until: string }
  | { readonly type: 'publication-not-found' }
  | { readonly type: 'only-published-is-corrected' }
  | { readonly type: 'correction-under-way' }
  | { readonly type: 'reason-missing' };

/** Begins what the plan wants published: reads the figures and drafts the words. Begun twice, it is the same one. */
export async function beginPublication(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  wanted: { readonly planId: string; readonly periodId: string; readonly kind: PublicationKind },
): Promise<Result<PublicationId, BeginError>> {
  if (!may(actor, 'prepare-publication', unitCode)) return notAllowed('prepare-publication');
  const planned = plannedPublications(
    await plansInForce(ctx.db, unitCode),
    await publicationsOf(ctx.db, [unitCode]),
  ).find(
    ({ planId, periodId, kind }) => planId === wanted.planId && periodId === wanted.periodId && kind === wanted.kind,
  );
  if (planned === undefined || planned.kind === 'correction') return fail({ type: 'not-planned' });
  if (planned.publication !== undefined) return ok(planned.publication.frame.id);
  if (ctx.clock.today() <= ripeOn(planned)) return fail({ type: 'period-under-way', until: ripeOn(planned) });
  return begin(ctx, actor, frameOf(unitCode, planned, await completedNotice(ctx, unitCode, planned)));
}

/** A correction of something published: a new publication that names the old one, with the reason. The old one stays. */
export async function beginCorrection(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  correction: { readonly publicationId: string; readonly reason: string },
): Promise<Result<PublicationId, BeginError>> {
  if (!may(actor, 'prepare-publication', unitCode)) return notAllowed('prepare-publication');
  const old = await findPublication(ctx.db, unitCode, correction.publicationId);
  if (old === undefined) return fail({ type: 'publication-not-found' });
  if (old.state !== 'published') return fail({ type: 'only-published-is-corrected' });
  if (correction.reason === '') return fail({ type: 'reason-missing' });
  const all = await publicationsOf(ctx.db, [unitCode]);
  if (all.some(({ frame }) => frame.kind === 'correction' && frame.supersedes === old.snapshotId)) {
    return fail({ type: 'correction-under-way' });
  }
  const today = ctx.clock.today();
  return begin(ctx, actor, {
    ...old.frame,
    id: randomId() as PublicationId,
    kind: 'correction',
    // A mistake found is put right within a week [D].
    window: { due: today, last: addDays(today, 7) },
    supersedes: old.snapshotId,
    reason: correction.reason,
  });
}

async function begin(
  ctx: ActionContext,
  actor: Actor,
  frame: PublicationFrame,
): Promise<Result<PublicationId, BeginError>> {
  const drawn = await drawSnapshot(ctx, frame.unitCode as UnitCode, frame, randomId() as SnapshotId);
  if (!drawn.ok) return drawn;
  const at = ctx.clock.now();
  const draft = { report: drawn.value.report, figures: figuresFingerprint(drawn.value), by: actor.accountId, at };
  return inTransaction<PublicationId, BeginError>(ctx.db, async (tx) => {
    if (await insertPublication(tx, frame, draft)) {
      await appendEvent(tx, publicationBegun(frame, actor.accountId, at));
      return ok(frame.id);
    }
    const same = (await publicationsOf(tx, [frame.unitCode])).find(
      (other) =>
        other.frame.planId === frame.planId &&
        other.frame.periodId === frame.periodId &&
        other.frame.kind === frame.kind,
    );
    return same === undefined ? fail({ type: 'correction-under-way' }) : ok(same.frame.id);
  });
}

function frameOf(unitCode: string, planned: PlannedPublication, supersedes: SnapshotId | null): PublicationFrame {
  const { planId, periodId, kind, window, countsUntil } = planned;
  return {
    unitCode,
    id: randomId() as PublicationId,
    planId,
    periodId,
    kind,
    window,
    countsUntil,
    supersedes,
    reason: null,
  };
}

/** The notice a supplement completes: the newest published snapshot of the same period. */
async function completedNotice(
  ctx: ActionContext,
  unitCode: string,
  planned: PlannedPublication,
): Promise<SnapshotId | null> {
  if (planned.kind !== 'supplement') return null;
  const published = (await publicationsOf(ctx.db, [unitCode])).filter(
    (one) => one.state === 'published' && one.frame.periodId === planned.periodId,
  );
  const last = published.sort((one, other) =>
    one.state === 'published' && other.state === 'published'
      ? other.publishedAt.getTime() - one.publishedAt.getTime()
      : 0,
  )[0];
  return last?.state === 'published' ? last.snapshotId : null;
}
