import { expect, it } from 'vitest';
import type { Role } from '../organisation/role';
import { load as openingForm } from './(office)/van-phong/[unit]/mo-hom/moi/+page.server';
import { load as voidForm } from './(office)/van-phong/[unit]/vo-hieu/de-nghi/+page.server';

/** A request that must be refused before anything is read: there is no database behind it. */
function eventOf(role: Role, unitCode: string): never {
  const actor = { accountId: 'a', name: 'A', roles: [{ role, unitCode }] };
  const url = new URL('http://localhost/van-phong/QNG-HT');
  return {
    params: { unit: 'QNG-HT' },
    url,
    request: new Request(url),
    locals: { locale: 'vi', actor, app: {} },
  } as never;
}

it('an empty form is shown only to who may send it', async () => {
  for (const form of [openingForm, voidForm]) {
    for (const role of ['observer', 'superior', 'keyer', 'administrator'] as const) {
      await expect(form(eventOf(role, 'QNG-HT'))).rejects.toMatchObject({ status: 403 });
    }
    await expect(form(eventOf('compiling-clerk', 'QNG-XX'))).rejects.toMatchObject({ status: 403 });
  }
});
