import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { numbered } from '../../test/fixtures/scanning-office';
import { scanningWorld } from '../../test/fixtures/scanning-world';

const { world, officeWithBatch } = scanningWorld();

/** Where answers of single sheets lie while a batch is open, and the pictures' numbers. */
const answerSide = ['scan_sheet', 'scan_row', 'scan_ruling', 'scan_check', 'scan_decision', 'keying_reading'];
/** Where serials lie. */
const serialSide = ['scan_serial'];
/** Facts that a whole batch shares. */
const batchFacts = ['batch_id', 'unit_code'];

async function columnsOf(tables: readonly string[]): Promise<{ table: string; column: string; type: string }[]> {
  const found = await sql<{ table: string; column: string; type: string }>`
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = any(${tables})`.execute(world().db);
  return found.rows;
}

/** Invariant 1 for paper: a serial and the answers of its sheet stand nowhere together (docs/adr/0079). */
describe('no table, key, transaction or place joins a serial to answers', () => {
  it('shares no column between the two sides but the batch, and no table holds both', async () => {
    const serials = await columnsOf(serialSide);
    const answers = await columnsOf(answerSide);
    expect(serials.map(({ column }) => column).sort()).toEqual(['batch_id', 'run', 'serial', 'unit_code']);
    const shared = new Set(serials.map(({ column }) => column));
    expect([...new Set(answers.map(({ column }) => column).filter((column) => shared.has(column)))].sort()).toEqual(
      batchFacts,
    );
    const everywhere = await sql<{ table: string; column: string }>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and column_name ~ 'serial'`.execute(world().db);
    expect(everywhere.rows.filter(({ table }) => answerSide.includes(table))).toEqual([]);
  });

  it('keeps no instant and no counter on either side', async () => {
    const all = [...(await columnsOf(answerSide)), ...(await columnsOf(serialSide))];
    expect(all.filter(({ type }) => /time|date/.test(type))).toEqual([]);
    expect((await columnsOf(serialSide)).filter(({ type }) => /int|numeric/.test(type))).toEqual([]);
  });

  it('has no foreign key between them, by however many steps', async () => {
    const keys = await sql<{ child: string; parent: string }>`
      select child.relname as child, parent.relname as parent from pg_constraint c
      join pg_class child on child.oid = c.conrelid join pg_class parent on parent.oid = c.confrelid where c.contype = 'f'`.execute(
      world().db,
    );
    expect(
      keys.rows.filter(({ child, parent }) =>
        [...serialSide, ...answerSide].some((table) => table === child || table === parent),
      ),
    ).toEqual([]);
  });
});

interface Trace {
  readonly xmin: string;
  readonly place: string;
  readonly serial?: string;
}

async function officeReading(files: readonly (readonly [from: number, count: number])[]) {
  const office = await officeWithBatch(100);
  const { unitCode } = office;
  for (const [from, count] of files) await office.scan(numbered(from, count));
  const serials =
    await sql<Trace>`select xmin::text, ctid::text as place, serial from scan_serial where unit_code = ${unitCode}`.execute(
      world().db,
    );
  const answers = await sql<Trace>`
    select xmin::text, ctid::text as place from scan_row where unit_code = ${unitCode}
    union select xmin::text, ctid::text from scan_sheet where unit_code = ${unitCode}`.execute(world().db);
  return { serials: serials.rows, answers: answers.rows };
}

describe('what PostgreSQL itself keeps of the reading', () => {
  it('all serials of a batch come from one transaction that wrote no sheet, also after single photographs', async () => {
    const { serials, answers } = await officeReading([
      [1, 45],
      [46, 1],
      [47, 1],
    ]);
    expect(serials).toHaveLength(47);
    const writers = new Set(serials.map(({ xmin }) => xmin));
    expect(writers.size).toBe(1);
    expect(new Set(answers.map(({ xmin }) => xmin)).size).toBeGreaterThan(2);
    expect(answers.filter(({ xmin }) => writers.has(xmin))).toEqual([]);
  });

  it('the place of a serial in the table is a matter of chance, not of the stack', async () => {
    const inOrder: boolean[] = [];
    for (let run = 0; run < 6; run += 1) {
      const { serials } = await officeReading([[1, 20]]);
      const places = serials
        .toSorted((a, b) => (a.serial! < b.serial! ? -1 : 1))
        .map(({ place }) => place.replace(/[()]/g, '').split(',').map(Number))
        .map(([block = 0, line = 0]) => block * 1000 + line);
      inOrder.push(places.every((place, at) => at === 0 || place > places[at - 1]!));
    }
    expect(inOrder).not.toContain(true);
  });
});
