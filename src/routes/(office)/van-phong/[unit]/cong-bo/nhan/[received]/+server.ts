import { readReceivedReport } from '../../../../../../../publication/actions/read-units-below.server';
import { bytesResponse, enter, valueOr } from '../../door';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { actor, unit } = enter(event);
  const bytes = valueOr(event, await readReceivedReport(event.locals.app, actor, unit, event.params.received));
  return bytesResponse(bytes, 'application/pdf', 'bao-cao.pdf');
};
