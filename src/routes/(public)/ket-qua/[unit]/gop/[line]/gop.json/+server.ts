import { fileResponse } from '../../../[snapshot]/published';
import { lineOr404 } from '../published-line';
import type { RequestHandler } from './$types';

/** The stored bytes, whose SHA-256 stands on the page and in the log. */
export const GET: RequestHandler = async (event) => {
  const { line, content } = await lineOr404(event);
  return fileResponse(content, {
    name: `${line.superior.code}-${line.periodId}-gop.json`,
    type: 'application/json; charset=utf-8',
    inline: true,
  });
};
