import { fail, ok, type Result } from '../kernel/result';
import type { TableRow } from './spreadsheet';

export type Delimiter = ',' | ';' | '\t';
export type CsvProblem =
  | { readonly type: 'unclosed-quote'; readonly line: number }
  | { readonly type: 'too-many-rows'; readonly limit: number };

/** The separator that stands most often outside quotes in the first line that holds any; Excel's own `sep=;` line wins. */
export function detectDelimiter(text: string): Delimiter {
  const declared = /^sep=([,;\t])\r?\n/i.exec(text)?.[1];
  if (declared === ',' || declared === ';' || declared === '\t') return declared;
  const counts: Record<Delimiter, number> = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (const character of text.slice(0, 65_536)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === '\n' && counts[','] + counts[';'] + counts['\t'] > 0) break;
    else if (!quoted && (character === ',' || character === ';' || character === '\t')) counts[character] += 1;
  }
  if (counts['\t'] > counts[','] && counts['\t'] > counts[';']) return '\t';
  return counts[';'] > counts[','] ? ';' : ',';
}

/** RFC 4180, tolerant of bare quotes inside a field; `line` is where the record begins. Stops above `maxRows` records. */
export function parseCsv(text: string, delimiter: Delimiter, maxRows: number): Result<TableRow[], CsvProblem> {
  const rows: TableRow[] = [];
  let index = /^sep=[,;\t]\r?\n/i.exec(text)?.[0].length ?? 0;
  let line = index > 0 ? 2 : 1;
  while (index < text.length) {
    const record = readRecord(text, index, delimiter);
    if (record === undefined) return fail({ type: 'unclosed-quote', line });
    if (record.cells.length > 1 || record.cells[0] !== '') rows.push({ line, cells: record.cells });
    if (rows.length > maxRows) return fail({ type: 'too-many-rows', limit: maxRows });
    line += record.lines;
    index = record.next;
  }
  return ok(rows);
}

interface CsvRecord {
  readonly cells: string[];
  readonly next: number;
  readonly lines: number;
}

function readRecord(text: string, start: number, delimiter: Delimiter): CsvRecord | undefined {
  const cells: string[] = [];
  let index = start;
  let lines = 1;
  for (;;) {
    if (text[index] === '"') {
      const quoted = readQuoted(text, index);
      if (quoted === undefined) return undefined;
      lines += countNewlines(quoted.value);
      // What follows the closing quote up to the separator belongs to the cell: `"a"b` is read as `ab`.
      const rest = endOfCell(text, quoted.next, delimiter);
      cells.push(quoted.value + text.slice(quoted.next, rest).replace(/\r$/, ''));
      index = rest;
    } else {
      const end = endOfCell(text, index, delimiter);
      cells.push(text.slice(index, end).replace(/\r$/, ''));
      index = end;
    }
    if (index >= text.length) return { cells, next: index, lines };
    if (text[index] !== delimiter) return { cells, next: index + 1, lines };
    index += 1;
  }
}

function readQuoted(text: string, start: number): { readonly value: string; readonly next: number } | undefined {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return undefined;
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, next: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}

/** Files of an old Macintosh end lines with a lone CR; `decodeText` has made those LF. */
function endOfCell(text: string, start: number, delimiter: Delimiter): number {
  let index = start;
  while (index < text.length && text[index] !== delimiter && text[index] !== '\n') index += 1;
  return index;
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
