import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { pdfPictures, qrCodesIn } from '../../test/documents/pdf-picture';
import { paperOffice } from '../../test/fixtures/paper-office';
import { recordBoxOpening } from '../collection/actions/record-box-opening.server';
import { calendarDay } from '../kernel/calendar-day';
import { replacePhoto } from '../organisation/store-staff.server';
import { makePrintRun, previewSheet } from './actions/make-print-run.server';
import { printRunFile, recordPrinting } from './actions/print-run-file.server';
import { readPrintRun, readPrintRuns } from './actions/read-print-runs.server';
import { readSheetAccounting } from './actions/read-sheet-accounting.server';
import { recordMovement } from './actions/record-movement.server';
import type { RunDraft } from './print-run';
import { readSheetCode } from './sheet-code';
import { officeSheetKey } from './sheet-key-adapter.server';
import type { MovementDraft } from './sheet-movement';
import { knownRuns, layoutsPrinted, readSerials } from './store-print-run.server';

let database: FreshDatabase;
let dataDir = '';
let offices = 0;

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'print-run-'));
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

const draft: RunDraft = {
  kind: 'numbered',
  periodId: '2025-Q2',
  paper: 'A5',
  sheets: 3,
  withFields: false,
  withOfficials: false,
};

async function office() {
  offices += 1;
  const { unitCode, ctx, person } = await paperOffice(database.db, `PRT-${offices}`, '2025-03-20T03:00:00Z');
  return {
    unitCode,
    ctx: { ...ctx, config: { dataDir } },
    clerk: person('clerk', 'compiling-clerk'),
    keyer: person('k', 'keyer'),
  };
}

async function officeWithRun(changed: Partial<RunDraft> = {}) {
  const base = await office();
  const made = await makePrintRun(base.ctx, base.clerk, { ...draft, ...changed, unitCode: base.unitCode });
  if (!made.ok) throw new Error(made.error.type);
  return { ...base, run: made.value.run };
}

/** Serial by page of the file, as a scanner reads it. */
async function codesOf(pdf: Uint8Array, key: Uint8Array) {
  const codes = [];
  for (const picture of await pdfPictures(pdf, 150)) {
    const [code] = await qrCodesIn(picture);
    codes.push(readSheetCode(code?.text ?? '', key));
  }
  return codes;
}

