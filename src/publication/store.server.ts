import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import { foldDiacritics } from '../kernel/vietnamese-text';
import type { Queryable } from '../platform/database.server';
import type { Publication, PublicationFrame, PublicationId, PublicationKind, SnapshotId } from './publication';
import {
  decodeSnapshot,
  isShown,
  overallRow,
  type SnapshotContent,
  type SnapshotFileKind,
  type SnapshotReport,
} from './snapshot';

interface PublicationRow {
  unit_code: string;
  id: string;
  plan_id: string;
  period_id: string;
  kind: PublicationKind;
  due_day: CalendarDay;
  last_day: CalendarDay;
  counts_until: CalendarDay | null;
  supersedes: string | null;
  reason: string | null;
  snapshot_id: string | null;
  prepared_by: string | null;
  prepared_at: Date | null;
  publish_on: CalendarDay | null;
  approved_by: string | null;
  approved_at: Date | null;
  note: string | null;
  returned_by: string | null;
  returned_at: Date | null;
  released_on: CalendarDay | null;
  released_at: Date | null;
}

const publicationColumns = sql`
  p.unit_code, p.id, p.plan_id, p.period_id, p.kind, p.due_day, p.last_day, p.counts_until, p.supersedes, p.reason,
  p.snapshot_id, s.prepared_by, s.prepared_at, a.publish_on, a.decided_by as approved_by, a.decided_at as approved_at,
  b.note, b.decided_by as returned_by, b.decided_at as returned_at, r.released_on, r.released_at`;

const publicationJoins = sql`
  left join snapshot s on s.unit_code = p.unit_code and s.id = p.snapshot_id
  left join snapshot_decision a on a.unit_code = p.unit_code and a.snapshot_id = p.snapshot_id and a.decision = 'approved'
  left join snapshot_decision b on b.unit_code = p.unit_code and b.snapshot_id = p.snapshot_id and b.decision = 'returned'
  left join snapshot_release r on r.unit_code = p.unit_code and r.snapshot_id = p.snapshot_id`;

/** The state is read off the append-only facts: released, taken back, approved, sent, in this order of strength. */
function toPublication(row: PublicationRow): Publication {
  const frame: PublicationFrame = {
    unitCode: row.unit_code,
    id: row.id as PublicationId,
    planId: row.plan_id,
    periodId: row.period_id,
    kind: row.kind,
    window: { due: row.due_day, last: row.last_day },
    countsUntil: row.counts_until,
    supersedes: row.supersedes as SnapshotId | null,
    reason: row.reason,
  };
  const snapshotId = row.snapshot_id as SnapshotId | null;
  if (snapshotId === null) return { state: 'drafted', frame };
  if (row.released_on !== null && row.released_at !== null && row.approved_by !== null) {
    const { approved_by: approvedBy, released_at: publishedAt, released_on: publishedOn } = row;
    return { state: 'published', frame, snapshotId, approvedBy, publishedAt, publishedOn };
  }
  if (row.note !== null && row.returned_by !== null && row.returned_at !== null) {
    return { state: 'returned', frame, note: row.note, returnedBy: row.returned_by, returnedAt: row.returned_at };
  }
  if (row.publish_on !== null && row.approved_by !== null && row.approved_at !== null) {
    const { approved_by: approvedBy, approved_at: approvedAt, publish_on: publishOn } = row;
    return { state: 'approved', frame, snapshotId, approvedBy, approvedAt, publishOn };
  }
  if (row.prepared_by === null || row.prepared_at === null)
    throw new Error('bug: publication names a snapshot that is not there');
  return { state: 'prepared', frame, snapshotId, preparedBy: row.prepared_by, preparedAt: row.prepared_at };
}

/** Of several units at once, each unit's in the order of the due day. */
export async function publicationsOf(tx: Queryable, unitCodes: readonly string[]): Promise<Publication[]> {
  const { rows } = await sql<PublicationRow>`
    select ${publicationColumns} from publication p ${publicationJoins}
    where p.unit_code = any(${[...unitCodes]}::text[]) order by p.due_day, p.id`.execute(tx);
  return rows.map(toPublication);
}

export async function findPublication(tx: Queryable, unitCode: string, id: string): Promise<Publication | undefined> {
  const { rows } = await sql<PublicationRow>`
    select ${publicationColumns} from publication p ${publicationJoins}
    where p.unit_code = ${unitCode} and p.id = ${id}`.execute(tx);
  return rows[0] && toPublication(rows[0]);
}

/** Holds the publication until the transaction ends: two people cannot decide at the same time. */
export async function lockPublication(tx: Queryable, unitCode: string, id: string): Promise<Publication | undefined> {
  await sql`select 1 from publication where unit_code = ${unitCode} and id = ${id} for update`.execute(tx);
  return findPublication(tx, unitCode, id);
}

/** Approved, their day has come, not released: of every unit. */
export async function publicationsToRelease(tx: Queryable, today: CalendarDay): Promise<Publication[]> {
  const { rows } = await sql<PublicationRow>`
    select ${publicationColumns} from publication p ${publicationJoins}
    where a.publish_on <= ${today} and b.snapshot_id is null and r.snapshot_id is null
    order by a.publish_on, p.unit_code`.execute(tx);
  return rows.map(toPublication);
}

export interface Draft {
  readonly report: SnapshotReport;
  /** SHA-256 of the figures the words were drafted from. */
  readonly figures: string;
  readonly by: string;
  readonly at: Date;
}

