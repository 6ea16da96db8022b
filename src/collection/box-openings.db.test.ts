import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { keyingOffice, openedBox, sheetRated } from '../../test/fixtures/keying-office';
import { period } from '../survey/reporting-period';
import { boxOpeningDueOf, readBoxOpenings } from './actions/read-box-openings.server';
import { readKeyingBatches } from './actions/read-keying.server';
import { recordBoxOpening } from './actions/record-box-opening.server';
import type { BoxOpeningDraft } from './box-opening';

let database: FreshDatabase;
let offices = 0;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const officeWithBatch = (sheets: number) => keyingOffice(database.db, `BOX-${(offices += 1)}`, sheets);

describe('the record of box openings', () => {
  it('corrects by a new record that names the old one; the balance follows the record in force', async () => {
    const { ctx, people, unitCode, openingId, key } = await officeWithBatch(8);
    await key('keyer', 'first', 1, sheetRated(5));
    const corrected = { ...openedBox, sheetsFound: 13, correction: { replaces: openingId, reason: 'Đếm lại' } };
    expect((await recordBoxOpening(ctx, people.clerk, { unitCode, draft: corrected, photo: undefined })).ok).toBe(true);
    const openings = await readBoxOpenings(ctx, people.clerk, unitCode);
    expect(openings).toMatchObject({
      ok: true,
      value: [
        {
          balance: { found: 13, keyed: 1, spoiled: 2, stillToKey: 10, notInBatch: 3 },
          replaced: [{ id: openingId, sheetsFound: 12 }],
        },
      ],
    });
    expect(await recordBoxOpening(ctx, people.clerk, { unitCode, draft: corrected, photo: undefined })).toMatchObject({
      ok: false,
      error: { type: 'opening-already-corrected' },
    });
    await expect(
      sql`update box_opening set sheets_found = 1 where unit_code = ${unitCode}`.execute(database.db),
    ).rejects.toThrow();
  });

  it('cannot be corrected to fewer sheets than the batches hold', async () => {
    const { ctx, people, unitCode, openingId } = await officeWithBatch(8);
    const draft = { ...openedBox, sheetsFound: 9, correction: { replaces: openingId, reason: 'Đếm lại' } };
    expect(await recordBoxOpening(ctx, people.clerk, { unitCode, draft, photo: undefined })).toEqual({
      ok: false,
      error: { type: 'fewer-sheets-than-batches', inBatches: 8 },
    });
  });

  it('numbers two openings of one box on one day in the order of their first records, everywhere alike', async () => {
    const { ctx, clock, people, unitCode, openingId } = await officeWithBatch(8);
    const record = (draft: BoxOpeningDraft) => {
      clock.move(new Date(clock.now().getTime() + 60_000));
      return recordBoxOpening(ctx, people.clerk, { unitCode, draft, photo: undefined });
    };
    const turns = async () => {
      const openings = await readBoxOpenings(ctx, people.clerk, unitCode);
      return openings.ok ? Object.fromEntries(openings.value.map(({ opening: o }) => [o.rootId, o.turn])) : {};
    };
    expect(await turns()).toEqual({ [openingId]: undefined });
    const again = await record(openedBox);
    const elsewhere = await record({ ...openedBox, boxCode: 'H2' });
    if (!again.ok || !elsewhere.ok) throw new Error('not recorded');
    expect(await turns()).toEqual({ [openingId]: 1, [again.value.id]: 2, [elsewhere.value.id]: undefined });
    // A correction keeps its turn.
    await record({ ...openedBox, sheetsFound: 13, correction: { replaces: openingId, reason: 'Đếm lại' } });
    expect(await turns()).toMatchObject({ [openingId]: 1, [again.value.id]: 2 });
    const batches = await readKeyingBatches(ctx, people.keyer, unitCode);
    expect(batches.ok && batches.value.map(({ batch }) => batch.openingTurn)).toEqual([1]);
  });

  it('settles the reminder of its quarter, not of the next', async () => {
    const { ctx, unitCode } = await officeWithBatch(1);
    expect(await boxOpeningDueOf(ctx, unitCode, period('2025-Q1'))).toEqual({ state: 'opened', on: '2025-03-12' });
    expect(await boxOpeningDueOf(ctx, unitCode, period('2025-Q2'))).toMatchObject({
      state: 'due',
      by: '2025-06-14',
      boxes: ['H1'],
    });
  });
});
