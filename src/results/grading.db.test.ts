import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { openOffice } from '../../test/fixtures/open-office';
import { calendarDay, startOfDay } from '../kernel/calendar-day';
import { seededChance } from '../kernel/random';
import { readEntries } from '../log/store.server';
import type { Actor } from '../organisation/actor';
import { type OfficialCode, parseOfficialCode } from '../organisation/official';
import type { Role } from '../organisation/role';
import { saveOfficialRow } from '../organisation/store-staff.server';
import type { UnitCode } from '../organisation/unit';
import { frozenClock } from '../platform/clock';
import { writeWorkbook } from '../platform/write-table.server';
import type { PeriodId } from '../survey/reporting-period';
import { previewGradingImport } from './actions/preview-grading-import.server';
import { gradingHistory, readGrading, standingFigures } from './actions/read-grading.server';
import { recordGrading } from './actions/record-grading.server';
import type { FigureChange } from './grading-change';
import type { Measure } from './grading-measure';
import { gradingProblems } from './grading-problem';
import { readGradingFigures } from './store-grading.server';

let database: FreshDatabase;
let unit: UnitCode;
const quarter = '2025-Q1' as PeriodId;
const ctx = () => ({ db: database.db, clock: frozenClock(startOfDay(calendarDay('2025-04-02'))) });

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

let units = 0;
async function freshOffice(): Promise<UnitCode> {
  units += 1;
  unit = await openOffice(database.db, `XL-${units}`);
  return unit;
}

function person(role: Role, official?: string): Actor {
  const officials = official === undefined ? [] : [{ unitCode: unit, code: official as OfficialCode }];
  return { accountId: role, name: role, roles: [{ role, unitCode: unit }], officials };
}

function figures(
  subject: string,
  entries: Partial<Record<Measure, number | null>>,
  periodId = quarter,
): FigureChange[] {
  return Object.entries(entries).map(([measure, value]) => ({ periodId, subject, measure: measure as Measure, value }));
}

async function record(changes: readonly FigureChange[], actor = person('compiling-clerk')) {
  return recordGrading(ctx(), actor, { unitCode: unit, figures: changes, source: 'typed' });
}

describe('figures for the grading', () => {
  it('are recorded once, corrected by a new record, taken back by another, each with an event', async () => {
    await freshOffice();
    expect(await record(figures('', { 'i1.2': 90, 'i1.1': 8 }))).toMatchObject({ value: { added: 3, corrected: 0 } });
    expect(await record(figures('', { 'i1.2': 90, 'i1.1': 8 }))).toMatchObject({ value: { added: 0, corrected: 0 } });
    expect(await record(figures('', { 'i1.2': 91 }))).toMatchObject({ value: { added: 0, corrected: 1 } });
    expect(await record(figures('', { 'i1.2': null, 'i1.1': null, 'i1.0': null }))).toMatchObject({
      value: { takenBack: 3 },
    });
    expect(await readGradingFigures(database.db, unit, [quarter])).toEqual([]);
    const history = await gradingHistory(ctx(), person('observer'), unit, quarter);
    expect(history.ok && history.value).toHaveLength(7);
    const events = await readEntries(database.db, unit, { types: undefined, before: undefined, limit: 9 });
    expect(events.map(({ type, body }) => [type, body['added'], body['corrected'], body['takenBack']])).toEqual([
      ['grading-figures-recorded', 0, 0, 3],
      ['grading-figures-recorded', 0, 1, 0],
      ['grading-figures-recorded', 3, 0, 0],
    ]);
  });

  it('cannot be changed or deleted behind the back of the history', async () => {
    await freshOffice();
    await record(figures('', { 'i1.2': 1 }));
    for (const statement of [
      sql`update grading_figure set value = 9 where unit_code = ${unit}`,
      sql`delete from grading_figure where unit_code = ${unit}`,
    ]) {
      await expect(statement.execute(database.db)).rejects.toThrow();
    }
  });

  it('are refused as a whole when they contradict each other, in words that say what to do', async () => {
    await freshOffice();
    const refused = await record(figures('', { 'i1.2': 5, 'i8.complaints': 3, 'i8.on-time': 4 }));
    expect(!refused.ok && gradingProblems(refused.error, 'vi')).toEqual([
      '“Phản ánh, kiến nghị đã trả lời đúng hạn” lớn hơn “Phản ánh, kiến nghị phải trả lời trong kỳ”. Kiểm tra lại hai số.',
    ]);
    const forOfficial = await record(figures('CB01', { 'i6.2': 5 }));
    expect(!forOfficial.ok && gradingProblems(forOfficial.error, 'vi')[0]).toContain('không ghi cho từng công chức');
    expect(await record(figures('CB99', { 'i1.2': 5 }))).toMatchObject({ error: { type: 'official-unknown' } });
    expect(await record(figures('', { 'i1.2': 5 }, '2025-Q3' as PeriodId))).toMatchObject({
      error: { type: 'period-not-begun' },
    });
    expect(await readGradingFigures(database.db, unit, [quarter])).toEqual([]);
  });

  it('are entered by the clerk and the head of the one-stop office only', async () => {
    await freshOffice();
    for (const role of ['head', 'observer', 'superior', 'administrator', 'keyer', 'one-stop-official'] as const)
      expect(await record(figures('', { 'i1.2': 5 }), person(role))).toMatchObject({ error: { type: 'not-allowed' } });
    expect((await record(figures('', { 'i1.2': 5 }), person('one-stop-head'))).ok).toBe(true);
    expect(await standingFigures(ctx(), person('observer'), unit, quarter, '')).toMatchObject({ ok: false });
  });

  it('stand as if entered one after another, whatever was recorded at the same time', async () => {
    await freshOffice();
    const chance = seededChance(7);
    const twenty = Array.from({ length: 20 }, () =>
      record(figures('', { 'i8.complaints': 5 + chance(3), 'i8.on-time': chance(6) })),
    );
    expect((await Promise.all(twenty)).every(({ ok }) => ok)).toBe(true);
    const standing = new Map(
      (await readGradingFigures(database.db, unit, [quarter])).map((each) => [each.measure, each.value]),
    );
    expect(standing.get('i8.on-time')).toBeLessThanOrEqual(standing.get('i8.complaints') ?? -1);
  });
});

