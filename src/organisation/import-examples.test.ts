import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTable } from '../platform/spreadsheet-adapter.server';
import { exampleRows } from './import-examples';
import { importKinds } from './record-kinds';

const folder = join(import.meta.dirname, '../../examples');

test.each(importKinds.flatMap((kind) => [`${kind}.csv`, `${kind}.xlsx`]))(
  'examples/%s holds the example rows and reads without a warning',
  async (name) => {
    const kind = importKinds.find((one) => name.startsWith(`${one}.`)) ?? 'units';
    const table = await readTable({ name, bytes: await readFile(join(folder, name)) });
    const [header, ...rows] = exampleRows(kind);
    expect(table).toMatchObject({ ok: true, value: { header, rows: rows.map((cells) => ({ cells })), warnings: [] } });
  },
);
