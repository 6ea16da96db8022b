import { expect, test } from 'vitest';
import { flagProblem, parseFlagsOnce } from './flag-problem';

function said(...args: string[]): string {
  try {
    parseFlagsOnce({
      args,
      options: { csv: { type: 'string' }, cluster: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    });
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

test('a flag that takes one value may stand once only', () => {
  expect(said('--csv', 'a', '--csv=b')).toBe('--csv chỉ được ghi một lần');
  expect(said('--json', '--json')).toBe('--json chỉ được ghi một lần');
  expect(said('--cluster', 'a', '--cluster', 'b')).toBe('');
});

test('what is no fault of the command line keeps its own words', () => {
  expect(flagProblem(new Error('đĩa đầy'))).toBe('đĩa đầy');
});
