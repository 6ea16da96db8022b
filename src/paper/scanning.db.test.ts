import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { copyRun, type MadePage, madeRun, madeSerial } from '../../test/fixtures/made-sheets';
import { all, items, numbered, type ScanningOffice } from '../../test/fixtures/scanning-office';
import { scanningWorld } from '../../test/fixtures/scanning-world';
import { requestVoid } from '../collection/actions/request-void.server';
import { decideVoid } from '../collection/actions/decide-void.server';
import { releaseBatch } from '../collection/actions/release-batch.server';
import { cancelScanFile, controlScanning } from './actions/control-scanning.server';
import { drawCheckRows } from './actions/draw-check-rows.server';
import { viewScan } from './actions/load-scan.server';
import { readScanProgress } from './actions/read-desk.server';
import { readScans } from './actions/read-scans.server';
import { receiveScan } from './actions/receive-scan.server';
import { releaseScannedBatch } from './actions/release-scanned-batch.server';
import { ruleSheets } from './actions/rule-sheets.server';
import { originalPath } from './scan-files-adapter.server';
import { silentErrorBound } from './scan-record';

const { world, officeWithBatch, count } = scanningWorld();
const refusals = async (office: ScanningOffice) =>
  (await office.work()).work.attempts.flatMap(({ sheet, refusal }) => (refusal ? [[sheet, refusal.type]] : []));

describe('a scanned batch', () => {
  it('goes from files over people into the journal, and leaves counts only', async () => {
    const office = await officeWithBatch(4);
    const { ctx, people, at, unitCode, say } = office;
    await office.scan([
      { serial: madeSerial(1), marks: { ...all(5), field: '?' }, written: ['proposal'] },
      { serial: madeSerial(2), marks: { ...all(4), [items[3]!]: '?' } },
      { serial: madeSerial(3), marks: {} },
      { refusal: { type: 'too-blurred' } },
    ]);
    expect((await office.work()).counts).toMatchObject({ read: 3, refused: 1, notScanned: 0 });
    expect(await drawCheckRows(ctx, people.keyer, { ...at, all: false })).toMatchObject({
      error: { type: 'sheets-still-open' },
    });
    expect((await ruleSheets(ctx, people.keyer, { ...at, sheets: [4], ruling: { ruling: 'by-hand' } })).ok).toBe(true);
    expect(await drawCheckRows(ctx, people.keyer, { ...at, all: false })).toMatchObject({
      ok: true,
      value: { rows: 31 },
    });

    for (const { row } of (await office.work()).open) {
      const value = row.state === 'text' ? (row.sheet === 1 ? 'Thêm ghế ngồi' : '') : row.item === 'field' ? 'TP' : '3';
      const said = row.value ?? value;
      expect(await say('keyer', row.sheet, row.item, said)).toMatchObject({ ok: true });
    }
    expect(await releaseScannedBatch(ctx, people.keyer, at)).toMatchObject({ error: { type: 'not-allowed' } });
    const released = await releaseScannedBatch(ctx, people.third, at);
    expect(released).toMatchObject({
      ok: true,
      value: {
        sheetsRead: 3,
        sheetsKeyed: 1,
        ballots: 3,
        rowsDoubtful: 2,
        rowsChecked: 31,
        rowsDifferent: 0,
        duplicates: 0,
      },
    });
    expect(await count('intake', unitCode)).toBe(3);
    const rows = await sql<{ answers: Buffer; field_code: string | null }>`
      select answers, field_code from intake where unit_code = ${unitCode}`.execute(world().db);
    expect(rows.rows.map((row) => `${row.field_code} ${[...row.answers].join('')}`).sort()).toEqual(
      ['TP 3333333333', 'TP 5555555555', `null ${[...'4443444444'].join('')}`].sort(),
    );
    expect(await count('intake_comment', unitCode)).toBe(1);
    for (const table of ['scan_sheet', 'scan_row', 'scan_ruling', 'scan_check', 'scan_decision'])
      expect(await count(table, unitCode)).toBe(0);
    expect(await count('scan_serial', unitCode)).toBe(3);
    expect(await readdir(join(world().dataDir, 'uploads', 'scans'))).not.toContain(at.batchId);
    const events = await sql<{
      type: string;
    }>`select type from log_entry where unit_code = ${unitCode} order by id`.execute(world().db);
    expect(events.rows.map(({ type }) => type).slice(-2)).toEqual(['check-rows-drawn', 'scanned-batch-released']);
  });

  it('cannot leave by the road of keyed ones', async () => {
    const { ctx, people, at } = await officeWithBatch(1);
    expect(await releaseBatch(ctx, people.third, at)).toMatchObject({ error: { type: 'batch-is-scanned' } });
  });
});

