import { assert } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import type { PeriodId } from '../../survey/reporting-period';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import type { PeriodResults } from '../period-results';
import { relationLayout } from '../relation-layout';
import { readRelations } from '../store-relation.server';
import { tallyLayout } from '../tally';
import { type WhatToMend, whatToMend } from '../what-to-mend';

/**
 * What stands beside the figures of a period, for those who see them; undefined for others, for forms without items, and
 * for figures as of a cut-off, which froze no relations.
 */
export async function readWhatToMend(
  ctx: ActionContext,
  actor: Actor,
  results: Pick<PeriodResults, 'unitCode' | 'basePeriods' | 'countsUntil' | 'form' | 'rows'>,
): Promise<WhatToMend | undefined> {
  const { unitCode, form, rows } = results;
  if (!may(actor, 'view-results', unitCode) || results.countsUntil !== null) return undefined;
  const questionnaire = await readQuestionnaire(ctx.db, unitCode, form.id, form.version);
  assert(questionnaire !== undefined, `results of ${unitCode} carry an unknown form: ${form.id}`);
  const layout = relationLayout(tallyLayout(questionnaire));
  if (layout === undefined) return undefined;
  return whatToMend({ layout, rows, bases: await netRelations(ctx, unitCode, results.basePeriods, form) });
}

/** Every base period with ballots of the form, voids taken out; undefined where one is not wholly summed. */
async function netRelations(
  ctx: ActionContext,
  unitCode: UnitCode,
  periods: readonly PeriodId[],
  form: { readonly id: string; readonly version: number },
): Promise<readonly (readonly number[])[] | undefined> {
  const stored = (await readRelations(ctx.db, unitCode, periods)).filter(
    ({ formId, formVersion }) => formId === form.id && formVersion === form.version,
  );
  const bases = new Map<PeriodId, number[]>();
  // Counted before voided: the order of the store.
  for (const { periodId, cells, set } of stored) {
    if (cells === null) return undefined;
    const before = bases.get(periodId);
    bases.set(
      periodId,
      cells.map((sum, cell) => (before?.[cell] ?? 0) + (set === 'voided' ? -sum : sum)),
    );
  }
  return [...bases.values()];
}
