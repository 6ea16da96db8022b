// oxlint-disable-next-line import/default -- made by scripts/island-plugin.mjs
import source from '../../../../ui/islands/citizen.ts?island';
import type { RequestHandler } from './$types';

/** The island of the citizen's pages: one small script, the same for all offices. */
export const GET: RequestHandler = () =>
  new Response(source, {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=600' },
  });
