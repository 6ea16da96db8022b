import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import { openingsInForceSql } from './store-box-opening.server';
import type { BatchRecord, KeyingBatch, ReadingRole, SheetReading, SpoiledReason, StoredReading } from './keying';

export interface StoredBatch extends KeyingBatch {
  readonly createdByName: string;
  /** Read, never written: which of several openings of the box on that day the sheets are from. */
  readonly openingTurn?: number | undefined;
}

interface BatchRow {
  unit_code: string;
  id: string;
  code: string;
  channel: KeyingBatch['channel'];
  opening_id: string | null;
  box_code: string | null;
  opened_on: CalendarDay | null;
  turn: number | null;
  period_id: string;
  form_id: string;
  form_version: number;
  sheets: number;
  second_share_percent: number;
  asks_official: boolean;
  reading: KeyingBatch['reading'];
  created_by: string;
  created_by_name: string;
  created_at: Date;
}

function batchOfRow(row: BatchRow): StoredBatch {
  return {
    unitCode: row.unit_code,
    id: row.id,
    code: row.code,
    channel: row.channel,
    openingId: row.opening_id ?? undefined,
    boxCode: row.box_code ?? undefined,
    openedOn: row.opened_on ?? undefined,
    openingTurn: row.turn ?? undefined,
    periodId: row.period_id,
    formId: row.form_id,
    formVersion: row.form_version,
    sheets: row.sheets,
    secondSharePercent: row.second_share_percent,
    asksOfficial: row.asks_official,
    reading: row.reading,
    createdBy: row.created_by,
    createdByName: row.created_by_name,
    createdAt: row.created_at,
  };
}

/** Box and day come from the record in force of the opening. */
function batchSelection(unitCode: string) {
  return sql`
    select b.*, o.box_code, o.opened_on, o.turn from keying_batch b
    left join ${openingsInForceSql(unitCode)} o on o.root_id = b.opening_id where b.unit_code = ${unitCode}`;
}

/** The newest first. */
export async function readBatches(tx: Queryable, unitCode: string): Promise<StoredBatch[]> {
  const found = await sql<BatchRow>`${batchSelection(unitCode)} order by b.created_at desc, b.code desc`.execute(tx);
  return found.rows.map(batchOfRow);
}

export async function readBatch(tx: Queryable, unitCode: string, id: string): Promise<StoredBatch | undefined> {
  const found = await sql<BatchRow>`${batchSelection(unitCode)} and b.id = ${id}`.execute(tx);
  return found.rows[0] && batchOfRow(found.rows[0]);
}

/** The same; until the transaction ends nobody else reads into, draws from, or ends the batch. */
export async function lockBatch(tx: Queryable, unitCode: string, id: string): Promise<StoredBatch | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('hailong-keying'), hashtext(${`${unitCode} ${id}`}))`.execute(tx);
  return readBatch(tx, unitCode, id);
}

export async function insertBatch(tx: Queryable, batch: StoredBatch): Promise<void> {
  await sql`
    insert into keying_batch (unit_code, id, code, channel, opening_id, period_id, form_id, form_version, sheets, second_share_percent,
                              asks_official, reading, created_by, created_by_name, created_at)
    values (${batch.unitCode}, ${batch.id}, ${batch.code}, ${batch.channel}, ${batch.openingId ?? null}, ${batch.periodId}, ${batch.formId},
            ${batch.formVersion}, ${batch.sheets}, ${batch.secondSharePercent}, ${batch.asksOfficial}, ${batch.reading}, ${batch.createdBy},
            ${batch.createdByName}, ${batch.createdAt})
  `.execute(tx);
}

/** How many batches of a period there are, for the next code. */
export async function countBatches(tx: Queryable, unitCode: string, periodId: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*) as count from keying_batch where unit_code = ${unitCode} and period_id = ${periodId}
  `.execute(tx);
  return found.rows[0]?.count ?? 0;
}

