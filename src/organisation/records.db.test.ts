import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { toTcvn3 } from '../platform/legacy-vietnamese';
import { frozenClock } from '../platform/clock';
import { writeWorkbook } from '../platform/write-table.server';
import { changeDraftOptions, discardDraft, keepDraft, readDraft } from './actions/import-draft.server';
import { confirmImport, draftKind, previewImport } from './actions/import-records.server';
import { linkOfficial } from './actions/link-official.server';
import { createAccount } from './actions/create-account.server';
import {
  readCounters,
  readFields,
  readOfficials,
  readPhoto,
  readTreePlace,
  readUnit,
  superiorOf,
  unitByOffice,
} from './actions/read-organisation.server';
import { saveCounter } from './actions/save-counter.server';
import { saveRecord } from './actions/save-record.server';
import { setDrawnPortrait, setPhoto } from './actions/set-photo.server';
import { type Actor, SYSTEM } from './actor';
import type { Columns } from './import-plan';
import type { ImportKindName } from './record-kinds';
import type { Role } from './role';
import { parseUnitCode, type UnitCode } from './unit';
import { exampleRows } from './import-examples';

const code = (text: string): UnitCode => parseUnitCode(text) as UnitCode;
const commune = code('QNG-HT');
const clock = frozenClock(new Date('2025-10-20T02:00:00Z'));
let fresh: FreshDatabase;
const ctx = () => ({ db: fresh.db, clock });
const person = (role: Role, unit = commune, accountId = role): Actor => ({
  accountId,
  name: role,
  roles: [{ role, unitCode: unit }],
});
const clerk = person('compiling-clerk');

const save = (kind: ImportKindName, columns: Columns, mode: 'add' | 'edit' = 'add', actor = clerk, unit = commune) =>
  saveRecord(ctx(), actor, unit, { kind, columns, mode });
const csv = (...rows: string[][]): Uint8Array => Buffer.from(rows.map((cells) => cells.join(',')).join('\n'));

async function upload(kind: ImportKindName, bytes: Uint8Array, actor = clerk): Promise<string> {
  const kept = await keepDraft(ctx(), actor, {
    unitCode: commune,
    kind: draftKind(kind),
    permission: 'edit-organisation',
    file: { name: 'tep.csv', bytes },
  });
  if (!kept.ok) throw new Error('not kept');
  return kept.value;
}

async function shown(kind: ImportKindName, draftId: string) {
  const preview = await previewImport(ctx(), clerk, commune, kind, draftId);
  if (!preview.ok) throw new Error(JSON.stringify(preview.error));
  return preview.value;
}

