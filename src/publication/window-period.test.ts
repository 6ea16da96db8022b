import { expect, test } from 'vitest';
import { windowOf } from './window-period';

test('quarters in a row make the half-years, nine months, the year or a window; what is no sum of quarters is refused', () => {
  expect(windowOf('2025-Q1', '2025-Q1')).toEqual({ ok: true, value: '2025-Q1' });
  expect(windowOf('2025-Q1', '2025-Q2')).toEqual({ ok: true, value: '2025-H1' });
  expect(windowOf('2025-Q3', '2025-Q4')).toEqual({ ok: true, value: '2025-H2' });
  expect(windowOf('2025-Q1', '2025-Q3')).toEqual({ ok: true, value: '2025-9M' });
  expect(windowOf('2025-Q1', '2025-Q4')).toEqual({ ok: true, value: '2025' });
  expect(windowOf('W20211026-20211105', '')).toEqual({ ok: true, value: 'W20211026-20211105' });
  expect(windowOf('2025-Q2', '2025-Q3')).toEqual({ ok: true, value: 'W20250315-20250914' });
  expect(windowOf('2024-Q4', '2025-Q1')).toEqual({ ok: true, value: 'W20240915-20250314' });
  for (const [from, until] of [
    ['2025-Q2', '2025-Q1'],
    ['2025-Q2', 'W20250615-20250620'],
  ] as const) {
    expect(windowOf(from, until)).toEqual({ ok: false, error: { type: 'window-not-summable' } });
  }
  expect(windowOf('quý một', '')).toMatchObject({ error: { type: 'unknown-period' } });
});
