import { groupedBy } from '../kernel/grouped';
import { comparePeers, type PeerFigure } from './peer-comparison';
import { binomialUpperTail, negativeBinomialUpperTail, normalUpperTail } from './tail-probabilities';

/** What is looked at (docs/adr/0063). The last three belong to a batch of paper, the others to an office and period. */
export const signKinds = [
  'straight-lining',
  'all-highest',
  'little-variety',
  'channel-difference',
  'busy-day',
  'round-counts',
  'identical-sheets',
  'sheet-order',
  'keyer-difference',
] as const;
export type SignKind = (typeof signKinds)[number];

/** How people came to answer: what is alike in them is judged together. */
export const channelGroups = ['paper', 'kiosk', 'online'] as const;
export type ChannelGroup = (typeof channelGroups)[number];

export function channelGroupOf(channel: string): ChannelGroup {
  return channel === 'kiosk' ? 'kiosk' : channel === 'web' || channel === 'code' ? 'online' : 'paper';
}

/** One score. `p` undefined: looked at, and too little to say anything. */
export interface SignScore {
  readonly unitCode: string;
  readonly kind: SignKind;
  /** Channel group, pair of them, or batch code; '' for the whole office. */
  readonly subject: string;
  /** Ballots, sheets, days or counts looked at. */
  readonly n: number;
  /** The figure itself: percent 0–100, ballots of the day, pairs of sheets. */
  readonly value: number;
  /** The same figure as one would expect it; null where there is none to name. */
  readonly expected: number | null;
  readonly p: number;
}

/** Smaller groups give no sign: they would say little and point at people. */
export const leastBallots = 30;

/** Completely answered ballots of one office, period and channel group. Counts, never a ballot. */
export interface PatternCounts {
  readonly unitCode: string;
  readonly group: ChannelGroup;
  readonly complete: number;
  /** The same answer to every item. */
  readonly straight: number;
  /** Of them, the highest. */
  readonly allHighest: number;
}

/** Shares of ballots against other offices, channel group by channel group. */
export function patternScores(counts: readonly PatternCounts[]): SignScore[] {
  return channelGroups.flatMap((group) => {
    const own = counts.filter((each) => each.group === group && each.complete >= leastBallots);
    return [
      ...shareScores('straight-lining', own, ({ straight }) => straight),
      ...shareScores('all-highest', own, ({ allHighest }) => allHighest),
    ];
  });
}

function shareScores(
  kind: SignKind,
  counts: readonly PatternCounts[],
  pick: (counts: PatternCounts) => number,
): SignScore[] {
  // Empirical logits (D. Cox and E. Snell, Analysis of Binary Data, 2nd ed. 1989, §2.1.6): offices are spread evenly on them.
  const figures = counts.map((each): PeerFigure => {
    const yes = pick(each) + 0.5;
    const no = each.complete - pick(each) + 0.5;
    return { value: Math.log(yes / no), variance: 1 / yes + 1 / no };
  });
  const scores = comparePeers(figures);
  if (!scores) return [];
  const all = counts.reduce((sum, { complete }) => sum + complete, 0);
  const expected = (counts.reduce((sum, each) => sum + pick(each), 0) / all) * 100;
  return counts.map((each, at) => ({
    unitCode: each.unitCode,
    kind,
    subject: each.group,
    n: each.complete,
    value: (pick(each) / each.complete) * 100,
    expected,
    p: scores[at]?.p ?? 1,
  }));
}

/** Answers to the overall question of one office, by channel group; worst first. */
export interface OverallCounts {
  readonly unitCode: string;
  readonly group: ChannelGroup;
  readonly counts: readonly number[];
}

/**
 * Too little variety: the entropy of the answers to the overall question as a share of the most that its mean allows,
 * against other offices. Copies of a few patterns make a heap where honest answers trail off.
 */
export function varietyScores(wholes: readonly Omit<OverallCounts, 'group'>[]): SignScore[] {
  const own = wholes.filter(({ counts }) => sumOf(counts) >= leastBallots && varietyOf(counts) !== undefined);
  const varieties = own.map(({ counts }) => varietyOf(counts) ?? { value: 0, variance: 0 });
  const scores = comparePeers(varieties.map(({ value, variance }) => ({ value: -value, variance })));
  if (!scores) return [];
  const sorted = varieties.map(({ value }) => value).sort((a, b) => a - b);
  return own.map(({ unitCode, counts }, at) => ({
    unitCode,
    kind: 'little-variety',
    subject: '',
    n: sumOf(counts),
    value: (varieties[at]?.value ?? 0) * 100,
    expected: (sorted[sorted.length >> 1] ?? 0) * 100,
    p: scores[at]?.p ?? 1,
  }));
}

