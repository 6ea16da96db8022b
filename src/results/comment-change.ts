import { differenceOfShares } from './difference';
import type { Estimate } from './estimate';
import { holmAdjusted } from './holm';

/** How the share of texts that belong to a theme moved since the last period, in percentage points. */
export interface ThemeChange {
  readonly code: string;
  readonly difference: Estimate;
  readonly word: 'more' | 'less' | 'uncertain';
}

/** What `countThemes` counts. */
interface Texts {
  readonly texts: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Below this many texts in one of the periods nothing is compared [D]: two texts more would be ten points. */
export const fewestTextsToCompare = 20;

/**
 * Newcombe's interval for each theme. "More" or "less" is said only where Fisher's exact test, made stricter by Holm for as many
 * themes as are looked at together, leaves a chance below 5 %. The texts are those of people who chose to write: a change in
 * what is written, not in what people think. Undefined where a period has too few texts.
 */
export function themeChanges(codes: readonly string[], later: Texts, earlier: Texts): ThemeChange[] | undefined {
  if (Math.min(later.texts, earlier.texts) < fewestTextsToCompare) return undefined;
  const pairs = codes.map((code) => ({
    code,
    now: { successes: later.counts.get(code) ?? 0, n: later.texts },
    before: { successes: earlier.counts.get(code) ?? 0, n: earlier.texts },
  }));
  const adjusted = holmAdjusted(pairs.map(({ now, before }) => fisherExact(now, before)));
  return pairs.map(({ code, now, before }, at) => {
    const { value, low, high } = differenceOfShares(now, before);
    const isClear = (adjusted[at] ?? 1) < 0.05;
    return {
      code,
      difference: { value: value * 100, low: low * 100, high: high * 100 },
      word: isClear ? (value > 0 ? 'more' : 'less') : 'uncertain',
    };
  });
}

interface Share {
  readonly successes: number;
  readonly n: number;
}

/**
 * Two-sided p-value of R. A. Fisher's exact test: the chance of all tables with the same margins that are no likelier than this
 * one (Agresti, Categorical Data Analysis, 3rd ed., §3.5.1); `fisher.test` of R.
 */
export function fisherExact(one: Share, other: Share): number {
  const successes = one.successes + other.successes;
  const least = Math.max(0, successes - other.n);
  const most = Math.min(one.n, successes);
  const logOf = (k: number) =>
    logChoose(one.n, k) + logChoose(other.n, successes - k) - logChoose(one.n + other.n, successes);
  const own = logOf(one.successes);
  let sum = 0;
  for (let k = least; k <= most; k += 1) {
    const log = logOf(k);
    // Equal ones may differ in the last digits; R takes the same tolerance.
    if (log <= own + 1e-7) sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

const logFactorials = [0];

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next += 1)
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  return logFactorials[n] ?? 0;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
