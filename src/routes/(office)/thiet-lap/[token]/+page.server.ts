import { fail } from '@sveltejs/kit';
import { minimumPasswordLength } from '../../../../organisation/account';
import { isSetupOpen } from '../../../../organisation/actions/create-setup-link.server';
import { setUp, type SetUpProblem } from '../../../../organisation/actions/set-up.server';
import { exampleUnit } from '../../../../organisation/first-unit';
import { describeAccountProblem, describeRefusal } from '../../../../organisation/problem';
import type { Locale } from '../../../../ui/locale';
import { deviceOf, setSessionCookie, signInContext, textOf } from '../../../session-cookie';
import type { Actions, PageServerLoad } from './$types';

const fields = [
  'name',
  'code',
  'type',
  'parentCode',
  'parentName',
  'districtCode',
  'districtName',
  'administratorName',
  'administratorUsername',
  'headName',
  'headUsername',
  'clerkName',
  'clerkUsername',
] as const;
type Values = Record<(typeof fields)[number], string>;

const empty = Object.fromEntries(fields.map((field) => [field, ''])) as Values;
const example: Values = {
  ...empty,
  ...exampleUnit,
  headName: 'Hồ Minh Hiếu',
  headUsername: 'chutich',
  clerkName: 'Nguyễn Thị Thu',
  clerkUsername: 'vanphong',
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const useExample = url.searchParams.has('vi-du');
  return {
    isOpen: await isSetupOpen(locals.app, params.token),
    useExample,
    minimum: minimumPasswordLength,
    values: useExample ? example : { ...empty, type: 'commune' },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { locale, app } = event.locals;
    const form = await event.request.formData();
    const values = Object.fromEntries(fields.map((field) => [field, textOf(form, field)])) as Values;
    const password = textOf(form, 'password');
    if (password !== textOf(form, 'repeat')) {
      return fail(422, {
        values,
        errors: [{ field: 'repeat', text: describeAccountProblem({ type: 'passwords-differ' }, locale) }],
      });
    }
    const done = await setUp(signInContext(app), {
      token: event.params.token,
      unit: values,
      withUsualFields: form.has('usualFields'),
      administrator: { name: values.administratorName, username: values.administratorUsername, password },
      others: [
        { role: 'head', name: values.headName, username: values.headUsername },
        { role: 'compiling-clerk', name: values.clerkName, username: values.clerkUsername },
      ],
      device: deviceOf(event),
    });
    if (!done.ok) return fail(422, { values, errors: errorsFor(done.error, locale) });
    setSessionCookie(event, done.value.sessionToken);
    return { done: { unit: done.value.unit, name: values.name, passwords: done.value.passwords } };
  },
};

const people: Readonly<Record<string, string>> = {
  administrator: 'administrator',
  head: 'head',
  'compiling-clerk': 'clerk',
};

function errorsFor(problem: SetUpProblem, locale: Locale): { field: string; text: string }[] {
  switch (problem.type) {
    case 'setup-link-spent':
      return [{ field: 'name', text: describeAccountProblem(problem, locale) }];
    case 'unit-refused':
      return problem.refusals.map((refusal) => ({
        field: fieldOf(problem.part, refusal.column),
        text: describeRefusal(refusal, locale),
      }));
    case 'account-refused': {
      const person = people[problem.person] ?? 'administrator';
      const { type } = problem.problem;
      const text = describeAccountProblem(problem.problem, locale);
      if (type.startsWith('password')) return [{ field: 'password', text }];
      return [{ field: `${person}${type === 'no-name' ? 'Name' : 'Username'}`, text }];
    }
  }
}

function fieldOf(part: 'own' | 'above', column: string): string {
  if (part === 'own') return column === 'parent' ? 'parentCode' : column;
  return column === 'name' ? 'parentName' : 'parentCode';
}
