import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { password as pass, signingIn } from '../../test/fixtures/signing-in';
import { calendarDay } from '../kernel/calendar-day';
import { authenticate } from './actions/authenticate.server';
import { changePassword } from './actions/change-password.server';
import { createSetupLink, isSetupOpen } from './actions/create-setup-link.server';
import { endOtherSessions, endSession } from './actions/end-session.server';
import { readParentLinks } from './actions/read-organisation.server';
import { readOwnAccount } from './actions/read-own-account.server';
import { beginTotp, confirmTotp, turnOffTotp } from './actions/set-up-totp.server';
import { setUp } from './actions/set-up.server';
import { signInAsDemo } from './actions/sign-in-as-demo.server';
import { signOut } from './actions/sign-in.server';
import { exampleUnit } from './first-unit';
import { totpCode } from './totp-adapter.server';
import { parseUnitCode, type UnitCode } from './unit';
import { parentOn } from './unit-tree';

const commune = parseUnitCode('QNG-HT') as UnitCode;

let fresh: FreshDatabase;
const { clock, ctx, enter, minutesLater, newPerson, actorOf } = signingIn(() => fresh, commune);

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

describe('the first start', () => {
  const form = {
    unit: { ...exampleUnit },
    withUsualFields: true,
    administrator: { name: 'Nguyễn Thị Quản Trị', username: 'quantri', password: pass },
    others: [
      { role: 'head' as const, name: 'Hồ Minh Hiếu', username: 'chutich' },
      { role: 'compiling-clerk' as const, name: '', username: '' },
    ],
    device: 'Cốc Cốc',
  };

  test('its link makes the first unit and accounts once, and an earlier link stops working', async () => {
    const first = (await createSetupLink(ctx())) ?? '';
    const second = (await createSetupLink(ctx())) ?? '';
    const token = (path: string): string => path.slice('/thiet-lap/'.length);
    expect(await isSetupOpen(ctx(), token(first))).toBe(false);
    expect(await isSetupOpen(ctx(), token(second))).toBe(true);
    expect(await setUp(ctx(), { ...form, token: token(first) })).toEqual({
      ok: false,
      error: { type: 'setup-link-spent' },
    });

    const short = await setUp(ctx(), {
      ...form,
      token: token(second),
      administrator: { ...form.administrator, password: 'ngắn' },
    });
    expect(short).toMatchObject({
      ok: false,
      error: { type: 'account-refused', person: 'administrator', problem: { type: 'password-too-short' } },
    });
    const badCode = await setUp(ctx(), { ...form, token: token(second), unit: { ...form.unit, code: 'Hương Trà' } });
    expect(badCode).toMatchObject({
      ok: false,
      error: { type: 'unit-refused', part: 'own', refusals: [{ type: 'bad-code', column: 'code' }] },
    });
    expect((await sql`select 1 from unit`.execute(fresh.db)).rows).toEqual([]);
    expect(await isSetupOpen(ctx(), token(second))).toBe(true);

    const done = await setUp(ctx(), { ...form, token: token(second) });
    expect(done).toMatchObject({ ok: true, value: { unit: 'QNG-HT', passwords: [{ username: 'chutich' }] } });
    expect(await setUp(ctx(), { ...form, token: token(second) })).toEqual({
      ok: false,
      error: { type: 'setup-link-spent' },
    });
    expect(await createSetupLink(ctx())).toBeUndefined();

    const links = await readParentLinks(ctx());
    expect(parentOn(links, commune, calendarDay('2025-06-30'))).toBe('QNG-TB');
    expect(parentOn(links, commune, calendarDay('2025-07-01'))).toBe('QNG');
    const administrator = done.ok ? await authenticate(ctx(), done.value.sessionToken) : undefined;
    expect(administrator).toMatchObject({
      name: 'Nguyễn Thị Quản Trị',
      roles: [{ role: 'administrator', unitCode: 'QNG-HT' }],
    });
    const head = await enter('chutich', done.ok ? done.value.passwords[0]?.password : '');
    expect(head.ok && (await authenticate(ctx(), head.value))?.mustChangePassword).toBe(true);
  });
});

