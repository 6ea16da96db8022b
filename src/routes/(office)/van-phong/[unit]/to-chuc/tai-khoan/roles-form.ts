import { parseRole, type Role } from '../../../../../../organisation/role';

/** The checked roles of a form; unknown words are dropped. */
export function rolesFrom(form: FormData): Role[] {
  return form.getAll('role').flatMap((value) => parseRole(String(value)) ?? []);
}

/** The field of the form that a refusal is about. */
export function accountField(type: string): string {
  if (type === 'no-name' || type === 'governed-elsewhere') return 'name';
  return type === 'no-role' || type === 'administrator-alone' || type === 'last-administrator' || type === 'own-account'
    ? 'roles'
    : 'username';
}
