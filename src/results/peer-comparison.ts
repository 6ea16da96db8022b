import { studentUpperTail } from './tail-probabilities';

/** A figure of one office with the variance that chance alone gives it. */
export interface PeerFigure {
  readonly value: number;
  readonly variance: number;
}

export interface PeerScore {
  /** How far above what offices are like, in standard deviations of chance and of the offices together. */
  readonly z: number;
  /** One-sided. */
  readonly p: number;
}

/** Fewer offices do not show what offices are like. */
export const leastPeers = 10;

/** So that the median absolute deviation of a normal variable is its standard deviation. */
const normalMad = 0.6744897501960817;
/** A median deviation knows as much of the spread as a standard deviation of so many (P. Rousseeuw and C. Croux, JASA 88 (1993) 1273–1283). */
const madEfficiency = 0.37;

/**
 * Each office against all: honest offices differ too, so their own spread is added to that of chance (D. Spiegelhalter,
 * Funnel plots, Statistics in Medicine 24 (2005) 1185–1202, §3.3, additive over-dispersion). Centre and spread are a median and
 * a median deviation: a few odd offices do not hide themselves. Tails of Student's t, since the spread is estimated.
 */
export function comparePeers(figures: readonly PeerFigure[]): PeerScore[] | undefined {
  if (figures.length < leastPeers) return undefined;
  const centre = median(figures.map(({ value }) => value));
  const spread = (between: number) =>
    median(figures.map(({ value, variance }) => Math.abs(value - centre) / Math.sqrt(variance + between))) / normalMad;
  // The variance between offices with which the deviations are as wide as they should be; none where chance explains all.
  let low = 0;
  let high = 1;
  while (spread(high) > 1) high *= 2;
  for (let step = 0; step < 60 && spread(0) > 1; step += 1) {
    const middle = (low + high) / 2;
    if (spread(middle) > 1) low = middle;
    else high = middle;
  }
  const between = spread(0) > 1 ? high : 0;
  return figures.map(({ value, variance }) => {
    const z = (value - centre) / Math.sqrt(variance + between);
    return { z, p: studentUpperTail(z, madEfficiency * (figures.length - 1)) };
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
