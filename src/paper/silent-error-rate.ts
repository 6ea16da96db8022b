import { assert } from '../kernel/result';

/**
 * How often a row that the machine decided by itself may be wrong, judged by a simple random part of those rows that people
 * read again without seeing what the machine read. Rows are drawn without putting back, so the number of errors in the part
 * is hypergeometric and the bound is exact also for small batches (Cochran, Sampling Techniques, 3rd ed., §3.6; for a large
 * batch it becomes the one-sided Clopper–Pearson bound, and with no error the "rule of three", 3 / n).
 */

/** The bound that a part without a single error must reach [D]. */
export const boundWithoutErrorPercent = 0.5;
/** Above this upper bound the batch is read again in full by people [D]. One error in the part still lies below it. */
export const silentErrorLimitPercent = 1;
const risk = 0.05;

/** P(at most `errors` wrong rows in a part of `checked` rows), where `wrong` of `rows` are wrong. */
export function chanceOfAtMost(errors: number, rows: number, wrong: number, checked: number): number {
  const least = Math.max(0, checked - (rows - wrong));
  const most = Math.min(errors, wrong, checked);
  if (most < least) return 0;
  let sum = 0;
  for (let found = least; found <= most; found += 1) {
    sum += Math.exp(logChoose(wrong, found) + logChoose(rows - wrong, checked - found) - logChoose(rows, checked));
  }
  return Math.min(1, sum);
}

/**
 * The largest number of wrong rows among `rows` that a part of `checked` rows with `errors` wrong ones does not rule out at
 * 95 %; where nothing was checked that is all of them.
 */
export function upperBoundOfErrors(rows: number, checked: number, errors: number): number {
  assert(checked >= 0 && checked <= rows && errors >= 0 && errors <= checked, 'errors ≤ checked ≤ rows');
  let low = errors;
  let high = rows - (checked - errors);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (chanceOfAtMost(errors, rows, middle, checked) > risk) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** 0–100, unrounded; undefined where there are no rows or none was checked. */
export function upperBoundPercent(rows: number, checked: number, errors: number): number | undefined {
  if (rows === 0 || checked === 0) return undefined;
  return (upperBoundOfErrors(rows, checked, errors) / rows) * 100;
}

/** How many of `rows` to read again: the fewest that, without an error, bound the rate at 0.5 %; all of fewer than 200. */
export function rowsToCheck(rows: number): number {
  const tolerated = Math.floor((rows * boundWithoutErrorPercent) / 100);
  if (tolerated === 0) return rows;
  let low = 0;
  let high = rows;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (upperBoundOfErrors(rows, middle, 0) <= tolerated) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** True where people must read the whole batch. With every row checked nothing is silent any more. */
export function isOverLimit(rows: number, checked: number, errors: number): boolean {
  const bound = upperBoundPercent(rows, checked, errors);
  return checked < rows && bound !== undefined && bound > silentErrorLimitPercent;
}

const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next += 1)
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  return logFactorials[n] ?? 0;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
