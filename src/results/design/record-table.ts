import { fail, ok, type Result } from '../../kernel/result';

/** A file of records: texts as written (NFC), '' and NA missing; `lines` says where each record stands in the file. */
export interface RecordTable {
  readonly names: readonly string[];
  readonly records: readonly (readonly string[])[];
  readonly lines: readonly number[];
  /** 1,5 is one and a half (files that do not separate cells by commas). */
  readonly decimalComma: boolean;
}

export type ColumnProblem =
  | { readonly type: 'table-empty' }
  | { readonly type: 'column-missing'; readonly column: string; readonly columns: string }
  | { readonly type: 'column-twice'; readonly column: string }
  | { readonly type: 'row-length'; readonly line: number; readonly cells: number; readonly columns: number }
  | { readonly type: 'not-numeric'; readonly column: string; readonly line: number; readonly text: string }
  | { readonly type: 'design-cell-empty'; readonly column: string; readonly line: number };

export function misshapen({ names, records, lines }: RecordTable): ColumnProblem | undefined {
  if (records.length === 0) return { type: 'table-empty' };
  const at = records.findIndex((record) => record.length !== names.length);
  if (at === -1) return undefined;
  return { type: 'row-length', line: lines[at] ?? 0, cells: records[at]?.length ?? 0, columns: names.length };
}

/** A column as trimmed texts, '' where missing. */
export function texts(table: RecordTable, column: string): Result<readonly string[], ColumnProblem> {
  const at = table.names.indexOf(column.normalize('NFC'));
  if (at === -1) return fail({ type: 'column-missing', column, columns: table.names.join(', ') });
  if (table.names.lastIndexOf(table.names[at] ?? '') !== at) return fail({ type: 'column-twice', column });
  return ok(
    table.records.map((record) => {
      const text = (record[at] ?? '').trim();
      return text === 'NA' ? '' : text;
    }),
  );
}

const numberForm = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export function isNumber(text: string): boolean {
  return numberForm.test(text);
}

/** Texts that name the same level: 1 and 1.0, as where a program reads the column as numbers. */
export function levelKey(text: string): string {
  return isNumber(text) ? String(Number(text)) : text;
}

/**
 * Quoted numbers such as "1,5" in a file that separates by commas: taken for one and a half where no number of the column
 * has a point, and at least one has other than three digits after the comma (1,500 alone might be thousands: refused).
 */
function hasDecimalCommas(column: readonly string[]): boolean {
  const commas = column.filter((text) => /^[+-]?\d+,\d+$/.test(text));
  return commas.some((text) => !/,\d{3}$/.test(text)) && !column.some((text) => isNumber(text) && text.includes('.'));
}

/** Population sizes: Inf stands for draws with replacement, as in R. */
export function sizes(table: RecordTable, column: string): Result<readonly number[], ColumnProblem> {
  return numbers(table, column, true);
}

/** A column as numbers, NaN where missing. */
export function numbers(
  table: RecordTable,
  column: string,
  infinite = false,
): Result<readonly number[], ColumnProblem> {
  const read = texts(table, column);
  if (!read.ok) return read;
  const found: number[] = [];
  const decimalComma = table.decimalComma || hasDecimalCommas(read.value);
  for (const [row, text] of read.value.entries()) {
    const written = decimalComma ? text.replace(',', '.') : text;
    if (text === '' || text === 'NaN') found.push(NaN);
    else if (infinite && text === 'Inf') found.push(Infinity);
    else if (isNumber(written)) found.push(Number(written));
    else return fail({ type: 'not-numeric', column, line: table.lines[row] ?? 0, text });
  }
  return ok(found);
}

/** A column of the design: nothing may be missing. */
export function complete<T extends string | number>(
  table: RecordTable,
  column: string,
  read: (table: RecordTable, column: string) => Result<readonly T[], ColumnProblem>,
): Result<readonly T[], ColumnProblem> {
  const found = read(table, column);
  if (!found.ok) return found;
  const empty = found.value.findIndex((entry) => entry === '' || Number.isNaN(entry));
  return empty === -1 ? found : fail({ type: 'design-cell-empty', column, line: table.lines[empty] ?? 0 });
}

/** One column after the other, up to the first that cannot be read. */
export function inTurn<T, E>(columns: readonly string[], read: (column: string) => Result<T, E>): Result<T[], E> {
  const found: T[] = [];
  for (const column of columns) {
    const one = read(column);
    if (!one.ok) return one;
    found.push(one.value);
  }
  return ok(found);
}
