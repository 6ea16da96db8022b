import type { ActionContext } from '../../platform/action-context';
import type { SnapshotContent } from '../snapshot';
import { findPublication, snapshotOf } from '../store.server';
import { windowReport } from '../store-papers.server';

/** What may be signed and sent up: a snapshot that is approved or published, or a window report. */
export async function reportSubject(
  ctx: ActionContext,
  unitCode: string,
  subjectId: string,
): Promise<SnapshotContent | undefined> {
  const report = await windowReport(ctx.db, unitCode, subjectId);
  if (report !== undefined) return report.content;
  const snapshot = await snapshotOf(ctx.db, unitCode, subjectId);
  const publication = snapshot && (await findPublication(ctx.db, unitCode, snapshot.publicationId));
  const stands = publication?.state === 'approved' || publication?.state === 'published';
  return stands && publication.snapshotId === subjectId ? snapshot?.content : undefined;
}
