import { redirect } from '@sveltejs/kit';
import { formatDay } from '../../../../../kernel/calendar-day';
import { decideVoid } from '../../../../../collection/actions/decide-void.server';
import { readVoids } from '../../../../../collection/actions/read-voids.server';
import { countUnit } from '../../../../../results/actions/count-intake.server';
import { period, periodLabel } from '../../../../../survey/reporting-period';
import { formatMoment, officeDoor, refused, valueOrPage } from '../../../../paper-door';
import { targetWords } from './target-words';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const voids = valueOrPage(await readVoids(ctx, actor, unitCode), locale);
  const rows = voids.requests.map((request) => ({
    id: request.id,
    group: targetWords(request.target, voids, locale),
    isSheets: request.target.kind === 'keyed-batch',
    period: periodLabel(period(request.periodId), locale),
    ballots: request.ballots,
    reason: request.reason,
    note: request.note,
    requested: `${request.requestedByName}, ${formatMoment(request.requestedAt)}`,
    own: request.requestedBy === actor.accountId,
    state: request.state.state,
    decided:
      request.state.state === 'requested'
        ? ''
        : `${request.decidedByName ?? ''}, ${formatMoment(request.state.decidedAt)}`,
  }));
  return {
    unitCode,
    today: formatDay(ctx.clock.today()),
    done: event.url.searchParams.get('xong'),
    ballots: Number(event.url.searchParams.get('so') ?? 0),
    pending: rows.filter((row) => row.state === 'requested'),
    decided: rows.filter((row) => row.state !== 'requested'),
    mayRequest: voids.mayRequest,
    mayDecide: voids.mayDecide,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const data = await event.request.formData();
    const confirm = data.get('decision') === 'confirm';
    const decided = await decideVoid(ctx, actor, { unitCode, requestId: String(data.get('request') ?? ''), confirm });
    if (!decided.ok) return refused(decided.error, locale, {});
    if (confirm) await countUnit(ctx, unitCode);
    redirect(303, `${event.url.pathname}?xong=${confirm ? 'confirmed' : 'refused'}&so=${decided.value.ballots}`);
  },
};
