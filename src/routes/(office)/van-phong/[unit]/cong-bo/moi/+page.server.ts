import { error, redirect } from '@sveltejs/kit';
import { beginPublication } from '../../../../../../publication/actions/begin-publication.server';
import { readPublications } from '../../../../../../publication/actions/read-publications.server';
import { ripeOn } from '../../../../../../publication/planned-publications';
import { publicationTitle } from '../../../../../../publication/publication-title';
import { addDays } from '../../../../../../kernel/calendar-day';
import { may } from '../../../../../../organisation/permission';
import { publicationOfficeText } from '../../../../../../ui/text/publication-office';
import { enter, refused, valueOr } from '../door';
import type { Actions, PageServerLoad } from './$types';
import type { RequestEvent } from '@sveltejs/kit';

function wantedOf(event: RequestEvent) {
  const get = (name: string) => event.url.searchParams.get(name) ?? '';
  const kind = get('loai') === 'supplement' ? ('supplement' as const) : ('regular' as const);
  return { planId: get('ke-hoach'), periodId: get('ky'), kind };
}

export const load: PageServerLoad = async (event) => {
  const { actor, unit, base } = enter(event);
  const { app, locale } = event.locals;
  const wanted = wantedOf(event);
  const { publications } = valueOr(event, await readPublications(app, actor, unit));
  const found = publications.find(
    ({ planId, periodId, kind }) => planId === wanted.planId && periodId === wanted.periodId && kind === wanted.kind,
  );
  if (found === undefined) error(404, publicationOfficeText[locale].problem['not-planned']);
  if (found.publication !== undefined) redirect(303, `${base}/${found.publication.frame.id}`);
  return {
    unit,
    title: publicationTitle(found, locale),
    window: found.window,
    due: found.due,
    readyFrom: app.clock.today() <= ripeOn(found) ? addDays(ripeOn(found), 1) : undefined,
    mayPrepare: may(actor, 'prepare-publication', unit),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unit, base } = enter(event);
    const begun = await beginPublication(event.locals.app, actor, unit, wantedOf(event));
    if (!begun.ok) return refused(event, begun.error, 'begin');
    redirect(303, `${base}/${begun.value}`);
  },
};
