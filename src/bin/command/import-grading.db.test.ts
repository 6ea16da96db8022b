import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../test/database/fresh';
import { openOffice } from '../../../test/fixtures/open-office';
import { calendarDay, startOfDay } from '../../kernel/calendar-day';
import { readEntries } from '../../log/store.server';
import { parseOfficialCode } from '../../organisation/official';
import { saveOfficialRow } from '../../organisation/store-staff.server';
import type { UnitCode } from '../../organisation/unit';
import { frozenClock } from '../../platform/clock';
import { readGradingFigures } from '../../results/store-grading.server';
import { period } from '../../survey/reporting-period';
import { importFile } from './import-command';

let database: FreshDatabase;
let unit: UnitCode;
let folder: string;
const example = join(import.meta.dirname, '../../../examples/grading.csv');
const ctx = () => ({ db: database.db, clock: frozenClock(startOfDay(calendarDay('2025-04-02'))) });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hailong-grading-'));
  database = await freshDatabase();
  unit = await openOffice(database.db, 'QNG-HT');
  const official = { unitCode: unit, code: parseOfficialCode('CC01')!, name: 'Hồ Thị Lan', title: '', counters: [] };
  await saveOfficialRow(database.db, { ...official, photoId: undefined, accountId: undefined, active: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

function importing(file: string, more: { unit?: string; period?: string; dryRun?: boolean } = {}) {
  const { unit: named = 'QNG-HT', period: asked, dryRun = false } = more;
  return importFile(ctx(), { kind: 'grading', file, unit: named, period: asked, skipRejected: false, dryRun });
}

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const stored = () => readGradingFigures(database.db, unit, [period('2025-Q1').id]);

describe('hailong import grading', () => {
  it('shows what a file would change and stores nothing, then stores it once, as an event of the log', async () => {
    expect(await importing(example, { dryRun: true })).toMatchObject({
      ok: true,
      value: { state: 'preview', lines: 11 },
    });
    expect(await stored()).toEqual([]);
    expect(await importing(example)).toMatchObject({ ok: true, value: { state: 'imported', added: 11, corrected: 0 } });
    expect(await importing(example)).toMatchObject({ ok: true, value: { state: 'imported', added: 0, corrected: 0 } });
    const figures = await stored();
    expect(figures).toHaveLength(11);
    expect(figures).toContainEqual({ periodId: '2025-Q1', subject: 'CC01', measure: 'i1.2', value: 60 });
    const events = await readEntries(database.db, unit, {
      types: ['grading-figures-recorded'],
      before: undefined,
      limit: 9,
    });
    expect(events.map(({ body }) => body)).toMatchObject([{ added: 11, source: 'imported', period: '2025-Q1' }]);
  });

  it('takes the period of lines that name none from the command line', async () => {
    const file = written('wide.csv', 'official,index,2,1,0\n,3,10,5,1\n');
    expect(await importing(file)).toMatchObject({ value: { state: 'refused' } });
    expect(await importing(file, { period: '2025' })).toMatchObject({ value: { state: 'refused' } });
    expect(await importing(file, { period: 'Quý I/2025' })).toMatchObject({ value: { state: 'imported', added: 3 } });
  });

  it('stores nothing of a file with one wrong line, and says which and why in Vietnamese', async () => {
    const before = await stored();
    const file = written('wrong.csv', 'period,official,measure,value\n2025-Q1,,i2.2,5\n2025-Q1,CC77,i1.2,3\n');
    const report = await importing(file);
    expect(report).toMatchObject({ ok: true, value: { state: 'refused' } });
    const messages = report.ok ? (report.value['messages'] as string[]) : [];
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^Dòng 3: .*CC77/);
    expect(await stored()).toEqual(before);
  });

  it('refuses a unit that is not there, none, and a file of another unit', async () => {
    const named = (units: string[]) =>
      written(
        'units.csv',
        `unit,period,official,measure,value\n${units.map((each) => `${each},2025-Q1,,i2.2,5\n`).join('')}`,
      );
    expect(await importing(example, { unit: 'KHONG-CO' })).toMatchObject({ error: { type: 'unit-unknown' } });
    expect(await importing(named(['QNG-BD']))).toMatchObject({ error: { type: 'other-unit-in-file' } });
    expect(await importing(named(['QNG-HT', 'QNG-BD']))).toMatchObject({ error: { type: 'other-unit-in-file' } });
    const without = {
      kind: 'grading',
      file: example,
      unit: undefined,
      period: undefined,
      skipRejected: false,
      dryRun: false,
    };
    expect(await importFile(ctx(), without)).toMatchObject({ error: { type: 'unit-missing' } });
    expect(await importFile(ctx(), { ...without, file: named(['QNG-HT']) })).toMatchObject({ ok: true });
  });
});
