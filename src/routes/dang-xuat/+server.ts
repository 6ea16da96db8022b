import { redirect } from '@sveltejs/kit';
import { sessionCookie } from '../../organisation/actions/authenticate.server';
import { signOut } from '../../organisation/actions/sign-in.server';
import { clearSessionCookie } from '../session-cookie';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const token = event.cookies.get(sessionCookie);
  if (token) await signOut(event.locals.app, token);
  clearSessionCookie(event);
  redirect(303, '/');
};
