import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import { serialKey } from './assemble-sheets';

export interface SeenSerial {
  readonly run: string;
  readonly serial: string;
}

/** Which of these were read before in the unit, and in which batch: by `run serial`, as `serialKey` writes them. */
export async function seenSerials(
  tx: Queryable,
  unitCode: string,
  asked: readonly SeenSerial[],
): Promise<Map<string, string>> {
  const found = await sql<SeenSerial & { batch_id: string }>`
    select s.run, s.serial, s.batch_id from scan_serial s
    join unnest(${asked.map((one) => one.run)}::text[], ${asked.map((one) => one.serial)}::text[]) as a (run, serial)
      on a.run = s.run and a.serial = s.serial
    where s.unit_code = ${unitCode}
  `.execute(tx);
  return new Map(found.rows.map(({ run, serial, batch_id: batchId }) => [serialKey(run, serial), batchId]));
}

export async function serialsOfBatch(tx: Queryable, unitCode: string, batchId: string): Promise<SeenSerial[]> {
  const found = await sql<SeenSerial>`
    select run, serial from scan_serial where unit_code = ${unitCode} and batch_id = ${batchId} order by run, serial
  `.execute(tx);
  return found.rows;
}

/**
 * Writes the serials of a batch anew, all of them, in the order given (shuffled by the caller): one xmin for all, and places
 * that say nothing of when a serial came. A serial that another batch holds already stays there.
 */
export async function rewriteSerials(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  shuffledSerials: readonly SeenSerial[],
): Promise<void> {
  await sql`delete from scan_serial where unit_code = ${unitCode} and batch_id = ${batchId}`.execute(tx);
  await sql`
    insert into scan_serial (unit_code, run, serial, batch_id)
    select ${unitCode}, run, serial, ${batchId}
    from unnest(${shuffledSerials.map((one) => one.run)}::text[], ${shuffledSerials.map((one) => one.serial)}::text[])
      with ordinality as s (run, serial, place) order by place
    on conflict do nothing
  `.execute(tx);
}

export async function addCopies(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  copies: ReadonlyMap<string, number>,
): Promise<void> {
  for (const [run, sheets] of copies) {
    await sql`
      insert into scan_copy_count (unit_code, batch_id, run, sheets) values (${unitCode}, ${batchId}, ${run}, ${sheets})
      on conflict (unit_code, batch_id, run) do update set sheets = scan_copy_count.sheets + excluded.sheets
    `.execute(tx);
  }
}

export async function copiesOfBatch(tx: Queryable, unitCode: string, batchId: string): Promise<number> {
  const found = await sql<{ sheets: number }>`
    select coalesce(sum(sheets), 0) as sheets from scan_copy_count where unit_code = ${unitCode} and batch_id = ${batchId}
  `.execute(tx);
  return found.rows[0]?.sheets ?? 0;
}

/** Sheets read so far, by run: for the sheet accounting of the unit. */
export async function sheetsReadByRun(
  tx: Queryable,
  unitCode: string,
): Promise<Map<string, { numbered: number; copies: number }>> {
  const found = await sql<{ run: string; numbered: number; copies: number }>`
    select run, sum(numbered)::int as numbered, sum(copies)::int as copies from (
      select run, 1 as numbered, 0 as copies from scan_serial where unit_code = ${unitCode}
      union all select run, 0, sheets from scan_copy_count where unit_code = ${unitCode}
    ) seen group by run
  `.execute(tx);
  return new Map(found.rows.map(({ run, numbered, copies }) => [run, { numbered, copies }]));
}
