import { fail, ok, type Result } from '../../kernel/result';
import type { Reweighting } from './adjustment';
import { surveyDesign } from './build-design';
import { type ColumnProblem, complete, inTurn, numbers, type RecordTable, sizes, texts } from './record-table';
import type { DesignProblem, PpsMethod, SurveyDesign } from './survey-design';
import {
  type AdjustmentProblem,
  responseAdjustment,
  type ResponseRequest,
  totalsAdjustment,
  type TotalsRequest,
} from './table-adjustments';

/** Which columns say what of the design; `clusters`, `populations` and `probabilities` once a stage. */
export interface DesignRequest {
  readonly strata?: string | undefined;
  readonly clusters: readonly string[];
  readonly populations: readonly string[];
  readonly probabilities?: readonly string[] | undefined;
  readonly pps?: PpsMethod | undefined;
  readonly weights?: string | undefined;
  readonly response?: ResponseRequest | undefined;
  readonly totals?: TotalsRequest | undefined;
}

export type TableDesignProblem =
  DesignProblem | ColumnProblem | AdjustmentProblem | { readonly type: 'weight-negative'; readonly line: number };

/** The design of a file of records. Non-response is made up for before totals are met. */
export function designOfTable(table: RecordTable, request: DesignRequest): Result<SurveyDesign, TableDesignProblem> {
  const strata = request.strata === undefined ? ok(undefined) : complete(table, request.strata, texts);
  if (!strata.ok) return strata;
  const clusters = inTurn(request.clusters, (column) => complete(table, column, texts));
  if (!clusters.ok) return clusters;
  const populations = inTurn(request.populations, (column) => complete(table, column, sizes));
  if (!populations.ok) return populations;
  const probabilities = inTurn(request.probabilities ?? [], (column) => complete(table, column, numbers));
  if (!probabilities.ok) return probabilities;
  const weights = request.weights === undefined ? ok(undefined) : complete(table, request.weights, numbers);
  if (!weights.ok) return weights;
  const bad = weights.value?.findIndex((weight) => !(weight >= 0)) ?? -1;
  if (bad !== -1) return fail({ type: 'weight-negative', line: table.lines[bad] ?? 0 });
  const reweightings = reweightingsOf(table, request);
  if (!reweightings.ok) return reweightings;
  return surveyDesign({
    rows: table.records.length,
    strata: strata.value,
    clusters: clusters.value,
    populations: populations.value,
    probabilities: request.probabilities?.length ? probabilities.value : undefined,
    pps: request.pps,
    weights: weights.value,
    reweightings: reweightings.value,
  });
}

function reweightingsOf(
  table: RecordTable,
  { response, totals }: DesignRequest,
): Result<readonly Reweighting[], AdjustmentProblem> {
  const found: Reweighting[] = [];
  if (response !== undefined) {
    const made = responseAdjustment(table, response);
    if (!made.ok) return made;
    found.push(made.value);
  }
  if (totals !== undefined) {
    const made = totalsAdjustment(table, totals);
    if (!made.ok) return made;
    found.push(made.value);
  }
  return ok(found);
}
