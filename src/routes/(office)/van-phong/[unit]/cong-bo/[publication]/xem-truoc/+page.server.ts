import { previewDraft } from '../../../../../../../publication/actions/read-preview.server';
import { enter, valueOr } from '../../door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unit, base } = enter(event);
  const preview = valueOr(event, await previewDraft(event.locals.app, actor, unit, event.params.publication));
  return { content: preview.content, back: `${base}/${event.params.publication}` };
};
