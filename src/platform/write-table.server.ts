import { writeXlsx } from 'hucre/xlsx';

export type CellToWrite = string | number | null;

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it, so that a name typed by a stranger never runs
 * in the clerk's Excel (OWASP, CSV injection). Plain numbers stay as they are.
 */
export function neutralCell(text: string): string {
  return /^[=+\-@\t\r\n|\uFF0B\uFF0D\uFF1D\uFF20]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
}

/** CSV as Excel in Vietnam opens it: UTF-8 with a byte order mark, comma, CRLF. Numbers keep the point. */
export function writeCsv(rows: readonly (readonly CellToWrite[])[]): Buffer {
  const lines = rows.map((cells) => cells.map(csvCell).join(','));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

function csvCell(value: CellToWrite): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = neutralCell(value);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One sheet, the first row as its header. In XLSX a text cell is no formula, so nothing needs an apostrophe. */
export async function writeWorkbook(sheet: string, rows: readonly (readonly CellToWrite[])[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [{ name: sheet.slice(0, 31).replace(/[[\]:*?/\\]/g, ' '), rows: rows.map((cells) => [...cells]) }],
  });
}