/** Undefined where all give one answer at an end of the scale: then its mean allows no variety. */
export function varietyOf(counts: readonly number[]): PeerFigure | undefined {
  const n = sumOf(counts);
  const shares = counts.map((count) => count / n);
  const mean = shares.reduce((all, share, at) => all + share * at, 0);
  const most = greatestEntropy(mean, counts.length);
  if (most < 0.2) return undefined;
  const logs = shares.map((share) => (share > 0 ? Math.log(share) : 0));
  const entropy = -shares.reduce((all, share, at) => all + share * (logs[at] ?? 0), 0);
  // Delta method for the plug-in entropy (G. Basharin, Theory of Probability and its Applications 4 (1959) 333–336).
  const second = shares.reduce((all, share, at) => all + share * (logs[at] ?? 0) ** 2, 0);
  const variance = Math.max(second - entropy * entropy, 0.01) / n / (most * most);
  return { value: entropy / most, variance };
}

/** Entropy of the distribution on 0 … k − 1 with this mean that has most of it: a cut geometric one. */
function greatestEntropy(mean: number, k: number): number {
  const points = Array.from({ length: k }, (_, at) => at);
  const sharesOf = (tilt: number) => {
    const weights = points.map((at) => Math.exp(tilt * (at - (k - 1) / 2)));
    const all = sumOf(weights);
    return weights.map((weight) => weight / all);
  };
  let low = -30;
  let high = 30;
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (sharesOf(middle).reduce((all, share, at) => all + share * at, 0) < mean) low = middle;
    else high = middle;
  }
  return -sharesOf((low + high) / 2).reduce((all, share) => all + (share > 0 ? share * Math.log(share) : 0), 0);
}

/** Paper and screen are not answered quite alike; only what goes beyond this is a sign, in percentage points. */
export const usualChannelDifference = 10;

/** Channels of one office that differ by more than usual in the satisfied share of the overall question. */
export function channelScores(counts: readonly OverallCounts[]): SignScore[] {
  const enough = counts.filter((each) => sumOf(each.counts) >= leastBallots);
  const byUnit = groupedBy(enough, ({ unitCode }) => unitCode);
  return [...byUnit.values()].flatMap((own) => {
    const ordered = channelGroups.flatMap((group) => own.filter((each) => each.group === group));
    return ordered.flatMap((one, at) => ordered.slice(at + 1).map((other) => differenceScore(one, other)));
  });
}

function differenceScore(one: OverallCounts, other: OverallCounts): SignScore {
  const [a, b] = [one, other].map(({ counts }) => {
    const n = sumOf(counts);
    // One answer of each kind more (A. Agresti and B. Caffo, The American Statistician 54 (2000) 280–288).
    return { n, p: (sumOf(counts.slice(-2)) + 1) / (n + 2) };
  }) as [{ n: number; p: number }, { n: number; p: number }];
  const error = Math.sqrt((a.p * (1 - a.p)) / (a.n + 2) + (b.p * (1 - b.p)) / (b.n + 2));
  const difference = Math.abs(a.p - b.p);
  return {
    unitCode: one.unitCode,
    kind: 'channel-difference',
    subject: `${one.group}/${other.group}`,
    n: Math.min(a.n, b.n),
    value: difference * 100,
    expected: usualChannelDifference,
    // Either side may be the higher.
    p: Math.min(1, 2 * normalUpperTail((difference - usualChannelDifference / 100) / error)),
  };
}

/** Ballots by day of one office and channel group that dates its ballots: `paper` does not. */
export interface DayCounts {
  readonly unitCode: string;
  readonly group: Exclude<ChannelGroup, 'paper'>;
  readonly days: readonly { readonly day: string; readonly count: number }[];
}

const leastDays = 10;
/** Days of honest offices are less even than chance: their variance is at least the mean + mean² ÷ this. */
const unevenness = 3;

/** The busiest day against the office's own other days. */
export function busyDayScores(counts: readonly DayCounts[]): SignScore[] {
  return counts.flatMap(({ unitCode, group, days }) => {
    const n = sumOf(days.map(({ count }) => count));
    if (days.length < leastDays || n < leastBallots) return [];
    const sorted = days.map(({ count }) => count).sort((a, b) => a - b);
    const busiest = sorted.at(-1) ?? 0;
    const others = sorted.slice(0, -1);
    const mean = sumOf(others) / others.length;
    const variance = others.reduce((all, count) => all + (count - mean) ** 2, 0) / (others.length - 1);
    const size = Math.min(unevenness, variance > mean ? (mean * mean) / (variance - mean) : unevenness);
    // The busiest of so many days, whichever it is.
    const p = Math.min(1, negativeBinomialUpperTail(busiest, mean, size) * days.length);
    return [{ unitCode, kind: 'busy-day' as const, subject: group, n, value: busiest, expected: mean, p }];
  });
}

const leastCounts = 20;

/** Dossier counts that end in 0 or 5 more often than one in five: numbers that somebody rounded or made up. */
export function roundCountScores(counts: readonly { readonly unitCode: string; readonly counts: readonly number[] }[]) {
  return counts.flatMap(({ unitCode, counts: all }): SignScore[] => {
    // The last digit of small numbers is no matter of chance.
    const large = all.filter((count) => count >= 20);
    if (large.length < leastCounts) return [];
    const round = large.filter((count) => count % 5 === 0).length;
    const p = binomialUpperTail(round, large.length, 0.2);
    const value = (round / large.length) * 100;
    return [{ unitCode, kind: 'round-counts', subject: '', n: large.length, value, expected: 20, p }];
  });
}

function sumOf(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
