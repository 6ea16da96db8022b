import { error } from '@sveltejs/kit';
import { readUnit } from '../../../../../../organisation/actions/read-organisation.server';
import { parseUnitCode } from '../../../../../../organisation/unit';
import { writeCsv, writeWorkbook } from '../../../../../../platform/write-table.server';
import { viewResults } from '../../../../../../results/actions/view-results.server';
import { parseAskedForm } from '../../../../../../results/choose-form';
import { resultsProblem } from '../../../../../../results/problem';
import { resultsTable } from '../../../../../../results/results-table';
import { resultsText } from '../../../../../../ui/text/results';
import { shellText } from '../../../../../../ui/text/shell';
import { requireActor } from '../../../../../require-actor';
import type { RequestHandler } from './$types';

/** The tables of the page as a file: `?ky=2025-Q1&phieu=A@1&dang=xlsx`. */
export const GET: RequestHandler = async (event) => {
  const actor = requireActor(event);
  const { app, locale } = event.locals;
  const query = event.url.searchParams;
  const unitCode = parseUnitCode(event.params.unit);
  const unit = unitCode && (await readUnit(app, unitCode));
  if (!unit) error(404, shellText[locale].error.notFound);
  const form = parseAskedForm(query.get('phieu') ?? '');
  const results = await viewResults(app, actor, unit.code, query.get('ky') ?? '', { form });
  if (!results.ok) {
    const { status, text } = resultsProblem(results.error, locale);
    error(status, text);
  }
  const rows = resultsTable(results.value, unit.name, locale);
  const { file } = resultsText[locale];
  const asWorkbook = query.get('dang') === 'xlsx';
  const name = `${file.name(unit.code, results.value.periodId)}.${asWorkbook ? 'xlsx' : 'csv'}`;
  const bytes = asWorkbook ? await writeWorkbook(file.sheet, rows) : writeCsv(rows);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': asWorkbook
        ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
        : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
};