describe('files', () => {
  it('change nothing when they come again, and are refused in another batch', async () => {
    const office = await officeWithBatch(30);
    const pages = numbered(1, 3);
    await office.scan(pages);
    expect(await office.scan(pages)).toMatchObject({ ok: true, value: { outcome: 'known' } });
    expect((await office.work()).counts.read).toBe(3);
    const second = await office.openBatch(10);
    expect(await office.upload(pages, undefined, second)).toMatchObject({ error: { type: 'file-in-other-batch' } });
  });

  it('follow one another, or begin at the number that the clerk gave', async () => {
    const office = await officeWithBatch(30);
    await office.upload(numbered(1, 2));
    await office.upload(numbered(11, 2));
    await office.upload(numbered(21, 2), 20);
    await office.readAll();
    expect((await office.work()).work.attempts.map(({ sheet }) => sheet)).toEqual([1, 2, 3, 4, 20, 21]);
  });

  it('that are no pictures are named, keep nothing on the disk, and hold up nobody', async () => {
    const office = await officeWithBatch(5);
    const { Readable } = await import('node:stream');
    await receiveScan(office.ctx, office.people.keyer, {
      ...office.at,
      name: 'meo.jpg',
      firstSheet: undefined,
      content: Readable.from([Buffer.from('cat')]),
    });
    await office.scan(numbered(1, 2));
    const states = await sql<{
      state: string;
      refusal: unknown;
    }>`select state, refusal from scan_file where unit_code = ${office.unitCode} order by number`.execute(world().db);
    expect(states.rows).toEqual([
      { state: 'refused', refusal: { type: 'file-not-a-picture' } },
      { state: 'done', refusal: null },
    ]);
    expect(await readdir(join(world().dataDir, 'uploads', 'scans', office.at.batchId, 'in'))).toEqual([]);
  });

  it('are stopped, go on, are cancelled, and go on from there when they come again', async () => {
    const office = await officeWithBatch(100);
    const { ctx, people, at } = office;
    const pages = numbered(1, 70);
    const taken = await office.upload(pages);
    if (!taken.ok) throw new Error(taken.error.type);
    await readScans(ctx, office.machine);
    await controlScanning(ctx, people.keyer, { ...at, stop: true });
    expect(await readScans(ctx, office.machine)).toBe(0);
    await controlScanning(ctx, people.keyer, { ...at, stop: false });
    await readScans(ctx, office.machine);
    await cancelScanFile(ctx, people.keyer, { ...at, fileId: taken.value.id });
    await office.readAll();
    expect((await office.work()).counts.read).toBe(40);
    expect(await office.scan(pages)).toMatchObject({ value: { outcome: 'resumed' } });
    expect((await office.work()).counts.read).toBe(70);
    expect(await count('scan_serial', office.unitCode)).toBe(70);
  });

  it('that are photographs of a front and a back are one sheet; the front waits for the back, but not for ever', async () => {
    const office = await officeWithBatch(10, { withBack: true });
    const { ctx, at, machine } = office;
    const sides = (number: number, marks = all(5)): [MadePage, MadePage] => [
      { serial: madeSerial(number), marks, page: 1 },
      { serial: madeSerial(number), page: 2 },
    ];
    await office.scan(sides(1));
    const [front, back] = sides(2);
    await office.upload([front]);
    expect(await readScans(ctx, machine)).toBe(0);
    expect((await office.work()).counts).toMatchObject({ read: 1, refused: 0, notScanned: 9 });
    await office.upload([back]);
    for (const page of [...sides(3), ...sides(4)]) await office.upload([page]);
    await office.readAll();
    expect((await office.work()).counts).toMatchObject({ read: 4, refused: 0 });
    const alone = await office.upload([sides(5)[0]]);
    if (!alone.ok) throw new Error(alone.error.type);
    await office.readAll();
    expect((await office.work()).counts.refused).toBe(0);
    const long = new Date(Date.now() - 3 * 60_000);
    await utimes(originalPath(ctx.config, at.batchId, alone.value.id), long, long);
    await office.readAll();
    expect(await refusals(office)).toEqual([[5, 'missing-page']]);
    for (const page of [sides(5, all(1))[0], sides(5)[1]]) await office.upload([page], page.page === 1 ? 5 : undefined);
    await office.readAll();
    expect((await office.work()).counts).toMatchObject({ read: 5, refused: 0 });
    expect(await count('scan_serial', office.unitCode)).toBe(5);
  });

  it('of two batches go on side by side', async () => {
    const office = await officeWithBatch(100);
    const second = await office.openBatch(100);
    await office.upload(numbered(1, 60));
    await office.upload(numbered(1001, 60), undefined, second);
    await readScans(office.ctx, office.machine);
    const read = await sql<{ batch_id: string; count: number }>`
      select batch_id, count(*) as count from scan_sheet where unit_code = ${office.unitCode} group by batch_id`.execute(
      world().db,
    );
    expect(read.rows.map((row) => row.count)).toEqual([20, 20]);
  });
});

