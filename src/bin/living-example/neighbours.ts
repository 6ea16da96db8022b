import { importBallots } from '../../collection/actions/import-ballots.server';
import type { CalendarDay } from '../../kernel/calendar-day';
import { type Chance, seededChance } from '../../kernel/random';
import { type Actor, SYSTEM } from '../../organisation/actor';
import { parseFieldCode } from '../../organisation/field';
import { saveFieldRow } from '../../organisation/store-staff.server';
import { replaceParents, saveUnitRow } from '../../organisation/store-units.server';
import { officeFor, type UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { approvePublication } from '../../publication/actions/decide-publication.server';
import { beginPublication } from '../../publication/actions/begin-publication.server';
import { editDraft } from '../../publication/actions/edit-draft.server';
import { preparePublication } from '../../publication/actions/prepare-publication.server';
import { combineUnits, readCombinableUnits } from '../../publication/actions/combine-units.server';
import { publishDue } from '../../publication/actions/publish-due.server';
import { draftOf } from '../../publication/store.server';
import { countIntake } from '../../results/actions/count-intake.server';
import { approvePlan, planContentHash } from '../../survey/actions/approve-plan.server';
import { createPlan } from '../../survey/actions/create-plan.server';
import { savePlan } from '../../survey/actions/save-plan.server';
import { readPlans, readPlanVersions } from '../../survey/store.server';
import { period } from '../../survey/reporting-period';
import { done } from './collect';
import { firstDayWithoutDistricts, known, provinceCode } from './people-and-place';
import { fields as ownFields, neighbours, smallNeighbours } from './setting';

const fields = ['TP', 'DD'] as const;
/** Fields of the first ballots of a commune, too few of each to be shown: its page has them in one combined line. */
const fewBallots: Readonly<Record<string, readonly string[]>> = {
  'QNG-M1': ['LD', 'LD', 'LD', 'LD', 'NN', 'NN', 'NN'],
};
const thresholds = [-2.3, -1.6, -0.9, 0.4];

/**
 * Communes beside Hương Trà, invented like their names: no more than what it takes to be compared. Each measured one quarter,
 * with a file of ballots, and published it; the last has begun nothing.
 */
export async function settleNeighbours(ctx: ActionContext): Promise<void> {
  for (const { code, name } of [...neighbours, ...smallNeighbours]) {
    const unitCode = code as UnitCode;
    await ctx.db.transaction().execute(async (tx) => {
      const open = {
        officeName: undefined,
        address: undefined,
        // Those that measured the spring were there before.
        validFrom: smallNeighbours.some((small) => small.code === code) ? undefined : firstDayWithoutDistricts,
        validUntil: undefined,
      };
      await saveUnitRow(tx, { code: unitCode, name, type: 'commune', office: officeFor(unitCode), ...open });
      const link = {
        child: unitCode,
        parent: provinceCode,
        validFrom: firstDayWithoutDistricts,
        validUntil: undefined,
      };
      await replaceParents(tx, unitCode, [link]);
      for (const field of new Set([...fields, ...(fewBallots[code] ?? [])])) {
        const fieldCode = known(parseFieldCode(field), 'field');
        const { name: title } = known(
          ownFields.find((each) => each.code === field),
          'field',
        );
        await saveFieldRow(tx, { unitCode, code: fieldCode, name: title, active: true });
      }
    });
  }
}

/** The third quarter of those that are compared. */
export async function publishNeighbours(ctx: ActionContext, day: CalendarDay, publicUrl: string): Promise<void> {
  const chance = seededChance(20250915);
  for (const { code, ballots, mood, target } of neighbours) {
    if (ballots === 0) continue;
    const unitCode = code as UnitCode;
    const planId = await planQuarters(ctx, unitCode, { day, target, periodIds: ['2025-Q3'] });
    await publishQuarterOf(ctx, { unitCode, planId, periodId: '2025-Q3', ballots, mood, publicUrl }, chance);
  }
  await publishDue(ctx);
}

/** A quarter of the communes with a handful of ballots: each publishes that its figure is hidden. */
export async function publishSmallNeighbours(
  ctx: ActionContext,
  periodId: '2025-Q2' | '2025-Q3',
  day: CalendarDay,
  publicUrl: string,
): Promise<void> {
  const chance = seededChance(periodId === '2025-Q2' ? 20250616 : 20250917);
  for (const { code, ballots, mood } of smallNeighbours) {
    const unitCode = code as UnitCode;
    const [plan] = await readPlans(ctx.db, unitCode);
    const planId =
      plan?.id ?? (await planQuarters(ctx, unitCode, { day, target: undefined, periodIds: ['2025-Q2', '2025-Q3'] }));
    const quarter = { unitCode, planId, periodId, ballots: ballots[periodId], mood, publicUrl };
    await publishQuarterOf(ctx, quarter, chance);
  }
  await publishDue(ctx);
}

/** The second quarter's hidden communes in one line; the third quarter's wait for whoever signs in as the province. */
export async function combineSmallNeighbours(ctx: ActionContext, province: Actor): Promise<void> {
  const asked = { periodId: period('2025-Q2').id, level: 'commune' } as const;
  const { units } = done(await readCombinableUnits(ctx, province, provinceCode, asked));
  const seen = units.map(({ snapshotId }) => snapshotId);
  done(await combineUnits(ctx, province, provinceCode, { ...asked, seen }));
}

interface MeasuredQuarter {
  readonly unitCode: UnitCode;
  readonly planId: string;
  readonly periodId: string;
  readonly ballots: number;
  readonly mood: number;
  readonly publicUrl: string;
}

/** In the order of a quarter: ballots, draft, approval; released at once where its day has come. */
async function publishQuarterOf(ctx: ActionContext, quarter: MeasuredQuarter, chance: Chance): Promise<void> {
  const { unitCode, planId, periodId, publicUrl } = quarter;
  const bytes = Buffer.from(ballotFile(quarter, chance), 'utf8');
  done(await importBallots(ctx, SYSTEM, { name: 'phieu.csv', bytes }));
  await countIntake(ctx, chance);
  const publicationId = done(await beginPublication(ctx, SYSTEM, unitCode, { planId, periodId, kind: 'regular' }));
  const { report } = known(await draftOf(ctx.db, unitCode, publicationId), 'draft');
  const sections = report.sections.map((section) => ({
    ...section,
    text: section.text.replace(/\[[^[\]\n]{3,}\]/g, 'Không.'),
  }));
  done(await editDraft(ctx, SYSTEM, unitCode, publicationId, { ...report, sections }));
  const seen = done(await preparePublication(ctx, SYSTEM, unitCode, publicationId, publicUrl));
  done(await approvePublication(ctx, headOf(unitCode), unitCode, { publicationId, seen, when: 'at-once' }));
}

/** Nobody signs in there; but who prepares does not approve. */
function headOf(unitCode: UnitCode): Actor {
  return { accountId: `chu-tich-${unitCode}`, name: 'Chủ tịch', roles: [{ role: 'head', unitCode }] };
}

async function planQuarters(
  ctx: ActionContext,
  unitCode: UnitCode,
  asked: { readonly day: CalendarDay; readonly target: number | undefined; readonly periodIds: readonly string[] },
): Promise<string> {
  const { day, target, periodIds } = asked;
  const { id: planId } = done(
    await createPlan(ctx, SYSTEM, {
      unitCode,
      year: 2025,
      number: '',
      date: day,
      signerName: '',
      questionnaire: { id: 'A', version: 1 },
      channels: ['web', 'paper'],
      controlDecision: undefined,
      withFourthQuarter: false,
    }),
  );
  const [draft] = await readPlanVersions(ctx.db, unitCode, planId);
  const { content } = known(draft, 'plan');
  const only = <T extends { readonly periodId: string }>(days: readonly T[]) =>
    days.filter((each) => periodIds.includes(each.periodId));
  const quarters = {
    ...content,
    periods: only(content.periods),
    publication: only(content.publication),
    ...(target ? { targets: { 'satisfied-share': target } } : {}),
  };
  done(await savePlan(ctx, SYSTEM, { unitCode, planId, content: quarters }));
  const [saved] = await readPlanVersions(ctx.db, unitCode, planId);
  const seenHash = planContentHash(known(saved, 'plan').content);
  done(await approvePlan(ctx, SYSTEM, { unitCode, planId, seenHash }));
  return planId;
}

function ballotFile({ unitCode, periodId, ballots, mood }: MeasuredQuarter, chance: Chance): string {
  const items = Array.from({ length: 21 }, (_, index) => `q${index + 1}`);
  const header = ['unit', 'period', 'channel', 'field', 'official', 'form', 'version', ...items, 'overall'];
  const normal = () =>
    Array.from({ length: 12 }, () => chance(1_000_000) / 1_000_000).reduce((sum, each) => sum + each, -6);
  const lines = Array.from({ length: ballots }, (_, at) => {
    const person = mood + 0.7 * normal();
    const answer = () => {
      const latent = person + 0.6 * normal();
      return 1 + thresholds.filter((threshold) => latent > threshold).length;
    };
    const common = fields[chance(3) === 0 ? 1 : 0];
    const field = fewBallots[unitCode]?.[at] ?? common;
    return [unitCode, periodId, 'paper', field, '', 'A', 1, ...items.map(answer), answer()];
  });
  return [header, ...lines].map((row) => row.join(',')).join('\n');
}
