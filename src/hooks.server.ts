import { error, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { authenticate, sessionCookie } from './organisation/actions/authenticate.server';
import type { App as Application } from './platform/app';
import { isAllowedOrigin } from './platform/allowed-origin.server';
import { localeCookie, parseLocale } from './ui/locale';
import { consoleText } from './ui/text/console';
import { shellText } from './ui/text/shell';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** `bin/server` puts the application on the request; the development server, which has no such request, on the global. */
function applicationOf(event: RequestEvent): Application {
  const app = event.platform?.req?.hailong ?? (globalThis as Record<symbol, unknown>)[Symbol.for('hailong.app')];
  if (!app) throw new Error('bug: the application was not handed to SvelteKit');
  return app as Application;
}

export const handle: Handle = async ({ event, resolve }) => {
  const { locals } = event;
  locals.app = applicationOf(event);
  locals.locale = parseLocale(event.cookies.get(localeCookie));
  if (!safeMethods.has(event.request.method) && !isAllowedOrigin(locals.app.config, event.request.headers)) {
    error(403, shellText[locals.locale].error.origin);
  }
  const token = event.cookies.get(sessionCookie);
  locals.actor = token ? await authenticate(locals.app, token) : undefined;
  return resolve(event, { transformPageChunk: ({ html }) => html.replace('%hailong.lang%', locals.locale) });
};

/** The path may hold a set-up link or a kiosk's secret: only route and message are printed. */
export const handleError: HandleServerError = ({ error: cause, event, status }) => {
  const text = shellText[event.locals.locale ?? 'vi'].error;
  if (status === 404) return { message: text.notFound };
  const where = `[${new Date().toISOString()}] ${event.request.method} ${event.route.id ?? '?'}:`;
  // Pages are loaded at their first request: the files of this build are gone.
  const isReplaced = (cause as NodeJS.ErrnoException | undefined)?.code === 'ERR_MODULE_NOT_FOUND';
  if (isReplaced) console.error(where, consoleText.replaced, (cause as Error).message);
  else console.error(where, cause);
  return { message: text.server };
};
