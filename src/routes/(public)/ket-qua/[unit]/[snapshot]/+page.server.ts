import { readPublishedSignedFile } from '../../../../../publication/actions/read-portal.server';
import { publishedOr404, readLineOfHidden } from './published';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const published = await publishedOr404(event);
  const { content, sha256, publishedOn, supersededBy } = published;
  const signed = await readPublishedSignedFile(event.locals.app, content.unit.code, content.id);
  return {
    content,
    sha256,
    publishedOn,
    supersededBy,
    combined: await readLineOfHidden(event.locals.app, published),
    signed: signed !== undefined,
    publicUrl: event.locals.app.config.publicUrl,
  };
};
