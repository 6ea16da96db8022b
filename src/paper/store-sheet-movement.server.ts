import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import type { SheetMovement } from './sheet-movement';

interface MovementRow {
  id: string;
  run: string;
  root_id: string;
  replaces: string | null;
  correction_reason: string | null;
  kind: SheetMovement['kind'];
  place: string;
  sheets: number;
  day: CalendarDay;
  note: string;
  recorded_by: string;
  recorded_by_name: string;
  recorded_at: Date;
}

function movementOfRow(row: MovementRow): SheetMovement {
  return {
    id: row.id,
    run: row.run,
    rootId: row.root_id,
    correction: row.replaces === null ? undefined : { replaces: row.replaces, reason: row.correction_reason ?? '' },
    kind: row.kind,
    place: row.place,
    sheets: row.sheets,
    day: row.day,
    note: row.note,
    recordedBy: row.recorded_by,
    recordedByName: row.recorded_by_name,
    recordedAt: row.recorded_at,
  };
}

/** Every record of these runs, corrected ones too; the newest first. */
export async function readMovements(
  tx: Queryable,
  unitCode: string,
  runs: readonly string[],
): Promise<SheetMovement[]> {
  const found = await sql<MovementRow>`
    select * from sheet_movement where unit_code = ${unitCode} and run = any(${runs}::text[]) order by day desc, recorded_at desc, id
  `.execute(tx);
  return found.rows.map(movementOfRow);
}

/** Places that sheets went to before, for the form. */
export async function readPlaces(tx: Queryable, unitCode: string): Promise<string[]> {
  const found = await sql<{ place: string }>`
    select distinct place from sheet_movement where unit_code = ${unitCode} and place <> '' order by place
  `.execute(tx);
  return found.rows.map(({ place }) => place);
}

export async function insertMovement(tx: Queryable, unitCode: string, movement: SheetMovement): Promise<void> {
  const { correction } = movement;
  await sql`
    insert into sheet_movement (unit_code, id, run, root_id, replaces, correction_reason, kind, place, sheets, day, note,
                                recorded_by, recorded_by_name, recorded_at)
    values (${unitCode}, ${movement.id}, ${movement.run}, ${movement.rootId}, ${correction?.replaces ?? null}, ${correction?.reason ?? null},
            ${movement.kind}, ${movement.place}, ${movement.sheets}, ${movement.day}, ${movement.note}, ${movement.recordedBy},
            ${movement.recordedByName}, ${movement.recordedAt})
  `.execute(tx);
}