describe('the grading of a period', () => {
  it('adds the quarters, names the missing one, and is seen by those who watch', async () => {
    await freshOffice();
    await record(figures('', { 'i1.2': 10, 'i1.1': 5, 'i1.0': 5, 'r.dossiers': 20, 'r.dossiers-unsatisfied': 1 }));
    await record(figures('', { 'i1.2': 10 }, '2025-Q2' as PeriodId));
    const half = await readGrading(ctx(), person('observer'), unit, '2025-H1');
    if (!half.ok) throw new Error(half.error.type);
    // 45 points ÷ 30 dossiers
    expect(half.value.unitGrading?.outcomes[0]).toMatchObject({ index: 1, tenths: 15 });
    expect(half.value.unitGrading).toMatchObject({ totalTenths: 15, maximumTenths: 20, grade: 'weak' });
    expect([...half.value.gaps]).toEqual([['r.dossiers', ['2025-Q2']]]);
    expect(half.value.rates.at(-1)).toMatchObject({ id: 'R3', hundredths: 9500 });
    expect(await readGrading(ctx(), person('keyer'), unit, '2025-H1')).toMatchObject({ ok: false });
    expect(await readGrading(ctx(), person('observer'), unit, '2025-M03')).toMatchObject({
      error: { type: 'period-without-figures' },
    });
  });

  it('shows officials to the head and to who enters, and to an official only the own line', async () => {
    await freshOffice();
    await saveOfficialRow(database.db, {
      unitCode: unit,
      code: parseOfficialCode('CB02')!,
      name: 'Lê Văn Nam',
      title: '',
      counters: [],
      photoId: undefined,
      accountId: undefined,
      active: true,
    });
    await record([...figures('CB01', { 'i1.2': 9, 'i1.1': 1 }), ...figures('CB02', { 'i1.0': 4 })]);
    const seen = async (actor: Actor) => {
      const grading = await readGrading(ctx(), actor, unit, quarter);
      return grading.ok
        ? grading.value.officials.map(({ code, grading: { totalTenths } }) => [code, totalTenths])
        : grading.error.type;
    };
    const all = [
      ['CB01', 19],
      ['CB02', 0],
    ];
    expect(await seen(person('head'))).toEqual(all);
    expect(await seen(person('compiling-clerk'))).toEqual(all);
    expect(await seen(person('observer'))).toEqual([]);
    expect(await seen(person('one-stop-official', 'CB02'))).toEqual([['CB02', 0]]);
    expect(await seen(person('one-stop-official'))).toBe('not-allowed');
    const own = await readGrading(ctx(), person('one-stop-official', 'CB02'), unit, quarter);
    expect(own.ok && own.value.unitGrading).toBeUndefined();
    const history = await gradingHistory(ctx(), person('observer'), unit, quarter);
    expect(history.ok && history.value).toEqual([]);
  });

  it('says where an index counts more dossiers than were resolved', async () => {
    await freshOffice();
    await sql`
      insert into dossier_count (unit_code, id, batch_id, period_id, field_code, channel, count, counted_until, source, recorded_at, recorded_by, recorder_name)
      values (${unit}, 'x', 'b', ${quarter}, 'TP', 'direct', 30, '2025-03-14', 'typed', now(), 'a', 'A')`.execute(
      database.db,
    );
    await record(figures('', { 'i1.2': 30, 'i2.2': 31 }));
    const grading = await readGrading(ctx(), person('head'), unit, quarter);
    expect(grading.ok && grading.value).toMatchObject({ dossiersResolved: 30, exceeding: ['i2'] });
  });
});

