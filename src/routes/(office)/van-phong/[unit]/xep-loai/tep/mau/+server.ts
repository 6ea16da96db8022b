import { readOfficials } from '../../../../../../../organisation/actions/read-organisation.server';
import { exampleGradingRows } from '../../../../../../../results/grading-table';
import { gradingText } from '../../../../../../../ui/text/grading';
import { requireAt } from '../../../../../../unit-door';
import { baseAsked } from '../../base-asked';
import { tableAnswer } from '../../table-answer';
import type { RequestHandler } from './$types';

/** Every figure of the unit and of its officials, to be filled in. */
export const GET: RequestHandler = async (event) => {
  const { unitCode } = requireAt(event, 'enter-grading');
  const { app, locale } = event.locals;
  const period = await baseAsked(app, unitCode, event.url, locale);
  const officials = (await readOfficials(app, unitCode)).filter(({ active }) => active);
  const text = gradingText[locale];
  return tableAnswer(exampleGradingRows(period.id, officials, locale), {
    name: `so-lieu-xep-loai-${unitCode}-${period.id}`,
    sheet: text.title,
    kind: event.url.searchParams.get('dang'),
  });
};
