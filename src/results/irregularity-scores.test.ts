import { describe, expect, it } from 'vitest';
import { simulatePage } from '../../test/proof/simulate-offices';
import { seededChance } from '../kernel/random';
import { holmAdjusted } from './holm';
import { isWorthALook, judgePage } from './irregularity-page';
import {
  busyDayScores,
  channelScores,
  leastBallots,
  patternScores,
  roundCountScores,
  type SignKind,
  varietyOf,
} from './irregularity-scores';
import { comparePeers } from './peer-comparison';
import { binomialUpperTail, negativeBinomialUpperTail, normalUpperTail } from './tail-probabilities';

describe('tails', () => {
  // R 4.2: pbinom(29, 50, 0.5, FALSE); pnbinom(29, size = 3, mu = 8, lower = FALSE); pnorm(3.7, lower = FALSE)
  it('are those of R', () => {
    expect(binomialUpperTail(30, 50, 0.5)).toBeCloseTo(0.10131937553227, 12);
    expect(negativeBinomialUpperTail(30, 8, 3)).toBeCloseTo(0.00310514339860986, 12);
    // R: pnorm(c(0, 0.5, 1.96, 2.9, 3.1, 3.7, 8, 20), lower.tail = FALSE)
    const normal = [
      [0, 0.5],
      [0.5, 0.30853753872598694],
      [1.96, 0.024997895148220428],
      [2.9, 0.0018658133003840384],
      [3.1, 0.00096760321321835631],
      [3.7, 1.0779973347738828e-4],
      [8, 6.2209605742717849e-16],
      [20, 2.7536241186062337e-89],
    ] as const;
    for (const [z, tail] of normal) expect(normalUpperTail(z) / tail).toBeCloseTo(1, 12);
    expect(normalUpperTail(-1)).toBeCloseTo(0.841344746068543, 12);
  });

  it('adjusted after Holm are those of R', () => {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005), 'holm')
    expect(holmAdjusted([0.01, 0.04, 0.03, 0.005]).map((p) => Math.round(p * 1e6) / 1e6)).toEqual([
      0.03, 0.06, 0.06, 0.02,
    ]);
  });
});

describe('an office among its peers', () => {
  it('needs ten of them, and is judged by how offices differ, not by chance alone', () => {
    const figures = Array.from({ length: 21 }, (_, at) => ({ value: (at - 10) / 10, variance: 1e-6 }));
    expect(comparePeers(figures.slice(0, 9))).toBeUndefined();
    const scores = comparePeers(figures);
    expect(scores?.at(-1)?.p).toBeGreaterThan(0.05);
    expect(scores?.[10]?.z).toBeCloseTo(0, 10);
    expect(comparePeers([...figures, { value: 9, variance: 1e-6 }])?.at(-1)?.p).toBeLessThan(0.001);
  });

  it('gives no sign of a group below the minimum', () => {
    const counts = Array.from({ length: 12 }, (_, at) => ({
      unitCode: `XA-${at}`,
      group: 'kiosk' as const,
      complete: at === 0 ? leastBallots - 1 : 60,
      straight: 12,
      allHighest: 9,
    }));
    expect(patternScores(counts).some(({ unitCode }) => unitCode === 'XA-0')).toBe(false);
    expect(patternScores(counts)).toHaveLength(22);
  });
});

describe('an office by itself', () => {
  it('has channels that may differ by ten points without a sign', () => {
    const of = (group: 'paper' | 'online', satisfied: number) => ({
      unitCode: 'XA',
      group,
      counts: [0, 0, 400 - satisfied, satisfied, 0],
    });
    expect(channelScores([of('paper', 340), of('online', 300)])[0]?.p).toBe(1);
    expect(channelScores([of('paper', 380), of('online', 200)])[0]).toMatchObject({ subject: 'paper/online' });
    expect(channelScores([of('paper', 380), of('online', 200)])[0]?.p).toBeLessThan(1e-6);
    expect(channelScores([of('paper', 380)])).toEqual([]);
  });

  it('shows a day with many times its ballots, not an uneven run of days', () => {
    const days = (counts: readonly number[]) => [
      { unitCode: 'XA', group: 'kiosk' as const, days: counts.map((count, day) => ({ day: String(day), count })) },
    ];
    const usual = [3, 5, 2, 9, 4, 6, 3, 1, 8, 4, 5, 7, 2, 3, 6];
    expect(busyDayScores(days(usual))[0]?.p).toBeGreaterThan(0.05);
    expect(busyDayScores(days([...usual, 64]))[0]).toMatchObject({ value: 64 });
    expect(busyDayScores(days([...usual, 64]))[0]?.p).toBeLessThan(1e-4);
    expect(busyDayScores(days([40, 50]))).toEqual([]);
  });

  it('shows dossier counts that are rounded, and asks for twenty of them', () => {
    const counts = Array.from({ length: 30 }, (_, at) => 20 + at * 5);
    expect(roundCountScores([{ unitCode: 'XA', counts }])[0]?.p).toBeLessThan(1e-9);
    expect(
      roundCountScores([{ unitCode: 'XA', counts: counts.map((count) => count + (count % 7)) }])[0]?.p,
    ).toBeGreaterThan(0.01);
    expect(roundCountScores([{ unitCode: 'XA', counts: counts.slice(0, 19) }])).toEqual([]);
  });

  it('has the most variety that its mean allows where answers trail off evenly', () => {
    expect(varietyOf([81, 27, 9, 3, 1])?.value).toBeCloseTo(1, 6);
    expect(varietyOf([0, 0, 60, 0, 60])?.value).toBeLessThan(0.6);
    expect(varietyOf([0, 0, 0, 0, 50])).toBeUndefined();
  });
});

/** The long run is `npm run proof -- irregularity`. */
describe('on a simulated province of 12 offices', () => {
  const found = (fraud: Parameters<typeof simulatePage>[1], seed: number): SignKind[] =>
    judgePage(simulatePage(12, fraud, seededChance(seed)))
      .filter((score) => isWorthALook(score) && score.unitCode === 'XA-0')
      .map(({ kind }) => kind);

  it('copies, a stuffed kiosk and rounded counts are seen', () => {
    expect(found('copies', 3)).toContain('identical-sheets');
    expect(found('kiosk-in-an-hour', 3)).toContain('busy-day');
    expect(found('round-counts', 3)).toContain('round-counts');
  });

  it('honest offices show nothing', () => {
    const pages = [1, 2, 3, 4].map((seed) =>
      judgePage(simulatePage(12, 'none', seededChance(seed))).filter(isWorthALook),
    );
    expect(pages.flat()).toEqual([]);
  });
});
