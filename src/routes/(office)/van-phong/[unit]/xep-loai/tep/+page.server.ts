import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readOfficials } from '../../../../../../organisation/actions/read-organisation.server';
import { previewGradingImport } from '../../../../../../results/actions/preview-grading-import.server';
import { recordGrading } from '../../../../../../results/actions/record-grading.server';
import { parseMeasure } from '../../../../../../results/grading-measure';
import { measureName } from '../../../../../../results/grading-names';
import { gradingProblems } from '../../../../../../results/grading-problem';
import { ownWindowsOf } from '../../../../../../survey/actions/read-survey.server';
import { mostDossiers, parsePeriodCell } from '../../../../../../survey/dossier-count-cells';
import { period as periodOf, periodLabel, previousPeriod, quarterOf } from '../../../../../../survey/reporting-period';
import { gradingText } from '../../../../../../ui/text/grading';
import { requireAt } from '../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

const shownProblems = 30;

/** What the confirmation sends back: every cell is checked again by the action, as if typed. */
const confirmedFigures = z
  .array(
    z.object({
      periodId: z.string().max(30),
      subject: z.string().max(20),
      measure: z.string().max(40),
      value: z.int().min(0).max(mostDossiers),
    }),
  )
  .max(60_000);

export const load: PageServerLoad = async (event) => {
  const { unitCode } = requireAt(event, 'enter-grading');
  const { app, locale } = event.locals;
  const current = quarterOf(app.clock.today());
  const quarters = [current];
  for (let back = 0; back < 4; back += 1) {
    const before = previousPeriod(quarters.at(-1) ?? current);
    if (before) quarters.push(before);
  }
  const periods = [...quarters, ...(await ownWindowsOf(app, unitCode)).map((id) => periodOf(id))];
  return {
    unitCode,
    asked: event.url.searchParams.get('ky') ?? current.id,
    periods: periods.map((each) => ({ id: each.id, label: periodLabel(each, locale) })),
  };
};

export const actions: Actions = {
  read: async (event) => {
    const { actor, unitCode } = requireAt(event, 'enter-grading');
    const { app, locale } = event.locals;
    const form = await event.request.formData();
    const file = form.get('tep');
    if (!(file instanceof File) || file.size === 0)
      return fail(422, { errors: [gradingText[locale].file.missing], more: 0 });
    const context = { period: undefined, ownWindows: await ownWindowsOf(app, unitCode), today: app.clock.today() };
    const period = parsePeriodCell(String(form.get('ky') ?? ''), context);
    const uploaded = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    const preview = await previewGradingImport(app, actor, {
      unitCode,
      period: period.ok ? period.value : undefined,
      file: uploaded,
    });
    if (!preview.ok) {
      const texts = gradingProblems(preview.error, locale);
      return fail(422, { errors: texts.slice(0, shownProblems), more: Math.max(0, texts.length - shownProblems) });
    }
    const names = new Map<string, string>((await readOfficials(app, unitCode)).map(({ code, name }) => [code, name]));
    return {
      preview: {
        figures: preview.value.figures.map(({ line: _line, ...figure }) => figure),
        changes: preview.value.changes.map((change) => ({
          ...change,
          name: measureName(change.measure, locale),
          official: change.subject === '' ? undefined : (names.get(change.subject) ?? change.subject),
          period: periodLabel(periodOf(change.periodId), locale),
        })),
        warnings: preview.value.warnings,
      },
    };
  },
  confirm: async (event) => {
    const { actor, unitCode } = requireAt(event, 'enter-grading');
    const { app, locale } = event.locals;
    const form = await event.request.formData();
    const sent = confirmedFigures.safeParse(safeJson(String(form.get('figures') ?? '')));
    if (!sent.success) return fail(400, { errors: [gradingText[locale].file.damaged], more: 0 });
    const context = { period: undefined, ownWindows: await ownWindowsOf(app, unitCode), today: app.clock.today() };
    const figures = sent.data.flatMap(({ periodId, subject, measure: name, value }) => {
      const period = parsePeriodCell(periodId, context);
      const measure = parseMeasure(name);
      return period.ok && measure ? [{ periodId: period.value, subject, measure, value }] : [];
    });
    if (figures.length < sent.data.length) return fail(400, { errors: [gradingText[locale].file.damaged], more: 0 });
    const saved = await recordGrading(app, actor, { unitCode, figures, source: 'imported' });
    if (!saved.ok) return fail(422, { errors: gradingProblems(saved.error, locale), more: 0 });
    const { added, corrected, takenBack } = saved.value;
    const period = figures[0]?.periodId ?? '';
    redirect(303, `/van-phong/${unitCode}/xep-loai?ky=${period}&moi=${added}&sua=${corrected}&rut=${takenBack}`);
  },
};

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
