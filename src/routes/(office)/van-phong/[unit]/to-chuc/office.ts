import { error, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '../../../../../organisation/actor';
import { may, type Permission } from '../../../../../organisation/permission';
import { describeRefusal } from '../../../../../organisation/problem';
import type { SaveRecordProblem } from '../../../../../organisation/actions/save-record.server';
import { describeOrganisationProblem } from '../../../../../organisation/problem';
import { parseUnitCode, type UnitCode } from '../../../../../organisation/unit';
import type { Locale } from '../../../../../ui/locale';
import { shellText } from '../../../../../ui/text/shell';
import { requireActor } from '../../../../require-actor';

/** The person and the unit of the address, if they may be here. */
export function requirePlace(event: RequestEvent, ...anyOf: Permission[]): { actor: Actor; unit: UnitCode } {
  const actor = requireActor(event);
  const unit = parseUnitCode(event.params.unit ?? '');
  const text = shellText[event.locals.locale].error;
  if (unit === undefined) error(404, text.notFound);
  if (!anyOf.some((permission) => may(actor, permission, unit))) error(403, text.forbidden);
  return { actor, unit };
}

export interface FieldError {
  readonly field: string;
  readonly text: string;
}

/** Where each refusal belongs in the form, in words. */
export function errorsOf(problem: SaveRecordProblem, locale: Locale): FieldError[] {
  if (problem.type === 'not-allowed') return [{ field: 'code', text: describeOrganisationProblem(problem, locale) }];
  return problem.refusals.map((refusal) => ({ field: refusal.column, text: describeRefusal(refusal, locale) }));
}
