import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, mayViewFiguresOf, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { OfficialCode } from '../../organisation/official';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { type Period, parsePeriodId } from '../../survey/reporting-period';
import { canBeDrawn, type GradeContest, type OfficialReading, readOfficials } from '../grading-official';
import type { ReadResultsError } from '../results-problem';
import {
  type DecidedRule,
  officialGradeRuleOn,
  officialGradeRules,
  readContests,
} from '../store-official-grade.server';
import { readResults } from './read-results.server';

export interface OfficialGrades {
  readonly period: Period;
  readonly formId: string;
  readonly readings: readonly OfficialReading[];
  /** Enough officials have figures to draw them towards a common one. */
  readonly drawn: boolean;
  readonly rule: DecidedRule | undefined;
  readonly contests: readonly GradeContest[];
}

/**
 * What ballots say of officials: all for the head, oneself for an official, nobody for others. The common figure is worked out
 * from all that are shown, and only then narrowed to what the reader may see.
 */
export async function readOfficialGrades(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  periodId: string,
): Promise<Result<OfficialGrades, NotAllowed | ReadResultsError>> {
  const isOfficial = actor.officials?.some((self) => self.unitCode === unitCode) ?? false;
  if (!may(actor, 'view-official-figures', unitCode) && !isOfficial) return notAllowed('view-official-figures');
  const period = parsePeriodId(periodId);
  if (!period) return fail({ type: 'unknown-period', periodId });
  const rule = await officialGradeRuleOn(ctx.db, unitCode, period.from);
  const visible = (code: string) => mayViewFiguresOf(actor, unitCode, code as OfficialCode);
  const contests = (await readContests(ctx.db, unitCode, period.id)).filter((each) => visible(each.officialCode));
  const results = await readResults(ctx, unitCode, period.id, { cuts: [], officials: 'all' });
  if (!results.ok && results.error.type !== 'no-ballots') return results;
  const groups = results.ok ? (results.value.cuts.find(({ by }) => by === 'official')?.groups ?? []) : [];
  const readings = readOfficials(groups, rule);
  return ok({
    period,
    formId: results.ok ? results.value.form.id : '',
    readings: readings.filter(({ code }) => visible(code)),
    drawn: canBeDrawn(readings),
    rule,
    contests,
  });
}

/** Every rule ever decided, for those who may see the grading. */
export async function gradeRulesDecided(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
): Promise<Result<DecidedRule[], NotAllowed>> {
  if (!may(actor, 'view-grading', unitCode)) return notAllowed('view-grading');
  return ok(await officialGradeRules(ctx.db, unitCode));
}
