import { fail, ok, type Result } from '../kernel/result';
import type { Estimate } from './estimate';
import { missingShare } from './missing-share';
import type { ResultRow, ShownRow } from './period-results';
import type { RuleMark } from './rule-mark';

/** The weights of the factors in a composite, in the order of the form; they add up to 1. */
export interface CompositeWeights {
  readonly kind: 'equal' | 'stated';
  readonly mark: RuleMark;
  readonly shares: readonly { readonly factorId: string; readonly weight: number }[];
}

export interface CompositeIndex {
  readonly weights: CompositeWeights;
  /** Answers to all items of the factors together. */
  readonly n: number;
  readonly missingShare: number;
  readonly satisfiedShare: Estimate;
  readonly meanScore: Estimate;
  readonly meanScore01: Estimate;
}

export type WeightsProblem = {
  readonly type: 'malformed-weights';
  readonly weights: string;
  readonly factors: readonly string[];
};

function factorsOf(rows: readonly ResultRow[]): ResultRow[] {
  return rows.filter(({ scope }) => scope === 'factor');
}

/** No paper gives weights: each factor counts alike [D], and a paper that uses it says so. */
export function equalWeights(rows: readonly ResultRow[]): CompositeWeights {
  const factors = factorsOf(rows);
  return {
    kind: 'equal',
    mark: 'D',
    shares: factors.map(({ id }) => ({ factorId: id, weight: 1 / factors.length })),
  };
}

/** `I=2,II=1,III=1.5`: every factor of the form once, none negative, not all zero. A decimal comma needs `;` between factors. */
export function statedWeights(text: string, rows: readonly ResultRow[]): Result<CompositeWeights, WeightsProblem> {
  const ids = factorsOf(rows).map(({ id }) => id);
  const problem = { type: 'malformed-weights', weights: text.slice(0, 80), factors: ids } as const;
  const parts = text
    .split(text.includes(';') ? ';' : ',')
    .map((part) => /^\s*(\S+?)\s*=\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*$/.exec(part));
  const stated = new Map<string, number>();
  for (const part of parts) {
    const [, id = '', weight = ''] = part ?? [];
    if (!part || stated.has(id) || !ids.includes(id)) return fail(problem);
    stated.set(id, Number(weight.replace(',', '.')));
  }
  const total = [...stated.values()].reduce((sum, weight) => sum + weight, 0);
  if (stated.size < ids.length || total <= 0) return fail(problem);
  const shares = ids.map((factorId) => ({ factorId, weight: (stated.get(factorId) ?? 0) / total }));
  return ok({ kind: 'stated', mark: 'D', shares });
}

/**
 * Σ weight × figure of the factor, method by method. The same people answer all factors and how alike their answers are is not
 * kept, so the interval takes them as wholly alike: its ends are the weighted ends of the factors. By Minkowski's inequality a
 * weighted sum spreads at most by the weighted sum of spreads, whatever the correlation: careful, never too narrow. Undefined
 * where a factor with weight is hidden: its weight is not given to the others.
 */
export function compositeIndex(rows: readonly ResultRow[], weights: CompositeWeights): CompositeIndex | undefined {
  const parts: { readonly weight: number; readonly row: ShownRow }[] = [];
  for (const { factorId, weight } of weights.shares) {
    const row = rows.find(({ scope, id }) => scope === 'factor' && id === factorId);
    if (weight === 0) continue;
    if (!row || row.suppressed) return undefined;
    parts.push({ weight, row });
  }
  if (parts.length === 0) return undefined;
  const total = (part: (row: ShownRow) => number) => parts.reduce((sum, { row }) => sum + part(row), 0);
  const weighted = (part: (row: ShownRow) => Estimate): Estimate => {
    const end = (key: keyof Estimate) => parts.reduce((sum, { weight, row }) => sum + weight * part(row)[key], 0);
    return { value: end('value'), low: end('low'), high: end('high') };
  };
  const [n, missing, notApplicable] = [
    total((row) => row.n),
    total((row) => row.missing),
    total((row) => row.notApplicable),
  ];
  return {
    weights,
    n,
    missingShare: missingShare({ n, missing, notApplicable }),
    satisfiedShare: weighted((row) => row.satisfiedShare),
    meanScore: weighted((row) => row.meanScore),
    meanScore01: weighted((row) => row.meanScore01),
  };
}
