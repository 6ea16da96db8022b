import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { ReadingRole } from '../collection/keying';
import type { ReviewRow, ReviewState, RowDecision } from './row-standing';

/** A row as the machine read it. */
export interface StoredRow extends Omit<ReviewRow, 'checked'> {
  /** Of the question, in the order of the paper. */
  readonly number: number;
  readonly page: number;
  readonly ink: readonly number[];
}

export interface StoredReviewRow extends ReviewRow {
  readonly number: number;
  readonly page: number;
}

export interface StoredDecision extends RowDecision {
  readonly sheet: number;
  readonly item: string;
  readonly readerName: string;
}

export async function insertRows(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  rows: readonly StoredRow[],
): Promise<void> {
  await sql`
    insert into scan_row (unit_code, batch_id, sheet, item, number, page, state, value, doubt, ink)
    select ${unitCode}, ${batchId}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (sheet int, item text, number smallint, page smallint, state text, value text, doubt real, ink jsonb)
  `.execute(tx);
}

interface RowRow {
  sheet: number;
  item: string;
  number: number;
  page: number;
  state: ReviewState;
  value: string | null;
  doubt: number;
  checked: boolean;
}

function rowOfRow({ value, ...row }: RowRow): StoredReviewRow {
  return { ...row, value: value ?? undefined };
}

const rowSelection = sql`
  select r.sheet, r.item, r.number, r.page, r.state, r.value, r.doubt, c.item is not null as checked
  from scan_row r left join scan_check c
    on c.unit_code = r.unit_code and c.batch_id = r.batch_id and c.sheet = r.sheet and c.item = r.item`;

export async function readRows(tx: Queryable, unitCode: string, batchId: string): Promise<StoredReviewRow[]> {
  const found = await sql<RowRow>`
    ${rowSelection} where r.unit_code = ${unitCode} and r.batch_id = ${batchId}
  `.execute(tx);
  return found.rows.map(rowOfRow);
}

/** Only the rows that people read: doubtful ones, those keyed by hand, handwriting, and those drawn. */
export async function readRowsForPeople(tx: Queryable, unitCode: string, batchId: string): Promise<StoredReviewRow[]> {
  const found = await sql<RowRow>`
    ${rowSelection} where r.unit_code = ${unitCode} and r.batch_id = ${batchId} and (r.value is null or c.item is not null)
    order by r.number, r.doubt desc, r.sheet
  `.execute(tx);
  return found.rows.map(rowOfRow);
}

export async function readRow(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  sheet: number,
  item: string,
): Promise<StoredReviewRow | undefined> {
  const found = await sql<RowRow>`
    ${rowSelection} where r.unit_code = ${unitCode} and r.batch_id = ${batchId} and r.sheet = ${sheet} and r.item = ${item}
  `.execute(tx);
  return found.rows[0] && rowOfRow(found.rows[0]);
}

interface DecisionRow {
  sheet: number;
  item: string;
  role: ReadingRole;
  revision: number;
  reader: string;
  reader_name: string;
  by_head: boolean;
  value: string;
  unreadable: boolean;
}

function decisionOfRow({ reader_name: readerName, by_head: byHead, ...row }: DecisionRow): StoredDecision {
  return { ...row, readerName, byHead };
}

export async function readDecisions(tx: Queryable, unitCode: string, batchId: string): Promise<StoredDecision[]> {
  const found = await sql<DecisionRow>`
    select sheet, item, role, revision, reader, reader_name, by_head, value, unreadable from scan_decision
    where unit_code = ${unitCode} and batch_id = ${batchId}
  `.execute(tx);
  return found.rows.map(decisionOfRow);
}

export async function readDecisionsOfRow(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  sheet: number,
  item: string,
): Promise<StoredDecision[]> {
  const found = await sql<DecisionRow>`
    select sheet, item, role, revision, reader, reader_name, by_head, value, unreadable from scan_decision
    where unit_code = ${unitCode} and batch_id = ${batchId} and sheet = ${sheet} and item = ${item}
  `.execute(tx);
  return found.rows.map(decisionOfRow);
}

export async function insertDecision(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  one: StoredDecision,
): Promise<void> {
  await sql`
    insert into scan_decision (unit_code, batch_id, sheet, item, role, revision, reader, reader_name, by_head, value, unreadable)
    values (${unitCode}, ${batchId}, ${one.sheet}, ${one.item}, ${one.role}, ${one.revision}, ${one.reader}, ${one.readerName},
            ${one.byHead}, ${one.value}, ${one.unreadable})
  `.execute(tx);
}

export interface CheckDraw {
  readonly rowsOf: number;
  readonly rowsDrawn: number;
}

export async function readCheckDraws(tx: Queryable, unitCode: string, batchId: string): Promise<CheckDraw[]> {
  const found = await sql<{ rows_of: number; rows_drawn: number }>`
    select rows_of, rows_drawn from scan_draw where unit_code = ${unitCode} and batch_id = ${batchId} order by number
  `.execute(tx);
  return found.rows.map((row) => ({ rowsOf: row.rows_of, rowsDrawn: row.rows_drawn }));
}

export async function insertCheckDraw(
  tx: Queryable,
  unitCode: string,
  batchId: string,
  draw: {
    readonly rows: readonly { readonly sheet: number; readonly item: string }[];
    readonly rowsOf: number;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into scan_draw (unit_code, batch_id, number, rows_of, rows_drawn, drawn_by, drawn_at)
    select ${unitCode}, ${batchId}, count(*) + 1, ${draw.rowsOf}, ${draw.rows.length}, ${draw.by}, ${draw.at}
    from scan_draw where unit_code = ${unitCode} and batch_id = ${batchId}
  `.execute(tx);
  await sql`
    insert into scan_check (unit_code, batch_id, sheet, item)
    select ${unitCode}, ${batchId}, sheet, item
    from unnest(${draw.rows.map((row) => row.sheet)}::int[], ${draw.rows.map((row) => row.item)}::text[]) as r (sheet, item)
    on conflict do nothing
  `.execute(tx);
}
