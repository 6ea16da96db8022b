import { error, fail } from '@sveltejs/kit';
import { minimumPasswordLength } from '../../../../organisation/account';
import { changePassword } from '../../../../organisation/actions/change-password.server';
import { endOtherSessions, endSession } from '../../../../organisation/actions/end-session.server';
import { unitNames } from '../../../../organisation/actions/read-organisation.server';
import { readOwnAccount } from '../../../../organisation/actions/read-own-account.server';
import { beginTotp, confirmTotp, totpUnderWay, turnOffTotp } from '../../../../organisation/actions/set-up-totp.server';
import { describeAccountProblem, statusOf } from '../../../../organisation/problem';
import { accountsText } from '../../../../ui/text/accounts';
import { shellText } from '../../../../ui/text/shell';
import { requireActor } from '../../../require-actor';
import { signInContext, textOf } from '../../../session-cookie';
import { describeDevice } from './describe-device';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { app, locale } = event.locals;
  const own = await readOwnAccount(signInContext(app), actor);
  if (own === undefined) error(404, shellText[locale].error.notFound);
  const names = await unitNames(
    app,
    own.account.roles.map((role) => role.unitCode),
  );
  return {
    account: own.account,
    minimum: minimumPasswordLength,
    roles: own.account.roles.map((role) => ({
      role: accountsText[locale].roles[role.role],
      unit: names.get(role.unitCode) ?? role.unitCode,
    })),
    sessions: own.sessions.map((session) => ({
      id: session.id,
      current: session.current,
      device: describeDevice(session.device) ?? accountsText[locale].account.unknownDevice,
      createdAt: session.createdAt,
      lastUsedAt: session.lastUsedAt,
    })),
    totp: await totpUnderWay(app, actor),
  };
};

export const actions: Actions = {
  password: async (event) => {
    const actor = requireActor(event);
    const { locale } = event.locals;
    const text = accountsText[locale];
    const form = await event.request.formData();
    const next = textOf(form, 'next');
    if (next !== textOf(form, 'repeat')) {
      return fail(422, { field: 'repeat', problem: describeAccountProblem({ type: 'passwords-differ' }, locale) });
    }
    const changed = await changePassword(signInContext(event.locals.app), actor, {
      current: textOf(form, 'current'),
      next,
    });
    if (changed.ok) return { done: text.account.changed };
    const field = changed.error.type === 'wrong-password' ? 'current' : 'next';
    return fail(statusOf(changed.error), { field, problem: describeAccountProblem(changed.error, locale) });
  },
  beginTotp: async (event) => {
    await beginTotp(event.locals.app, requireActor(event));
    return {};
  },
  confirmTotp: async (event) => {
    const actor = requireActor(event);
    const { locale } = event.locals;
    const code = textOf(await event.request.formData(), 'code');
    const confirmed = await confirmTotp(signInContext(event.locals.app), actor, code);
    if (confirmed.ok) return { done: accountsText[locale].account.totpTurnedOn };
    return fail(422, { field: 'code', problem: describeAccountProblem(confirmed.error, locale) });
  },
  turnOffTotp: async (event) => {
    const actor = requireActor(event);
    const { locale } = event.locals;
    const password = textOf(await event.request.formData(), 'password');
    const off = await turnOffTotp(signInContext(event.locals.app), actor, password);
    if (off.ok) return { done: accountsText[locale].account.totpTurnedOff };
    return fail(422, { field: 'password', problem: describeAccountProblem(off.error, locale) });
  },
  endSession: async (event) => {
    const actor = requireActor(event);
    await endSession(event.locals.app, actor, textOf(await event.request.formData(), 'session'));
    return { done: accountsText[event.locals.locale].account.ended };
  },
  endOthers: async (event) => {
    await endOtherSessions(event.locals.app, requireActor(event));
    return { done: accountsText[event.locals.locale].account.ended };
  },
};
