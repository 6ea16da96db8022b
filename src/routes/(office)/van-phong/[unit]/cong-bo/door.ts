import { error, fail } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '../../../../../organisation/actor';
import { parseUnitCode, type UnitCode } from '../../../../../organisation/unit';
import type { Result } from '../../../../../kernel/result';
import { publicationProblem } from '../../../../../publication/problem';
import { shellText } from '../../../../../ui/text/shell';
import type { PublicationProblemKey } from '../../../../../ui/text/publication-office';
import { requireActor } from '../../../../require-actor';

/** The person and the unit of the address, for every page of this folder. */
export function enter(event: RequestEvent): { readonly actor: Actor; readonly unit: UnitCode; readonly base: string } {
  const actor = requireActor(event);
  const unit = parseUnitCode(event.params.unit ?? '');
  if (unit === undefined) error(404, shellText[event.locals.locale].error.notFound);
  return { actor, unit, base: `/van-phong/${unit}/cong-bo` };
}

type Failed = { readonly type: PublicationProblemKey };

/** The value, else the error page with what to do. */
export function valueOr<T>(event: RequestEvent, result: Result<T, Failed>): T {
  if (result.ok) return result.value;
  const { status, text } = publicationProblem(result.error, event.locals.locale);
  error(status, text);
}

/** A refused form: said on the same page, above the part it belongs to. */
export function refused(event: RequestEvent, problem: Failed, part: string) {
  const { status, text } = publicationProblem(problem, event.locals.locale);
  return fail(status, { part, problem: text, done: undefined });
}

export function done(part: string, text: string, kind: 'success' | 'warning' = 'success') {
  return { part, problem: undefined, done: text, kind };
}

/** The bytes of an uploaded file; undefined where none was chosen. */
export async function uploaded(form: FormData, name: string): Promise<Uint8Array | undefined> {
  const file = form.get(name);
  return file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined;
}

export function bytesResponse(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(bytes as BodyInit, {
    headers: {
      'content-type': type,
      'content-disposition': `inline; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}
