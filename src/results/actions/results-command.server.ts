import { fail, ok, type Result } from '../../kernel/result';
import { readUnit } from '../../organisation/actions/read-organisation.server';
import { parseUnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { parseAskedForm } from '../choose-form';
import { type ResultsJson, resultsJson } from '../results-json';
import type { ResultsProblem } from '../results-problem';
import { countUnit } from './count-intake.server';
import { readResults } from './read-results.server';

export interface ResultsCommandInput {
  readonly unit: string;
  readonly period: string;
  /** `A` or `A@2`; by default the form with most ballots. */
  readonly form?: string;
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
  return results.ok ? ok(resultsJson(results.value)) : results;
}
