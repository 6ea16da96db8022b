import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/database/fresh';
import { fail, ok } from '../kernel/result';
import { inTransaction, migrate } from './database.server';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

async function countEntries(): Promise<number> {
  const counted = await sql<{ n: number }>`select count(*) as n from log_entry`.execute(fresh.db);
  return counted.rows[0]?.n ?? -1;
}

const insertEntry = sql`
  insert into log_entry (unit_code, type, subject, actor, at, body, leaf_hash) values ('U', 't', 's', 'a', '2025-01-01Z', '', '')
`;

describe('the server acts as a role that owns nothing', () => {
  it('is not a superuser and owns no table', async () => {
    const roles = await sql<{ super: boolean; owned: number }>`
      select rolsuper as super, (select count(*) from pg_class c where c.relowner = r.oid) as owned from pg_roles r where rolname = session_user
    `.execute(fresh.db);
    expect(roles.rows).toEqual([{ super: false, owned: 0 }]);
  });

  it('cannot change, delete or truncate the log, nor drop its trigger', async () => {
    await insertEntry.execute(fresh.db);
    for (const statement of [
      'update log_entry set actor = $$b$$',
      'delete from log_entry',
      'truncate log_entry',
      'drop trigger append_only on log_entry',
    ]) {
      await expect(sql.raw(statement).execute(fresh.db)).rejects.toThrow();
    }
    expect(await countEntries()).toBe(1);
  });
});

describe('a transaction', () => {
  it('keeps nothing when the work fails, and hands the failure back', async () => {
    const before = await countEntries();
    const outcome = await inTransaction(fresh.db, async (tx) => {
      await insertEntry.execute(tx);
      return fail({ type: 'refused' });
    });
    expect(outcome).toEqual(fail({ type: 'refused' }));
    expect(await countEntries()).toBe(before);
  });

  it('keeps everything when the work succeeds', async () => {
    const before = await countEntries();
    const outcome = await inTransaction(fresh.db, async (tx) => {
      await insertEntry.execute(tx);
      return ok('done');
    });
    expect(outcome).toEqual(ok('done'));
    expect(await countEntries()).toBe(before + 1);
  });
});

describe('a migration', () => {
  it('is applied once, and one that was changed afterwards stops the start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    await writeFile(join(folder, '9000-a.sql'), 'create table a (x int)');
    expect(await migrate(fresh.ownerAddress, folder)).toEqual(ok(['9000-a.sql']));
    expect(await migrate(fresh.ownerAddress, folder)).toEqual(ok([]));
    await writeFile(join(folder, '9000-a.sql'), 'create table a (x bigint)');
    expect(await migrate(fresh.ownerAddress, folder)).toEqual(fail({ type: 'migration-changed', name: '9000-a.sql' }));
    await rm(folder, { recursive: true });
  });

  it('that fails half-way leaves nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    await writeFile(join(folder, '9001-b.sql'), 'create table b (x int); create table log_entry (x int)');
    await expect(migrate(fresh.ownerAddress, folder)).rejects.toThrow('already exists');
    await expect(sql`select * from b`.execute(fresh.db)).rejects.toThrow('does not exist');
    await rm(folder, { recursive: true });
  });
});

describe('a connection that is cut in the middle of a query', () => {
  it('fails that query only: the pool goes on', async () => {
    const query = sql`select pg_sleep(30)`.execute(fresh.db);
    const cut = expect(query).rejects.toThrow();
    await sql`select pg_sleep(0.2)`.execute(fresh.db);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep(30)%' and pid <> pg_backend_pid()`.execute(
      fresh.db,
    );
    await cut;
    await sleep(200);
    expect(await countEntries()).toBeGreaterThanOrEqual(0);
  });
});