const logCount = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from log_entry`.execute(fresh.db)).rows[0]?.n ?? 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  const units: Columns[] = [
    { code: 'QNG', name: 'Tỉnh Quảng Ngãi', type: 'province' },
    { code: 'QNG-TB', name: 'Huyện Trà Bồng', type: 'district', parent: 'QNG', valid_until: '30/6/2025' },
    {
      code: 'QNG-HT',
      name: 'Xã Hương Trà',
      type: 'commune',
      parent: 'QNG',
      parent_from: '1/7/2025',
      former_parent: 'QNG-TB',
      office: 'huong-tra',
    },
  ];
  for (const columns of units) {
    const saved = await save('units', columns, 'add', SYSTEM);
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  }
});
afterAll(() => fresh.close());

describe('units', () => {
  test('are found by code and by the short code of their office', async () => {
    expect(await readUnit(ctx(), 'QNG-HT')).toMatchObject({ name: 'Xã Hương Trà', office: 'huong-tra' });
    expect((await unitByOffice(ctx(), 'huong-tra'))?.code).toBe('QNG-HT');
    expect((await readTreePlace(ctx(), 'QNG-HT'))?.parents).toHaveLength(2);
  });

  test('report to the unit above that is valid on the day of the clock', async () => {
    expect((await superiorOf(ctx(), 'QNG-HT'))?.code).toBe('QNG');
    clock.move(new Date('2025-06-30T16:59:59Z'));
    expect((await superiorOf(ctx(), 'QNG-HT'))?.code).toBe('QNG-TB');
    clock.move(new Date('2025-06-30T17:00:00Z'));
    expect((await superiorOf(ctx(), 'QNG-HT'))?.code).toBe('QNG');
    clock.move(new Date('2025-10-20T02:00:00Z'));
  });

  test('refuse a circle, an unknown unit above, a taken short code and a code that exists', async () => {
    const refusal = async (columns: Columns, mode: 'add' | 'edit' = 'add') => {
      const saved = await save('units', columns, mode, SYSTEM);
      return saved.ok
        ? []
        : saved.error.type === 'refused'
          ? saved.error.refusals.map((one) => one.type)
          : [saved.error.type];
    };
    expect(await refusal({ code: 'QNG', name: 'Tỉnh Quảng Ngãi', type: 'province', parent: 'QNG-HT' }, 'edit')).toEqual(
      ['circle'],
    );
    expect(await refusal({ code: 'QNG-X', name: 'Xã X', type: 'commune', parent: 'KHONG-CO' })).toEqual([
      'unknown-unit',
    ]);
    expect(await refusal({ code: 'QNG-X', name: 'Xã X', type: 'commune', office: 'huong-tra' })).toEqual([
      'office-taken',
    ]);
    expect(await refusal({ code: 'qng-ht', name: 'Xã X', type: 'commune' })).toEqual(['duplicate']);
  });

  test('of others are not changed from here once somebody works there', async () => {
    await save('units', { code: 'QNG-BEN', name: 'Xã bên cạnh', type: 'commune' });
    expect((await save('units', { code: 'QNG-BEN', name: 'Xã Bên', type: 'commune' }, 'edit')).ok).toBe(true);
    await createAccount(ctx(), SYSTEM, code('QNG-BEN'), { username: 'nguoikhac', name: 'Người khác', roles: ['head'] });
    const refused = await save('units', { code: 'QNG-BEN', name: 'Đổi trộm', type: 'commune' }, 'edit');
    expect(refused).toMatchObject({ ok: false, error: { refusals: [{ type: 'not-allowed' }] } });
    expect((await readUnit(ctx(), 'QNG-BEN'))?.name).toBe('Xã Bên');
  });
});

describe('what an office is made of', () => {
  test('fields, procedures and counters are saved, changed and switched off, with an event each', async () => {
    const before = await logCount();
    expect((await save('fields', { unit: 'QNG-HT', code: 'tp', name: 'Tư  pháp ', active: 'yes' })).ok).toBe(true);
    expect(
      (await save('fields', { unit: 'QNG-HT', code: 'TP', name: 'Tư pháp – Hộ tịch', active: 'no' }, 'edit')).ok,
    ).toBe(true);
    expect(await readFields(ctx(), 'QNG-HT')).toEqual([
      { unitCode: 'QNG-HT', code: 'TP', name: 'Tư pháp – Hộ tịch', active: false },
    ]);
    expect(
      await save('procedures', { unit: 'QNG-HT', code: '1.000894', field: 'XX', name: 'Đăng ký kết hôn' }),
    ).toMatchObject({ error: { refusals: [{ type: 'unknown-field' }] } });
    expect(
      (await save('procedures', { unit: 'QNG-HT', code: '1.000894', field: 'TP', name: 'Đăng ký kết hôn' })).ok,
    ).toBe(true);
    expect(
      (await saveCounter(ctx(), clerk, commune, { code: '1', name: 'Quầy số 1', active: true, mode: 'add' })).ok,
    ).toBe(true);
    expect(
      await saveCounter(ctx(), clerk, commune, { code: '1', name: 'Quầy khác', active: true, mode: 'add' }),
    ).toMatchObject({ ok: false });
    expect((await logCount()) - before).toBe(4);
  });

  test('only who may edit the organisation changes it', async () => {
    for (const role of [
      'administrator',
      'keyer',
      'observer',
      'superior',
      'one-stop-official',
      'working-group',
    ] as const) {
      expect(await save('fields', { unit: 'QNG-HT', code: 'XX', name: 'X' }, 'add', person(role))).toMatchObject({
        error: { type: 'not-allowed' },
      });
    }
    expect(await save('fields', { unit: 'QNG', code: 'XX', name: 'X' })).toMatchObject({
      error: { refusals: [{ type: 'not-allowed' }] },
    });
  });

  test('officials have counters and a photo; the old photo goes with the new one', async () => {
    expect(
      (
        await save('officials', {
          unit: 'QNG-HT',
          code: 'CB01',
          name: 'Nguyễn Thị Hoa',
          title: 'Công chức',
          counters: '1; 2',
          active: 'yes',
        })
      ).ok,
    ).toBe(true);
    expect((await readCounters(ctx(), 'QNG-HT')).map((counter) => counter.code)).toEqual(['1', '2']);
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
    const first = await setPhoto(ctx(), clerk, commune, { code: 'CB01', bytes: png });
    const id = first.ok ? (first.value ?? '') : '';
    expect(await readPhoto(ctx(), 'QNG-HT', id)).toMatchObject({ mediaType: 'image/png' });
    expect(await setPhoto(ctx(), clerk, commune, { code: 'CB01', bytes: Buffer.from('<svg/>') })).toEqual({
      ok: false,
      error: { type: 'not-an-image' },
    });
    expect((await setDrawnPortrait(ctx(), clerk, 'QNG-HT', 'CB01', '<svg/>')).ok).toBe(true);
    expect(await readPhoto(ctx(), 'QNG-HT', id)).toBeUndefined();
    expect((await setPhoto(ctx(), clerk, commune, { code: 'CB01', bytes: undefined })).ok).toBe(true);
    expect((await readOfficials(ctx(), 'QNG-HT'))[0]).toMatchObject({ counters: ['1', '2'], photoId: undefined });
    expect(await setPhoto(ctx(), clerk, commune, { code: 'CB99', bytes: png })).toEqual({
      ok: false,
      error: { type: 'not-found' },
    });
  });

  test('only the head says whose account an official is', async () => {
    const made = await createAccount(ctx(), SYSTEM, commune, {
      username: 'hoa.nt',
      name: 'Nguyễn Thị Hoa',
      roles: ['one-stop-official'],
    });
    const accountId = made.ok ? made.value.accountId : '';
    expect(await linkOfficial(ctx(), clerk, 'QNG-HT', { code: 'CB01', accountId })).toMatchObject({
      error: { type: 'not-allowed' },
    });
    expect((await linkOfficial(ctx(), person('head'), 'QNG-HT', { code: 'CB01', accountId })).ok).toBe(true);
    expect(await linkOfficial(ctx(), person('head'), 'QNG-HT', { code: 'CB01', accountId: 'kẻ lạ' })).toEqual({
      ok: false,
      error: { type: 'not-found' },
    });
    await save(
      'officials',
      { unit: 'QNG-HT', code: 'CB01', name: 'Nguyễn Thị Hoa', title: 'Trưởng nhóm', counters: '1', active: 'yes' },
      'edit',
    );
    expect((await readOfficials(ctx(), 'QNG-HT'))[0]).toMatchObject({ title: 'Trưởng nhóm', accountId });
  });
});

describe('importing', () => {
  test('writes nothing before it is confirmed, then all at once, and once only', async () => {
    const draftId = await upload(
      'fields',
      csv(['code', 'name'], ['TP', 'Tư pháp'], ['DD', 'Đất đai'], ['XD', 'Xây dựng']),
    );
    const preview = await shown('fields', draftId);
    expect([preview.plan.added.length, preview.plan.changed.length]).toEqual([2, 1]);
    expect(await readFields(ctx(), 'QNG-HT')).toHaveLength(1);
    const before = await logCount();
    const confirm = () => confirmImport(ctx(), clerk, commune, { kind: 'fields', draftId, digest: preview.digest });
    const [one, two] = await Promise.all([confirm(), confirm()]);
    expect([one.ok, two.ok].filter(Boolean)).toHaveLength(1);
    expect(await confirm()).toEqual({ ok: false, error: { type: 'draft-gone' } });
    expect((await readFields(ctx(), 'QNG-HT')).map((field) => [field.code, field.active])).toEqual([
      ['TP', false],
      ['DD', true],
      ['XD', true],
    ]);
    expect((await logCount()) - before).toBe(1);
  });

  test('asks to look again when the list changed after the preview', async () => {
    const draftId = await upload('fields', csv(['code', 'name'], ['VH', 'Văn hóa']));
    const preview = await shown('fields', draftId);
    await save('fields', { unit: 'QNG-HT', code: 'VH', name: 'Văn hóa – Xã hội' });
    const input = { kind: 'fields' as const, draftId, digest: preview.digest };
    expect(await confirmImport(ctx(), clerk, commune, input)).toEqual({
      ok: false,
      error: { type: 'changed-since-preview' },
    });
    const again = await shown('fields', draftId);
    expect(again.plan.changed).toHaveLength(1);
    expect((await confirmImport(ctx(), clerk, commune, { ...input, digest: again.digest })).ok).toBe(true);
  });

  test('with one refused line writes none of the others', async () => {
    const draftId = await upload('fields', csv(['code', 'name'], ['MT', 'Môi trường'], ['sai mã', 'X']));
    const preview = await shown('fields', draftId);
    expect(preview.plan.rejected).toHaveLength(1);
    expect(await confirmImport(ctx(), clerk, commune, { kind: 'fields', draftId, digest: preview.digest })).toEqual({
      ok: false,
      error: { type: 'lines-rejected' },
    });
    expect((await readFields(ctx(), 'QNG-HT')).some((field) => field.code === 'MT')).toBe(false);
  });

  test('shows a draft only to the one who uploaded it, and for an hour', async () => {
    const draftId = await upload('fields', csv(['code', 'name'], ['QQ', 'Q']));
    expect(await previewImport(ctx(), person('head'), commune, 'fields', draftId)).toEqual({
      ok: false,
      error: { type: 'draft-gone' },
    });
    expect(await previewImport(ctx(), clerk, commune, 'officials', draftId)).toEqual({
      ok: false,
      error: { type: 'draft-gone' },
    });
    expect(await previewImport(ctx(), person('keyer'), commune, 'fields', draftId)).toMatchObject({
      error: { type: 'not-allowed' },
    });
    clock.move(new Date(clock.now().getTime() + 61 * 60_000));
    const next = await upload('fields', csv(['code', 'name'], ['QQ', 'Q']));
    expect(await previewImport(ctx(), clerk, commune, 'fields', draftId)).toEqual({
      ok: false,
      error: { type: 'draft-gone' },
    });
    const draft = await readDraft(ctx(), clerk, commune, draftKind('fields'), next);
    if (draft) await discardDraft(ctx(), clerk, draft);
    expect(await previewImport(ctx(), clerk, commune, 'fields', next)).toEqual({
      ok: false,
      error: { type: 'draft-gone' },
    });
  });

  test('offers text of an old font converted, and writes what was chosen', async () => {
    const typed = (text: string): string => toTcvn3(text) ?? '';
    const draftId = await upload(
      'fields',
      Buffer.from(
        ['code,name', `H1,${typed('hộ tịch chứng thực')}`, `H2,${typed('đất đai môi trường')}`].join('\n'),
        'latin1',
      ),
    );
    const raw = await shown('fields', draftId);
    expect(raw.table.legacyEncoding).toBe('tcvn3');
    const draft = await readDraft(ctx(), clerk, commune, draftKind('fields'), draftId);
    if (draft) await changeDraftOptions(ctx(), clerk, draft, 'tcvn3');
    const converted = await shown('fields', draftId);
    expect([converted.converted, converted.plan.added[0]?.after.name]).toEqual(['tcvn3', 'hộ tịch chứng thực']);
    expect((await confirmImport(ctx(), clerk, commune, { kind: 'fields', draftId, digest: converted.digest })).ok).toBe(
      true,
    );
    expect((await readFields(ctx(), 'QNG-HT')).find((field) => field.code === 'H2')?.name).toBe('đất đai môi trường');
  });

  test('takes a whole tree of units in any order, and refuses a circle inside the file', async () => {
    const rows = [
      ['code', 'name', 'type', 'parent'],
      ['T1-X1', 'Xã Một', 'xã', 'T1'],
      ['T1', 'Tỉnh Một', 'tỉnh', ''],
    ];
    const draftId = await upload('units', await writeWorkbook('Đơn vị', rows));
    const preview = await shown('units', draftId);
    expect(preview.plan.rejected).toEqual([]);
    expect(await confirmImport(ctx(), clerk, commune, { kind: 'units', draftId, digest: preview.digest })).toEqual({
      ok: true,
      value: { added: 2, changed: 0 },
    });
    expect((await superiorOf(ctx(), 'T1-X1'))?.code).toBe('T1');
    const circle = await shown(
      'units',
      await upload('units', csv(['code', 'name', 'type', 'parent'], ['V1', 'A', 'xã', 'V2'], ['V2', 'B', 'xã', 'V1'])),
    );
    expect(circle.plan.rejected.map((row) => row.refusals[0]?.type)).toEqual(['circle', 'circle']);
  });

  test('reads each of the example files without a refusal', async () => {
    for (const kind of ['units', 'fields', 'procedures', 'officials'] as const) {
      const draftId = await upload(kind, await writeWorkbook(kind, exampleRows(kind)));
      const preview = await shown(kind, draftId);
      expect(preview.plan.rejected).toEqual([]);
      expect((await confirmImport(ctx(), clerk, commune, { kind, draftId, digest: preview.digest })).ok).toBe(true);
    }
    expect((await readCounters(ctx(), 'QNG-HT')).map((counter) => counter.code)).toEqual(['1', '2', '3']);
  });

  test('by the command line may name any unit, each line by its own', async () => {
    const bytes = csv(['unit', 'code', 'name'], ['QNG', 'AA', 'A'], ['QNG-HT', 'AA', 'A'], ['KHONG', 'AA', 'A']);
    const draftId = await upload('fields', bytes, SYSTEM);
    const preview = await previewImport(ctx(), SYSTEM, commune, 'fields', draftId);
    expect(preview.ok && preview.value.plan.added.map((row) => row.after.unit)).toEqual(['QNG', 'QNG-HT']);
    expect(preview.ok && preview.value.plan.rejected[0]?.refusals[0]?.type).toBe('unknown-unit');
    const own = await shown('fields', await upload('fields', bytes));
    expect(own.plan.rejected.map((row) => row.refusals[0]?.type)).toEqual(['not-allowed', 'unknown-unit']);
  });

  test('says what is wrong with a file that is no table', async () => {
    expect(
      await previewImport(ctx(), clerk, commune, 'fields', await upload('fields', Buffer.from('PK không phải zip'))),
    ).toEqual({ ok: false, error: { type: 'damaged-file' } });
    expect(
      await previewImport(ctx(), clerk, commune, 'fields', await upload('fields', csv(['a', 'b'], ['1', '2']))),
    ).toEqual({
      ok: false,
      error: { type: 'missing-columns', missing: ['code', 'name'], found: ['a', 'b'] },
    });
  });
});