describe('sheets', () => {
  it('in black and white are read, and the desk is told that pencil may be lost', async () => {
    const office = await officeWithBatch(10);
    const warned = async () => {
      const progress = await readScanProgress(office.ctx, office.people.clerk, office.unitCode, office.at.batchId);
      return progress.ok && progress.value.warnings;
    };
    await office.scan(numbered(1, 2));
    expect(await warned()).toEqual([]);
    await office.scan(numbered(3, 2).map((page) => ({ ...page, warnings: ['bilevel'] })));
    expect(await warned()).toEqual(['bilevel']);
    expect((await office.work()).counts).toMatchObject({ read: 4, refused: 0 });
  });

  it('are counted once: a serial seen before is refused and counted, also from another batch; copies never are', async () => {
    const office = await officeWithBatch(30);
    const copy: MadePage = { marks: all(3) };
    await office.scan([...numbered(1, 2), copy, copy]);
    expect((await office.work()).record).toMatchObject({ sheetsRead: 4, duplicates: 0, copies: 2 });
    const second = await office.openBatch(10);
    await office.upload([{ serial: madeSerial(2), marks: all(1) }], undefined, second);
    await office.readAll();
    const viewed = await viewScan(world().db, office.unitCode, second.batchId);
    expect(viewed.ok && viewed.value.attempts[0]?.refusal?.type).toBe('duplicate-serial');
  });

  it('scanned again in the batch are neither counted nor numbered: the sheets behind them keep their numbers', async () => {
    const office = await officeWithBatch(60);
    await office.scan([...numbered(1, 20), ...numbered(19, 2, 1), ...numbered(21, 25)]);
    await office.scan([...numbered(44, 2, 1), ...numbered(46, 3)]);
    const { work, counts, rows, record } = await office.work();
    expect(work.attempts.map(({ sheet }) => sheet)).toEqual(Array.from({ length: 48 }, (_, at) => at + 1));
    expect(counts).toMatchObject({ read: 48, refused: 0 });
    expect(record.duplicates).toBe(4);
    expect(new Set(rows.map(({ row }) => row.value))).toEqual(new Set(['5', '']));
  });

  it('keep what was read when anything is scanned over them by their number', async () => {
    const office = await officeWithBatch(30);
    await office.scan([...numbered(1, 5), { refusal: { type: 'no-code' } }]);
    await office.scan([...numbered(3, 1, 1), { refusal: { type: 'too-blurred' } }, ...numbered(5, 2, 1)], 3);
    const { counts, work, rows } = await office.work();
    expect(counts).toMatchObject({ read: 6, refused: 0 });
    expect(
      work.attempts.filter(({ attempt }) => attempt > 1).map(({ sheet, refusal }) => [sheet, refusal?.type]),
    ).toEqual([
      [4, 'position-taken'],
      [6, undefined],
    ]);
    const ratings = (sheet: number) => rows.find(({ row }) => row.sheet === sheet && row.item === items[0])?.row.value;
    expect([1, 3, 4, 5, 6].map(ratings)).toEqual(['5', '5', '5', '5', '1']);
  });

  it('of elsewhere are named', async () => {
    const office = await officeWithBatch(30, {
      runs: { OTHER: { unitCode: 'ELSEWHERE' }, FORM1: { formId: 'A' }, OLDQ4: { periodId: '2024-Q4' } },
    });
    await office.scan(
      ['OTHER', 'FORM1', 'OLDQ4', 'NONE1', madeRun, copyRun].map((run, at) => ({
        run,
        serial: madeSerial(at),
        marks: all(5),
      })),
    );
    expect(await refusals(office)).toEqual([
      [1, 'run-of-other-unit'],
      [2, 'run-of-other-form'],
      [3, 'run-of-other-period'],
      [4, 'unknown-run'],
    ]);
  });

  it('that were refused are scanned again, keyed by hand, set aside or dismissed; read ones are never overwritten', async () => {
    const office = await officeWithBatch(5);
    const { ctx, people, at } = office;
    const rule = (sheet: number, ruling: Parameters<typeof ruleSheets>[2]['ruling']) =>
      ruleSheets(ctx, people.keyer, { ...at, sheets: [sheet], ruling });
    const bad: MadePage = { refusal: { type: 'no-code' } };
    await office.scan([...numbered(1, 1), bad, bad, bad, bad, ...numbered(6, 1)]);
    await office.scan(numbered(22, 1), 2);
    await office.scan(numbered(23, 1), 1);
    expect(await rule(1, { ruling: 'by-hand' })).toMatchObject({ error: { type: 'sheet-was-read' } });
    expect(await rule(6, { ruling: 'by-hand' })).toMatchObject({ error: { type: 'sheet-not-to-key' } });
    expect(await rule(6, { ruling: 'spoiled', reason: 'torn' })).toMatchObject({
      error: { type: 'sheet-not-of-batch' },
    });
    await rule(6, { ruling: 'dismissed' });
    expect(
      await ruleSheets(ctx, people.keyer, { ...at, sheets: [3, 4, 1], ruling: { ruling: 'by-hand' } }),
    ).toMatchObject({ error: { type: 'sheet-was-read', sheet: 1 } });
    await rule(3, { ruling: 'by-hand' });
    await rule(4, { ruling: 'spoiled', reason: 'torn' });
    await rule(5, { ruling: 'dismissed' });
    const { counts, work } = await office.work();
    expect(counts).toMatchObject({ read: 2, keyed: 1, spoiled: 1, refused: 0, notScanned: 1 });
    expect(work.attempts.filter(({ sheet }) => sheet === 1).map(({ refusal }) => refusal?.type)).toEqual([
      undefined,
      'position-taken',
    ]);
    expect(await rule(5, { ruling: 'spoiled', reason: 'missing' })).toMatchObject({ ok: true });
    expect(await count('scan_serial', office.unitCode)).toBe(2);
  });
});

