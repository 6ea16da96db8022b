import type { Branded } from '../kernel/branded';
import type { RoleAt } from './actor';
import type { Role } from './role';
import type { UnitCode } from './unit';

/** What people type to sign in: small letters, digits, point, hyphen, underscore. Unique in the installation. */
export type Username = Branded<string, 'Username'>;

export interface Account {
  readonly id: string;
  readonly username: Username;
  readonly name: string;
  /** Whose administrators look after the whole account: password, second step, disabling. */
  readonly homeUnit: UnitCode;
  readonly roles: readonly RoleAt[];
  readonly mustChangePassword: boolean;
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly disabled: boolean;
}

/** Case does not matter; undefined where the form is not `[a-z0-9][a-z0-9._-]{2,39}`. */
export function parseUsername(text: string): Username | undefined {
  const username = text.trim().toLowerCase();
  return /^[a-z0-9][a-z0-9._-]{2,39}$/.test(username) ? (username as Username) : undefined;
}

export const minimumPasswordLength = 10;
const maximumPasswordLength = 200;

export type PasswordProblem =
  | { readonly type: 'password-too-short'; readonly minimum: number }
  | { readonly type: 'password-too-long' }
  | { readonly type: 'password-too-common' }
  | { readonly type: 'password-holds-username' };

/** The most used ones of ten characters and more, here and abroad, without their digits at the end. */
const common = new Set([
  'password',
  'matkhau',
  'qwertyuiop',
  'abcdefghij',
  'iloveyou',
  'administrator',
  'anhyeuem',
  'vietnam',
  'hailong',
  'hanoi',
  'saigon',
  'quangngai',
  'huongtra',
  'ubndxa',
  'hanhchinh',
  'motcua',
  'welcome',
  'letmein',
]);

/** NIST SP 800-63B: length counts, rules of composition do not. One text has one form (NFC). */
export function checkPassword(password: string, username: string): PasswordProblem | undefined {
  const text = normalPassword(password);
  if ([...text].length < minimumPasswordLength) return { type: 'password-too-short', minimum: minimumPasswordLength };
  if (text.length > maximumPasswordLength) return { type: 'password-too-long' };
  const bare = text.toLowerCase().replace(/[^\p{L}]+$/u, '');
  const repeated =
    new Set(text).size < 4 || '01234567890123456789'.includes(text) || '98765432109876543210'.includes(text);
  if (repeated || common.has(bare)) return { type: 'password-too-common' };
  if (username.length >= 4 && text.toLowerCase().includes(username)) return { type: 'password-holds-username' };
  return undefined;
}

export function normalPassword(password: string): string {
  return password.normalize('NFC');
}

export type RolesProblem = { readonly type: 'administrator-alone' } | { readonly type: 'no-role' };

/** Who hands out accounts holds no other role in the same office: nobody can quietly give themself the figures. */
export function checkRoles(rolesAtUnit: readonly Role[]): RolesProblem | undefined {
  if (rolesAtUnit.length === 0) return { type: 'no-role' };
  if (rolesAtUnit.includes('administrator') && rolesAtUnit.length > 1) return { type: 'administrator-alone' };
  return undefined;
}

/** No letter or digit that is taken for another when read out: i, l, o, 0, 1. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password of 12 symbols in groups of four (59 bits), to be changed at the first sign-in. */
export function passwordFromBytes(bytes: Uint8Array): string {
  const symbols = [...bytes.subarray(0, 12)].map((byte) => alphabet[byte % alphabet.length]);
  return [0, 4, 8].map((start) => symbols.slice(start, start + 4).join('')).join('-');
}
