import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import type { Official } from '../../organisation/official';
import { may, mayViewFiguresOf, notAllowed, type NotAllowed } from '../../organisation/permission';
import { officialsAt } from '../../organisation/store-staff.server';
import { findUnit } from '../../organisation/store-units.server';
import type { ActionContext } from '../../platform/action-context';
import { basePeriodsOf, parsePeriodId, type PeriodId } from '../../survey/reporting-period';
import { readDossierCounts } from '../../survey/store-dossier-count.server';
import { gradeOfficial, gradeUnit } from '../grading';
import type { GradedOfficial, PeriodGrading } from '../grading-period';
import { figuresOf, type Subject, theUnit } from '../grading-change';
import { type Figures, type MeasureGroup, measuresOf, sumFigures, type SummedFigures } from '../grading-measure';
import { ratesRuleOn, serviceRates } from '../grading-rates';
import { type GradingRule, gradingRuleOn } from '../grading-rule';
import { type FigureRecord, gradedPeriods, readGradingFigures, readGradingHistory } from '../store-grading.server';

export type GradingProblem =
  | NotAllowed
  | { readonly type: 'unknown-unit'; readonly unit: string }
  | { readonly type: 'unknown-period'; readonly periodId: string }
  | { readonly type: 'period-without-figures'; readonly periodId: PeriodId };

/** Grade, rates and officials of a period, from the figures that stand. */
export async function readGrading(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  periodId: string,
): Promise<Result<PeriodGrading, GradingProblem>> {
  const seesUnit = may(actor, 'view-grading', unitCode);
  const isOfficial = actor.officials?.some((self) => self.unitCode === unitCode) ?? false;
  if (!seesUnit && !isOfficial) return notAllowed('view-grading');
  const period = parsePeriodId(periodId);
  if (!period) return fail({ type: 'unknown-period', periodId });
  const bases = basePeriodsOf(period).map(({ id }) => id);
  if (bases.length === 0) return fail({ type: 'period-without-figures', periodId: period.id });
  const unit = await findUnit(ctx.db, unitCode);
  if (!unit) return fail({ type: 'unknown-unit', unit: unitCode });
  const standing = await readGradingFigures(ctx.db, unitCode, bases);
  const figuresIn = (subject: Subject) =>
    sumFigures(bases.map((base) => ({ periodId: base, figures: figuresOf(standing, base, subject) })));
  const rule = gradingRuleOn(period.until);
  const whole = seesUnit ? figuresIn(theUnit) : { figures: new Map(), gaps: new Map() };
  const officials = (await officialsAt(ctx.db, unitCode)).filter((each) => mayViewGradeOf(actor, unitCode, each));
  const dossiersResolved = seesUnit ? await resolvedDossiers(ctx, unitCode, bases) : undefined;
  return ok({
    unit,
    period,
    rule,
    unitGrading: rule && seesUnit ? gradeUnit(whole.figures, rule, unit.type) : undefined,
    gaps: whole.gaps,
    ratesRule: ratesRuleOn(period.until),
    rates: seesUnit ? serviceRates(whole.figures) : [],
    dossiersResolved,
    exceeding: exceedingGroups(whole.figures, dossiersResolved),
    officials: rule ? officials.flatMap((each) => gradedOfficial(each, figuresIn(each.code), rule)) : [],
  });
}

/** Points of dossiers are no ballots: who enters them knows them. Others see their own only, the head all. */
function mayViewGradeOf(actor: Actor, unitCode: string, official: Official): boolean {
  return may(actor, 'enter-grading', unitCode) || mayViewFiguresOf(actor, unitCode, official.code);
}

/** An official who left and has no figures is not listed. */
function gradedOfficial(official: Official, { figures, gaps }: SummedFigures, rule: GradingRule): GradedOfficial[] {
  const { code, name, active } = official;
  return active || figures.size > 0 ? [{ code, name, grading: gradeOfficial(figures, rule), gaps }] : [];
}

async function resolvedDossiers(
  ctx: ActionContext,
  unitCode: string,
  bases: readonly PeriodId[],
): Promise<number | undefined> {
  const counts = await readDossierCounts(ctx.db, unitCode, bases);
  return counts.length === 0 ? undefined : counts.reduce((sum, { count }) => sum + count, 0);
}

function exceedingGroups(figures: Figures, resolved: number | undefined): MeasureGroup[] {
  if (resolved === undefined) return [];
  return (['i1', 'i2', 'i3', 'i4', 'i6', 'i7'] as const).filter((group) => {
    const dossiers = measuresOf(group).reduce((sum, measure) => sum + (figures.get(measure) ?? 0), 0);
    return dossiers > resolved;
  });
}

/** The figures that stand in one base period, for the form; only for who may enter them. */
export async function standingFigures(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  periodId: PeriodId,
  subject: Subject,
): Promise<Result<Figures, NotAllowed>> {
  if (!may(actor, 'enter-grading', unitCode)) return notAllowed('enter-grading');
  return ok(figuresOf(await readGradingFigures(ctx.db, unitCode, [periodId]), periodId, subject));
}

/** Every record of a base period; of officials only what the reader may see. */
export async function gradingHistory(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  periodId: PeriodId,
): Promise<Result<FigureRecord[], NotAllowed>> {
  if (!may(actor, 'view-grading', unitCode)) return notAllowed('view-grading');
  const officials = await officialsAt(ctx.db, unitCode);
  const visible = new Set<string>([
    theUnit,
    ...officials.filter((each) => mayViewGradeOf(actor, unitCode, each)).map(({ code }) => code),
  ]);
  return ok((await readGradingHistory(ctx.db, unitCode, periodId)).filter(({ subject }) => visible.has(subject)));
}

/** Base periods that can be chosen: those with figures, and the quarters around today. */
export async function periodsWithGrading(ctx: ActionContext, unitCode: string): Promise<PeriodId[]> {
  return gradedPeriods(ctx.db, unitCode);
}
