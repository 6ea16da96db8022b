import { error } from '@sveltejs/kit';
import { parseCode } from '../../../../../../../collection/one-time-code';
import { codeSheetLimit } from '../../../../../../../documents/sheets';
import { renderCodeSlips } from '../../../../../../../documents/sheets-adapter.server';
import { collectionText } from '../../../../../../../ui/text/collection';
import { collectionOf } from '../../../../../../collection-door';
import { paperResponse } from '../../../../../../plan-papers';
import { requireAt } from '../../../../../../unit-door';
import type { RequestHandler } from './$types';

/**
 * The codes come back from the page that has just shown them, since nothing on the server knows them any more; they are
 * printed and forgotten.
 */
export const POST: RequestHandler = async (event) => {
  requireAt(event, 'issue-codes');
  const form = await event.request.formData();
  const codes = String(form.get('codes') ?? '')
    .split(/\s+/)
    .filter((code) => parseCode(code) !== undefined);
  if (codes.length === 0 || codes.length > codeSheetLimit) {
    error(422, collectionText[event.locals.locale].desk.errors['code-count-invalid']);
  }
  const { survey } = await collectionOf(event);
  const { unitName, officeName } = survey.state === 'open' ? survey.survey : survey.office;
  const until = String(form.get('until') ?? '');
  const slips = await renderCodeSlips({
    unitName,
    officeName: officeName ?? collectionText.vi.office,
    url: `${event.locals.app.config.publicUrl}/m`,
    codes,
    ...(/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(until) ? { validUntil: until } : {}),
  });
  const answer = paperResponse(slips, 'pdf', 'phieu-ma');
  answer.headers.set('cache-control', 'no-store');
  return answer;
};
