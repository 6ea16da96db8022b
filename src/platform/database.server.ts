import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { sha256Hex } from '../kernel/bytes';
import { fail, type Fail, ok, type Result } from '../kernel/result';

/**
 * The database handle every room shares. It knows no table: each `store*.server.ts` writes its SQL with Kysely's `sql`
 * tag (`sql<Row>\`select …\`.execute(tx)`) or names its tables with `tx.withTables<…>()`.
 */
export type Db = Kysely<Record<string, never>>;
export type Tx = Transaction<Record<string, never>>;
/** What a store function takes: it runs inside a transaction when given one. */
export type Queryable = Db | Tx;

/** Where a PostgreSQL server answers. `appRole` is the role the server acts as; migrations run as the connecting user. */
export interface DatabaseAddress {
  readonly connection: pg.PoolConfig;
}

const appRole = 'hailong_app';

// bigint counts come back as numbers; every count in this product stays far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// `date` stays the text it is: a calendar day has no time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Arrays of whole numbers, as roll-ups are: ten times as fast as the driver's own reading, which took a tenth of a results page.
const arraysOfWholeNumbers: readonly number[] = [1007, 1016]; // int4[] and int8[] in pg_type
for (const oid of arraysOfWholeNumbers) pg.types.setTypeParser(oid, wholeNumbers);

/** `{1,2,NULL}`, one dimension or more, counted from 1 (PostgreSQL, Arrays, "Array Input and Output Syntax"). */
function wholeNumbers(text: string): unknown {
  return JSON.parse(text.replaceAll('{', '[').replaceAll('}', ']').replaceAll('NULL', 'null'));
}

export function openPool(address: DatabaseAddress, options: { readonly max?: number } = {}): pg.Pool {
  const pool = new pg.Pool({
    max: options.max ?? 10,
    options: `-c role=${appRole} -c timezone=UTC`,
    ...address.connection,
  });
  pool.on('connect', (client) => {
    // Cut off in the middle of a query: the query itself fails; unheard, the event would end the whole server.
    client.on('error', () => undefined);
  });
  pool.on('error', () => {
    // An idle connection was cut (server restarted): the pool opens a new one at the next query.
  });
  return pool;
}

export function openDb(pool: pg.Pool): Db {
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}

class RolledBack extends Error {
  constructor(readonly outcome: Fail<unknown>) {
    super('rolled back');
  }
}

/** Runs `work` in one transaction; a `fail` rolls everything back and is returned, a throw rolls back and is thrown. */
export async function inTransaction<T, E>(
  db: Queryable,
  work: (tx: Tx) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  if (db.isTransaction) return work(db as Tx);
  try {
    return await db.transaction().execute(async (tx) => {
      const result = await work(tx);
      if (!result.ok) throw new RolledBack(result);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome as Fail<E>;
    throw error;
  }
}

export type MigrationProblem = { readonly type: 'migration-changed'; readonly name: string };

/**
 * Applies the files of `folder` that are new, in name order, each in its own transaction; with `only`, no others than those
 * (restoring an older backup). Returns the names applied. A file that changed after it was applied stops everything: the
 * tables are no longer what the program believes.
 */
export async function migrate(
  address: DatabaseAddress,
  folder: string,
  only?: ReadonlySet<string>,
): Promise<Result<string[], MigrationProblem>> {
  const pool = new pg.Pool({ max: 1, ...address.connection });
  const db = openDb(pool);
  try {
    await sql`create table if not exists migration (name text primary key, applied_at timestamptz not null default now())`.execute(
      db,
    );
    await sql`alter table migration add column if not exists hash text`.execute(db);
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql') && (only?.has(name) ?? true)).sort();
    const applied: string[] = [];
    for (const name of files) {
      const text = await readFile(join(folder, name), 'utf8');
      const outcome = await applyMigration(db, name, text);
      if (!outcome.ok) return outcome;
      if (outcome.value) applied.push(name);
    }
    return ok(applied);
  } finally {
    await db.destroy();
  }
}

/** True when the file was new. */
function applyMigration(db: Db, name: string, text: string): Promise<Result<boolean, MigrationProblem>> {
  const hash = sha256Hex(text);
  return inTransaction(db, async (tx) => {
    await sql`lock table migration in exclusive mode`.execute(tx);
    const known = await sql<{ hash: string | null }>`select hash from migration where name = ${name}`.execute(tx);
    const row = known.rows[0];
    if (row !== undefined)
      return row.hash === null || row.hash === hash ? ok(false) : fail({ type: 'migration-changed' as const, name });
    await sql.raw(text).execute(tx);
    await sql`insert into migration (name, hash) values (${name}, ${hash})`.execute(tx);
    return ok(true);
  });
}
