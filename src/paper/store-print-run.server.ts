import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { PrintRun } from './print-run';
import type { SheetLayout } from './sheet-layout';

interface RunRow {
  unit_code: string;
  run: string;
  number: number;
  kind: PrintRun['kind'];
  form_id: string;
  form_version: number;
  period_id: string;
  paper: PrintRun['paper'];
  sheets: number;
  layout: SheetLayout;
  content: PrintRun['content'];
  made_by: string;
  made_by_name: string;
  made_at: Date;
}

function runOfRow(row: RunRow): PrintRun {
  return {
    unitCode: row.unit_code,
    run: row.run,
    number: row.number,
    kind: row.kind,
    formId: row.form_id,
    formVersion: row.form_version,
    periodId: row.period_id,
    paper: row.paper,
    sheets: row.sheets,
    layout: row.layout,
    content: row.content,
    madeBy: row.made_by,
    madeByName: row.made_by_name,
    madeAt: row.made_at,
  };
}

/** The newest first. */
export async function readRuns(
  tx: Queryable,
  unitCode: string,
  part: { readonly skip: number; readonly take: number },
): Promise<PrintRun[]> {
  const found = await sql<RunRow>`
    select * from print_run where unit_code = ${unitCode} order by number desc offset ${part.skip} limit ${part.take}
  `.execute(tx);
  return found.rows.map(runOfRow);
}

export async function readRunsOfPeriod(tx: Queryable, unitCode: string, periodId: string): Promise<PrintRun[]> {
  const found = await sql<RunRow>`
    select * from print_run where unit_code = ${unitCode} and period_id = ${periodId} order by number
  `.execute(tx);
  return found.rows.map(runOfRow);
}

export async function readRun(tx: Queryable, unitCode: string, run: string): Promise<PrintRun | undefined> {
  const found = await sql<RunRow>`select * from print_run where unit_code = ${unitCode} and run = ${run}`.execute(tx);
  return found.rows[0] && runOfRow(found.rows[0]);
}

/** The same; until the transaction ends nobody else prints it or moves its sheets. */
export async function lockRun(tx: Queryable, unitCode: string, run: string): Promise<PrintRun | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('hailong-print-run'), hashtext(${`${unitCode} ${run}`}))`.execute(tx);
  return readRun(tx, unitCode, run);
}

/** Until the transaction ends nobody else makes a run of the unit: numbers have no gaps. */
export async function lockRuns(tx: Queryable, unitCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('hailong-print-runs'), hashtext(${unitCode}))`.execute(tx);
}

export async function countRuns(tx: Queryable, unitCode: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from print_run where unit_code = ${unitCode}`.execute(tx);
  return found.rows[0]?.count ?? 0;
}

export async function insertRun(tx: Queryable, run: PrintRun): Promise<void> {
  await sql`
    insert into print_run (unit_code, run, number, kind, form_id, form_version, period_id, paper, sheets, layout, content,
                           made_by, made_by_name, made_at)
    values (${run.unitCode}, ${run.run}, ${run.number}, ${run.kind}, ${run.formId}, ${run.formVersion}, ${run.periodId}, ${run.paper},
            ${run.sheets}, ${JSON.stringify(run.layout)}::jsonb, ${JSON.stringify(run.content)}::jsonb,
            ${run.madeBy}, ${run.madeByName}, ${run.madeAt})
  `.execute(tx);
}

/** For the reader: every layout the unit printed, one a tag. */
export async function layoutsPrinted(tx: Queryable, unitCode: string): Promise<SheetLayout[]> {
  const found = await sql<{ layout: SheetLayout }>`
    select distinct on (layout ->> 'tag') layout from print_run where unit_code = ${unitCode} order by layout ->> 'tag', number
  `.execute(tx);
  return found.rows.map(({ layout }) => layout);
}

export interface KnownRunRow {
  readonly run: string;
  readonly unitCode: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly periodId: string;
}

/** Every run of every unit here, for telling whose sheet it is; the unit's own last, so that it wins a code drawn twice. */
export async function knownRuns(tx: Queryable, unitCode: string): Promise<Map<string, KnownRunRow>> {
  const found = await sql<KnownRunRow>`
    select run, unit_code as "unitCode", form_id as "formId", form_version as "formVersion", period_id as "periodId"
    from print_run order by unit_code = ${unitCode}
  `.execute(tx);
  return new Map(found.rows.map((row) => [row.run, row]));
}

/** In the order of the serials, which is chance: the rows say nothing of the pile. */
export async function insertSerials(
  tx: Queryable,
  unitCode: string,
  run: string,
  serials: readonly string[],
): Promise<void> {
  await sql`
    insert into print_serial (unit_code, run, serial)
    select ${unitCode}, ${run}, serial from unnest(${serials.toSorted()}::text[]) with ordinality as s (serial, place) order by place
  `.execute(tx);
}

export async function readSerials(tx: Queryable, unitCode: string, run: string): Promise<string[]> {
  const found = await sql<{ serial: string }>`
    select serial from print_serial where unit_code = ${unitCode} and run = ${run} order by serial
  `.execute(tx);
  return found.rows.map(({ serial }) => serial);
}

export async function insertRunPhotos(
  tx: Queryable,
  unitCode: string,
  run: string,
  photos: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(photos))
    await sql`
      insert into print_run_photo (unit_code, run, name, content) values (${unitCode}, ${run}, ${name}, ${Buffer.from(content)})
    `.execute(tx);
}

export async function readRunPhotos(tx: Queryable, unitCode: string, run: string): Promise<Record<string, Uint8Array>> {
  const found = await sql<{ name: string; content: Buffer }>`
    select name, content from print_run_photo where unit_code = ${unitCode} and run = ${run}
  `.execute(tx);
  return Object.fromEntries(found.rows.map(({ name, content }) => [name, new Uint8Array(content)]));
}

export interface Printing {
  readonly number: number;
  readonly reason: string | undefined;
  readonly printedBy: string;
  readonly printedByName: string;
  readonly printedAt: Date;
}

export async function readPrintings(tx: Queryable, unitCode: string, run: string): Promise<Printing[]> {
  const found = await sql<Omit<Printing, 'reason'> & { reason: string | null }>`
    select number, reason, printed_by as "printedBy", printed_by_name as "printedByName", printed_at as "printedAt"
    from print_run_printing where unit_code = ${unitCode} and run = ${run} order by number
  `.execute(tx);
  return found.rows.map((row) => ({ ...row, reason: row.reason ?? undefined }));
}

export async function insertPrinting(tx: Queryable, unitCode: string, run: string, printing: Printing): Promise<void> {
  await sql`
    insert into print_run_printing (unit_code, run, number, reason, printed_by, printed_by_name, printed_at)
    values (${unitCode}, ${run}, ${printing.number}, ${printing.reason ?? null}, ${printing.printedBy}, ${printing.printedByName},
            ${printing.printedAt})
  `.execute(tx);
}