describe('signing in', () => {
  test('opens a session of which only the hash is kept, and signing out closes it', async () => {
    await newPerson('vanthu', ['compiling-clerk']);
    const token = await enter('VanThu ');
    if (!token.ok) throw new Error('refused');
    expect(await authenticate(ctx(), token.value)).toMatchObject({
      name: 'Người vanthu',
      roles: [{ role: 'compiling-clerk', unitCode: 'QNG-HT' }],
    });
    const kept = await sql<{ all: string }>`select string_agg(s::text, ' ') as all from session s`.execute(fresh.db);
    expect(kept.rows[0]?.all).not.toContain(token.value);
    expect(kept.rows[0]?.all).not.toContain(Buffer.from(token.value).toString('hex'));
    await signOut(ctx(), token.value);
    expect(await authenticate(ctx(), token.value)).toBeUndefined();
    for (const nonsense of ['', 'x', 'a'.repeat(43), "' or 1=1 --"])
      expect(await authenticate(ctx(), nonsense)).toBeUndefined();
  });

  test('a wrong password and an unknown name give the same answer', async () => {
    await newPerson('nhaplieu', ['keyer']);
    expect(await enter('nhaplieu', 'sai sai sai sai')).toEqual({ ok: false, error: { type: 'wrong-credentials' } });
    expect(await enter('khongcoai', 'sai sai sai sai')).toEqual({ ok: false, error: { type: 'wrong-credentials' } });
  });

  test('the sixth wrong try locks the name for 30 seconds, then longer, and the right password opens it afterwards', async () => {
    await newPerson('bikhoa', ['keyer']);
    for (let tries = 0; tries < 5; tries += 1)
      expect(await enter('bikhoa', 'đoán bừa đoán bừa')).toMatchObject({
        ok: false,
        error: { type: 'wrong-credentials' },
      });
    expect(await enter('bikhoa')).toEqual({ ok: false, error: { type: 'locked-out', seconds: 30 } });
    minutesLater(0.6);
    expect(await enter('bikhoa', 'đoán bừa đoán bừa')).toMatchObject({
      ok: false,
      error: { type: 'wrong-credentials' },
    });
    expect(await enter('bikhoa')).toEqual({ ok: false, error: { type: 'locked-out', seconds: 60 } });
    minutesLater(1.1);
    expect((await enter('bikhoa')).ok).toBe(true);
    expect((await enter('bikhoa')).ok).toBe(true);
  });

  test('twenty guesses at the same moment are no more than twenty one after another', async () => {
    await newPerson('songsong', ['keyer']);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => enter('songsong', `đoán lần ${index} dài`, undefined, '10.0.0.77')),
    );
    const looked = answers.filter((answer) => !answer.ok && answer.error.type === 'wrong-credentials');
    expect(looked.length).toBe(5);
    minutesLater(60);
  });

  test('a session ends after 12 hours without use and after 14 days in any case', async () => {
    const token = await enter('vanthu');
    if (!token.ok) throw new Error('refused');
    minutesLater(11 * 60);
    expect(await authenticate(ctx(), token.value)).toBeDefined();
    minutesLater(11 * 60);
    expect(await authenticate(ctx(), token.value)).toBeDefined();
    minutesLater(12 * 60 + 1);
    expect(await authenticate(ctx(), token.value)).toBeUndefined();
    const longer = await enter('vanthu');
    for (let day = 0; day < 28 && longer.ok; day += 1) {
      minutesLater(11.9 * 60);
      await authenticate(ctx(), longer.value);
    }
    minutesLater(6 * 60);
    expect(longer.ok && (await authenticate(ctx(), longer.value))).toBeUndefined();
  });

  test('without a password only the living example lets in', async () => {
    expect(await signInAsDemo({ ...ctx(), config: { demo: false } }, 'vanthu')).toEqual({
      ok: false,
      error: { type: 'not-a-demo' },
    });
    const token = await signInAsDemo({ ...ctx(), config: { demo: true } }, 'vanthu');
    expect(token.ok && (await authenticate(ctx(), token.value))?.name).toBe('Người vanthu');
  });
});

