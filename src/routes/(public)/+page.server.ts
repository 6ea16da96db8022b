import { redirect } from '@sveltejs/kit';
import { examplePassword, examplePeople } from '../../organisation/example-people';
import { latestPublications } from '../../publication/actions/read-portal.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  latest: await latestPublications(locals.app, 3),
  example: locals.app.config.demo ? { people: examplePeople, password: examplePassword } : undefined,
});

export const actions: Actions = {
  /** The short code under the QR code; an unknown one is explained by the form's own page. */
  office: async ({ request }) => {
    const code = String((await request.formData()).get('code') ?? '').replace(/[^A-Za-z0-9.-]/g, '');
    redirect(303, code === '' ? '/' : `/p/${code.toLowerCase()}`);
  },
};
