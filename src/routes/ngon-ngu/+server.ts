import { redirect } from '@sveltejs/kit';
import { localeCookie, parseLocale } from '../../ui/locale';
import { safeNext } from '../require-actor';
import type { RequestHandler } from './$types';

/** Chooses the language and returns to the page the person came from (a path of this site only). */
export const POST: RequestHandler = async ({ request, cookies }) => {
  const form = await request.formData();
  const next = String(form.get('next') ?? '/');
  const locale = parseLocale(String(form.get('locale') ?? 'vi'));
  cookies.set(localeCookie, locale, {
    path: '/',
    sameSite: 'lax',
    httpOnly: true,
    secure: false,
    maxAge: 365 * 86_400,
  });
  redirect(303, safeNext(next, '/'));
};
