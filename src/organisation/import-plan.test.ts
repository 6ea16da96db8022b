import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { type Columns, keyOf, planImport } from './import-plan';
import { exampleRows } from './import-examples';
import {
  fieldKind,
  type FieldColumn,
  importKinds,
  officialKind,
  procedureKind,
  unitKind,
  type UnitColumn,
} from './record-kinds';
import type { UnitCode } from './unit';
import { type PlacedUnit, unitColumns, unitFromColumns } from './unit-columns';

const here = 'QNG-HT';
const defaults: Columns<FieldColumn> = { unit: here, code: '', name: '', active: 'yes' };
const field = (code: string, name: string, active = 'yes'): Columns<FieldColumn> => ({
  unit: here,
  code,
  name,
  active,
});
const existing = (...fields: Columns<FieldColumn>[]): Map<string, Columns<FieldColumn>> =>
  new Map(fields.map((one) => [keyOf(fieldKind, one), one]));
const table = (header: string[], ...rows: string[][]) => ({
  header,
  rows: rows.map((cells, index) => ({ line: index + 2, cells })),
});
const planned = (known: Map<string, Columns<FieldColumn>>, file: ReturnType<typeof table>) => {
  const plan = planImport(fieldKind, known, file, defaults);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
};

describe('the preview of an import', () => {
  test('tells added, changed and unchanged lines apart, and leaves what the file does not name alone', () => {
    const plan = planned(
      existing(field('TP', 'Tư pháp'), field('DD', 'Đất đai'), field('CU', 'Lĩnh vực cũ')),
      table(['Mã', 'Tên lĩnh vực'], ['tp', 'Tư pháp – Hộ tịch'], ['DD', 'Đất đai'], ['XD', 'Xây dựng']),
    );
    expect(plan.changed).toMatchObject([
      { line: 2, changes: [{ column: 'name', before: 'Tư pháp', after: 'Tư pháp – Hộ tịch' }] },
    ]);
    expect(plan.unchanged).toEqual([3]);
    expect(plan.added).toEqual([{ line: 4, after: field('XD', 'Xây dựng') }]);
    expect(plan.rejected).toEqual([]);
  });

  test('a column the file does not have keeps its value', () => {
    const plan = planned(existing(field('TP', 'Tư pháp', 'no')), table(['code', 'name'], ['TP', 'Tư pháp']));
    expect(plan.unchanged).toEqual([2]);
  });

  test('a code twice in the file is refused at both lines, each naming the other', () => {
    const plan = planned(existing(), table(['code', 'name'], ['TP', 'Tư pháp'], ['DD', 'Đất đai'], ['tp', 'Hộ tịch']));
    expect(plan.rejected.map((row) => [row.line, row.refusals])).toEqual([
      [2, [{ type: 'duplicate', column: 'code', value: 'TP', otherLine: 4 }]],
      [4, [{ type: 'duplicate', column: 'code', value: 'TP', otherLine: 2 }]],
    ]);
    expect(plan.added).toHaveLength(1);
  });

  test('every reason of a line is named, not only the first', () => {
    const plan = planned(existing(), table(['code', 'name', 'active'], ['lĩnh vực 1', '', 'có lẽ']));
    expect(plan.rejected[0]?.refusals).toEqual([
      { type: 'bad-code', column: 'code', value: 'lĩnh vực 1' },
      { type: 'empty', column: 'name', value: '' },
      { type: 'bad-yes-no', column: 'active', value: 'có lẽ' },
    ]);
  });

  test('missing columns are named with those that were found', () => {
    expect(planImport(fieldKind, existing(), table(['Số', 'Ghi chú'], ['1', 'x']), defaults)).toEqual({
      ok: false,
      error: { type: 'missing-columns', missing: ['code', 'name'], found: ['Số', 'Ghi chú'] },
    });
  });

  test('every line is in exactly one list, and importing the same file twice changes nothing', () => {
    const line = fc.record({
      code: fc.constantFrom('TP', 'DD', 'XD', 'VH', 'x y', ''),
      name: fc.constantFrom('A', 'B', ''),
      active: fc.constantFrom('yes', 'không', ''),
    });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.subarray([field('TP', 'A'), field('DD', 'B', 'no')]),
        (lines, known) => {
          const file = table(['code', 'name', 'active'], ...lines.map((one) => [one.code, one.name, one.active]));
          const plan = planned(existing(...known), file);
          const all = [...plan.added, ...plan.changed, ...plan.rejected].map((row) => row.line).concat(plan.unchanged);
          expect([...all].sort((a, b) => a - b)).toEqual(file.rows.map((row) => row.line));
          const after = existing(...known, ...[...plan.added, ...plan.changed].map((row) => row.after));
          const again = planned(after, file);
          expect([again.added, again.changed]).toEqual([[], []]);
        },
      ),
    );
  });
});

