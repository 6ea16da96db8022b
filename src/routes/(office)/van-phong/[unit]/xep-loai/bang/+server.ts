import { error } from '@sveltejs/kit';
import { readOfficialGrades } from '../../../../../../results/actions/read-official-grades.server';
import { readGrading } from '../../../../../../results/actions/read-grading.server';
import { gradingProblem } from '../../../../../../results/grading-problem';
import { gradingTable } from '../../../../../../results/grading-table';
import { gradingText } from '../../../../../../ui/text/grading';
import { requireAt } from '../../../../../unit-door';
import { tableAnswer } from '../table-answer';
import type { RequestHandler } from './$types';

/** The grading as a file: `?ky=2025-Q1&dang=xlsx`. */
export const GET: RequestHandler = async (event) => {
  const { actor, unitCode } = requireAt(event, 'view-grading');
  const { app, locale } = event.locals;
  const grading = await readGrading(app, actor, unitCode, event.url.searchParams.get('ky') ?? '');
  if (!grading.ok) {
    const { status, text } = gradingProblem(grading.error, locale);
    error(status, text);
  }
  const { period } = grading.value;
  const readings = await readOfficialGrades(app, actor, unitCode, period.id);
  return tableAnswer(
    gradingTable(grading.value, readings.ok ? readings.value : { readings: [], rule: undefined }, locale),
    {
      name: `xep-loai-${unitCode}-${period.id}`,
      sheet: gradingText[locale].title,
      kind: event.url.searchParams.get('dang'),
    },
  );
};
