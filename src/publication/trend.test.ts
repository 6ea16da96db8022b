import { describe, expect, test } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { exampleSnapshot } from './example-snapshot';
import type { SnapshotContent } from './snapshot';
import { trendOf } from './trend';

const base = exampleSnapshot();

function quarter(number: 1 | 2 | 3, change: Partial<SnapshotContent> = {}): SnapshotContent {
  const until = calendarDay(`2025-0${number * 3}-14`);
  const period = {
    ...base.period,
    id: `2025-Q${number}`,
    label: `Quý ${number}`,
    until,
    basePeriods: [`2025-Q${number}`],
  };
  return exampleSnapshot({ period, ...change });
}

describe('the trend of a unit', () => {
  test('periods stand in order of time and lie inside the drawing, interval and all', () => {
    const trend = trendOf([quarter(3), quarter(1), quarter(2)]);
    expect(trend?.points.map(({ label }) => label)).toEqual(['Quý 1', 'Quý 2', 'Quý 3']);
    for (const point of trend?.points ?? []) {
      expect(point.yHigh).toBeGreaterThanOrEqual(0);
      expect(point.yLow).toBeLessThanOrEqual(100);
      expect(point.yHigh).toBeLessThan(point.y);
    }
    expect(trend?.segments.length).toBe(2);
  });

  test('periods measured with different forms are not joined', () => {
    const other = quarter(2, { form: { ...base.form, version: 2 } });
    expect(trendOf([quarter(1), other, quarter(3)])?.segments).toEqual([]);
  });

  test('a hidden period, a sum of periods, or a single one makes no trend', () => {
    const hidden = quarter(2, { rows: [{ scope: 'overall', id: 'overall', title: 'Nhìn chung', suppressed: true }] });
    const half = exampleSnapshot({ period: { ...base.period, id: '2025-H1', basePeriods: ['2025-Q1', '2025-Q2'] } });
    expect(trendOf([quarter(1), hidden, half])).toBeUndefined();
  });
});
