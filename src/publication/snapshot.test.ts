import { expect, test } from 'vitest';
import { exampleSnapshot } from './example-snapshot';
import { isAllHidden } from './snapshot';

test('a page has nothing to show only where every question is hidden and no group is named', () => {
  const { rows, questions, cuts } = exampleSnapshot();
  expect(isAllHidden({ rows, questions, cuts })).toBe(false);
  const hidden = <T extends { readonly suppressed: boolean }>(of: readonly T[]) =>
    of.map((each) => ({ ...each, suppressed: true })) as never[];
  const all = { rows: hidden(rows), questions: hidden(questions), cuts: [] };
  expect(isAllHidden(all)).toBe(true);
  expect(isAllHidden({ ...all, cuts })).toBe(false);
  expect(isAllHidden({ ...all, rows: [...all.rows.slice(1), ...rows.slice(0, 1)] })).toBe(false);
});