describe('people', () => {
  it('read doubtful rows twice blind where the batch asks for it, and a third settles; nothing is overwritten', async () => {
    const office = await officeWithBatch(1, { twoReaders: true });
    const { say, unitCode } = office;
    const item = items[0]!;
    await office.scan([{ serial: madeSerial(1), marks: { ...all(5), [item]: '?' } }]);
    expect(await say('keyer', 1, item, '9')).toMatchObject({ error: { type: 'value-does-not-fit' } });
    expect(await say('keyer', 1, item, '3')).toMatchObject({ value: { role: 'first' } });
    expect(await say('keyer', 1, item, '3')).toMatchObject({ error: { type: 'second-reading-needs-another-person' } });
    expect(await say('keyer', 1, item, '2', { correct: true })).toMatchObject({ value: { role: 'first' } });
    expect(await say('other', 1, item, '4')).toMatchObject({ value: { role: 'second' } });
    expect(await say('keyer', 1, item, '2')).toMatchObject({ error: { type: 'settling-needs-third-person' } });
    expect(await say('third', 1, item, '0', { unreadable: true })).toMatchObject({ value: { role: 'settled' } });
    const said = await sql<{ said: string }>`
      select role || revision || value as said from scan_decision where unit_code = ${unitCode} order by role, revision`.execute(
      world().db,
    );
    expect(said.rows.map((row) => row.said)).toEqual(['first13', 'first22', 'second14', 'settled10']);
    for (const statement of [
      sql`update scan_decision set value = '5'`,
      sql`delete from scan_decision`,
      sql`update scan_row set value = '1'`,
      sql`delete from scan_row`,
    ])
      await expect(statement.execute(world().db)).rejects.toThrow(/never changed|permission denied/);
  });

  it('read the whole batch where the part read again shows too many errors, and the record says what came of it', async () => {
    const office = await officeWithBatch(40);
    const { ctx, people, at, say } = office;
    await office.scan(numbered(1, 40));
    expect(await drawCheckRows(ctx, people.keyer, { ...at, all: false })).toMatchObject({ ok: true });
    const first = await office.work();
    expect(first.open.length).toBeLessThan(first.record.rowsDecided);
    expect(first.open.length).toBeGreaterThan(200);
    for (const [index, { row }] of first.open.entries())
      await say('keyer', row.sheet, row.item, index < 4 && row.item !== 'field' ? '1' : row.value!);
    const differing = (await office.work()).open;
    expect(differing.length).toBeGreaterThan(0);
    for (const { row } of differing) await say('third', row.sheet, row.item, '1');
    const { record } = await office.work();
    expect(record.rowsWrong).toBe(differing.length);
    expect(silentErrorBound(record)).toBeGreaterThan(1);
    expect(await releaseScannedBatch(ctx, people.third, at)).toMatchObject({
      error: { type: 'silent-errors-over-limit' },
    });
    expect(await drawCheckRows(ctx, people.third, { ...at, all: true })).toMatchObject({ ok: true });
    for (const { row } of (await office.work()).open) await say('keyer', row.sheet, row.item, row.value!);
    expect(await releaseScannedBatch(ctx, people.third, at)).toMatchObject({ ok: true, value: { ballots: 40 } });
  }, 60_000);
});

