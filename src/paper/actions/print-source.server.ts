import { fail, ok, type Result } from '../../kernel/result';
import { readFields, readOfficials, readPhoto, readUnit } from '../../organisation/actions/read-organisation.server';
import { oneStopOfficeName } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import type { Queryable } from '../../platform/database.server';
import { collectionPeriods, surveysField } from '../../survey/plan';
import type { Questionnaire } from '../../survey/questionnaire';
import { type Period, periodLabel } from '../../survey/reporting-period';
import { planInForce } from '../../survey/store.server';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { printablePhoto } from '../official-photo-adapter.server';
import type { PrintedContent, PrintRunError, RunDraft } from '../print-run';

/** What the plan of today lets an office print. */
export interface PrintSource {
  readonly questionnaire: Questionnaire;
  readonly periods: readonly Period[];
  readonly fields: NonNullable<PrintedContent['fields']>;
  readonly officials: readonly {
    readonly code: string;
    readonly name: string;
    readonly title: string;
    readonly photoId: string | undefined;
  }[];
  readonly unitName: string;
  readonly officeName: string;
}

export async function readPrintSource(
  { db, clock }: ActionContext & { readonly db: Queryable },
  unitCode: string,
): Promise<PrintSource | undefined> {
  const today = clock.today();
  const unit = await readUnit({ db }, unitCode);
  const plan = await planInForce(db, unitCode, today);
  if (!unit || !plan) return undefined;
  const { id, version } = plan.content.questionnaire;
  const questionnaire = await readQuestionnaire(db, unitCode, id, version);
  if (!questionnaire) return undefined;
  const fields = (await readFields({ db }, unitCode)).filter(
    (field) => field.active && surveysField(plan.content, field.code),
  );
  const officials = (await readOfficials({ db }, unitCode)).filter((official) => official.active);
  return {
    questionnaire,
    periods: collectionPeriods(plan.content).filter((period) => period.until >= today),
    fields: fields.map(({ code, name }) => ({ code, name })),
    officials: officials.map(({ code, name, title, photoId }) => ({
      code,
      name,
      title,
      photo: photoId && code,
      photoId,
    })),
    unitName: unit.name,
    officeName: oneStopOfficeName(unit, today),
  };
}

/** What is printed beside the form, and the photos it shows, by name. */
export async function printedContent(
  { db }: { readonly db: Queryable },
  unitCode: string,
  source: PrintSource,
  draft: Pick<RunDraft, 'periodId' | 'withFields' | 'withOfficials'>,
): Promise<Result<{ content: PrintedContent; photos: Record<string, Uint8Array> }, PrintRunError>> {
  const period = source.periods.find(({ id }) => id === draft.periodId);
  if (!period) return fail({ type: 'period-not-in-plan' });
  const photos: Record<string, Uint8Array> = {};
  const officials: NonNullable<PrintedContent['officials']>[number][] = [];
  for (const { photoId, ...official } of draft.withOfficials ? source.officials : []) {
    const stored = photoId === undefined ? undefined : await readPhoto({ db }, unitCode, photoId);
    const small = stored && (await printablePhoto(stored.bytes));
    const photo = small && `photo-${officials.length + 1}`;
    if (photo) photos[photo] = small;
    officials.push({ ...official, photo });
  }
  const content: PrintedContent = {
    unitName: source.unitName,
    officeName: source.officeName,
    periodLabel: periodLabel(period),
    ...(draft.withFields ? { fields: source.fields } : {}),
    ...(draft.withOfficials ? { officials } : {}),
  };
  return ok({ content, photos });
}
