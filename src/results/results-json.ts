import type { PeriodResults, ResultRow, RowScope } from './period-results';
import type { Estimate } from './estimate';
import { period as periodOf } from '../survey/reporting-period';
import { type IndexFormula, periodIndex } from './index-formula';
import { compositeIndex, type CompositeWeights, equalWeights } from './index-formula-composite';
import { missingShare } from './missing-share';
import { isOwnChoice, type RuleMark } from './rule-mark';

/** One row of `hailong results --json` (docs/formats/results.md). A suppressed row carries no number. */
export type ResultsJsonRow = {
  readonly scope: RowScope;
  readonly id: string;
} & (
  | {
      readonly n: number;
      readonly missing: number;
      /** Of the ballots, as a fraction of one. */
      readonly missingShare: number;
      readonly distribution: readonly number[];
      readonly satisfiedShare: Estimate;
      readonly meanScore: Estimate;
      readonly meanScore01: Estimate;
      readonly suppressed: false;
    }
  | {
      readonly n: null;
      readonly missing: null;
      readonly missingShare: null;
      readonly distribution: null;
      readonly satisfiedShare: null;
      readonly meanScore: null;
      readonly meanScore01: null;
      readonly suppressed: true;
    }
);

/** The overall question by the formula of the period's last day. */
export interface IndexJson extends Estimate {
  readonly formula: IndexFormula['id'];
  readonly method: IndexFormula['method'];
  readonly citation: string;
  readonly mark: RuleMark;
  readonly ownChoice: boolean;
  readonly n: number;
  readonly missingShare: number;
}

export interface CompositeJson {
  readonly weights: Readonly<Record<string, number>>;
  readonly stated: boolean;
  readonly mark: RuleMark;
  readonly ownChoice: boolean;
  readonly n: number;
  readonly missingShare: number;
  readonly satisfiedShare: Estimate;
  readonly meanScore: Estimate;
  readonly meanScore01: Estimate;
}

export interface ResultsJson {
  readonly unit: string;
  readonly period: string;
  readonly form: string;
  /** Null where the overall question is hidden, or before the first formula. */
  readonly index: IndexJson | null;
  /** Null where a factor with weight is hidden. */
  readonly composite: CompositeJson | null;
  readonly rows: readonly ResultsJsonRow[];
}

/** Percent 0–100, unrounded. */
export function resultsJson(
  results: Pick<PeriodResults, 'unitCode' | 'periodId' | 'form' | 'rows'>,
  weights: CompositeWeights = equalWeights(results.rows),
): ResultsJson {
  return {
    unit: results.unitCode,
    period: results.periodId,
    form: results.form.id,
    index: indexJson(results),
    composite: compositeJson(results.rows, weights),
    rows: results.rows.map(jsonRow),
  };
}

function indexJson(results: Pick<PeriodResults, 'periodId' | 'rows'>): IndexJson | null {
  const index = periodIndex(results, periodOf(results.periodId).until);
  if (!index) return null;
  const { id, method, citation, mark } = index.formula;
  const { value, low, high, n, missingShare: missing } = index;
  return {
    formula: id,
    method,
    citation,
    mark,
    ownChoice: isOwnChoice(mark),
    value,
    low,
    high,
    n,
    missingShare: missing,
  };
}

function compositeJson(rows: readonly ResultRow[], weights: CompositeWeights): CompositeJson | null {
  const composite = compositeIndex(rows, weights);
  if (!composite) return null;
  const { weights: _, ...figures } = composite;
  return {
    weights: Object.fromEntries(weights.shares.map(({ factorId, weight }) => [factorId, weight])),
    stated: weights.kind === 'stated',
    mark: weights.mark,
    ownChoice: isOwnChoice(weights.mark),
    ...figures,
  };
}

function jsonRow(row: ResultRow): ResultsJsonRow {
  const { scope, id } = row;
  if (row.suppressed) {
    const hidden = {
      n: null,
      missing: null,
      missingShare: null,
      distribution: null,
      satisfiedShare: null,
      meanScore: null,
      meanScore01: null,
    };
    return { scope, id, ...hidden, suppressed: true };
  }
  const { n, missing, distribution, satisfiedShare, meanScore, meanScore01 } = row;
  return {
    scope,
    id,
    n,
    missing,
    missingShare: missingShare(row),
    distribution,
    satisfiedShare,
    meanScore,
    meanScore01,
    suppressed: false,
  };
}
