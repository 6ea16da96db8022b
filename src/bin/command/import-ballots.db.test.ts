import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../test/database/fresh';
import { paperOffice } from '../../../test/fixtures/paper-office';
import { parseFieldCode } from '../../organisation/field';
import { parseOfficialCode } from '../../organisation/official';
import { saveFieldRow, saveOfficialRow } from '../../organisation/store-staff.server';
import { resultsCommand } from '../../results/actions/results-command.server';
import { importFile } from './import-command';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const file = join(import.meta.dirname, '../../../examples/ballots.csv');

/** Counted again from the text of the file, with nothing of the product. */
function recounted(column: string): { n: number; missing: number; distribution: number[] } {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const at = header.split(',').indexOf(column);
  const answers = lines.map((line) => Number(line.split(',')[at]));
  const distribution = [1, 2, 3, 4, 5].map((answer) => answers.filter((one) => one === answer).length);
  return {
    n: answers.filter((one) => one > 0).length,
    missing: answers.filter((one) => one === 0).length,
    distribution,
  };
}

describe('hailong import ballots, then hailong results', () => {
  it('gives the figures that a recount of the file gives, at once and only once', async () => {
    const { ctx, unitCode } = await paperOffice(database.db, 'QNG-HT', '2025-10-20T03:00:00Z');
    await saveFieldRow(database.db, { unitCode, code: parseFieldCode('CT')!, name: 'Chứng thực', active: true });
    const official = { unitCode, code: parseOfficialCode('CB03')!, name: 'Trần Thị Mai', title: '', counters: [] };
    await saveOfficialRow(database.db, { ...official, photoId: undefined, accountId: undefined, active: true });
    const options = { kind: 'ballots', file, unit: undefined, period: undefined, skipRejected: false, dryRun: false };
    expect(await importFile(ctx, options)).toMatchObject({ ok: true, value: { state: 'imported', ballots: 60 } });
    expect(await importFile(ctx, options)).toMatchObject({ ok: true, value: { state: 'already-imported' } });
    const results = await resultsCommand(ctx, { unit: 'QNG-HT', period: '2025-Q1', form: undefined });
    if (!results.ok) throw new Error(results.error.type);
    const rows = results.value.rows.filter((row) => row.scope !== 'factor');
    expect(rows).toHaveLength(22);
    rows.forEach((row, index) => {
      const column = row.scope === 'overall' ? 'overall' : `q${index + 1}`;
      expect(row).toMatchObject({ ...recounted(column), suppressed: false });
    });
  });
});
