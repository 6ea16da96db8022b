import { writeCsv } from '../../../../../../../platform/write-table.server';
import { requireAt } from '../../../../../../unit-door';
import { exampleRows } from '../example-rows';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { unitCode } = requireAt(event, 'enter-dossier-counts');
  const rows = await exampleRows(event.locals.app, unitCode);
  return new Response(new Uint8Array(writeCsv(rows)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="so-ho-so.csv"',
    },
  });
};
