import { error, fail } from '@sveltejs/kit';
import { linkOfficial } from '../../../../../../../organisation/actions/link-official.server';
import { accountNames } from '../../../../../../../organisation/actions/read-accounts.server';
import { readOfficials } from '../../../../../../../organisation/actions/read-organisation.server';
import { saveRecord } from '../../../../../../../organisation/actions/save-record.server';
import { setPhoto } from '../../../../../../../organisation/actions/set-photo.server';
import { may } from '../../../../../../../organisation/permission';
import { describeOrganisationProblem, statusOf } from '../../../../../../../organisation/problem';
import { organisationText } from '../../../../../../../ui/text/organisation';
import { shellText } from '../../../../../../../ui/text/shell';
import { textOf } from '../../../../../../session-cookie';
import { errorsOf, requirePlace } from '../../office';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unit } = requirePlace(event, 'edit-organisation');
  const { app, locale } = event.locals;
  const official = (await readOfficials(app, unit)).find((one) => one.code === event.params.code);
  if (official === undefined) error(404, shellText[locale].error.notFound);
  const mayLink = may(actor, 'view-official-figures', unit);
  return {
    official,
    photo: official.photoId && `/anh/${unit}/${official.photoId}`,
    accounts: mayLink ? await accountNames(app, actor, unit) : undefined,
  };
};

const saved = (event: RequestEvent) => ({ done: organisationText[event.locals.locale].saved });

export const actions: Actions = {
  save: async (event) => {
    const { actor, unit } = requirePlace(event, 'edit-organisation');
    const form = await event.request.formData();
    const values = { name: textOf(form, 'name'), title: textOf(form, 'title'), counters: textOf(form, 'counters') };
    const columns = { ...values, unit, code: event.params.code, active: form.has('active') ? 'yes' : 'no' };
    const result = await saveRecord(event.locals.app, actor, unit, { kind: 'officials', columns, mode: 'edit' });
    return result.ok ? saved(event) : fail(422, { values, errors: errorsOf(result.error, event.locals.locale) });
  },
  photo: async (event) => {
    const { actor, unit } = requirePlace(event, 'edit-organisation');
    const form = await event.request.formData();
    const file = form.get('photo');
    const remove = form.has('remove');
    const bytes = remove ? undefined : new Uint8Array(file instanceof File ? await file.arrayBuffer() : []);
    const result = await setPhoto(event.locals.app, actor, unit, { code: event.params.code, bytes });
    if (result.ok) return saved(event);
    const text = describeOrganisationProblem(result.error, event.locals.locale);
    return fail(statusOf(result.error), { errors: [{ field: 'photo', text }] });
  },
  account: async (event) => {
    const { actor, unit } = requirePlace(event, 'view-official-figures');
    const accountId = textOf(await event.request.formData(), 'account') || undefined;
    const result = await linkOfficial(event.locals.app, actor, unit, { code: event.params.code, accountId });
    if (result.ok) return saved(event);
    const text = describeOrganisationProblem(result.error, event.locals.locale);
    return fail(statusOf(result.error), { errors: [{ field: 'account', text }] });
  },
};
