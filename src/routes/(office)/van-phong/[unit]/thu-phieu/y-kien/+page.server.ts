import { error } from '@sveltejs/kit';
import { readComments } from '../../../../../../collection/actions/read-comments.server';
import { parsePeriodId, periodLabel } from '../../../../../../survey/reporting-period';
import { collectionText } from '../../../../../../ui/text/collection';
import { deskProblem } from '../../../../../collection-door';
import { requireActor } from '../../../../../require-actor';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { app, locale } = event.locals;
  const found = await readComments(app, actor, event.params.unit);
  if (!found.ok) {
    const { status, text } = deskProblem(found.error.type, locale);
    error(status, text);
  }
  const { comments, waiting } = found.value;
  const standing: Readonly<Record<string, string>> = collectionText[locale].citizen.texts;
  const groups = new Map<string, { period: string; question: string; bodies: string[] }>();
  for (const { periodId, questionId, body } of comments) {
    const key = `${periodId} ${questionId}`;
    const period = parsePeriodId(periodId);
    const group = groups.get(key) ?? {
      period: period ? periodLabel(period, locale) : periodId,
      question: standing[questionId] ?? questionId,
      bodies: [],
    };
    group.bodies.push(body);
    groups.set(key, group);
  }
  return { unitCode: event.params.unit, waiting, groups: [...groups.values()] };
};
