import { writeWorkbook } from '../../../../../../../platform/write-table.server';
import { requireAt } from '../../../../../../unit-door';
import { exampleRows } from '../example-rows';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { unitCode } = requireAt(event, 'enter-dossier-counts');
  const rows = await exampleRows(event.locals.app, unitCode);
  return new Response(new Uint8Array(await writeWorkbook('so-ho-so', rows)), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="so-ho-so.xlsx"',
    },
  });
};
