import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../kernel/result';
import { detectDelimiter, parseCsv } from '../../platform/csv';
import { decodeText } from '../../platform/decode-text';
import { isNumber, type RecordTable } from '../../results/design/record-table';

export type FileProblem =
  | { readonly type: 'file-missing' }
  | { readonly type: 'file-unreadable'; readonly detail: string }
  | { readonly type: 'not-text' }
  | { readonly type: 'table-empty' }
  | { readonly type: 'unclosed-quote'; readonly line: number }
  | { readonly type: 'joint-cell'; readonly line: number; readonly text: string };

export type FileFault = FileProblem & { readonly file: string };

export async function readTable(file: string): Promise<Result<RecordTable, FileFault>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? fail({ type: 'file-missing', file })
      : fail({ type: 'file-unreadable', file, detail: message });
  }
  const decoded = decodeText(bytes);
  if (decoded === undefined) return fail({ type: 'not-text', file });
  // Old Vietnamese code pages and macOS write a letter and its marks apart: names and levels are compared put together.
  const text = decoded.text.replace(/^\uFEFF/, '').normalize('NFC');
  const delimiter = detectDelimiter(text);
  const rows = parseCsv(text, delimiter, Infinity);
  if (!rows.ok)
    return fail({ type: 'unclosed-quote', file, line: rows.error.type === 'unclosed-quote' ? rows.error.line : 0 });
  const [header, ...records] = rows.value;
  if (header === undefined) return fail({ type: 'table-empty', file });
  return ok({
    names: header.cells.map((name) => name.trim()),
    records: records.map((record) => record.cells),
    lines: records.map((record) => record.line),
    decimalComma: delimiter !== ',',
  });
}

/**
 * A square matrix of numbers: with or without a line of names above, and a name before each line, as R's `write.csv` has
 * them.
 */
export async function readMatrix(file: string): Promise<Result<readonly (readonly number[])[], FileFault>> {
  const table = await readTable(file);
  if (!table.ok) return table;
  const { names, records, lines, decimalComma } = table.value;
  const all = [names, ...records];
  const written = (text: string) => (decimalComma ? text.trim().replace(',', '.') : text.trim());
  const isHeadless = names.every((name) => isNumber(written(name))) && all.length === names.length;
  const body = isHeadless ? all : records;
  const named = body.length > 0 && body.every((row) => row.length === body.length + 1) ? 1 : 0;
  const matrix: number[][] = [];
  for (const [at, row] of body.entries()) {
    const cells = row.slice(named).map(written);
    const odd = cells.find((text) => !isNumber(text));
    if (odd !== undefined)
      return fail({ type: 'joint-cell', file, line: isHeadless ? at + 1 : (lines[at] ?? 0), text: odd });
    matrix.push(cells.map(Number));
  }
  return ok(matrix);
}
