import { fail, ok, type Result } from '../../kernel/result';
import { readUnit } from '../../organisation/actions/read-organisation.server';
import { parseUnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { parseAskedForm } from '../choose-form';
import { statedWeights } from '../index-formula-composite';
import { type ResultsJson, resultsJson } from '../results-json';
import type { ResultsProblem } from '../results-problem';
import { countUnit } from './count-intake.server';
import { readResults } from './read-results.server';

export interface ResultsCommandInput {
  readonly unit: string;
  readonly period: string;
  /** `A` or `A@2`; by default the form with most ballots. */
  readonly form?: string;
  /** Weights of the factors in the composite, `I=2,II=1`; by default all alike. */
  readonly weights?: string;
}

/** `hailong results --unit CODE --period 2025-Q1 --json`: what may move is moved first, then the figures are read. */
export async function resultsCommand(
  ctx: ActionContext,
  input: ResultsCommandInput,
): Promise<Result<ResultsJson, ResultsProblem>> {
  const unitCode = parseUnitCode(input.unit);
  if (unitCode === undefined || !(await readUnit(ctx, unitCode)))
    return fail({ type: 'unknown-unit', unit: input.unit });
  const form = input.form === undefined ? undefined : parseAskedForm(input.form);
  if (input.form !== undefined && form === undefined) return fail({ type: 'malformed-form', form: input.form });
  await countUnit(ctx, unitCode);
  const results = await readResults(ctx, unitCode, input.period, { form, cuts: [] });
  if (!results.ok) return results;
  if (input.weights === undefined) return ok(resultsJson(results.value));
  const weights = statedWeights(input.weights, results.value.rows);
  return weights.ok ? ok(resultsJson(results.value, weights.value)) : weights;
}
