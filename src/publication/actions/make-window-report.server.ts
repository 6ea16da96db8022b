import { randomId } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { renderDocx } from '../../documents/docx-adapter.server';
import { reportDocument } from '../../documents/results-report';
import { renderPdf } from '../../documents/typst-adapter.server';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { windowReportMade } from '../events';
import type { SnapshotId } from '../publication';
import { encodeSnapshot, reportFiguresOf, type SnapshotReport } from '../snapshot';
import { insertWindowReport, saveWindowReport, upwardReportsFrom, windowReport } from '../store-papers.server';
import { drawSnapshot, type DrawError } from './draw-snapshot.server';

export type WindowReportError =
  | NotAllowed
  | DrawError
  | { readonly type: 'report-not-found' }
  /** What went up stays as it went. */
  | { readonly type: 'report-sent' };

/** A report asked for by the unit above, at any time: figures as of today, words drafted from them. It is not published. */
export async function makeWindowReport(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  periodId: string,
): Promise<Result<string, WindowReportError>> {
  if (!may(actor, 'prepare-publication', unitCode)) return notAllowed('prepare-publication');
  const id = randomId();
  const frame = {
    kind: 'regular',
    periodId,
    countsUntil: null,
    supersedes: null,
    reason: null,
    planId: undefined,
  } as const;
  const drawn = await drawSnapshot(ctx, unitCode, frame, id as SnapshotId);
  if (!drawn.ok) return drawn;
  const content = drawn.value;
  const madeAt = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const report = { id, periodId: content.period.id, report: content.report, madeBy: actor.accountId, madeAt };
    await insertWindowReport(tx, unitCode, report, encodeSnapshot(content));
    await appendEvent(tx, windowReportMade(unitCode, report, actor.accountId, madeAt));
    return ok(id);
  });
}

export async function editWindowReport(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  id: string,
  report: SnapshotReport,
): Promise<Result<undefined, WindowReportError>> {
  if (!may(actor, 'prepare-publication', unitCode)) return notAllowed('prepare-publication');
  if ((await windowReport(ctx.db, unitCode, id)) === undefined) return fail({ type: 'report-not-found' });
  const sent = await upwardReportsFrom(ctx.db, unitCode);
  if (sent.some(({ subjectId }) => subjectId === id)) return fail({ type: 'report-sent' });
  await saveWindowReport(ctx.db, unitCode, id, report);
  return ok(undefined);
}

/** The paper as it stands now. */
export async function renderWindowReport(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  id: string,
  format: 'pdf' | 'docx',
): Promise<Result<Uint8Array, WindowReportError>> {
  if (!may(actor, 'view-publication', unitCode)) return notAllowed('view-publication');
  const found = await windowReport(ctx.db, unitCode, id);
  if (found === undefined) return fail({ type: 'report-not-found' });
  const paper = reportDocument(reportFiguresOf(found.content), found.report, found.report.issuance);
  return ok(format === 'pdf' ? await renderPdf(paper) : await renderDocx(paper));
}
