import { error } from '@sveltejs/kit';
import { readUnit } from '../../../../../../organisation/actions/read-organisation.server';
import { parseUnitCode } from '../../../../../../organisation/unit';
import { writeCsv, writeWorkbook } from '../../../../../../platform/write-table.server';
import { openDataParquet } from '../../../../../../publication/open-data-parquet';
import { openDataSav } from '../../../../../../publication/open-data-sav';
import type { SnapshotId } from '../../../../../../publication/publication';
import { viewResults } from '../../../../../../results/actions/view-results.server';
import { parseAskedForm } from '../../../../../../results/choose-form';
import { combinedCode } from '../../../../../../results/combined-group';
import { combinedTitle, groupTitle } from '../../../../../../results/group-title';
import type { PeriodResults } from '../../../../../../results/period-results';
import { resultsProblem } from '../../../../../../results/problem';
import { resultsTable } from '../../../../../../results/results-table';
import type { Locale } from '../../../../../../ui/locale';
import { resultsText } from '../../../../../../ui/text/results';
import { shellText } from '../../../../../../ui/text/shell';
import { requireActor } from '../../../../../require-actor';
import type { RequestHandler } from './$types';

/** The tables of the page as a file: `?ky=2025-Q1&phieu=A@1&dang=xlsx`; `parquet` and `sav` have the columns of the open data. */
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
  const asked = query.get('dang');
  if (asked === 'parquet' || asked === 'sav') return dataFile(results.value, asked, locale);
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

function dataFile(results: PeriodResults, format: 'parquet' | 'sav', locale: Locale): Response {
  const cuts = results.cuts.flatMap(({ by, groups, combined }) => [
    ...groups.map((group) => ({ ...group, by, title: groupTitle(by, group, locale) })),
    ...(combined ? [{ ...combined, by, code: combinedCode, title: combinedTitle(by, combined, locale) }] : []),
  ]);
  // No edition: the page is not published.
  const table = {
    ...results,
    id: '' as SnapshotId,
    unit: { code: results.unitCode },
    period: { id: results.periodId },
    cuts,
  };
  const bytes = format === 'sav' ? openDataSav(table) : openDataParquet(table);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': format === 'sav' ? 'application/x-spss-sav' : 'application/vnd.apache.parquet',
      'content-disposition': `attachment; filename="${resultsText[locale].file.name(results.unitCode, results.periodId)}.${format}"`,
      'cache-control': 'private, no-store',
    },
  });
}
