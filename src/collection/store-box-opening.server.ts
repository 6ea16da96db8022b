import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import type { BoxOpening, BoxWitness } from './box-opening';

/** With the name of who recorded it, as it was on that day. */
export interface StoredOpening extends BoxOpening {
  readonly recordedByName: string;
  /** Read, never written: the first, second … opening of this box on this day, where there are several. */
  readonly turn?: number | undefined;
}

interface OpeningRow {
  id: string;
  root_id: string;
  replaces: string | null;
  correction_reason: string | null;
  box_code: string;
  opened_on: CalendarDay;
  witnesses: BoxWitness[];
  sheets_found: number;
  spoiled: number;
  note: string;
  recorded_by: string;
  recorded_by_name: string;
  recorded_at: Date;
  has_photo: boolean;
  turn: number | null;
}

function openingOfRow(row: OpeningRow): StoredOpening {
  return {
    id: row.id,
    rootId: row.root_id,
    correction: row.replaces === null ? undefined : { replaces: row.replaces, reason: row.correction_reason ?? '' },
    boxCode: row.box_code,
    openedOn: row.opened_on,
    witnesses: row.witnesses,
    sheetsFound: row.sheets_found,
    spoiled: row.spoiled,
    note: row.note,
    recordedBy: row.recorded_by,
    recordedByName: row.recorded_by_name,
    recordedAt: row.recorded_at,
    hasPhoto: row.has_photo,
    turn: row.turn ?? undefined,
  };
}

/**
 * The records of a unit that no later one replaces. Box and day do not tell two openings of one day apart: `turn` numbers them in
 * the order of their first records, and is null for an opening alone on its day.
 */
export function openingsInForceSql(unitCode: string) {
  return sql`(
    select o.*, (case when count(*) over (partition by o.box_code, o.opened_on) > 1
      then row_number() over (partition by o.box_code, o.opened_on order by first.recorded_at, o.root_id) end)::int as turn
    from box_opening o join box_opening first on first.unit_code = o.unit_code and first.id = o.root_id
    where o.unit_code = ${unitCode}
      and not exists (select 1 from box_opening later where later.unit_code = o.unit_code and later.replaces = o.id))`;
}

/** Every record of the unit, corrected ones too; the latest opening day first. */
export async function readOpenings(tx: Queryable, unitCode: string): Promise<StoredOpening[]> {
  const found = await sql<OpeningRow>`
    select o.*, force.turn, exists (select 1 from box_opening_photo p where p.unit_code = o.unit_code and p.opening_id = o.id) as has_photo
    from box_opening o left join ${openingsInForceSql(unitCode)} force on force.id = o.id
    where o.unit_code = ${unitCode} order by o.opened_on desc, o.recorded_at desc
  `.execute(tx);
  return found.rows.map(openingOfRow);
}

export async function insertOpening(tx: Queryable, unitCode: string, opening: StoredOpening): Promise<void> {
  await sql`
    insert into box_opening (unit_code, id, root_id, replaces, correction_reason, box_code, opened_on, witnesses, sheets_found, spoiled, note,
                             recorded_by, recorded_by_name, recorded_at)
    values (${unitCode}, ${opening.id}, ${opening.rootId}, ${opening.correction?.replaces ?? null}, ${opening.correction?.reason ?? null},
            ${opening.boxCode}, ${opening.openedOn}, ${JSON.stringify(opening.witnesses)}::jsonb, ${opening.sheetsFound}, ${opening.spoiled},
            ${opening.note}, ${opening.recordedBy}, ${opening.recordedByName}, ${opening.recordedAt})
  `.execute(tx);
}

export interface OpeningPhoto {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly content: Buffer;
}

export async function insertOpeningPhoto(
  tx: Queryable,
  unitCode: string,
  openingId: string,
  photo: OpeningPhoto,
): Promise<void> {
  await sql`
    insert into box_opening_photo (unit_code, opening_id, media_type, content)
    values (${unitCode}, ${openingId}, ${photo.mediaType}, ${photo.content})
  `.execute(tx);
}

export async function readOpeningPhoto(
  tx: Queryable,
  unitCode: string,
  openingId: string,
): Promise<OpeningPhoto | undefined> {
  const found = await sql<{ media_type: OpeningPhoto['mediaType']; content: Buffer }>`
    select media_type, content from box_opening_photo where unit_code = ${unitCode} and opening_id = ${openingId}
  `.execute(tx);
  const row = found.rows[0];
  return row && { mediaType: row.media_type, content: row.content };
}

/** One writer at a time for the boxes of a unit, until the transaction ends: sheets are not given to two batches. */
export async function lockBoxes(tx: Queryable, unitCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('hailong-boxes'), hashtext(${unitCode}))`.execute(tx);
}
