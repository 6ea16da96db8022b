import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { flagProblem } from './flag-problem';

function said(...args: string[]): string {
  try {
    parseArgs({ args, options: { csv: { type: 'string' }, json: { type: 'boolean' } } });
  } catch (error) {
    return flagProblem(error);
  }
  return '';
}

test('every fault of a command line is told in Vietnamese and names the flag', () => {
  expect(said('--wieghts', 'w')).toBe('không có tham số --wieghts');
  expect(said('-x')).toBe('không có tham số -x');
  expect(said('--csv')).toBe('thiếu giá trị sau --csv');
  expect(said('--csv', '--json')).toBe('thiếu giá trị sau --csv');
  expect(said('--json=có')).toBe('--json không nhận giá trị');
  expect(said('bảng.csv')).toBe('thừa “bảng.csv”');
});

test('what is no fault of the command line keeps its own words', () => {
  expect(flagProblem(new Error('đĩa đầy'))).toBe('đĩa đầy');
});
