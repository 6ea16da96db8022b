import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { seededChance } from '../kernel/random';
import { ok } from '../kernel/result';
import { inTransaction } from '../platform/database.server';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { acceptedBallot } from '../../test/fixtures/accepted-ballot';
import { moveIntake } from './actions/move-intake.server';
import { openJournal } from './actions/open-journal.server';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** Where answers or a citizen's words lie after the journal. */
const ballotSide = ['ballot', 'ballot_comment'];
/** Tables that know who could have answered, with what, or from where. */
const personSide = [
  'one_time_code',
  'one_time_code_run',
  'intake_seen',
  'kiosk',
  'session',
  'sign_in_attempt',
  'account',
];
/** Facts a group shares, never one person. `id` is random on both sides and made anew for the ballot. */
const groupFacts = new Set([
  'unit_code',
  'id',
  'period_id',
  'channel',
  'field_code',
  'official_code',
  'form_id',
  'form_version',
  'week',
  'batch_code',
  'question_id',
  'body',
  'possible_repeat',
]);

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly fallback: string | null;
}

async function columns(): Promise<Column[]> {
  const rows = await sql<Column>`
    select table_name as table, column_name as column, data_type as type, coalesce(column_default, identity_generation) as fallback
    from information_schema.columns where table_schema = 'public'`.execute(database.db);
  return rows.rows;
}

/** Invariant 1 of ARCHITECTURE.md, first test: the schema. */
describe('no key path, shared value, order or time joins a ballot to who answered', () => {
  it('has no foreign key from or to the tables of ballots, by however many steps', async () => {
    const keys = await sql<{ child: string; parent: string }>`
      select child.relname as child, parent.relname as parent from pg_constraint c
      join pg_class child on child.oid = c.conrelid join pg_class parent on parent.oid = c.confrelid where c.contype = 'f'`.execute(
      database.db,
    );
    const reached = new Set(ballotSide);
    for (let grown = true; grown;) {
      const before = reached.size;
      for (const { child, parent } of keys.rows) {
        if (reached.has(child) || reached.has(parent)) [child, parent].forEach((table) => reached.add(table));
      }
      grown = reached.size > before;
    }
    expect([...reached].filter((table) => personSide.includes(table))).toEqual([]);
    expect(keys.rows.filter(({ child }) => ballotSide.includes(child))).toEqual([]);
  });

  it('keeps no instant, no day but the Monday of a shared week, and no counter on a ballot', async () => {
    const own = (await columns()).filter(({ table }) => ballotSide.includes(table));
    expect(own.length).toBeGreaterThan(10);
    expect(
      own.filter(({ type }) => /time|date|interval/.test(type)).map(({ table, column }) => `${table}.${column}`),
    ).toEqual(['ballot.week']);
    expect(
      own.filter(({ fallback }) => fallback !== null && /nextval|now|random|ALWAYS|BY DEFAULT/i.test(fallback)),
    ).toEqual([]);
    expect(own.filter(({ column, type }) => /int/.test(type) && column !== 'form_version')).toEqual([]);
  });

  it('shares no column with what knows a person but facts of a group', async () => {
    const all = await columns();
    const own = new Set(all.filter(({ table }) => ballotSide.includes(table)).map(({ column }) => column));
    expect([...own].filter((column) => !groupFacts.has(column))).toEqual(['answers']);
    const shared = all
      .filter(({ table, column }) => personSide.includes(table) && own.has(column))
      .map(({ column }) => column);
    expect([...new Set(shared)].sort()).toEqual(['id', 'period_id', 'unit_code']);
  });

  it('names a single ballot in no table but the record of its void', async () => {
    const naming = (await columns()).filter(({ column }) => /^ballot_?id$/.test(column)).map(({ table }) => table);
    expect(naming.filter((table) => table !== 'ballot_void')).toEqual([]);
  });

  it('keeps of the client-made id only a hash, without content', async () => {
    const seen = (await columns()).filter(({ table }) => table === 'intake_seen').map(({ column }) => column);
    expect(seen.sort()).toEqual(['id_hash', 'period_id', 'unit_code']);
  });
});

interface Trace {
  readonly xmin: string;
  readonly ctid: string;
}

async function traces(table: string, unitCode: string, order: string): Promise<Trace[]> {
  const rows =
    await sql<Trace>`select xmin::text, ctid::text from ${sql.table(table)} where unit_code = ${unitCode} order by ${sql.ref(order)}`.execute(
      database.db,
    );
  return rows.rows;
}

async function twoVisits(unitCode: string, seed: number) {
  const journal = openJournal(database.pool);
  const base = { unitCode: unitCode as ReturnType<typeof acceptedBallot>['unitCode'], day: calendarDay('2025-01-15') };
  await journal.write(
    acceptedBallot({ ...base, answers: Uint8Array.of(1), comments: [{ questionId: 'proposal', body: 'first' }] }),
  );
  await journal.write(acceptedBallot({ ...base, answers: Uint8Array.of(2) }));
  const arrived = {
    seen: await traces('intake_seen', unitCode, 'ctid'),
    counters: await traces('day_counter', unitCode, 'day'),
  };
  await inTransaction(database.db, async (tx) =>
    ok(
      await moveIntake(tx, { unitCode, today: calendarDay('2025-01-16'), at: new Date(), chance: seededChance(seed) }),
    ),
  );
  return {
    arrived,
    ballots: await traces('ballot', unitCode, 'answers'),
    words: await traces('intake_comment', unitCode, 'id'),
  };
}

/** Invariant 1, second test: what PostgreSQL itself keeps of two visits. */
describe('after two visits and the move', () => {
  it('both ballots come from one transaction, which wrote nothing that knows the visits', async () => {
    const { arrived, ballots, words } = await twoVisits('XMIN-1', 1);
    expect(new Set(arrived.seen.map(({ xmin }) => xmin)).size).toBe(2);
    expect(new Set(ballots.map(({ xmin }) => xmin)).size).toBe(1);
    const others = [...arrived.seen, ...arrived.counters, ...words, ...(await traces('day_counter', 'XMIN-1', 'day'))];
    expect(others.map(({ xmin }) => xmin)).not.toContain(ballots[0]!.xmin);
  });

  it('the place in the table is a matter of chance, not of arrival', async () => {
    const firstStandsFirst: boolean[] = [];
    for (let seed = 1; seed <= 12; seed += 1) {
      const { ballots } = await twoVisits(`CTID-${seed}`, seed);
      const place = ballots.map(({ ctid }) => ctid.replace(/[()]/g, '').split(',').map(Number));
      firstStandsFirst.push(
        place[0]![0]! < place[1]![0]! || (place[0]![0] === place[1]![0] && place[0]![1]! < place[1]![1]!),
      );
    }
    expect(new Set(firstStandsFirst)).toEqual(new Set([true, false]));
  });
});
