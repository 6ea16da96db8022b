import pg from 'pg';
import { inject } from 'vitest';
import { randomId } from '../../src/kernel/bytes';
import { type DatabaseAddress, type Db, openDb, openPool } from '../../src/platform/database.server';

export interface FreshDatabase {
  /** Acts as the role of the running server, which owns nothing. */
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Connects as the owner of the tables. */
  readonly ownerAddress: DatabaseAddress;
  close(): Promise<void>;
}

/** A new, migrated, empty database, copied from the template in some 30 ms; no test sees another's rows. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const host = inject('databaseSocketDir');
  const database = `test_${randomId()}`;
  await asOwner(host, `create database ${database} template hailong`);
  const address = (user: string): DatabaseAddress => ({ connection: { host, port: 5432, user, database } });
  const pool = openPool(address('hailong_app'), { max: 10 });
  return {
    db: openDb(pool),
    pool,
    ownerAddress: address('hailong'),
    close: async () => {
      await pool.end();
      await asOwner(host, `drop database ${database} with (force)`);
    },
  };
}

async function asOwner(host: string, statement: string): Promise<void> {
  const client = new pg.Client({ host, port: 5432, user: 'hailong', database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
