import { dataDictionary } from './data-dictionary';
import { type OpenDataTable, openDataRows } from './open-data';
import { savFile, type SavVariable } from './sav-file';

/** The suppressed tables for SPSS, with Vietnamese labels of variables and values. A text above 255 bytes is cut there. */
export function openDataSav(table: OpenDataTable): Uint8Array {
  return savFile(variables, openDataRows(table));
}

const variables: readonly SavVariable[] = dataDictionary.map(({ column, type, label, values }) => ({
  name: column,
  label: label.vi,
  kind: type === 'text' ? 'text' : 'number',
  decimals: type === 'percent' ? 4 : type === 'number' ? 1 : 0,
  values: values.map(({ value, vi }) => ({ value, label: vi })),
}));