describe('a withdrawn batch', () => {
  it('gives its sheets free: they can be read into another one', async () => {
    const office = await officeWithBatch(5);
    const { ctx, people, at, unitCode } = office;
    const item = items[0]!;
    await office.scan([{ serial: madeSerial(1), marks: { ...all(5), [item]: '?' } }, ...numbered(2, 4)]);
    await office.say('keyer', 1, item, '3');
    const asked = await requestVoid(ctx, people.clerk, {
      unitCode,
      periodId: '2025-Q1',
      target: { kind: 'keyed-batch', batchId: at.batchId },
      reason: 'duplicate',
      note: 'Quét nhầm',
    });
    if (!asked.ok) throw new Error(asked.error.type);
    const reader = office.person('keyer', 'working-group');
    expect((await decideVoid(ctx, reader, { unitCode, requestId: asked.value.id, confirm: true })).ok).toBe(false);
    expect(await decideVoid(ctx, people.head, { unitCode, requestId: asked.value.id, confirm: true })).toMatchObject({
      ok: true,
    });
    for (const table of ['scan_row', 'scan_sheet', 'scan_serial', 'scan_file', 'scan_decision'])
      expect(await count(table, unitCode)).toBe(0);
    const second = await office.openBatch(5);
    await office.upload(numbered(1, 5), undefined, second);
    await office.readAll();
    expect(await count('scan_serial', unitCode)).toBe(5);
  });
});
