import { writeWorkbook } from '../../../../../../platform/write-table.server';
import { openDataColumns, openDataRows } from '../../../../../../publication/open-data';
import { openDataText } from '../../../../../../ui/text/open-data';
import { fileName, fileResponse, publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const published = await publishedOr404(event);
  const rows = [[...openDataColumns], ...openDataRows(published.content)];
  return fileResponse(await writeWorkbook(openDataText.vi.sheet, rows), {
    name: fileName(published, 'du-lieu.xlsx'),
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
};
