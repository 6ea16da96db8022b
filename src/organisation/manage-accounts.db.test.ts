import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { password as pass, signingIn } from '../../test/fixtures/signing-in';
import { addExistingAccount } from './actions/add-existing-account.server';
import { authenticate } from './actions/authenticate.server';
import { createAccount } from './actions/create-account.server';
import { readAccounts } from './actions/read-accounts.server';
import { resetPassword } from './actions/reset-password.server';
import { setAccountDisabled } from './actions/set-account-disabled.server';
import { updateAccount } from './actions/update-account.server';
import { SYSTEM } from './actor';
import { parseUnitCode, type UnitCode } from './unit';

const commune = parseUnitCode('QNG-HT') as UnitCode;
const other = parseUnitCode('QNG-XX') as UnitCode;
let fresh: FreshDatabase;
const { ctx, enter, newPerson, actorOf } = signingIn(() => fresh, commune);

beforeAll(async () => {
  fresh = await freshDatabase();
  await newPerson('quantri', ['administrator']);
});
afterAll(() => fresh.close());

describe('the administrator', () => {
  test('creates accounts with a first password; a taken or bad name and mixed roles are refused', async () => {
    const administrator = await actorOf('quantri');
    const make = (username: string, roles: Parameters<typeof createAccount>[3]['roles'], name = 'A') =>
      createAccount(ctx(), administrator, commune, { username, name, roles });
    const made = await make('canbo1', ['one-stop-official']);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(made.value.password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
    const token = await enter('canbo1', made.value.password);
    expect(token.ok && (await authenticate(ctx(), token.value))?.mustChangePassword).toBe(true);
    expect(await make('CanBo1', ['keyer'])).toEqual({ ok: false, error: { type: 'username-taken' } });
    expect(await make('cán bộ', ['keyer'])).toEqual({ ok: false, error: { type: 'bad-username' } });
    expect(await make('canbo2', [])).toEqual({ ok: false, error: { type: 'no-role' } });
    expect(await make('canbo2', ['keyer'], '  ')).toEqual({ ok: false, error: { type: 'no-name' } });
    expect(await make('canbo2', ['administrator', 'head'])).toEqual({
      ok: false,
      error: { type: 'administrator-alone' },
    });
    await newPerson('doimk2head', ['head']);
    const head = await actorOf('doimk2head');
    expect(
      await createAccount(ctx(), head, commune, { username: 'canbo3', name: 'A', roles: ['keyer'] }),
    ).toMatchObject({ error: { type: 'not-allowed' } });
  });

  test('cannot touch another unit, nor an account whose home is elsewhere', async () => {
    const administrator = await actorOf('quantri');
    expect(await readAccounts(ctx(), administrator, other)).toMatchObject({
      ok: false,
      error: { type: 'not-allowed' },
    });
    const theirs = await newPerson('truongbankhac', ['head'], other);
    expect(await resetPassword(ctx(), administrator, commune, theirs)).toEqual({
      ok: false,
      error: { type: 'not-found' },
    });
    expect(
      (await addExistingAccount(ctx(), administrator, commune, { username: 'truongbankhac', roles: ['observer'] })).ok,
    ).toBe(true);
    expect(await resetPassword(ctx(), administrator, commune, theirs)).toEqual({
      ok: false,
      error: { type: 'governed-elsewhere' },
    });
    expect(await setAccountDisabled(ctx(), administrator, commune, { accountId: theirs, disabled: true })).toEqual({
      ok: false,
      error: { type: 'governed-elsewhere' },
    });
    const visitor = await actorOf('truongbankhac');
    expect(visitor.roles).toEqual([
      { role: 'observer', unitCode: commune },
      { role: 'head', unitCode: other },
    ]);
    expect(
      (
        await updateAccount(ctx(), administrator, commune, {
          accountId: theirs,
          name: 'Người truongbankhac',
          roles: ['superior'],
        })
      ).ok,
    ).toBe(true);
    expect(
      await updateAccount(ctx(), administrator, commune, { accountId: theirs, name: 'Tên khác', roles: ['superior'] }),
    ).toEqual({ ok: false, error: { type: 'governed-elsewhere' } });
  });

  test('resets a password: the old one and all sessions are out, the second step is off', async () => {
    const administrator = await actorOf('quantri');
    const id = await newPerson('quenmk', ['keyer']);
    const before = await enter('quenmk');
    const reset = await resetPassword(ctx(), administrator, commune, id);
    if (!reset.ok) throw new Error('refused');
    expect(before.ok && (await authenticate(ctx(), before.value))).toBeUndefined();
    expect((await enter('quenmk')).ok).toBe(false);
    expect((await enter('quenmk', reset.value.password)).ok).toBe(true);
  });

  test('disables and enables an account, but neither the own one nor the last administrator', async () => {
    const administrator = await actorOf('quantri');
    const id = await newPerson('nghihuu', ['keyer']);
    const token = await enter('nghihuu');
    expect((await setAccountDisabled(ctx(), administrator, commune, { accountId: id, disabled: true })).ok).toBe(true);
    expect(token.ok && (await authenticate(ctx(), token.value))).toBeUndefined();
    expect(await enter('nghihuu')).toEqual({ ok: false, error: { type: 'wrong-credentials' } });
    expect((await setAccountDisabled(ctx(), administrator, commune, { accountId: id, disabled: false })).ok).toBe(true);
    expect((await enter('nghihuu')).ok).toBe(true);
    expect(
      await setAccountDisabled(ctx(), administrator, commune, { accountId: administrator.accountId, disabled: true }),
    ).toEqual({ ok: false, error: { type: 'own-account' } });
    expect(
      await updateAccount(ctx(), administrator, commune, {
        accountId: administrator.accountId,
        name: administrator.name,
        roles: ['head'],
      }),
    ).toEqual({ ok: false, error: { type: 'own-account' } });
    expect(
      await updateAccount(ctx(), SYSTEM, commune, {
        accountId: administrator.accountId,
        name: administrator.name,
        roles: ['head'],
      }),
    ).toEqual({ ok: false, error: { type: 'last-administrator' } });
  });
});

test('every change of an account leaves a trace in the log, without a password in it', async () => {
  const entries = await sql<{ type: string; body: Buffer }>`select type, body from log_entry order by id`.execute(
    fresh.db,
  );
  const types = new Set(entries.rows.map((row) => row.type));
  for (const type of ['account-created', 'roles-changed', 'password-reset', 'account-disabled', 'account-enabled'])
    expect(types).toContain(type);
  expect(
    entries.rows.every((row) => !row.body.toString().includes('argon2') && !row.body.toString().includes(pass)),
  ).toBe(true);
});
