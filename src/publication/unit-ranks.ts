import { type Estimate, estimateRow } from '../results/estimate';
import { rankConfidence, type RankFigure, type RankSet } from '../results/rank-confidence';
import type { TargetLine, TargetStanding } from '../results/target-standing';
import { isSurely, meanFigure, pointRanks, shareFigure, type TieBand, tieBand } from '../results/rank-figures';

/** Methods are never mixed in one ranking (domain rules, §4). */
export const rankMethods = ['satisfied-share', 'mean-score'] as const;
export type RankMethod = (typeof rankMethods)[number];

export interface RankedUnitName {
  readonly code: string;
  readonly name: string;
}

/** The overall question of the last snapshot that a unit released for the period: nothing but what everybody can read. */
export interface PublishedOverall {
  readonly unitCode: string;
  readonly snapshotId: string;
  readonly formId: string;
  readonly formVersion: number;
  /** Answers 1…k; null where the figure is hidden. */
  readonly distribution: readonly number[] | null;
  /** Of the unit's own plan, as published; null where it set none. */
  readonly targets: readonly TargetLine[] | null;
}

export interface RankedUnit extends RankedUnitName {
  readonly snapshotId: string;
  readonly n: number;
  /** Answers 1…k, as published. */
  readonly counts: readonly number[];
  /** Percent, with its own 95 % interval. */
  readonly figure: Estimate;
  /** Of this method, from the unit's own plan; null where that sets none. */
  readonly target: TargetLine | null;
  /** Of the figures as they are; equal ones share their ranks. */
  readonly rank: RankSet;
  readonly marginal: RankSet;
  readonly simultaneous: RankSet;
  readonly band: TieBand;
  readonly surely: 'first' | 'last' | null;
}

export interface UnrankedUnit extends RankedUnitName {
  readonly reason: 'not-published' | 'hidden' | 'other-form';
}

export interface UnitRanking {
  /** Best first. */
  readonly ranked: readonly RankedUnit[];
  /** By name. */
  readonly unranked: readonly UnrankedUnit[];
  readonly form: { readonly id: string; readonly version: number } | null;
}

/**
 * Units of one kind against one another, by what they published for one period with the form that most of them used
 * (docs/adr/0083). Who cannot be compared is named with the reason.
 */
export function rankUnits(
  units: readonly RankedUnitName[],
  published: readonly PublishedOverall[],
  method: RankMethod,
): UnitRanking {
  const form = commonForm(published);
  const found = new Map(published.map((each) => [each.unitCode, each]));
  const unranked: UnrankedUnit[] = [];
  const candidates: Candidate[] = [];
  for (const { code, name } of units) {
    const own = found.get(code);
    if (own === undefined) unranked.push({ code, name, reason: 'not-published' });
    else if (own.distribution === null) unranked.push({ code, name, reason: 'hidden' });
    else if (formKey(own) !== form) unranked.push({ code, name, reason: 'other-form' });
    else candidates.push({ code, name, ...candidateOf(own, own.distribution, method) });
  }
  const figures = candidates.map(({ counts }) => figureToShow(counts, method));
  const { sets } = rankConfidence(candidates.map(({ counts }) => figureToRank(counts, method)));
  const ranks = pointRanks(figures.map(({ value }) => value));
  const size = candidates.length;
  const all: RankSet = { from: 1, to: size };
  const ranked = candidates.map(({ code, name, snapshotId, counts, target }, at): RankedUnit => {
    const { marginal, simultaneous } = sets[at] ?? { marginal: all, simultaneous: all };
    const surely = isSurely('first', simultaneous, size)
      ? 'first'
      : isSurely('last', simultaneous, size)
        ? 'last'
        : null;
    const own = {
      code,
      name,
      snapshotId,
      counts,
      n: sum(counts),
      figure: figures[at] ?? { value: 0, low: 0, high: 100 },
      target,
    };
    return { ...own, rank: ranks[at] ?? all, marginal, simultaneous, band: tieBand(simultaneous, size), surely };
  });
  const byName = (a: RankedUnitName, b: RankedUnitName) =>
    a.name.localeCompare(b.name, 'vi') || (a.code < b.code ? -1 : 1);
  const used = published.find((each) => formKey(each) === form);
  return {
    ranked: ranked.sort((a, b) => a.rank.from - b.rank.from || byName(a, b)),
    unranked: unranked.sort(byName),
    form: used ? { id: used.formId, version: used.formVersion } : null,
  };
}

interface Candidate extends RankedUnitName {
  readonly snapshotId: string;
  readonly counts: readonly number[];
  readonly target: TargetLine | null;
}

function candidateOf(
  { snapshotId, targets }: PublishedOverall,
  counts: readonly number[],
  method: RankMethod,
): Omit<Candidate, keyof RankedUnitName> {
  return { snapshotId, counts, target: targets?.find(({ index }) => index === method) ?? null };
}

/** How many met their own target, missed it, cannot be told from it, and set none; undefined where nobody set any. */
export function targetCounts(
  ranked: readonly Pick<RankedUnit, 'target'>[],
): Readonly<Record<TargetStanding | 'none', number>> | undefined {
  const counts = { met: 0, missed: 0, unsure: 0, none: 0 };
  for (const { target } of ranked) counts[target?.standing ?? 'none'] += 1;
  return counts.none === ranked.length ? undefined : counts;
}

function figureToShow(counts: readonly number[], method: RankMethod): Estimate {
  const row = estimateRow(counts);
  if (row === undefined) return { value: 0, low: 0, high: 100 };
  return method === 'satisfied-share' ? row.satisfiedShare : row.meanScore;
}

function figureToRank(counts: readonly number[], method: RankMethod): RankFigure {
  if (method === 'mean-score') return meanFigure(counts);
  return shareFigure({ satisfied: sum(counts.slice(-2)), n: sum(counts) });
}

const formKey = ({ formId, formVersion }: PublishedOverall) => `${formId}@${formVersion}`;

function commonForm(published: readonly PublishedOverall[]): string | undefined {
  const counts = new Map<string, number>();
  for (const each of published) {
    if (each.distribution !== null) counts.set(formKey(each), (counts.get(formKey(each)) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** What the ranks were made of, in columns that `hailong ranks` reads (docs/ranks.md). */
export function rankingTable({ ranked }: Pick<UnitRanking, 'ranked'>): (string | number)[][] {
  const header = ['unit', 'name', 'satisfied', 'answers', 'mean', 'se', 'df', 'rank_from', 'rank_to'];
  const lines = ranked.map(({ code, name, counts, n, simultaneous }) => {
    const { value, se, freedom } = meanFigure(counts);
    return [code, name, sum(counts.slice(-2)), n, value, se, freedom, simultaneous.from, simultaneous.to];
  });
  return [header, ...lines];
}
