import { error, fail, redirect } from '@sveltejs/kit';
import type { AccountProblem } from '../../../../../../../organisation/account-problem';
import { readAccounts } from '../../../../../../../organisation/actions/read-accounts.server';
import { resetPassword } from '../../../../../../../organisation/actions/reset-password.server';
import { setAccountDisabled } from '../../../../../../../organisation/actions/set-account-disabled.server';
import { updateAccount } from '../../../../../../../organisation/actions/update-account.server';
import { describeAccountProblem, statusOf } from '../../../../../../../organisation/problem';
import { accountsText } from '../../../../../../../ui/text/accounts';
import { shellText } from '../../../../../../../ui/text/shell';
import { textOf } from '../../../../../../session-cookie';
import { requirePlace } from '../../office';
import { accountField, rolesFrom } from '../roles-form';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unit } = requirePlace(event, 'manage-accounts');
  const accounts = await readAccounts(event.locals.app, actor, unit);
  const account = accounts.ok ? accounts.value.find((one) => one.id === event.params.account) : undefined;
  if (account === undefined) error(404, shellText[event.locals.locale].error.notFound);
  const roles = account.roles.filter((role) => role.unitCode === unit).map((role) => role.role);
  return { account: { ...account, roles }, isOwn: account.id === actor.accountId };
};

function refuse(event: RequestEvent, problem: AccountProblem) {
  const text = describeAccountProblem(problem, event.locals.locale);
  return fail(statusOf(problem), { errors: [{ field: accountField(problem.type), text }] });
}

const saved = (event: RequestEvent) => ({ done: accountsText[event.locals.locale].manage.done });

export const actions: Actions = {
  save: async (event) => {
    const { actor, unit } = requirePlace(event, 'manage-accounts');
    const form = await event.request.formData();
    const input = { accountId: event.params.account, name: textOf(form, 'name'), roles: rolesFrom(form) };
    const result = await updateAccount(event.locals.app, actor, unit, input);
    return result.ok ? saved(event) : refuse(event, result.error);
  },
  reset: async (event) => {
    const { actor, unit } = requirePlace(event, 'manage-accounts');
    const result = await resetPassword(event.locals.app, actor, unit, event.params.account);
    if (!result.ok) return refuse(event, result.error);
    return { first: { username: result.value.username, password: result.value.password } };
  },
  disable: async (event) => {
    const { actor, unit } = requirePlace(event, 'manage-accounts');
    const disabled = textOf(await event.request.formData(), 'disabled') === 'yes';
    const result = await setAccountDisabled(event.locals.app, actor, unit, {
      accountId: event.params.account,
      disabled,
    });
    if (!result.ok) return refuse(event, result.error);
    redirect(303, `/van-phong/${unit}/to-chuc/tai-khoan`);
  },
};
