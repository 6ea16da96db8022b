import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { paperOffice } from '../../test/fixtures/paper-office';
import { insertPeriodClosing } from '../collection/store-keying.server';
import { makePrintRun } from './actions/make-print-run.server';
import { printedRuns } from './actions/printed-runs.server';

let database: FreshDatabase;
let dataDir = '';

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'printed-runs-'));
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

it('knows the unit and period of every run printed here, and which periods are closed', async () => {
  const runs = new Map<string, string>();
  for (const unit of ['SCN-1', 'SCN-2']) {
    const { unitCode, ctx, person } = await paperOffice(database.db, unit, '2025-03-20T03:00:00Z');
    const draft = { kind: 'numbered', periodId: '2025-Q2', paper: 'A5', sheets: 3 } as const;
    const desk = { ...ctx, config: { dataDir } };
    const made = await makePrintRun(desk, person('clerk', 'compiling-clerk'), {
      ...draft,
      unitCode,
      withFields: false,
      withOfficials: false,
    });
    if (!made.ok) throw new Error(made.error.type);
    runs.set(unit, made.value.run);
  }
  await insertPeriodClosing(database.db, 'SCN-2', ['2025-Q2'], new Date('2025-06-15T02:00:00Z'), 'clerk');
  const printed = await printedRuns({ db: database.db });
  expect(printed.runs.get(runs.get('SCN-1')!)).toEqual({ unitCode: 'SCN-1', periodId: '2025-Q2', isClosed: false });
  expect(printed.runs.get(runs.get('SCN-2')!)).toEqual({ unitCode: 'SCN-2', periodId: '2025-Q2', isClosed: true });
  expect(printed.layouts.length).toBeGreaterThan(0);
});
