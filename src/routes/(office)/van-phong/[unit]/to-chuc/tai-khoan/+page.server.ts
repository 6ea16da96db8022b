import { fail } from '@sveltejs/kit';
import { addExistingAccount } from '../../../../../../organisation/actions/add-existing-account.server';
import { createAccount } from '../../../../../../organisation/actions/create-account.server';
import { readAccounts } from '../../../../../../organisation/actions/read-accounts.server';
import { describeAccountProblem, statusOf } from '../../../../../../organisation/problem';
import { accountsText } from '../../../../../../ui/text/accounts';
import { textOf } from '../../../../../session-cookie';
import { requirePlace } from '../office';
import { accountField, rolesFrom } from './roles-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unit } = requirePlace(event, 'manage-accounts');
  const accounts = await readAccounts(event.locals.app, actor, unit);
  return {
    accounts: (accounts.ok ? accounts.value : []).map((account) => ({
      ...account,
      roles: account.roles.filter((role) => role.unitCode === unit).map((role) => role.role),
    })),
  };
};

export const actions: Actions = {
  create: async (event) => {
    const { actor, unit } = requirePlace(event, 'manage-accounts');
    const form = await event.request.formData();
    const values = { name: textOf(form, 'name'), username: textOf(form, 'username'), roles: rolesFrom(form) };
    const made = await createAccount(event.locals.app, actor, unit, values);
    if (made.ok) return { first: { username: made.value.username, password: made.value.password } };
    const text = describeAccountProblem(made.error, event.locals.locale);
    return fail(statusOf(made.error), { values, errors: [{ field: accountField(made.error.type), text }] });
  },
  existing: async (event) => {
    const { actor, unit } = requirePlace(event, 'manage-accounts');
    const form = await event.request.formData();
    const input = { username: textOf(form, 'existing'), roles: rolesFrom(form) };
    const added = await addExistingAccount(event.locals.app, actor, unit, input);
    if (added.ok) return { done: accountsText[event.locals.locale].manage.done };
    const text = describeAccountProblem(added.error, event.locals.locale);
    return fail(statusOf(added.error), { existing: input, errors: [{ field: 'existing', text }] });
  },
};
