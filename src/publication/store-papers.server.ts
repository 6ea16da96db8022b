import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import { decodeSnapshot, type SnapshotContent, type SnapshotReport } from './snapshot';

/** The notice on the wall: who hung it up, when and where. */
export interface Posting {
  readonly id: string;
  readonly snapshotId: string;
  readonly postedOn: CalendarDay;
  readonly postedBy: string;
  readonly place: string;
  readonly hasPhoto: boolean;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export interface Photo {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
}

export async function insertPosting(
  tx: Queryable,
  unitCode: string,
  posting: Omit<Posting, 'hasPhoto'>,
  photo: Photo | undefined,
): Promise<void> {
  await sql`
    insert into posting (unit_code, id, snapshot_id, posted_on, posted_by, place, photo, photo_type, recorded_by, recorded_at)
    values (${unitCode}, ${posting.id}, ${posting.snapshotId}, ${posting.postedOn}, ${posting.postedBy}, ${posting.place},
      ${photo ? Buffer.from(photo.bytes) : null}, ${photo?.mediaType ?? null}, ${posting.recordedBy}, ${posting.recordedAt})`.execute(
    tx,
  );
}

export async function postingsOf(tx: Queryable, unitCode: string): Promise<Posting[]> {
  return postingsOfAll(tx, [unitCode]);
}

/** Of several units at once. */
export async function postingsOfAll(
  tx: Queryable,
  unitCodes: readonly string[],
): Promise<(Posting & { readonly unitCode: string })[]> {
  const { rows } = await sql<Posting & { unitCode: string }>`
    select unit_code as "unitCode", id, snapshot_id as "snapshotId", posted_on as "postedOn", posted_by as "postedBy", place,
      photo is not null as "hasPhoto", recorded_by as "recordedBy", recorded_at as "recordedAt"
    from posting where unit_code = any(${[...unitCodes]}::text[]) order by posted_on, recorded_at`.execute(tx);
  return rows;
}

export async function postingPhoto(tx: Queryable, unitCode: string, id: string): Promise<Photo | undefined> {
  const { rows } = await sql<Photo>`
    select photo as bytes, photo_type as "mediaType" from posting
    where unit_code = ${unitCode} and id = ${id} and photo is not null`.execute(tx);
  return rows[0];
}

/** The paper the registry signed and scanned; the last one attached is offered, the earlier ones stay. */
export interface SignedFile {
  readonly id: string;
  readonly subjectId: string;
  readonly officialNumber: string | null;
  readonly signedOn: CalendarDay | null;
  readonly sha256: string;
  readonly attachedBy: string;
  readonly attachedAt: Date;
}

export async function insertSignedFile(
  tx: Queryable,
  unitCode: string,
  file: SignedFile,
  bytes: Uint8Array,
): Promise<void> {
  await sql`
    insert into signed_file (unit_code, id, subject_id, official_number, signed_on, sha256, bytes, attached_by, attached_at)
    values (${unitCode}, ${file.id}, ${file.subjectId}, ${file.officialNumber}, ${file.signedOn}, ${file.sha256},
      ${Buffer.from(bytes)}, ${file.attachedBy}, ${file.attachedAt})`.execute(tx);
}

/** Newest first. */
export async function signedFilesOf(tx: Queryable, unitCode: string, subjectId: string): Promise<SignedFile[]> {
  const { rows } = await sql<SignedFile>`
    select id, subject_id as "subjectId", official_number as "officialNumber", signed_on as "signedOn", sha256,
      attached_by as "attachedBy", attached_at as "attachedAt"
    from signed_file where unit_code = ${unitCode} and subject_id = ${subjectId} order by attached_at desc`.execute(tx);
  return rows;
}

export async function signedFileBytes(tx: Queryable, unitCode: string, id: string): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select bytes from signed_file where unit_code = ${unitCode} and id = ${id}`.execute(tx);
  return rows[0]?.bytes;
}

/** A report that went to the unit above, as the clerk recorded it. */
export interface UpwardReport {
  readonly unitCode: string;
  readonly id: string;
  /** A snapshot or a window report. */
  readonly subjectId: string;
  readonly toUnitCode: string;
  readonly toUnitName: string;
  readonly officialNumber: string | null;
  readonly sentOn: CalendarDay;
  readonly sentHow: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export async function insertUpwardReport(tx: Queryable, report: UpwardReport): Promise<void> {
  await sql`
    insert into upward_report (unit_code, id, subject_id, to_unit_code, to_unit_name, official_number, sent_on, sent_how, recorded_by, recorded_at)
    values (${report.unitCode}, ${report.id}, ${report.subjectId}, ${report.toUnitCode}, ${report.toUnitName}, ${report.officialNumber},
      ${report.sentOn}, ${report.sentHow}, ${report.recordedBy}, ${report.recordedAt})`.execute(tx);
}

const upwardColumns = sql`
  unit_code as "unitCode", id, subject_id as "subjectId", to_unit_code as "toUnitCode", to_unit_name as "toUnitName",
  official_number as "officialNumber", sent_on as "sentOn", sent_how as "sentHow", recorded_by as "recordedBy", recorded_at as "recordedAt"`;

export async function upwardReportsFrom(tx: Queryable, unitCode: string): Promise<UpwardReport[]> {
  return upwardReportsFromAll(tx, [unitCode]);
}

/** Of several units at once. */
export async function upwardReportsFromAll(tx: Queryable, unitCodes: readonly string[]): Promise<UpwardReport[]> {
  const { rows } = await sql<UpwardReport>`
    select ${upwardColumns} from upward_report where unit_code = any(${[...unitCodes]}::text[])
    order by sent_on desc, recorded_at desc`.execute(tx);
  return rows;
}

/** What a unit received from those below, newest first. */
export async function upwardReportsTo(tx: Queryable, toUnitCode: string): Promise<UpwardReport[]> {
  const { rows } = await sql<UpwardReport>`
    select ${upwardColumns} from upward_report where to_unit_code = ${toUnitCode} order by sent_on desc, recorded_at desc limit 500`.execute(
    tx,
  );
  return rows;
}

/** A report for any window ("khi có yêu cầu của cấp trên"): figures as of the day it was made, words that are edited. */
export interface WindowReport {
  readonly id: string;
  readonly periodId: string;
  readonly report: SnapshotReport;
  readonly content: SnapshotContent;
  readonly madeBy: string;
  readonly madeAt: Date;
}

export async function insertWindowReport(
  tx: Queryable,
  unitCode: string,
  report: Omit<WindowReport, 'content'>,
  content: Uint8Array,
): Promise<void> {
  await sql`
    insert into window_report (unit_code, id, period_id, draft, figures, made_by, made_at)
    values (${unitCode}, ${report.id}, ${report.periodId}, ${JSON.stringify(report.report)}::jsonb, ${Buffer.from(content)}, ${report.madeBy}, ${report.madeAt})`.execute(
    tx,
  );
}

export async function saveWindowReport(
  tx: Queryable,
  unitCode: string,
  id: string,
  report: SnapshotReport,
): Promise<void> {
  await sql`update window_report set draft = ${JSON.stringify(report)}::jsonb where unit_code = ${unitCode} and id = ${id}`.execute(
    tx,
  );
}

export async function windowReportsOf(tx: Queryable, unitCode: string): Promise<WindowReport[]> {
  return readWindowReports(tx, unitCode, null);
}

export async function windowReport(tx: Queryable, unitCode: string, id: string): Promise<WindowReport | undefined> {
  return (await readWindowReports(tx, unitCode, id))[0];
}

async function readWindowReports(tx: Queryable, unitCode: string, id: string | null): Promise<WindowReport[]> {
  const { rows } = await sql<{
    id: string;
    period_id: string;
    draft: SnapshotReport;
    figures: Buffer;
    made_by: string;
    made_at: Date;
  }>`
    select id, period_id, draft, figures, made_by, made_at from window_report
    where unit_code = ${unitCode} and (${id}::text is null or id = ${id}) order by made_at desc`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    periodId: row.period_id,
    report: row.draft,
    content: decodeSnapshot(row.figures),
    madeBy: row.made_by,
    madeAt: row.made_at,
  }));
}
