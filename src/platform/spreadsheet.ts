import type { LegacyEncoding } from './legacy-vietnamese';

/** One sheet as text. `line` is the line people see in the file (Excel's row number, the line of a CSV), beginning at 1. */
export interface SheetTable {
  readonly sheet: string;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  readonly warnings: readonly SpreadsheetWarning[];
  /** The cells look typed in an old font; offer `convertTable` before importing. */
  readonly legacyEncoding: LegacyEncoding | undefined;
}

export interface TableRow {
  readonly line: number;
  /** As many as the header has; '' where empty. Composed (NFC), trimmed. Excel dates are `YYYY-MM-DD`. */
  readonly cells: readonly string[];
}

export interface TableLimits {
  readonly maxBytes: number;
  /** Of everything inside the .xlsx together, unpacked. */
  readonly maxUnpackedBytes: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly timeoutMilliseconds: number;
  readonly workerMemoryMegabytes: number;
  /** Names by which the header line is recognised below title lines; without them the first line that is not empty. */
  readonly expectedHeaders: readonly string[];
}

const megabyte = 1_048_576;

export const defaultLimits: TableLimits = {
  maxBytes: 10 * megabyte,
  maxUnpackedBytes: 150 * megabyte,
  maxRows: 100_000,
  maxColumns: 200,
  timeoutMilliseconds: 60_000,
  workerMemoryMegabytes: 768,
  expectedHeaders: [],
};

export type SpreadsheetProblem =
  | { readonly type: 'empty-file' }
  | { readonly type: 'file-too-large'; readonly megabytes: number; readonly limitMegabytes: number }
  | { readonly type: 'unpacks-too-large'; readonly limitMegabytes: number }
  | { readonly type: 'too-many-rows'; readonly limit: number }
  | { readonly type: 'too-many-columns'; readonly columns: number; readonly limit: number }
  | { readonly type: 'damaged-file' }
  | { readonly type: 'encrypted-file' }
  | { readonly type: 'old-excel-file' }
  | { readonly type: 'not-a-spreadsheet' }
  | { readonly type: 'unclosed-quote'; readonly line: number }
  | { readonly type: 'formula-without-value'; readonly cell: string; readonly count: number }
  | { readonly type: 'no-rows' }
  | { readonly type: 'took-too-long' };

export type SpreadsheetWarning =
  | { readonly type: 'formula-values-used'; readonly count: number; readonly cell: string }
  | { readonly type: 'merged-cells'; readonly count: number; readonly filled: number; readonly cell: string }
  | { readonly type: 'error-values'; readonly count: number; readonly cell: string }
  | { readonly type: 'other-sheets-ignored'; readonly names: readonly string[] }
  | { readonly type: 'lines-above-header'; readonly count: number }
  | { readonly type: 'cells-outside-header'; readonly count: number; readonly line: number }
  | { readonly type: 'decoded-as'; readonly encoding: 'windows-1258' | 'windows-1252' | 'utf-16le' | 'utf-16be' }
  | { readonly type: 'legacy-encoding'; readonly encoding: LegacyEncoding };

/** Raw cells of one sheet, before the header is found. */
export interface RawSheet {
  readonly sheet: string;
  readonly lines: readonly TableRow[];
  readonly warnings: readonly SpreadsheetWarning[];
}

/** Names compare without diacritics, case, spaces and punctuation: `Mã đơn vị`, `ma_don_vi` and `MA DON VI` are one. */
export function headerKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/**
 * Where each wanted column stands: `columnsOf(table.header, { unit: ['unit', 'mã đơn vị'] })`. −1 where it is missing.
 * The first name of each list is the one of docs/formats/import.md.
 */
export function columnsOf<Key extends string>(
  header: readonly string[],
  names: Readonly<Record<Key, readonly string[]>>,
): Record<Key, number> {
  const keys = header.map(headerKey);
  const found = {} as Record<Key, number>;
  for (const key of Object.keys(names) as Key[]) {
    found[key] = -1;
    for (const name of names[key]) {
      if (found[key] === -1) found[key] = keys.indexOf(headerKey(name));
    }
  }
  return found;
}
