import { error } from '@sveltejs/kit';
import { exampleRows } from '../../../../../../../../organisation/import-examples';
import { importKinds } from '../../../../../../../../organisation/record-kinds';
import { writeCsv, writeWorkbook } from '../../../../../../../../platform/write-table.server';
import { organisationText } from '../../../../../../../../ui/text/organisation';
import { shellText } from '../../../../../../../../ui/text/shell';
import { requirePlace } from '../../../office';
import type { RequestHandler } from './$types';

/** The example file of each list: `units.xlsx`, `fields.csv` … */
export const GET: RequestHandler = async (event) => {
  requirePlace(event, 'edit-organisation');
  const { locale } = event.locals;
  const [name, format] = event.params.file.split('.');
  const kind = importKinds.find((one) => one === name);
  if (kind === undefined || (format !== 'xlsx' && format !== 'csv')) error(404, shellText[locale].error.notFound);
  const rows = exampleRows(kind);
  const bytes =
    format === 'csv' ? writeCsv(rows) : await writeWorkbook(organisationText.vi.import.kinds[kind] ?? kind, rows);
  const mediaType =
    format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': mediaType, 'content-disposition': `attachment; filename="${kind}.${format}"` },
  });
};
