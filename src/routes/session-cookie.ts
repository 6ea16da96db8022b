import type { RequestEvent } from '@sveltejs/kit';
import { sessionCookie } from '../organisation/actions/authenticate.server';
import type { ActionContext } from '../platform/action-context';
import type { App } from '../platform/app';
import { systemClock } from '../platform/clock';

const longestSeconds = 14 * 86_400;

/** Lock-outs and codes of the phone run by the real time, also where the living example holds its clock. */
export function signInContext(app: App): ActionContext & { readonly config: App['config'] } {
  return { ...app, clock: app.config.demo ? systemClock : app.clock };
}

export function setSessionCookie(event: RequestEvent, token: string): void {
  event.cookies.set(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: longestSeconds,
  });
}

export function clearSessionCookie(event: RequestEvent): void {
  event.cookies.delete(sessionCookie, { path: '/', secure: event.url.protocol === 'https:' });
}

export function deviceOf(event: RequestEvent): string {
  return event.request.headers.get('user-agent') ?? '';
}

/** A text field of a form; '' where it is missing or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