describe('a print run', () => {
  it(
    'prints its serials, in another order the next time, and asks for a reason then',
    { timeout: 60_000 },
    async () => {
      const { unitCode, ctx, clerk, run } = await officeWithRun({ sheets: 9 });
      const file = (shuffle: string) => printRunFile(ctx, clerk, { unitCode, run, part: 1, shuffle });
      expect(await file('a')).toMatchObject({ error: { type: 'not-printed-yet' } });
      expect((await recordPrinting(ctx, clerk, { unitCode, run, reason: '' })).ok).toBe(true);
      const first = await file('a');
      const other = await file('b');
      const key = await officeSheetKey(dataDir);
      if (!first.ok || !other.ok || !key.ok) throw new Error('not printed');
      const stored = await readSerials(database.db, unitCode, run);
      expect(new Set(stored).size).toBe(9);
      const codes = await codesOf(first.value.pdf, key.value.bytes);
      expect(codes.every((code) => code?.genuine && code.code.run === run)).toBe(true);
      const serials = codes.map((code) => code?.code.serial);
      expect(serials.filter((_, at) => at % 2 === 0).toSorted()).toEqual(stored);
      expect(serials.filter((_, at) => at % 2 === 0)).toEqual(serials.filter((_, at) => at % 2 === 1));
      expect(Buffer.from(first.value.pdf).equals(other.value.pdf)).toBe(false);
      expect(await recordPrinting(ctx, clerk, { unitCode, run, reason: '' })).toMatchObject({
        error: { type: 'printing-needs-reason' },
      });
      expect(await recordPrinting(ctx, clerk, { unitCode, run, reason: 'máy in kẹt giấy' })).toMatchObject({
        value: { number: 2 },
      });
      expect(await file('a')).toEqual(first);
    },
  );

  it('keeps its serials in an order that says nothing, and refuses to change anything', async () => {
    const { unitCode, run } = await officeWithRun({ sheets: 40 });
    const rows = await sql<{
      serial: string;
    }>`select serial from print_serial where unit_code = ${unitCode} and run = ${run} order by ctid`.execute(
      database.db,
    );
    expect(rows.rows.map(({ serial }) => serial)).toEqual(await readSerials(database.db, unitCode, run));
    await expect(sql`delete from print_serial where unit_code = ${unitCode}`.execute(database.db)).rejects.toThrow();
    await expect(
      sql`update print_run set sheets = 41 where unit_code = ${unitCode}`.execute(database.db),
    ).rejects.toThrow();
  });

  it('prints fields and officials with their photos into the layout the reader gets', { timeout: 30_000 }, async () => {
    const { unitCode, ctx, clerk } = await office();
    const bytes = await sharp({ create: { width: 300, height: 500, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    await replacePhoto(database.db, { unitCode, code: 'CB01' }, { id: 'p1', mediaType: 'image/png', bytes });
    const made = await makePrintRun(ctx, clerk, {
      ...draft,
      paper: 'A4',
      unitCode,
      withFields: true,
      withOfficials: true,
    });
    if (!made.ok) throw new Error(made.error.type);
    const [layout] = await layoutsPrinted(database.db, unitCode);
    const choices = layout?.pages.flatMap(({ boxes }) => boxes.map(({ item, choice }) => `${item} ${choice}`)) ?? [];
    expect(choices).toEqual(expect.arrayContaining(['field TP', 'field DD', 'official CB01', 'official CB02']));
    // The photo may go with its official; the run is printed again all the same.
    await replacePhoto(database.db, { unitCode, code: 'CB01' }, undefined);
    await recordPrinting(ctx, clerk, { unitCode, run: made.value.run, reason: '' });
    expect((await printRunFile(ctx, clerk, { unitCode, run: made.value.run, part: 1, shuffle: '' })).ok).toBe(true);
    expect((await knownRuns(database.db, unitCode)).get(made.value.run)).toMatchObject({
      unitCode,
      periodId: '2025-Q2',
      formId: 'C',
    });
  });

  it('is made by those who manage the collection, for periods of the plan that are not over, in numbers of sense', async () => {
    const { unitCode, ctx, clerk, keyer } = await office();
    const make = (changed: Partial<RunDraft>, by = clerk) => makePrintRun(ctx, by, { ...draft, ...changed, unitCode });
    expect(await make({}, keyer)).toMatchObject({ error: { type: 'not-allowed' } });
    expect(await make({ periodId: '2025-Q1' })).toMatchObject({ error: { type: 'period-not-in-plan' } });
    expect(await make({ sheets: 0 })).toMatchObject({ error: { type: 'run-count-invalid' } });
    const preview = await previewSheet(ctx, clerk, { ...draft, unitCode });
    expect(preview.ok && Buffer.from(preview.value.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(await readPrintRuns(ctx, clerk, unitCode, 1)).toMatchObject({ value: { runs: [] } });
  });
});

describe('the sheets of a run', () => {
  const moved = (changed: Partial<MovementDraft>): MovementDraft => ({
    kind: 'issued',
    place: 'Quầy 1',
    sheets: 30,
    day: calendarDay('2025-03-20'),
    note: '',
    correction: undefined,
    ...changed,
  });

  it('are followed through issue, return, correction and box into an accounting that names what is out', async () => {
    const { unitCode, ctx, clerk, run } = await officeWithRun({ sheets: 50 });
    const move = (changed: Partial<MovementDraft>) =>
      recordMovement(ctx, clerk, { unitCode, run, draft: moved(changed) });
    const issued = await move({});
    if (!issued.ok) throw new Error(issued.error.type);
    expect((await move({ kind: 'returned', sheets: 4 })).ok).toBe(true);
    expect((await move({ kind: 'spoiled', sheets: 1 })).ok).toBe(true);
    const correction = { replaces: issued.value.id, reason: 'đếm lại' };
    expect((await move({ sheets: 25, correction })).ok).toBe(true);
    expect(await move({ sheets: 20, correction })).toMatchObject({ error: { type: 'movement-not-in-force' } });
    expect(await readPrintRun(ctx, clerk, unitCode, run)).toMatchObject({
      value: { balance: { printed: 50, issued: 25, inStock: 25, returned: 4, spoiled: 1, out: 20 } },
    });
    const opened = await recordBoxOpening(ctx, clerk, {
      unitCode,
      draft: {
        boxCode: 'H1',
        openedOn: calendarDay('2025-03-20'),
        witnesses: ['Lan', 'Minh'].map((name) => ({ name, capacity: 'Công chức', observer: false })),
        sheetsFound: 18,
        spoiled: 2,
        note: '',
        correction: undefined,
      },
      photo: undefined,
    });
    expect(opened.ok).toBe(true);
    const desk = await readSheetAccounting(ctx, clerk, unitCode, undefined);
    if (!desk.ok || !desk.value.accounting) throw new Error('no accounting');
    expect(desk.value.period?.id).toBe('2025-Q2');
    expect(desk.value.accounting).toMatchObject({ printed: 50, issued: 25, cameBack: 18, missing: 2 });
    expect(desk.value.accounting.differences).toEqual([
      { type: 'still-out', sheets: 2 },
      { type: 'box-not-finished', box: 'H1', openedOn: '2025-03-20', sheets: 16 },
    ]);
  });

  it('of a copy master are counted as people record the copies', async () => {
    const { unitCode, ctx, clerk, run } = await officeWithRun({ kind: 'copy-master', sheets: 0 });
    const move = (changed: Partial<MovementDraft>) =>
      recordMovement(ctx, clerk, { unitCode, run, draft: moved(changed) });
    expect(await move({})).toMatchObject({ error: { type: 'more-issued-than-printed', printed: 0, issued: 30 } });
    expect((await move({ kind: 'copied', place: '', sheets: 30 })).ok).toBe(true);
    expect((await move({})).ok).toBe(true);
    const desk = await readSheetAccounting(ctx, clerk, unitCode, '2025-Q2');
    expect(desk).toMatchObject({
      value: { accounting: { withCopyMaster: true, printed: 30, inStock: 0, missing: 30 } },
    });
  });
});
