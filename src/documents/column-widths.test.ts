import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnWidths } from './column-widths';

const words = fc.stringMatching(/^[a-zà-ỹ0-9/ ]{0,30}$/);
const tables = fc.integer({ min: 1, max: 12 }).chain((columns) =>
  fc.record({
    columns: fc.array(
      fc.record({
        title: words,
        align: fc.constant('left' as const),
        weight: fc.double({ min: 0.1, max: 5, noNaN: true }),
      }),
      { minLength: columns, maxLength: columns },
    ),
    rows: fc.array(fc.record({ cells: fc.array(words, { minLength: columns, maxLength: columns }) }), { maxLength: 5 }),
  }),
);

test('columns fill the width exactly and none vanishes', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const widths = columnWidths(table, 160);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(160, 6);
      expect(Math.min(...widths)).toBeGreaterThan(2);
    }),
  );
});

test('a narrow weight still leaves room for "TT" and for a date', () => {
  const columns = [
    { title: 'TT', align: 'center', weight: 0.1 },
    { title: 'Nhiệm vụ', align: 'left', weight: 9 },
    { title: 'Thời hạn', align: 'center', weight: 0.1 },
  ] as const;
  const [number = 0, , date = 0] = columnWidths(
    { columns, rows: [{ cells: ['12', 'Mở thùng phiếu', '14/12/2025'] }] },
    160,
  );
  expect(number).toBeGreaterThan(7);
  expect(date).toBeGreaterThan(25);
});
