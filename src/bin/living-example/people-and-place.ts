import { randomId } from '../../kernel/bytes';
import { calendarDay } from '../../kernel/calendar-day';
import { assert } from '../../kernel/result';
import { createAccount } from '../../organisation/actions/create-account.server';
import { SYSTEM, type Actor } from '../../organisation/actor';
import { examplePassword, examplePeople } from '../../organisation/example-people';
import { parseFieldCode } from '../../organisation/field';
import { parseCounterCode, parseOfficialCode } from '../../organisation/official';
import {
  replacePhoto,
  saveCounterRow,
  saveFieldRow,
  saveOfficialRow,
  saveProcedureRow,
} from '../../organisation/store-staff.server';
import { officialsOf, rolesOf } from '../../organisation/store-accounts.server';
import { allParentLinks, replaceParents, saveUnitRow } from '../../organisation/store-units.server';
import { officeFor, parseUnitCode, type UnitCode } from '../../organisation/unit';
import { rolesWithReach } from '../../organisation/unit-tree';
import type { ActionContext } from '../../platform/action-context';
import type { Tx } from '../../platform/database.server';
import { portraitSvg } from '../../ui/portrait';
import { commune, counters, district, fields, officials, procedures, province } from './setting';

const lastDayOfDistricts = calendarDay('2025-06-30');
export const firstDayWithoutDistricts = calendarDay('2025-07-01');

export function known<T>(value: T | undefined, what: string): T {
  assert(value !== undefined, `living example: bad ${what}`);
  return value;
}

export const communeCode: UnitCode = known(parseUnitCode(commune.code), 'unit');
export const provinceCode: UnitCode = known(parseUnitCode(province.code), 'unit');

async function saveUnits(tx: Tx): Promise<void> {
  const units = [
    { ...province, type: 'province', office: officeFor(known(parseUnitCode(province.code), 'unit')), until: undefined },
    {
      ...district,
      type: 'district',
      office: officeFor(known(parseUnitCode(district.code), 'unit')),
      until: lastDayOfDistricts,
    },
    { ...commune, type: 'commune', until: undefined },
  ] as const;
  for (const { code, name, type, office, until } of units) {
    const unitCode = known(parseUnitCode(code), 'unit');
    await saveUnitRow(tx, {
      code: unitCode,
      name,
      type,
      office,
      officeName: undefined,
      address: type === 'commune' ? 'Thôn 2, xã Hương Trà, tỉnh Quảng Ngãi' : undefined,
      validFrom: undefined,
      validUntil: until,
    });
  }
  const [above, middle] = [known(parseUnitCode(province.code), 'unit'), known(parseUnitCode(district.code), 'unit')];
  await replaceParents(tx, middle, [
    { child: middle, parent: above, validFrom: undefined, validUntil: lastDayOfDistricts },
  ]);
  await replaceParents(tx, communeCode, [
    { child: communeCode, parent: middle, validFrom: undefined, validUntil: lastDayOfDistricts },
    { child: communeCode, parent: above, validFrom: firstDayWithoutDistricts, validUntil: undefined },
  ]);
}

async function saveOffice(tx: Tx): Promise<void> {
  const unitCode = communeCode;
  for (const { code, name } of fields) {
    await saveFieldRow(tx, { unitCode, code: known(parseFieldCode(code), 'field'), name, active: true });
  }
  for (const { code, field, name } of procedures) {
    await saveProcedureRow(tx, {
      unitCode,
      code,
      fieldCode: known(parseFieldCode(field), 'field'),
      name,
      active: true,
    });
  }
  for (const { code, name } of counters) {
    await saveCounterRow(tx, { unitCode, code: known(parseCounterCode(code), 'counter'), name, active: true });
  }
}

async function saveOfficials(tx: Tx, accounts: ReadonlyMap<string, string>): Promise<void> {
  const unitCode = communeCode;
  for (const [index, { code, name, title, counter, woman }] of officials.entries()) {
    const official = known(parseOfficialCode(code), 'official');
    await saveOfficialRow(tx, {
      unitCode,
      code: official,
      name,
      title,
      counters: [known(parseCounterCode(counter), 'counter')],
      photoId: undefined,
      accountId: accounts.get(code),
      active: true,
    });
    const drawing = Buffer.from(
      portraitSvg({ seed: index + 1, sex: woman ? 'female' : 'male', age: 'middle' }),
      'utf8',
    );
    await replacePhoto(tx, { unitCode, code }, { id: randomId(), mediaType: 'image/svg+xml', bytes: drawing });
  }
}

/** Units, office, officials with drawn portraits, and one account for each role. Returns account ids by user name. */
export async function settle(ctx: ActionContext): Promise<Map<string, string>> {
  await ctx.db.transaction().execute(saveUnits);
  await ctx.db.transaction().execute(saveOffice);
  const accounts = new Map<string, string>();
  const byOfficial = new Map<string, string>();
  for (const { username, name, role, unit, official } of examplePeople) {
    const created = await createAccount(ctx, SYSTEM, known(parseUnitCode(unit), 'unit'), {
      username,
      name,
      roles: [role],
      password: examplePassword,
    });
    assert(created.ok, `living example: account ${username} ${JSON.stringify(created)}`);
    accounts.set(username, created.value.accountId);
    if (official !== undefined) byOfficial.set(official, created.value.accountId);
  }
  await ctx.db.transaction().execute((tx) => saveOfficials(tx, byOfficial));
  return accounts;
}

/** The person as they would be after signing in on the day of the clock. */
export async function actorOf(
  ctx: ActionContext,
  accounts: ReadonlyMap<string, string>,
  username: string,
): Promise<Actor> {
  const accountId = known(accounts.get(username), `account ${username}`);
  const person = known(
    examplePeople.find((one) => one.username === username),
    username,
  );
  const held = await rolesOf(ctx.db, accountId);
  return {
    accountId,
    name: person.name,
    roles: rolesWithReach(held, await allParentLinks(ctx.db), ctx.clock.today()),
    officials: await officialsOf(ctx.db, accountId),
  };
}
