import type { PeriodResults, ResultRow, RowScope } from './period-results';
import type { Estimate } from './estimate';

/** One row of `hailong results --json` (docs/formats/results.md). A suppressed row carries no number. */
export type ResultsJsonRow = {
  readonly scope: RowScope;
  readonly id: string;
} & (
  | {
      readonly n: number;
      readonly missing: number;
      readonly distribution: readonly number[];
      readonly satisfiedShare: Estimate;
      readonly meanScore: Estimate;
      readonly meanScore01: Estimate;
      readonly suppressed: false;
    }
  | {
      readonly n: null;
      readonly missing: null;
      readonly distribution: null;
      readonly satisfiedShare: null;
      readonly meanScore: null;
      readonly meanScore01: null;
      readonly suppressed: true;
    }
);

export interface ResultsJson {
  readonly unit: string;
  readonly period: string;
  readonly form: string;
  readonly rows: readonly ResultsJsonRow[];
}

/** Percent 0–100, unrounded. */
export function resultsJson(results: Pick<PeriodResults, 'unitCode' | 'periodId' | 'form' | 'rows'>): ResultsJson {
  return {
    unit: results.unitCode,
    period: results.periodId,
    form: results.form.id,
    rows: results.rows.map(jsonRow),
  };
}

function jsonRow(row: ResultRow): ResultsJsonRow {
  const { scope, id } = row;
  if (row.suppressed) {
    const hidden = {
      n: null,
      missing: null,
      distribution: null,
      satisfiedShare: null,
      meanScore: null,
      meanScore01: null,
    };
    return { scope, id, ...hidden, suppressed: true };
  }
  const { n, missing, distribution, satisfiedShare, meanScore, meanScore01 } = row;
  return { scope, id, n, missing, distribution, satisfiedShare, meanScore, meanScore01, suppressed: false };
}
