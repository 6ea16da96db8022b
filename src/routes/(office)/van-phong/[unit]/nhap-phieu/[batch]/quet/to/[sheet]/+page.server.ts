import { readScannedSheet } from '../../../../../../../../../paper/actions/read-scanned-sheet.server';
import { refusalText } from '../../../../../../../../../paper/problem';
import { officeDoor } from '../../../../../../../../paper-door';
import { scanValueOrPage } from '../../../../../../../../scan-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const batchId = event.params.batch;
  const sheet = Number(event.params.sheet);
  const found = scanValueOrPage(await readScannedSheet(ctx, actor, { unitCode, batchId, sheet }), locale);
  const { standing, ...rest } = found;
  return {
    unitCode,
    batchId,
    sheet,
    ...rest,
    state: standing.state,
    refusal: standing.state === 'refused' ? refusalText(standing.refusal, locale) : undefined,
    reason: standing.state === 'spoiled' ? standing.reason : undefined,
  };
};