describe('one’s own account', () => {
  test('a new password needs the old one, and ends all other sessions', async () => {
    await newPerson('doimk', ['head']);
    const elsewhere = await enter('doimk');
    const actor = await actorOf('doimk');
    const next = 'một câu khác hẳn';
    expect(await changePassword(ctx(), actor, { current: 'sai', next })).toEqual({
      ok: false,
      error: { type: 'wrong-password' },
    });
    expect(await changePassword(ctx(), actor, { current: pass, next: 'ngắn' })).toEqual({
      ok: false,
      error: { type: 'password-too-short', minimum: 10 },
    });
    expect(await changePassword(ctx(), actor, { current: pass, next: 'matkhau123' })).toEqual({
      ok: false,
      error: { type: 'password-too-common' },
    });
    expect(await changePassword(ctx(), actor, { current: pass, next: 'của doimk đây' })).toEqual({
      ok: false,
      error: { type: 'password-holds-username' },
    });
    expect(await changePassword(ctx(), actor, { current: pass, next: pass })).toEqual({
      ok: false,
      error: { type: 'same-password' },
    });
    expect((await changePassword(ctx(), actor, { current: pass, next })).ok).toBe(true);
    expect(elsewhere.ok && (await authenticate(ctx(), elsewhere.value))).toBeUndefined();
    expect((await readOwnAccount(ctx(), actor))?.sessions).toMatchObject([{ current: true, device: 'Cốc Cốc' }]);
    expect((await enter('doimk')).ok).toBe(false);
    // The same sentence typed with decomposed letters is the same password.
    expect((await enter('doimk', next.normalize('NFD'))).ok).toBe(true);
  });

  test('sessions are listed, ended one by one or all but this one, and nobody ends another’s', async () => {
    await newPerson('nhieumay', ['head']);
    const [first, second] = [await enter('nhieumay'), await enter('nhieumay')];
    const actor = await actorOf('nhieumay');
    const listed = (await readOwnAccount(ctx(), actor))?.sessions ?? [];
    expect(listed).toHaveLength(3);
    const stranger = await actorOf('vanthu');
    const target = listed.find((session) => !session.current)?.id ?? '';
    expect(await endSession(ctx(), stranger, target)).toBe(false);
    expect(await endSession(ctx(), actor, target)).toBe(true);
    await endOtherSessions(ctx(), actor);
    expect(first.ok && (await authenticate(ctx(), first.value))).toBeUndefined();
    expect(second.ok && (await authenticate(ctx(), second.value))).toBeUndefined();
    expect((await readOwnAccount(ctx(), actor))?.sessions).toHaveLength(1);
  });

  test('the second step asks for a code, takes each code once, and needs the password to be turned off', async () => {
    await newPerson('haibuoc', ['head']);
    const actor = await actorOf('haibuoc');
    const begun = await beginTotp(ctx(), actor);
    if (begun === undefined) throw new Error('not begun');
    expect(begun.qr).toContain('<svg');
    expect((await enter('haibuoc')).ok).toBe(true);
    expect(await confirmTotp(ctx(), actor, '000000')).toEqual({ ok: false, error: { type: 'wrong-code' } });
    expect((await confirmTotp(ctx(), actor, totpCode(begun.secret, clock.now()))).ok).toBe(true);
    expect(await beginTotp(ctx(), actor)).toBeUndefined();
    expect(await enter('haibuoc')).toEqual({ ok: false, error: { type: 'code-needed' } });
    expect(await enter('haibuoc', pass, totpCode(begun.secret, clock.now()))).toEqual({
      ok: false,
      error: { type: 'wrong-code' },
    });
    minutesLater(1);
    const code = totpCode(begun.secret, clock.now());
    expect((await enter('haibuoc', pass, `${code.slice(0, 3)} ${code.slice(3)}`)).ok).toBe(true);
    expect(await enter('haibuoc', pass, code)).toEqual({ ok: false, error: { type: 'wrong-code' } });
    expect(await turnOffTotp(ctx(), actor, 'sai')).toEqual({ ok: false, error: { type: 'wrong-password' } });
    expect((await turnOffTotp(ctx(), actor, pass)).ok).toBe(true);
    minutesLater(60);
    expect((await enter('haibuoc')).ok).toBe(true);
  });
});

test('a superior holds the role at the units below today', async () => {
  await newPerson('captinh', ['superior'], parseUnitCode('QNG') as UnitCode);
  const roles = (await actorOf('captinh')).roles.map((role) => role.unitCode);
  expect(roles).toEqual(['QNG', 'QNG-HT']);
});

test('set-up, passwords and second steps leave a trace in the log, without a password in it', async () => {
  const entries = await sql<{ type: string; body: Buffer }>`select type, body from log_entry order by id`.execute(
    fresh.db,
  );
  const types = new Set(entries.rows.map((row) => row.type));
  for (const type of [
    'set-up-completed',
    'unit-saved',
    'account-created',
    'second-step-on',
    'second-step-off',
    'password-changed',
  ])
    expect(types).toContain(type);
  expect(
    entries.rows.every((row) => !row.body.toString().includes('argon2') && !row.body.toString().includes(pass)),
  ).toBe(true);
});
