import { fail, redirect } from '@sveltejs/kit';
import { signInAsDemo } from '../../../organisation/actions/sign-in-as-demo.server';
import { signIn } from '../../../organisation/actions/sign-in.server';
import { describeAccountProblem, statusOf } from '../../../organisation/problem';
import { safeNext } from '../../require-actor';
import { deviceOf, setSessionCookie, signInContext, textOf } from '../../session-cookie';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = safeNext(url.searchParams.get('tiep'), '/van-phong');
  if (locals.actor !== undefined) redirect(303, next);
  return { next };
};

export const actions: Actions = {
  password: async (event) => {
    const form = await event.request.formData();
    const username = textOf(form, 'username');
    const result = await signIn(signInContext(event.locals.app), {
      username,
      password: textOf(form, 'password'),
      code: textOf(form, 'code') || undefined,
      address: event.getClientAddress(),
      device: deviceOf(event),
    });
    if (!result.ok) {
      const { type } = result.error;
      const needsCode = type === 'code-needed' || type === 'wrong-code';
      return fail(statusOf(result.error), {
        username,
        // The password was right: kept in the page so that only the code is left to type.
        password: needsCode ? textOf(form, 'password') : '',
        needsCode,
        field: needsCode ? 'code' : 'username',
        problem: describeAccountProblem(result.error, event.locals.locale),
      });
    }
    setSessionCookie(event, result.value);
    redirect(303, safeNext(textOf(form, 'next'), '/van-phong'));
  },
  demo: async (event) => {
    const form = await event.request.formData();
    const result = await signInAsDemo(signInContext(event.locals.app), textOf(form, 'username'));
    if (!result.ok) {
      const problem = describeAccountProblem(result.error, event.locals.locale);
      return fail(403, { username: '', password: '', needsCode: false, field: 'username', problem });
    }
    setSessionCookie(event, result.value);
    redirect(303, safeNext(textOf(form, 'next'), '/van-phong'));
  },
};
