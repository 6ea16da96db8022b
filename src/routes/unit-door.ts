import { error, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '../organisation/actor';
import { may, type Permission } from '../organisation/permission';
import { parseUnitCode, type UnitCode } from '../organisation/unit';
import { shellText } from '../ui/text/shell';
import { requireActor } from './require-actor';

/** The signed-in person and the unit of the address; 403 without any of the permissions, 404 for what is no unit code. */
export function requireAt(
  event: RequestEvent,
  ...anyOf: readonly Permission[]
): { readonly actor: Actor; readonly unitCode: UnitCode } {
  const actor = requireActor(event);
  const unitCode = parseUnitCode(event.params.unit ?? '');
  const text = shellText[event.locals.locale].error;
  if (unitCode === undefined) error(404, text.notFound);
  if (!anyOf.some((permission) => may(actor, permission, unitCode))) error(403, text.forbidden);
  return { actor, unitCode };
}