/** All sheets drawn for a second reading; undefined before the draw. */
export async function readDraw(tx: Queryable, unitCode: string, batchId: string): Promise<number[] | undefined> {
  const found = await sql<{ sheets: number[] }>`
    select sheets from keying_draw where unit_code = ${unitCode} and batch_id = ${batchId} order by number
  `.execute(tx);
  return found.rows.length === 0
    ? undefined
    : [...new Set(found.rows.flatMap((row) => row.sheets))].sort((a, b) => a - b);
}

export async function insertDraw(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  draw: { readonly sheets: readonly number[]; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`
    insert into keying_draw (unit_code, batch_id, number, sheets, drawn_by, drawn_at)
    select ${unitCode}, ${batchId}, count(*) + 1, ${draw.sheets}::int[], ${draw.by}, ${draw.at}
    from keying_draw where unit_code = ${unitCode} and batch_id = ${batchId}
  `.execute(tx);
}

interface ReadingRow {
  sheet: number;
  role: ReadingRole;
  revision: number;
  reader: string;
  reader_name: string;
  by_head: boolean;
  spoiled: SpoiledReason | null;
  answers: Buffer | null;
  field_code: string | null;
  official_code: string | null;
  free_texts: Record<string, string>;
}

export interface NamedReading extends StoredReading {
  readonly readerName: string;
}

function readingOfRow(row: ReadingRow): NamedReading {
  const reading: SheetReading =
    row.answers === null || row.spoiled !== null
      ? { kind: 'spoiled', reason: row.spoiled ?? 'unreadable' }
      : {
          kind: 'ballot',
          answers: new Uint8Array(row.answers),
          fieldCode: row.field_code ?? undefined,
          officialCode: row.official_code ?? undefined,
          freeTexts: row.free_texts,
        };
  const { sheet, role, revision, reader } = row;
  return { sheet, role, revision, reader, readerName: row.reader_name, byHead: row.by_head, reading };
}

export async function readReadings(tx: Queryable, unitCode: string, batchId: string): Promise<NamedReading[]> {
  const found = await sql<ReadingRow>`
    select * from keying_reading where unit_code = ${unitCode} and batch_id = ${batchId} order by sheet, role, revision
  `.execute(tx);
  return found.rows.map(readingOfRow);
}

/** Who has seen answers of an open batch, keyed or scanned. */
export async function readersOfBatch(tx: Queryable, unitCode: string, batchId: string): Promise<string[]> {
  const found = await sql<{ reader: string }>`
    select reader from batch_reader where unit_code = ${unitCode} and batch_id = ${batchId}
  `.execute(tx);
  return found.rows.map((row) => row.reader);
}

export async function insertReading(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  one: NamedReading,
): Promise<void> {
  const ballot = one.reading.kind === 'ballot' ? one.reading : undefined;
  await sql`
    insert into keying_reading (unit_code, batch_id, sheet, role, revision, reader, reader_name, by_head, spoiled, answers, field_code, official_code, free_texts)
    values (${unitCode}, ${batchId}, ${one.sheet}, ${one.role}, ${one.revision}, ${one.reader}, ${one.readerName}, ${one.byHead},
            ${one.reading.kind === 'spoiled' ? one.reading.reason : null}, ${ballot ? Buffer.from(ballot.answers) : null},
            ${ballot?.fieldCode ?? null}, ${ballot?.officialCode ?? null}, ${JSON.stringify(ballot?.freeTexts ?? {})}::jsonb)
  `.execute(tx);
}

/** From here on nobody can see a single ballot of the batch with its answers. Refused by trigger before the batch has ended. */
export async function deleteReadings(tx: Queryable, unitCode: string, batchId: string): Promise<void> {
  await sql`delete from keying_reading where unit_code = ${unitCode} and batch_id = ${batchId}`.execute(tx);
}

export interface ReaderShare {
  readonly id: string;
  readonly name: string;
  readonly first: number;
  readonly second: number;
  readonly settled: number;
}

export interface BatchOutcome extends Omit<BatchRecord, 'sheets'> {
  readonly outcome: 'released' | 'withdrawn';
  readonly batchCode: string | undefined;
  readonly readers: readonly ReaderShare[];
  readonly reason: string | undefined;
  readonly endedBy: string;
  readonly endedByName: string;
  readonly endedAt: Date;
}

interface OutcomeRow {
  batch_id: string;
  outcome: BatchOutcome['outcome'];
  batch_code: string | null;
  keyed: number;
  spoiled: number;
  read_twice: number;
  places_compared: number;
  places_different: number;
  sheets_different: number;
  settled_by_head: number;
  corrected: number;
  readers: ReaderShare[];
  reason: string | null;
  ended_by: string;
  ended_by_name: string;
  ended_at: Date;
}

/** By batch id. */
export async function readOutcomes(tx: Queryable, unitCode: string): Promise<Map<string, BatchOutcome>> {
  const found = await sql<OutcomeRow>`select * from keying_outcome where unit_code = ${unitCode}`.execute(tx);
  return new Map(
    found.rows.map((row) => [
      row.batch_id,
      {
        outcome: row.outcome,
        batchCode: row.batch_code ?? undefined,
        keyed: row.keyed,
        spoiled: row.spoiled,
        readTwice: row.read_twice,
        placesCompared: row.places_compared,
        placesDifferent: row.places_different,
        sheetsDifferent: row.sheets_different,
        settledByHead: row.settled_by_head,
        corrected: row.corrected,
        readers: row.readers,
        reason: row.reason ?? undefined,
        endedBy: row.ended_by,
        endedByName: row.ended_by_name,
        endedAt: row.ended_at,
      },
    ]),
  );
}

export async function insertOutcome(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  outcome: BatchOutcome,
): Promise<void> {
  await sql`
    insert into keying_outcome (unit_code, batch_id, outcome, batch_code, keyed, spoiled, read_twice, places_compared, places_different,
                                sheets_different, settled_by_head, corrected, readers, reason, ended_by, ended_by_name, ended_at)
    values (${unitCode}, ${batchId}, ${outcome.outcome}, ${outcome.batchCode ?? null}, ${outcome.keyed}, ${outcome.spoiled}, ${outcome.readTwice},
            ${outcome.placesCompared}, ${outcome.placesDifferent}, ${outcome.sheetsDifferent}, ${outcome.settledByHead}, ${outcome.corrected},
            ${JSON.stringify(outcome.readers)}::jsonb, ${outcome.reason ?? null}, ${outcome.endedBy}, ${outcome.endedByName}, ${outcome.endedAt})
  `.execute(tx);
}

/** By batch: sheets read first, and how many of them were spoiled. Counts only. */
export async function countFirstReadings(
  tx: Queryable,
  unitCode: string,
): Promise<Map<string, { read: number; spoiled: number }>> {
  const found = await sql<{ batch_id: string; read: number; spoiled: number }>`
    select batch_id, count(*) as read, count(*) filter (where spoiled is not null) as spoiled
    from (select distinct on (batch_id, sheet) batch_id, spoiled from keying_reading
          where unit_code = ${unitCode} and role = 'first' order by batch_id, sheet, revision desc) latest
    group by batch_id
  `.execute(tx);
  return new Map(found.rows.map((row) => [row.batch_id, { read: row.read, spoiled: row.spoiled }]));
}

/** Periods of the unit that take no ballots from files or paper any more, since they are published. */
export async function closedPeriods(tx: Queryable, unitCode: string): Promise<Set<string>> {
  const found = await sql<{
    period_id: string;
  }>`select period_id from period_closing where unit_code = ${unitCode}`.execute(tx);
  return new Set(found.rows.map((row) => row.period_id));
}

export async function insertPeriodClosing(
  tx: Queryable,
  unitCode: string,
  periodIds: readonly string[],
  at: Date,
  by: string,
): Promise<void> {
  await sql`
    insert into period_closing (unit_code, period_id, closed_at, closed_by)
    select ${unitCode}, period_id, ${at}, ${by} from unnest(${periodIds}::text[]) as p (period_id) on conflict do nothing
  `.execute(tx);
}
