import { fail, ok, type Result } from '../kernel/result';
import { cleanText } from '../kernel/vietnamese-text';
import { detectLegacyEncoding, fromLegacy, type LegacyEncoding } from './legacy-vietnamese';
import {
  headerKey,
  type RawSheet,
  type SheetTable,
  type SpreadsheetProblem,
  type SpreadsheetWarning,
  type TableLimits,
  type TableRow,
} from './spreadsheet';

/** How far down the header line is looked for: official tables carry a title, a unit and a period above it. */
const headerSearchLines = 20;

/** Finds the header line, cleans every cell (NFC, no control characters, single spaces), drops empty lines. */
export function tableFrom(raw: RawSheet, limits: TableLimits): Result<SheetTable, SpreadsheetProblem> {
  const lines = raw.lines.map(cleanLine).filter((line) => line.cells.some((cell) => cell !== ''));
  const headerAt = findHeader(lines, limits.expectedHeaders);
  const headerLine = lines[headerAt];
  if (headerLine === undefined) return fail({ type: 'no-rows' });
  const header = trimEnd(headerLine.cells);
  if (header.length > limits.maxColumns) {
    return fail({ type: 'too-many-columns', columns: header.length, limit: limits.maxColumns });
  }
  const body = lines.slice(headerAt + 1);
  if (body.length > limits.maxRows) return fail({ type: 'too-many-rows', limit: limits.maxRows });
  const outside = body.filter((row) => row.cells.slice(header.length).some((cell) => cell !== ''));
  const rows = body
    .map((row) => ({ line: row.line, cells: header.map((_, column) => row.cells[column] ?? '') }))
    .filter((row) => row.cells.some((cell) => cell !== ''));
  const warnings: SpreadsheetWarning[] = [...raw.warnings];
  if (headerAt > 0) warnings.push({ type: 'lines-above-header', count: headerAt });
  if (outside[0] !== undefined)
    warnings.push({ type: 'cells-outside-header', count: outside.length, line: outside[0].line });
  const legacyEncoding = detectLegacyEncoding(sampleText(header, rows));
  if (legacyEncoding !== undefined) warnings.push({ type: 'legacy-encoding', encoding: legacyEncoding });
  return ok({ sheet: raw.sheet, header, rows, warnings, legacyEncoding });
}

/** Every cell converted to Unicode; what the preview offers for a table with `legacyEncoding`. */
export function convertTable(table: SheetTable, encoding: LegacyEncoding): SheetTable {
  const convert = (cell: string): string => cleanText(fromLegacy(cell, encoding));
  return {
    ...table,
    header: table.header.map(convert),
    rows: table.rows.map((row) => ({ line: row.line, cells: row.cells.map(convert) })),
    warnings: table.warnings.filter((warning) => warning.type !== 'legacy-encoding'),
    legacyEncoding: undefined,
  };
}

function cleanLine(line: TableRow): TableRow {
  return { line: line.line, cells: line.cells.map(cleanCell) };
}

function cleanCell(cell: string): string {
  if (/^[\x21-\x7e]*$/.test(cell)) return cell;
  return cleanText(cell.replace(/[\s\u00a0]+/g, ' '));
}

function trimEnd(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1);
}

function findHeader(lines: readonly TableRow[], expected: readonly string[]): number {
  if (expected.length === 0) return 0;
  const wanted = new Set(expected.map(headerKey));
  const known = (line: TableRow): number => new Set(line.cells.map(headerKey).filter((key) => wanted.has(key))).size;
  let best = 0;
  let bestKnown = 0;
  lines.slice(0, headerSearchLines).forEach((line, index) => {
    if (known(line) > bestKnown) {
      best = index;
      bestKnown = known(line);
    }
  });
  return best;
}

function sampleText(header: readonly string[], rows: readonly TableRow[]): string {
  const step = Math.max(1, Math.floor(rows.length / 500));
  return [header, ...rows.filter((_, index) => index % step === 0).map((row) => row.cells)]
    .map((cells) => cells.join(' '))
    .join('\n');
}
