import type { Fail, Ok } from '../kernel/result';
import type { RawSheet, SpreadsheetProblem } from './spreadsheet';

export type WorkbookReply = Ok<RawSheet> | Fail<SpreadsheetProblem>;

/**
 * The program of the worker thread, as text: the same string runs from the sources, from the server's bundle and from SvelteKit's,
 * none of which would carry a second file along. It knows only hucre, whose address it is given; a wrong file ends it, not the server.
 */
export const workbookWorkerSource = String.raw`
const { parentPort, workerData } = require('node:worker_threads');
const { hucre, bytes, maxRows, maxColumns } = workerData;

function cellName(row, column) {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters + (row + 1);
}

function textOf(value) {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
  }
  // A value computed in binary (0.1 + 0.2) keeps the 15 digits Excel shows.
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}

function fillDown(rows, merges) {
  let filled = 0;
  for (const merge of merges) {
    if (merge.endRow === merge.startRow) continue;
    const value = rows[merge.startRow] ? rows[merge.startRow][merge.startCol] : undefined;
    if (value === undefined || value === null || value === '') continue;
    for (let row = merge.startRow + 1; row <= Math.min(merge.endRow, rows.length - 1); row += 1) {
      const current = rows[row][merge.startCol];
      if (current === undefined || current === null || current === '') {
        rows[row][merge.startCol] = value;
        filled += 1;
      }
    }
  }
  return filled;
}

function read(workbook) {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden && !sheet.veryHidden);
  const sheet = visible.find((candidate) => candidate.rows.length > 0) ?? visible[0] ?? workbook.sheets[0];
  if (sheet === undefined) return { ok: false, error: { type: 'no-rows' } };
  const columns = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (sheet.rows.length > maxRows + 20) return { ok: false, error: { type: 'too-many-rows', limit: maxRows } };
  if (columns > maxColumns) return { ok: false, error: { type: 'too-many-columns', columns, limit: maxColumns } };
  const warnings = [];
  const formulas = [], withoutValue = [], errors = [];
  for (const [key, cell] of sheet.cells ?? []) {
    const [row, column] = key.split(',').map(Number);
    const name = cellName(row, column);
    if (cell.type === 'error' || /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/.test(String(cell.value))) errors.push(name);
    if (cell.formula === undefined && cell.type !== 'formula') continue;
    const value = cell.value ?? cell.formulaResult;
    (value === null || value === undefined ? withoutValue : formulas).push(name);
  }
  if (withoutValue.length > 0) return { ok: false, error: { type: 'formula-without-value', cell: withoutValue[0], count: withoutValue.length } };
  if (formulas.length > 0) warnings.push({ type: 'formula-values-used', count: formulas.length, cell: formulas[0] });
  if (errors.length > 0) warnings.push({ type: 'error-values', count: errors.length, cell: errors[0] });
  const merges = sheet.merges ?? [];
  if (merges.length > 0) {
    const filled = fillDown(sheet.rows, merges);
    warnings.push({ type: 'merged-cells', count: merges.length, filled, cell: cellName(merges[0].startRow, merges[0].startCol) });
  }
  const others = visible.filter((other) => other !== sheet && other.rows.length > 0).map((other) => other.name);
  if (others.length > 0) warnings.push({ type: 'other-sheets-ignored', names: others });
  const lines = sheet.rows.map((row, index) => ({ line: index + 1, cells: row.map(textOf) }));
  return { ok: true, value: { sheet: sheet.name, lines, warnings } };
}

import(hucre)
  .then(({ readXlsx }) => readXlsx(bytes, { maxRows: maxRows + 21 }))
  .then((workbook) => parentPort.postMessage(read(workbook)))
  .catch((error) => {
    const type = error && error.name === 'EncryptedFileError' ? 'encrypted-file' : 'damaged-file';
    parentPort.postMessage({ ok: false, error: { type } });
  });
`;
