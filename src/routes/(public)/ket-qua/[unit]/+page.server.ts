import { error } from '@sveltejs/kit';
import { readPublishedHistory } from '../../../../publication/actions/read-portal.server';
import { readVersions } from '../../../../survey/actions/read-survey.server';
import { isShown, overallRow } from '../../../../publication/snapshot';
import { trendOf } from '../../../../publication/trend';
import { publicationText } from '../../../../ui/text/publication';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const history = await readPublishedHistory(locals.app, params.unit.toUpperCase());
  const [newest] = history;
  if (newest === undefined) error(404, publicationText[locals.locale].portal.notFound);
  const standing = history.filter(({ supersededBy }) => supersededBy === null).map(({ content }) => content);
  const { unit, plan } = newest.content;
  // A plan may be approved and yet not made public: then nothing outside leads to it.
  const isPublic = (await readVersions(locals.app, unit.code, plan.id)).some(({ state }) => state === 'published');
  return {
    unit,
    plan: isPublic ? plan : undefined,
    trend: trendOf(standing),
    history: history.map(({ content, publishedOn, supersededBy }) => {
      const overall = overallRow(content);
      const share = isShown(overall) ? overall.satisfiedShare : null;
      const { id, kind, period, ballots } = content;
      return { id, kind, label: period.label, ballots, share, publishedOn, superseded: supersededBy?.relation ?? null };
    }),
  };
};
