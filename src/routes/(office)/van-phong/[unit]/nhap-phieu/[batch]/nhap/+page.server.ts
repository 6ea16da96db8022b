import { redirect } from '@sveltejs/kit';
import { openKeyingDesk } from '../../../../../../../collection/actions/read-keying.server';
import type { KeyingPlace } from '../../../../../../../collection/keying-sheet';
import { standingTexts } from '../../../../../../../collection/open-survey';
import { answerSlots, textQuestions } from '../../../../../../../survey/questionnaire';
import { officeDoor, valueOrPage } from '../../../../../../paper-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const batchId = event.params.batch;
  const role = event.url.searchParams.get('lan') === '2' ? 'second' : 'first';
  const desk = valueOrPage(await openKeyingDesk(ctx, actor, { unitCode, batchId, role }), locale);
  const expected = role === 'first' ? 'first-entry' : 'second-entry';
  if (desk.stage !== expected) redirect(303, `/van-phong/${unitCode}/nhap-phieu/${batchId}`);
  const { batch, questionnaire, fields, officials } = desk.work;
  const choices = (list: typeof fields) => list.map(({ code, name }) => ({ code, name }));
  const places: KeyingPlace[] = [
    ...(fields.length > 0 ? [{ kind: 'field' as const, choices: choices(fields) }] : []),
    ...(batch.asksOfficial && officials.length > 0 ? [{ kind: 'official' as const, choices: choices(officials) }] : []),
    ...answerSlots(questionnaire).map((slot) => ({ kind: 'slot' as const, slot })),
  ];
  return {
    unitCode,
    batchId,
    code: batch.code,
    role,
    places,
    factors: questionnaire.factors.map(({ id, title }) => ({ id, title })),
    scale: questionnaire.scale,
    texts:
      role === 'second'
        ? []
        : [
            ...textQuestions(questionnaire).map(({ id, text }) => ({ id, text })),
            ...standingTexts.map((id) => ({ id, text: '' })),
          ],
    sheets: desk.sheets,
    own: desk.own.map(({ sheet, reading }) => ({
      sheet,
      reading: reading.kind === 'spoiled' ? reading : { ...reading, answers: [...reading.answers] },
    })),
    done: desk.done,
    total: desk.total,
  };
};
