import { sha256Hex } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { draftReport } from '../../documents/results-report';
import { superiorOf } from '../../organisation/actions/read-organisation.server';
import { SYSTEM } from '../../organisation/actor';
import { fieldsOf } from '../../organisation/store-staff.server';
import { findUnit } from '../../organisation/store-units.server';
import { oneStopOfficeName, type UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { readGrading } from '../../results/actions/read-grading.server';
import {
  type ReadResultsError,
  readResultsWithBasis,
  type ResultsBasis,
} from '../../results/actions/read-results.server';
import type { PlanContent, PlanInForce } from '../../survey/plan';
import { quotaOfPeriod } from '../../survey/period-quota';
import type { Quota } from '../../survey/quota';
import { basePeriodsOf, type Period, parsePeriodId, reportingYearOf } from '../../survey/reporting-period';
import { plansInForce } from '../../survey/store.server';
import { readDossierCounts } from '../../survey/store-dossier-count.server';
import { surveysField } from '../../survey/plan';
import { defaultIssuance } from '../default-issuance';
import { frozenGrading } from '../frozen-grading';
import { freezeSnapshot } from '../freeze-snapshot';
import type { PublicationFrame, SnapshotId } from '../publication';
import { reportFiguresOf, type SnapshotContent, type SnapshotReport } from '../snapshot';

export type DrawError =
  | ReadResultsError
  | { readonly type: 'unknown-unit' }
  /** No plan in force covers the period: there is nothing that says what to publish. */
  | { readonly type: 'no-plan' };

export type DrawFrame = Pick<PublicationFrame, 'kind' | 'periodId' | 'countsUntil' | 'supersedes' | 'reason'> & {
  /** Undefined for a report of a window: then the plan that holds the window's first day. */
  readonly planId: string | undefined;
};

/**
 * Draws the figures of today into the shape of a snapshot. Without `report` its words are drafted from the figures. Asks
 * for no permission: the actions that use it do.
 */
export async function drawSnapshot(
  ctx: ActionContext,
  unitCode: UnitCode,
  frame: DrawFrame,
  snapshotId: SnapshotId,
  report?: SnapshotReport,
): Promise<Result<SnapshotContent, DrawError>> {
  const drawn = await drawWithBasis(ctx, unitCode, frame, snapshotId, report);
  return drawn.ok ? ok(drawn.value.content) : drawn;
}

/** The same, with what is kept beside it to suppress later publications against. */
export async function drawWithBasis(
  ctx: ActionContext,
  unitCode: UnitCode,
  frame: DrawFrame,
  snapshotId: SnapshotId,
  report?: SnapshotReport,
): Promise<Result<{ readonly content: SnapshotContent; readonly basis: ResultsBasis }, DrawError>> {
  const whole = parsePeriodId(frame.periodId);
  if (whole === undefined) return fail({ type: 'unknown-period', periodId: frame.periodId });
  if (basePeriodsOf(whole).length === 0) return fail({ type: 'period-without-figures', periodId: whole.id });
  const unit = await findUnit(ctx.db, unitCode);
  if (unit === undefined) return fail({ type: 'unknown-unit' });
  const plan = planFor(await plansInForce(ctx.db, unitCode), frame, whole);
  if (plan === undefined) return fail({ type: 'no-plan' });
  const officials = plan.content.options.figuresByOfficialShown ? 'all' : [];
  const read = await readResultsWithBasis(ctx, unitCode, whole.id, { countsUntil: frame.countsUntil, officials });
  if (!read.ok) return read;
  const { results, basis } = read.value;
  const above = await superiorOf(ctx, unitCode);
  const fields = await fieldsOf(ctx.db, unitCode);
  const blank: SnapshotReport = {
    issuance: defaultIssuance({
      unitName: unit.name,
      aboveName: above?.name ?? null,
      year: reportingYearOf(ctx.clock.today()),
      plan: plan.content,
    }),
    sections: [],
  };
  const content = freezeSnapshot({
    id: snapshotId,
    frame,
    frozenOn: ctx.clock.today(),
    unit: {
      code: unitCode,
      name: unit.name,
      office: oneStopOfficeName(unit, ctx.clock.today()),
      above: above?.name ?? null,
    },
    plan: { id: plan.id, version: plan.version, title: plan.content.title, number: plan.content.number },
    results,
    quota: await quotaFor(
      ctx,
      unitCode,
      plan.content,
      whole,
      fields.filter(({ active }) => active).map(({ code }) => code),
    ),
    targets: plan.content.targets,
    fieldNames: new Map(fields.map(({ code, name }) => [code, name])),
    officialsShown: plan.content.options.figuresByOfficialShown,
    grading: await gradingFor(ctx, unitCode, plan.content, whole),
    report: report ?? blank,
  });
  if (report !== undefined) return ok({ content, basis });
  const sections = draftReport(reportFiguresOf(content)).sections;
  return ok({ content: { ...content, report: { ...blank, sections } }, basis });
}

function planFor(plans: readonly PlanInForce[], frame: DrawFrame, whole: Period): PlanInForce | undefined {
  if (frame.planId !== undefined) return plans.find(({ id }) => id === frame.planId);
  const bases = new Set<string>(basePeriodsOf(whole).map(({ id }) => id));
  const covers = (plan: PlanInForce): boolean =>
    plan.content.periods.some(({ periodId }) => {
      const planned = parsePeriodId(periodId);
      return planned !== undefined && basePeriodsOf(planned).some(({ id }) => bases.has(id));
    });
  return plans.find(covers);
}

async function quotaFor(
  ctx: ActionContext,
  unitCode: UnitCode,
  plan: PlanContent,
  whole: Period,
  active: Parameters<typeof quotaOfPeriod>[2],
): Promise<Quota | undefined> {
  const counts = await readDossierCounts(
    ctx.db,
    unitCode,
    basePeriodsOf(whole).map(({ id }) => id),
  );
  const settings = { choice: plan.quota, bracketPerField: plan.options.bracketPerField };
  const surveyed = active.filter((code) => surveysField(plan, code));
  const quota = quotaOfPeriod(settings, whole, surveyed, counts);
  // Nothing counted is not "quota met": the page then has no quota table and the clerk is told to enter the counts.
  if (quota.kind !== 'quota' || (counts.length === 0 && plan.quota.ruleId !== 'fixed')) return undefined;
  return quota.quota;
}

/** Worked out by the system: whoever draws a publication may see the grading, and no official's grade is in it. */
async function gradingFor(
  ctx: ActionContext,
  unitCode: UnitCode,
  plan: PlanContent,
  whole: Period,
): Promise<SnapshotContent['grading']> {
  const grading = await readGrading(ctx, SYSTEM, unitCode, whole.id);
  if (!grading.ok) return undefined;
  const provisional = whole.until >= ctx.clock.today();
  return frozenGrading(grading.value, { provisional, onPoster: plan.options.gradeOnPoster === true });
}

/** What tells whether the figures moved since the words were drafted; the day of drawing does not count. */
export function figuresFingerprint(content: SnapshotContent): string {
  const { id: _id, frozenOn: _day, report: _report, supersedes: _supersedes, ...figures } = content;
  return sha256Hex(JSON.stringify(figures));
}
