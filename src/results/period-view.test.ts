import { describe, expect, test } from 'vitest';
import { period } from '../survey/reporting-period';
import { relatedBases, viewsUntil } from './period-view';

const ids = (id: string) => viewsUntil(id, period(id), [], []).map((view) => view.id);

describe('what may be subtracted from one another', () => {
  test('the figures of a quarter stand beside those of its reporting year that came before', () => {
    expect(relatedBases(period('2025-Q2')).map(({ id }) => id)).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
    expect(ids('2025-H1')).toEqual(['2025-Q1', '2025-Q2', '2025-H1']);
  });

  test('a run of quarters is decided with every quarter, half-year and nine months seen before it', () => {
    expect(ids('W20250315-20250914')).toEqual([
      '2025-Q1',
      '2025-Q2',
      '2025-H1',
      '2025-Q3',
      '2025-9M',
      'W20250315-20250914',
    ]);
    expect(relatedBases(period('W20240915-20250314'))).toHaveLength(8);
  });

  test('an own window stands alone', () => {
    expect(ids('W20211026-20211105')).toEqual(['W20211026-20211105']);
  });
});
