import { type CellToWrite, writeCsv, writeWorkbook } from '../../../../../platform/write-table.server';

/** A table as a file to download: `dang=xlsx`, anything else is CSV. */
export async function tableAnswer(
  rows: readonly (readonly CellToWrite[])[],
  file: { readonly name: string; readonly sheet: string; readonly kind: string | null },
): Promise<Response> {
  const asWorkbook = file.kind === 'xlsx';
  const bytes = asWorkbook ? await writeWorkbook(file.sheet, rows) : writeCsv(rows);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': asWorkbook
        ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
        : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file.name}.${asWorkbook ? 'xlsx' : 'csv'}"`,
      'cache-control': 'private, no-store',
    },
  });
}
