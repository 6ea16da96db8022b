import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPassword, checkRoles, parseUsername, passwordFromBytes } from './account';
import { afterFailure, byName, lockSeconds } from './lock-out';
import { sessionEnd } from './session';

test('a made password is always one the rules accept', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 12, maxLength: 12 }),
      (bytes) => new Set(bytes).size < 6 || checkPassword(passwordFromBytes(bytes), 'nguyenvanan') === undefined,
    ),
  );
});

test('length counts, and what everyone guesses does not pass', () => {
  expect(checkPassword('chín kí tự'.slice(0, 9), 'an')).toMatchObject({ type: 'password-too-short' });
  expect(checkPassword('x'.repeat(201), 'an')).toMatchObject({ type: 'password-too-long' });
  for (const text of ['1234567890', '9876543210', 'aaaaaaaaaaaa', 'matkhau12345', 'password1!', 'Huongtra2025']) {
    expect(checkPassword(text, 'an')).toEqual({ type: 'password-too-common' });
  }
  expect(checkPassword('VanPhong@2025', 'vanphong')).toEqual({ type: 'password-holds-username' });
  expect(checkPassword('mưa rơi ngoài hiên', 'vanphong')).toBeUndefined();
});

test('a user name is small letters, digits and . _ -', () => {
  expect(parseUsername(' NguyenVanAn ')).toBe('nguyenvanan');
  for (const text of ['ab', 'nguyễn', 'a b c', '-abc', 'x'.repeat(41), "x' or 1=1"])
    expect(parseUsername(text)).toBeUndefined();
});

test('an administrator holds no other role', () => {
  expect(checkRoles(['administrator'])).toBeUndefined();
  expect(checkRoles(['head', 'working-group'])).toBeUndefined();
  expect(checkRoles(['administrator', 'observer'])).toEqual({ type: 'administrator-alone' });
  expect(checkRoles([])).toEqual({ type: 'no-role' });
});

test('locks double up to a quarter of an hour and never shrink', () => {
  expect([1, 4, 5, 6, 7, 20].map((count) => lockSeconds(count, byName))).toEqual([0, 0, 30, 60, 120, 900]);
  fc.assert(fc.property(fc.nat(60), (count) => lockSeconds(count + 1, byName) >= lockSeconds(count, byName)));
});

test('after a day without a wrong try the count begins anew', () => {
  const now = new Date('2025-10-20T02:00:00Z');
  const before = { failedCount: 9, lastFailedAt: new Date(now.getTime() - 86_401_000) };
  expect(afterFailure(before, now, byName)).toEqual({ failedCount: 1, lockedUntil: undefined });
  expect(afterFailure({ ...before, lastFailedAt: now }, now, byName).failedCount).toBe(10);
});

test('a session never lives longer than 14 days, nor 12 hours beyond its last use', () => {
  const created = new Date('2025-10-01T00:00:00Z');
  fc.assert(
    fc.property(fc.nat(20 * 24), (hours) => {
      const now = new Date(created.getTime() + hours * 3_600_000);
      const end = sessionEnd(created, now).getTime();
      return end <= created.getTime() + 14 * 86_400_000 && end <= now.getTime() + 12 * 3_600_000;
    }),
  );
});
