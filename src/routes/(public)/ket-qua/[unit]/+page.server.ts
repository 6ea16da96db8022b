import { error } from '@sveltejs/kit';
import { type CalendarDay, vietnameseDayOf } from '../../../../kernel/calendar-day';
import { parseUnitCode } from '../../../../organisation/unit';
import { readCombinedUnits } from '../../../../publication/actions/read-combined-units.server';
import type { CombinedUnitsLine } from '../../../../publication/combined-units-line';
import { readPublishedHistory } from '../../../../publication/actions/read-portal.server';
import { readVersions } from '../../../../survey/actions/read-survey.server';
import { isShown, overallRow, type SnapshotContent } from '../../../../publication/snapshot';
import { snapshotPeriodLabel } from '../../../../publication/snapshot-words';
import { trendOf } from '../../../../publication/trend';
import { publicationText } from '../../../../ui/text/publication';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const unitCode = parseUnitCode(params.unit);
  const history = await readPublishedHistory(locals.app, params.unit.toUpperCase());
  const lines = unitCode === undefined ? [] : await readCombinedUnits(locals.app, unitCode);
  const combined = lines.map(({ line, releasedAt }) => listedLine(line, vietnameseDayOf(releasedAt))).reverse();
  const [newest] = history;
  if (newest === undefined) {
    const superior = lines.at(-1)?.line.superior;
    if (superior === undefined) error(404, publicationText[locals.locale].portal.notFound);
    return { unit: superior, combined, plan: undefined, trend: undefined, history: [] };
  }
  const inWords = (period: SnapshotContent['period']) => ({
    ...period,
    label: snapshotPeriodLabel(period, locals.locale),
  });
  const standing = history.filter(({ supersededBy }) => supersededBy === null).map(({ content }) => content);
  const { unit, plan } = newest.content;
  // A plan may be approved and yet not made public: then nothing outside leads to it.
  const isPublic = (await readVersions(locals.app, unit.code, plan.id)).some(({ state }) => state === 'published');
  return {
    unit,
    combined,
    plan: isPublic ? plan : undefined,
    trend: trendOf(standing.map((content) => ({ ...content, period: inWords(content.period) }))),
    history: history.map(({ content, publishedOn, supersededBy }) => {
      const overall = overallRow(content);
      const share = isShown(overall) ? overall.satisfiedShare : null;
      const { id, kind, period, ballots } = content;
      return {
        id,
        kind,
        label: inWords(period).label,
        ballots,
        share,
        publishedOn,
        superseded: supersededBy?.relation ?? null,
      };
    }),
  };
};

function listedLine({ id, periodId, units, overall }: CombinedUnitsLine, releasedOn: CalendarDay) {
  return { id, periodId, units: units.length, share: overall.satisfiedShare, releasedOn };
}
