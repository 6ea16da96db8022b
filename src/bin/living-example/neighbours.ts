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
import { publishDue } from '../../publication/actions/publish-due.server';
import { draftOf } from '../../publication/store.server';
import { countIntake } from '../../results/actions/count-intake.server';
import { approvePlan, planContentHash } from '../../survey/actions/approve-plan.server';
import { createPlan } from '../../survey/actions/create-plan.server';
import { savePlan } from '../../survey/actions/save-plan.server';
import { readPlanVersions } from '../../survey/store.server';
import { done } from './collect';
import { firstDayWithoutDistricts, known, provinceCode } from './people-and-place';
import { fields as ownFields, neighbours } from './setting';

const periodId = '2025-Q3';
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
  for (const { code, name } of neighbours) {
    const unitCode = code as UnitCode;
    await ctx.db.transaction().execute(async (tx) => {
      const open = {
        officeName: undefined,
        address: undefined,
        validFrom: firstDayWithoutDistricts,
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

/** In the order of a quarter: plan, ballots, publication. */
export async function publishNeighbours(ctx: ActionContext, day: CalendarDay, publicUrl: string): Promise<void> {
  const chance = seededChance(20250915);
  for (const { code, ballots, mood, target } of neighbours) {
    if (ballots === 0) continue;
    const unitCode = code as UnitCode;
    const planId = await planOneQuarter(ctx, unitCode, day, target);
    const bytes = Buffer.from(ballotFile(unitCode, ballots, mood, chance), 'utf8');
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
  await publishDue(ctx);
}

/** Nobody signs in there; but who prepares does not approve. */
function headOf(unitCode: UnitCode): Actor {
  return { accountId: `chu-tich-${unitCode}`, name: 'Chủ tịch', roles: [{ role: 'head', unitCode }] };
}

async function planOneQuarter(
  ctx: ActionContext,
  unitCode: UnitCode,
  day: CalendarDay,
  target: number | undefined,
): Promise<string> {
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
    days.filter((each) => each.periodId === periodId);
  const quarter = {
    ...content,
    periods: only(content.periods),
    publication: only(content.publication),
    ...(target ? { targets: { 'satisfied-share': target } } : {}),
  };
  done(await savePlan(ctx, SYSTEM, { unitCode, planId, content: quarter }));
  const [saved] = await readPlanVersions(ctx.db, unitCode, planId);
  const seenHash = planContentHash(known(saved, 'plan').content);
  done(await approvePlan(ctx, SYSTEM, { unitCode, planId, seenHash }));
  return planId;
}

function ballotFile(unitCode: string, ballots: number, mood: number, chance: Chance): string {
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