export async function draftOf(tx: Queryable, unitCode: string, id: string): Promise<Draft | undefined> {
  const { rows } = await sql<{ draft: SnapshotReport; draft_figures: string; draft_by: string; draft_at: Date }>`
    select draft, draft_figures, draft_by, draft_at from publication where unit_code = ${unitCode} and id = ${id}`.execute(
    tx,
  );
  const row = rows[0];
  return row && { report: row.draft, figures: row.draft_figures, by: row.draft_by, at: row.draft_at };
}

/** False where another has begun the same publication in the meantime. */
export async function insertPublication(tx: Queryable, frame: PublicationFrame, draft: Draft): Promise<boolean> {
  const { window } = frame;
  const { numAffectedRows } = await sql`
    insert into publication (unit_code, id, plan_id, period_id, kind, due_day, last_day, counts_until, supersedes, reason,
      draft, draft_figures, draft_by, draft_at)
    values (${frame.unitCode}, ${frame.id}, ${frame.planId}, ${frame.periodId}, ${frame.kind}, ${window.due}, ${window.last},
      ${frame.countsUntil}, ${frame.supersedes}, ${frame.reason},
      ${JSON.stringify(draft.report)}::jsonb, ${draft.figures}, ${draft.by}, ${draft.at})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function saveDraft(tx: Queryable, unitCode: string, id: string, draft: Draft): Promise<void> {
  await sql`
    update publication
    set draft = ${JSON.stringify(draft.report)}::jsonb, draft_figures = ${draft.figures}, draft_by = ${draft.by}, draft_at = ${draft.at}
    where unit_code = ${unitCode} and id = ${id}`.execute(tx);
}

export interface SnapshotFile {
  readonly kind: SnapshotFileKind;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export interface FrozenSnapshot {
  readonly content: SnapshotContent;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly files: readonly SnapshotFile[];
  readonly by: string;
  readonly at: Date;
}

/** Stores the snapshot and its files and makes it the one the publication stands for. */
export async function insertSnapshot(
  tx: Queryable,
  publicationId: PublicationId,
  frozen: FrozenSnapshot,
): Promise<void> {
  const { content } = frozen;
  const { unit, id } = content;
  const overall = overallRow(content);
  const shown = isShown(overall)
    ? { n: overall.n, ...overall.satisfiedShare }
    : { n: null, value: null, low: null, high: null };
  await sql`
    insert into snapshot (unit_code, id, publication_id, content, content_sha256, unit_name, search_name, period_id, ballots,
      answers, satisfied_share, satisfied_low, satisfied_high, prepared_by, prepared_at)
    values (${unit.code}, ${id}, ${publicationId}, ${Buffer.from(frozen.bytes)}, ${frozen.sha256}, ${unit.name},
      ${foldDiacritics(unit.name)}, ${content.period.id}, ${content.ballots}, ${shown.n}, ${shown.value}, ${shown.low}, ${shown.high}, ${frozen.by}, ${frozen.at})`.execute(
    tx,
  );
  for (const file of frozen.files) {
    await sql`
      insert into snapshot_file (unit_code, snapshot_id, kind, sha256, bytes)
      values (${unit.code}, ${id}, ${file.kind}, ${file.sha256}, ${Buffer.from(file.bytes)})`.execute(tx);
  }
  await sql`update publication set snapshot_id = ${id} where unit_code = ${unit.code} and id = ${publicationId}`.execute(
    tx,
  );
}

export async function insertDecision(
  tx: Queryable,
  unitCode: string,
  snapshotId: SnapshotId,
  decision: {
    readonly publishOn: CalendarDay | null;
    readonly note: string | null;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  const word = decision.note === null ? 'approved' : 'returned';
  await sql`
    insert into snapshot_decision (unit_code, snapshot_id, decision, publish_on, note, decided_by, decided_at)
    values (${unitCode}, ${snapshotId}, ${word}, ${decision.publishOn}, ${decision.note}, ${decision.by}, ${decision.at})`.execute(
    tx,
  );
}

export async function insertRelease(
  tx: Queryable,
  unitCode: string,
  snapshotId: SnapshotId,
  release: { readonly on: CalendarDay; readonly at: Date },
): Promise<void> {
  await sql`
    insert into snapshot_release (unit_code, snapshot_id, released_on, released_at)
    values (${unitCode}, ${snapshotId}, ${release.on}, ${release.at})`.execute(tx);
}

export interface StoredSnapshot {
  readonly content: SnapshotContent;
  readonly sha256: string;
  readonly publicationId: PublicationId;
  readonly preparedBy: string;
  readonly preparedAt: Date;
}

export async function snapshotOf(
  tx: Queryable,
  unitCode: string,
  snapshotId: string,
): Promise<StoredSnapshot | undefined> {
  const { rows } = await sql<{
    content: Buffer;
    content_sha256: string;
    publication_id: string;
    prepared_by: string;
    prepared_at: Date;
  }>`
    select content, content_sha256, publication_id, prepared_by, prepared_at from snapshot
    where unit_code = ${unitCode} and id = ${snapshotId}`.execute(tx);
  const row = rows[0];
  return (
    row && {
      content: decodeSnapshot(row.content),
      sha256: row.content_sha256,
      publicationId: row.publication_id as PublicationId,
      preparedBy: row.prepared_by,
      preparedAt: row.prepared_at,
    }
  );
}

export async function snapshotFile(
  tx: Queryable,
  unitCode: string,
  snapshotId: string,
  kind: SnapshotFileKind,
): Promise<SnapshotFile | undefined> {
  const { rows } = await sql<SnapshotFile>`
    select kind, sha256, bytes from snapshot_file
    where unit_code = ${unitCode} and snapshot_id = ${snapshotId} and kind = ${kind}`.execute(tx);
  return rows[0];
}
