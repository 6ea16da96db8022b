import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, mayAs, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { parsePeriodId, type PeriodId } from '../../survey/reporting-period';
import { type JudgedScore, judgePage } from '../irregularity-page';
import { readScores } from '../store-irregularity.server';

export interface IrregularitiesPage {
  readonly periodId: PeriodId | undefined;
  readonly periods: readonly PeriodId[];
  /** The oddest first. */
  readonly scores: readonly (JudgedScore & { readonly unitName: string })[];
}

/**
 * Signs worth a look: of the observer's own office, or of every office below the superior's. Only those two see them, never
 * the office itself or the public: a sign is no finding.
 */
export async function viewIrregularities(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  asked: string | undefined,
): Promise<Result<IrregularitiesPage, NotAllowed>> {
  if (!may(actor, 'view-irregularities', unitCode)) return notAllowed('view-irregularities');
  const found = await readScores(ctx.db, officesSeen(actor, unitCode), parsePeriodId(asked ?? '')?.id);
  const nameOf = new Map(found.scores.map((score) => [score.unitCode, score.unitName]));
  const scores = judgePage(found.scores).map((score) => ({ ...score, unitName: nameOf.get(score.unitCode) ?? '' }));
  return ok({ periodId: found.periodId, periods: found.periods, scores });
}

/** The roles of a superior already reach down the tree of today (`rolesWithReach`). */
function officesSeen(actor: Actor, unitCode: UnitCode): string[] {
  const isSuperior = actor.roles.some((held) => held.role === 'superior' && held.unitCode === unitCode);
  if (!isSuperior) return [unitCode];
  return [
    ...new Set(
      actor.roles
        .filter(({ role }) => role === 'superior' && mayAs(role, 'view-irregularities'))
        .map((held) => held.unitCode),
    ),
  ];
}
