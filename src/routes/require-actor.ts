import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '../organisation/actor';

const accountPage = '/van-phong/tai-khoan';

/** The signed-in person, else on to the sign-in page and back. A password handed out must be changed first. */
export function requireActor(event: RequestEvent): Actor {
  const { actor } = event.locals;
  if (actor === undefined) {
    const target = event.request.method === 'GET' ? event.url.pathname + event.url.search : event.url.pathname;
    redirect(303, `/dang-nhap?tiep=${encodeURIComponent(target)}`);
  }
  if (actor.mustChangePassword && event.url.pathname !== accountPage) redirect(303, accountPage);
  return actor;
}

/**
 * Only a path of this site: never `//elsewhere` or a full address. Printable ASCII only, as browsers write a path: they drop
 * tabs and line ends, so that `/<tab>/elsewhere` would become `//elsewhere`.
 */
export function safeNext(next: string | null | undefined, fallback: string): string {
  return next && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : fallback;
}
