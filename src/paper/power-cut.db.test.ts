import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { all, items, numbered } from '../../test/fixtures/scanning-office';
import { scanningWorld } from '../../test/fixtures/scanning-world';
import type { Db } from '../platform/database.server';
import { readScans, type ScanMachine } from './actions/read-scans.server';
import { tendScans } from './actions/tend-scans.server';
import { originalPath } from './scan-files-adapter.server';

const { world, officeWithBatch, count } = scanningWorld();

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
      const { db } = failingDb(world().db, failAt);
      const broken = readUntilDone({ ...office.ctx, db }, office.machine);
      await expect(broken, `step ${failAt}`).rejects.toThrow('power cut');
      await office.readAll();
      const { counts, record } = await office.work();
      expect(counts, `step ${failAt}`).toMatchObject({ read: 49, refused: 0 });
      expect(record, `step ${failAt}`).toMatchObject({ duplicates: 0, copies: 1 });
      expect(await count('scan_serial', office.unitCode), `step ${failAt}`).toBe(48);
      expect(await count('scan_row', office.unitCode)).toBe(49 * (items.length + 1));
      expect(await readdir(join(world().dataDir, 'uploads', 'scans', office.at.batchId, 'in'))).toEqual([]);
    }
  }, 60_000);

  async function readUntilDone(ctx: Parameters<typeof readScans>[0], machine: ScanMachine): Promise<void> {
    while ((await readScans(ctx, machine)) > 0);
  }
  async function stepsOfOneReading(): Promise<number> {
    const office = await officeWithBatch(60);
    await office.upload(numbered(1, 45));
    await office.upload([...numbered(46, 3), { marks: all(2) }]);
    const counting = failingDb(world().db, Number.POSITIVE_INFINITY);
    await readUntilDone({ ...office.ctx, db: counting.db }, office.machine);
    return counting.uses();
  }
});

describe('what a power cut leaves on the disk', () => {
  it('goes after an hour, where nobody is sending it any more and the books do not ask for it', async () => {
    const office = await officeWithBatch(60);
    const { ctx, at } = office;
    const taken = await office.upload(numbered(1, 45));
    if (!taken.ok) throw new Error(taken.error.type);
    const path = (name: string) => originalPath(ctx.config, at.batchId, name);
    for (const name of ['cut.part', 'unqueued', 'sending.part']) await writeFile(path(name), 'half a sheet');
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    for (const name of ['cut.part', 'unqueued', taken.value.id]) await utimes(path(name), longAgo, longAgo);
    await tendScans(ctx);
    const left = await readdir(join(ctx.config.dataDir, 'uploads', 'scans', at.batchId, 'in'));
    expect(left.sort()).toEqual([taken.value.id, 'sending.part'].sort());
    await office.readAll();
    expect((await office.work()).counts.read).toBe(45);
  });

  it('is not missed: a file whose original is gone waits for nobody, and goes on when it comes again', async () => {
    const office = await officeWithBatch(60);
    const { ctx, at } = office;
    const pages = numbered(1, 45);
    const taken = await office.upload(pages);
    if (!taken.ok) throw new Error(taken.error.type);
    await readScans(ctx, office.machine);
    await rm(originalPath(ctx.config, at.batchId, taken.value.id));
    await office.readAll();
    expect((await office.work()).counts).toMatchObject({ read: 20, refused: 0 });
    expect(await office.scan(pages)).toMatchObject({ value: { outcome: 'resumed' } });
    expect((await office.work()).counts).toMatchObject({ read: 45, refused: 0 });
  });
});
