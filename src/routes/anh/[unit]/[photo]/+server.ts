import { error } from '@sveltejs/kit';
import { readPhoto } from '../../../../organisation/actions/read-organisation.server';
import { shellText } from '../../../../ui/text/shell';
import type { RequestHandler } from './$types';

/** Photos of officials, shown to citizens at the counter. The address changes with the picture, so it may be kept for ever. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const photo = await readPhoto(locals.app, params.unit, params.photo);
  if (photo === undefined) error(404, shellText[locals.locale].error.notFound);
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      'content-type': photo.mediaType,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
};
