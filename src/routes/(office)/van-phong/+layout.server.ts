import { unitNames } from '../../../organisation/actions/read-organisation.server';
import { requireActor } from '../../require-actor';
import { navigationFor } from './navigation';
import type { LayoutServerLoad } from './$types';

/** The unit of the address, else the one asked for, else the person's first. */
export const load: LayoutServerLoad = async (event) => {
  const actor = requireActor(event);
  const own = [...new Set(actor.roles.map((role) => role.unitCode as string))];
  const asked = event.params.unit ?? event.url.searchParams.get('don-vi') ?? undefined;
  const current = asked !== undefined && own.includes(asked) ? asked : own[0];
  const names = await unitNames(event.locals.app, own);
  return {
    units: own.map((code) => ({ code, name: names.get(code) ?? code })),
    currentUnit: current,
    navigation: current === undefined ? [] : navigationFor(actor, current, event.locals.locale),
  };
};
