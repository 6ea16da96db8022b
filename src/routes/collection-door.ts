import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { readCollection, type CollectionState } from '../collection/actions/read-collection.server';
import { collectionText } from '../ui/text/collection';
import { requireActor } from './require-actor';

type DeskErrorKey = keyof (typeof collectionText)['vi']['desk']['errors'];

/** The words for an error of the collection pages, and the status that belongs to it. */
export function deskProblem(type: DeskErrorKey, locale: 'vi' | 'en'): { status: number; text: string } {
  const status = type === 'not-allowed' ? 403 : type === 'unit-unknown' ? 404 : 422;
  return { status, text: collectionText[locale].desk.errors[type] };
}

export function deskFailure<T extends object>(type: DeskErrorKey, locale: 'vi' | 'en', more: T) {
  const { status, text } = deskProblem(type, locale);
  return fail(status, { ...more, message: text });
}

/** How collection stands, for one who may see it; else the error page. */
export async function collectionOf(event: RequestEvent & { params: { unit: string } }): Promise<CollectionState> {
  const actor = requireActor(event);
  const found = await readCollection(event.locals.app, actor, event.params.unit);
  if (found.ok) return found.value;
  const { status, text } = deskProblem(found.error.type, event.locals.locale);
  error(status, text);
}