describe('the columns of a unit', () => {
  const empty = Object.fromEntries(Object.keys(unitKind.names).map((name) => [name, ''])) as Columns<UnitColumn>;
  const planUnits = (file: ReturnType<typeof table>) => planImport(unitKind, new Map(), file, empty);

  test('kinds and days are understood as offices write them', () => {
    const plan = planUnits(
      table(['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Hiệu lực đến'], ['qng-tb', 'Huyện Trà Bồng', 'Huyện', '30/6/2025']),
    );
    expect(plan.ok && plan.value.added[0]?.after).toMatchObject({
      code: 'QNG-TB',
      type: 'district',
      valid_until: '2025-06-30',
    });
    const bad = planUnits(
      table(
        ['code', 'name', 'type', 'valid_from', 'valid_until'],
        ['AA', 'A', 'thôn', '31/2/2025', ''],
        ['BB', 'B', 'xã', '2025-07-01', '2025-06-30'],
      ),
    );
    expect(bad.ok && bad.value.rejected.map((row) => row.refusals.map((refusal) => refusal.type))).toEqual([
      ['bad-type', 'bad-day'],
      ['validity-reversed'],
    ]);
  });

  test('a change of the unit above is two stretches of days, and comes back from the columns as it was', () => {
    const columns: Columns<UnitColumn> = {
      ...empty,
      code: 'QNG-HT',
      name: 'Xã Hương Trà',
      type: 'commune',
      parent: 'QNG',
      parent_from: '2025-07-01',
      former_parent: 'QNG-TB',
      office: 'huong-tra',
    };
    const placed = unitFromColumns(columns, undefined);
    expect(placed.parents).toEqual([
      { child: 'QNG-HT', parent: 'QNG-TB', validFrom: undefined, validUntil: '2025-06-30' },
      { child: 'QNG-HT', parent: 'QNG', validFrom: '2025-07-01', validUntil: undefined },
    ]);
    expect(unitColumns(placed)).toEqual(columns);
  });

  test('an older parent than the form shows is not lost by a save', () => {
    const link = (parent: string, from: string | undefined, until: string | undefined) => ({
      child: 'QNG-HT' as UnitCode,
      parent: parent as UnitCode,
      validFrom: from === undefined ? undefined : calendarDay(from),
      validUntil: until === undefined ? undefined : calendarDay(until),
    });
    const before: PlacedUnit = {
      ...unitFromColumns({ ...empty, code: 'QNG-HT', name: 'Xã Hương Trà', type: 'commune' }, undefined),
      parents: [
        link('CU', undefined, '2003-12-31'),
        link('QNG-TB', '2004-01-01', '2025-06-30'),
        link('QNG', '2025-07-01', undefined),
      ],
    };
    expect(unitFromColumns({ ...unitColumns(before), name: 'Xã Hương Trà mới' }, before).parents).toEqual(
      before.parents,
    );
  });

  test('predecessors need the day the unit began', () => {
    const plan = planUnits(
      table(
        ['code', 'name', 'type', 'predecessors', 'valid_from'],
        ['AA', 'A', 'xã', 'BB; CC', ''],
        ['DD', 'D', 'xã', 'bb,cc', '1/7/2025'],
      ),
    );
    expect(plan.ok && plan.value.rejected[0]?.refusals[0]).toMatchObject({ type: 'day-missing', column: 'valid_from' });
    expect(plan.ok && plan.value.added[0]?.after.predecessors).toBe('BB; CC');
  });
});

test('each example file names only columns of its list and holds no line that would be refused', () => {
  const kinds = { units: unitKind, fields: fieldKind, procedures: procedureKind, officials: officialKind };
  for (const name of importKinds) {
    const [header, ...rows] = exampleRows(name).map((row) => [...row]);
    const kind = kinds[name];
    const nothing = Object.fromEntries(Object.keys(kind.names).map((column) => [column, ''])) as Columns<never>;
    const plan = planImport<never>(kind as never, new Map(), table(header ?? [], ...rows), nothing);
    expect(plan.ok && [plan.value.added.length, plan.value.rejected]).toEqual([rows.length, []]);
    expect((header ?? []).every((column) => column in kind.names)).toBe(true);
  }
});
