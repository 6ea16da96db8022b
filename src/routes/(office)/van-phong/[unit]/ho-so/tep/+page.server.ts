import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { parseFieldCode } from '../../../../../../organisation/field';
import { readFields } from '../../../../../../organisation/actions/read-organisation.server';
import { ownWindowsOf, planOfDay } from '../../../../../../survey/actions/read-survey.server';
import { previewDossierImport } from '../../../../../../survey/actions/preview-dossier-import.server';
import { recordDossierCounts } from '../../../../../../survey/actions/record-dossier-counts.server';
import { dossierChannels } from '../../../../../../survey/dossier-count';
import { mostDossiers, parsePeriodCell } from '../../../../../../survey/dossier-count-cells';
import { importProblemText, problemOf } from '../../../../../../survey/problem';
import { collectionPeriods } from '../../../../../../survey/plan';
import { parsePeriodId, periodLabel, quarterOf } from '../../../../../../survey/reporting-period';
import { requireAt } from '../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

const shownProblems = 30;

/** What the confirmation sends back: every cell is checked again by the action, as if typed. */
const confirmedCounts = z
  .array(
    z.object({
      periodId: z.string().max(30),
      fieldCode: z.string().max(20),
      channel: z.enum(dossierChannels),
      count: z.int().min(0).max(mostDossiers),
    }),
  )
  .max(60_000);

export const load: PageServerLoad = async (event) => {
  const { unitCode } = requireAt(event, 'enter-dossier-counts');
  const { app, locale } = event.locals;
  const today = app.clock.today();
  const plan = await planOfDay(app, unitCode, today);
  const periods = (plan ? collectionPeriods(plan.content) : [quarterOf(today)]).filter(({ from }) => from <= today);
  return {
    unitCode,
    asked: event.url.searchParams.get('ky') ?? periods.at(-1)?.id ?? '',
    periods: periods.map((each) => ({ id: each.id, label: periodLabel(each, locale) })),
    fieldNames: Object.fromEntries((await readFields(app, unitCode)).map(({ code, name }) => [code, name])),
  };
};

export const actions: Actions = {
  read: async (event) => {
    const { actor, unitCode } = requireAt(event, 'enter-dossier-counts');
    const { app, locale } = event.locals;
    const form = await event.request.formData();
    const file = form.get('tep');
    if (!(file instanceof File) || file.size === 0)
      return fail(422, { errors: [problemOf({ type: 'file-missing' }, locale).text], more: 0 });
    const period = parsePeriodId(String(form.get('ky') ?? ''));
    const uploaded = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    const preview = await previewDossierImport(app, actor, { unitCode, period: period?.id, file: uploaded });
    if (!preview.ok) {
      const text =
        preview.error.type === 'not-allowed'
          ? problemOf(preview.error, locale).text
          : importProblemText(preview.error, locale);
      return fail(422, { errors: [text], more: 0 });
    }
    const { problems, ...read } = preview.value;
    if (problems.length > 0) {
      const texts = problems.slice(0, shownProblems).map((problem) => importProblemText(problem, locale));
      return fail(422, { errors: texts, more: Math.max(0, problems.length - shownProblems), count: problems.length });
    }
    return { preview: { ...read, fileName: file.name } };
  },
  confirm: async (event) => {
    const { actor, unitCode } = requireAt(event, 'enter-dossier-counts');
    const { app, locale } = event.locals;
    const form = await event.request.formData();
    const counts = confirmedCounts.safeParse(safeJson(String(form.get('counts') ?? '')));
    if (!counts.success) return fail(400, { errors: [problemOf({ type: 'damaged-file' }, locale).text], more: 0 });
    const context = { period: undefined, ownWindows: await ownWindowsOf(app, unitCode), today: app.clock.today() };
    const parsed = counts.data.flatMap(({ periodId, fieldCode, ...rest }) => {
      const period = parsePeriodCell(periodId, context);
      const field = parseFieldCode(fieldCode);
      return period.ok && field ? [{ ...rest, periodId: period.value, fieldCode: field }] : [];
    });
    const saved = await recordDossierCounts(app, actor, {
      unitCode,
      counts: parsed,
      countedUntil: undefined,
      source: 'imported',
    });
    if (!saved.ok) return fail(422, { errors: [problemOf(saved.error, locale).text], more: 0 });
    const { added, corrected } = saved.value;
    redirect(303, `/van-phong/${unitCode}/ho-so?ky=${parsed[0]?.periodId ?? ''}&moi=${added}&sua=${corrected}`);
  },
};

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
