import { renderWindowReport } from '../../../../../../../../../publication/actions/make-window-report.server';
import { bytesResponse, enter, valueOr } from '../../../../door';
import type { RequestHandler } from './$types';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const GET: RequestHandler = async (event) => {
  const { actor, unit } = enter(event);
  const format = event.params.format === 'docx' ? 'docx' : 'pdf';
  const bytes = valueOr(event, await renderWindowReport(event.locals.app, actor, unit, event.params.report, format));
  return bytesResponse(bytes, format === 'docx' ? docx : 'application/pdf', `bao-cao.${format}`);
};