describe('a file of figures', () => {
  const preview = (rows: (string | number | null)[][], period: PeriodId | undefined = quarter) =>
    writeWorkbook('So', rows).then((bytes) =>
      previewGradingImport(ctx(), person('compiling-clerk'), {
        unitCode: unit,
        period,
        file: { name: 'so.xlsx', bytes },
      }),
    );

  it('is read figure by figure or index by index, by key or by its Vietnamese name, and shows what would change', async () => {
    await freshOffice();
    await record(figures('', { 'i8.complaints': 3, 'i8.on-time': 3 }));
    const long = await preview([
      ['Bảng số liệu xếp loại', null, null, null],
      ['Kỳ', 'Công chức', 'Nội dung', 'Số'],
      ['2025-Q1', null, 'i8.complaints', 4],
      ['Quý I/2025', null, 'Phản ánh, kiến nghị đã trả lời đúng hạn', 3],
      [null, 'nguyễn thị hoa', 'Chỉ số 1, 2 điểm', '1.200'],
      [null, null, 'i9.late', null],
    ]);
    expect(
      long.ok && long.value.changes.map(({ subject, measure, before, value }) => [subject, measure, before, value]),
    ).toEqual([
      ['', 'i8.complaints', 3, 4],
      ['CB01', 'i1.2', undefined, 1200],
      ['CB01', 'i1.1', undefined, 0],
      ['CB01', 'i1.0', undefined, 0],
    ]);
    const wide = await preview([
      ['Mã công chức', 'Chỉ số', '2 điểm', '1 điểm', '0 điểm'],
      ['CB01', 'Chỉ số 1', 20, 3, 1],
      [null, '7', 60, 0, 0],
    ]);
    expect(wide.ok && wide.value.figures).toHaveLength(6);
    expect(await readGradingFigures(database.db, unit, [quarter])).toHaveLength(2);
  });

  it('is refused as a whole with the line of each mistake', async () => {
    await freshOffice();
    const refused = await preview([
      ['period', 'official', 'measure', 'value'],
      ['2025-Q1', 'CB77', 'i1.2', 4],
      ['2025-Q1', null, 'i1.3', 4],
      ['2025-Q1', null, 'i1.2', -4],
      ['2025-Q1', null, 'i2.2', 4],
      ['2025-Q1', null, 'i2.2', 5],
    ]);
    if (refused.ok) throw new Error('read');
    expect(gradingProblems(refused.error, 'vi')).toEqual([
      'Dòng 2: Không có công chức mang mã “CB77”. Sửa mã trong tệp, hoặc thêm công chức ở mục Tổ chức, tài khoản.',
      'Dòng 3: “i1.3” không phải nội dung cần nhập. Dùng tên trong tệp mẫu, ví dụ i1.2 hoặc i8.complaints.',
      'Dòng 4: “-4” là số âm. Số hồ sơ từ 0 trở lên.',
      'Dòng 6: Trùng với dòng 5: cùng kỳ, công chức và nội dung. Xóa một dòng.',
    ]);
    const without = await preview([
      ['period', 'figure'],
      ['2025-Q1', 4],
    ]);
    expect(!without.ok && gradingProblems(without.error, 'vi')[0]).toContain('Tệp thiếu cột measure');
  });
});
