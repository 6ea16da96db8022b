import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { all, items, numbered, scanningOffice } from '../../test/fixtures/scanning-office';
import type { Db } from '../platform/database.server';
import { readScans, type ScanMachine } from './actions/read-scans.server';

let database: FreshDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await freshDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'scans-'));
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

const officeWithBatch = (sheets: number, options: Parameters<typeof scanningOffice>[2] = {}) =>
  scanningOffice({ db: database.db, dataDir }, sheets, options);

async function count(table: string, unitCode: string): Promise<number> {
  const found = await sql<{
    count: number;
  }>`select count(*) as count from ${sql.table(table)} where unit_code = ${unitCode}`.execute(database.db);
  return found.rows[0]!.count;
}

/** A database handle that fails at its n-th use, as if the power had gone. */
function failingDb(db: Db, failAt: number): { readonly db: Db; readonly uses: () => number } {
  let uses = 0;
  const proxy = new Proxy(db, {
    get(target, name) {
      if (name === 'transaction' || name === 'getExecutor') {
        uses += 1;
        if (uses === failAt) throw new Error('power cut');
      }
      const value = Reflect.get(target, name, target) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { db: proxy, uses: () => uses };
}

describe('a power cut at any step', () => {
  it('loses no sheet, counts none twice, and keeps every serial', async () => {
    const steps = await stepsOfOneReading();
    expect(steps).toBeGreaterThan(10);
    for (let failAt = 1; failAt <= steps; failAt += 1) {
      const office = await officeWithBatch(60);
      await office.upload(numbered(1, 45));
      await office.upload([...numbered(46, 3), { marks: all(2) }]);
      const { db } = failingDb(database.db, failAt);
      const broken = readUntilDone({ ...office.ctx, db }, office.machine);
      await expect(broken, `step ${failAt}`).rejects.toThrow('power cut');
      await office.readAll();
      const { counts, record } = await office.work();
      expect(counts, `step ${failAt}`).toMatchObject({ read: 49, refused: 0 });
      expect(record, `step ${failAt}`).toMatchObject({ duplicates: 0, copies: 1 });
      expect(await count('scan_serial', office.unitCode), `step ${failAt}`).toBe(48);
      expect(await count('scan_row', office.unitCode)).toBe(49 * (items.length + 1));
      expect(await readdir(join(dataDir, 'uploads', 'scans', office.at.batchId, 'in'))).toEqual([]);
    }
  }, 60_000);

  async function readUntilDone(ctx: Parameters<typeof readScans>[0], machine: ScanMachine): Promise<void> {
    while ((await readScans(ctx, machine)) > 0);
  }
  async function stepsOfOneReading(): Promise<number> {
    const office = await officeWithBatch(60);
    await office.upload(numbered(1, 45));
    await office.upload([...numbered(46, 3), { marks: all(2) }]);
    const counting = failingDb(database.db, Number.POSITIVE_INFINITY);
    await readUntilDone({ ...office.ctx, db: counting.db }, office.machine);
    return counting.uses();
  }
});
