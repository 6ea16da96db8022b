import { error, fail, redirect } from '@sveltejs/kit';
import { cleanText } from '../../../../../../kernel/vietnamese-text';
import { readOfficials } from '../../../../../../organisation/actions/read-organisation.server';
import { standingFigures } from '../../../../../../results/actions/read-grading.server';
import { recordGrading } from '../../../../../../results/actions/record-grading.server';
import { readGradingForm } from '../../../../../../results/grading-form';
import { theUnit } from '../../../../../../results/grading-change';
import { gradingProblem, gradingProblems } from '../../../../../../results/grading-problem';
import { periodLabel } from '../../../../../../survey/reporting-period';
import { requireAt } from '../../../../../unit-door';
import { baseAsked } from '../base-asked';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'enter-grading');
  const { app, locale } = event.locals;
  const period = await baseAsked(app, unitCode, event.url, locale);
  const officials = (await readOfficials(app, unitCode)).filter(({ active }) => active);
  const subject = event.url.searchParams.get('cong-chuc') ?? theUnit;
  if (subject !== theUnit && !officials.some(({ code }) => code === subject)) {
    const { status, text } = gradingProblem({ type: 'official-unknown', text: subject }, locale);
    error(status, text);
  }
  const figures = await standingFigures(app, actor, unitCode, period.id, subject);
  if (!figures.ok) error(403, gradingProblem(figures.error, locale).text);
  return {
    unitCode,
    subject,
    period: { ...period, label: periodLabel(period, locale) },
    officials: officials.map(({ code, name }) => ({ code, name })),
    values: Object.fromEntries([...figures.value].map(([measure, value]) => [measure, String(value)])),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unitCode } = requireAt(event, 'enter-grading');
    const { app, locale } = event.locals;
    const period = await baseAsked(app, unitCode, event.url, locale);
    const form = await event.request.formData();
    const valueOf = (name: string) => cleanText(String(form.get(name) ?? '')).slice(0, 60);
    const values = Object.fromEntries([...form.keys()].map((name) => [name, valueOf(name)]));
    const read = readGradingForm(period.id, event.url.searchParams.get('cong-chuc') ?? theUnit, (name) =>
      form.has(name) ? valueOf(name) : undefined,
    );
    if (read.problems.length > 0) {
      const errors = read.problems.map((problem) => ({
        field: problem.cell,
        text: gradingProblem(problem, locale).text,
      }));
      return fail(422, { values, errors });
    }
    const saved = await recordGrading(app, actor, { unitCode, figures: read.figures, source: 'typed' });
    if (!saved.ok) {
      const errors = gradingProblems(saved.error, locale).map((text) => ({ field: '', text }));
      return fail(422, { values, errors });
    }
    const { added, corrected, takenBack } = saved.value;
    redirect(303, `/van-phong/${unitCode}/xep-loai?ky=${period.id}&moi=${added}&sua=${corrected}&rut=${takenBack}`);
  },
};
