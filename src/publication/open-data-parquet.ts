import { parquetWriteBuffer } from 'hyparquet-writer';
import { dataDictionary } from './data-dictionary';
import { type OpenDataTable, openDataRows } from './open-data';

/**
 * The suppressed tables as Apache Parquet, columns as in the CSV: texts as UTF-8, counts as INT32, figures as DOUBLE, null
 * where there is no number. Vietnamese labels stand in the key `label_vi:<column>` of the file.
 */
export function openDataParquet(table: OpenDataTable): Uint8Array {
  const rows = openDataRows(table);
  const bytes = parquetWriteBuffer({
    columnData: dataDictionary.map(({ column, type }, at) => ({
      name: column,
      data: rows.map((cells) => cells[at] ?? null),
      type: type === 'text' ? 'STRING' : type === 'percent' || type === 'number' ? 'DOUBLE' : 'INT32',
      nullable: true,
    })),
    kvMetadata: dataDictionary.map(({ column, label }) => ({ key: `label_vi:${column}`, value: label.vi })),
    createdBy: 'hailong',
  });
  return new Uint8Array(bytes);
}
