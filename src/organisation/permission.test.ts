import { describe, expect, test } from 'vitest';
import { type Actor, SYSTEM } from './actor';
import { parseOfficialCode, type OfficialCode } from './official';
import { may, mayAs, mayViewFiguresOf, type Permission, permissions } from './permission';
import { type Role, roles } from './role';
import { parseUnitCode, type UnitCode } from './unit';

const commune = parseUnitCode('QNG-HT') as UnitCode;
const official = parseOfficialCode('CB01') as OfficialCode;
const person = (role: Role): Actor => ({ accountId: 'a', name: 'A', roles: [{ role, unitCode: commune }] });

/** What changes plans, figures, ballots or papers. */
const changing: Permission[] = permissions.filter((permission) => !permission.startsWith('view-'));

describe('who may do what', () => {
  test('a stranger may nothing, the system everything', () => {
    for (const permission of permissions) {
      expect(may(undefined, permission, commune)).toBe(false);
      expect(may(SYSTEM, permission, commune)).toBe(true);
      expect(may({ accountId: 'system', name: 'Hệ thống', roles: [] }, permission, commune)).toBe(false);
    }
  });

  test('a role at one unit is no role at another', () => {
    for (const role of roles)
      for (const permission of permissions) expect(may(person(role), permission, 'QNG-XX')).toBe(false);
  });

  test('an administrator manages accounts and sees no plan, count or result', () => {
    expect(permissions.filter((permission) => mayAs('administrator', permission))).toEqual([
      'view-organisation',
      'manage-accounts',
    ]);
  });

  test('only the administrator manages accounts', () => {
    expect(roles.filter((role) => mayAs(role, 'manage-accounts'))).toEqual(['administrator']);
  });

  test('an observer sees all steps and changes nothing', () => {
    expect(changing.filter((permission) => mayAs('observer', permission))).toEqual([]);
    for (const permission of [
      'view-plan',
      'view-dossier-counts',
      'view-box',
      'view-results',
      'view-voids',
      'view-publication',
      'view-log',
    ] as const) {
      expect(mayAs('observer', permission)).toBe(true);
    }
    // A superior office releases one figure of its own, of many small units.
    expect(changing.filter((permission) => mayAs('superior', permission))).toEqual(['combine-units']);
  });

  test('the clerk prepares and cannot approve; the head approves and cannot prepare', () => {
    expect(mayAs('compiling-clerk', 'prepare-publication')).toBe(true);
    expect(roles.filter((role) => mayAs(role, 'approve-publication'))).toEqual(['head']);
    expect(mayAs('head', 'prepare-publication')).toBe(false);
  });

  test('who keys sees no results', () => {
    expect(permissions.filter((permission) => mayAs('keyer', permission))).toEqual([
      'view-organisation',
      'view-plan',
      'report-difficulty',
      'key-ballots',
    ]);
  });

  test('figures about an official are for that official and the head', () => {
    for (const role of roles) expect(mayViewFiguresOf(person(role), commune, official)).toBe(role === 'head');
    const self: Actor = { ...person('one-stop-official'), officials: [{ unitCode: commune, code: official }] };
    expect(mayViewFiguresOf(self, commune, official)).toBe(true);
    expect(mayViewFiguresOf(self, commune, parseOfficialCode('CB02') as OfficialCode)).toBe(false);
    expect(mayViewFiguresOf(self, 'QNG-XX', official)).toBe(false);
  });
});
