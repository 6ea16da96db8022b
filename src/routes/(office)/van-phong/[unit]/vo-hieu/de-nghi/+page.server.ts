import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { requestVoid } from '../../../../../../collection/actions/request-void.server';
import { readVoids } from '../../../../../../collection/actions/read-voids.server';
import { checkVoidRequest, targetKey, type VoidGroup, voidReasons } from '../../../../../../collection/void';
import { period, periodLabel } from '../../../../../../survey/reporting-period';
import { officeDoor, refused, valueOrPage } from '../../../../../paper-door';
import { targetWords } from '../target-words';
import { requireAt } from '../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

const keyOf = (group: VoidGroup) => `${group.periodId} ${targetKey(group.target)}`;

export const load: PageServerLoad = async (event) => {
  requireAt(event, 'request-void');
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const voids = valueOrPage(await readVoids(ctx, actor, unitCode), locale);
  const periods = [...new Set(voids.groups.map((group) => group.periodId))].sort().reverse();
  return {
    unitCode,
    reasons: voidReasons,
    periods: periods.map((id) => ({
      label: periodLabel(period(id), locale),
      groups: voids.groups
        .filter((group) => group.periodId === id)
        .map((group) => ({
          key: keyOf(group),
          words: targetWords(group.target, voids, locale),
          ballots: group.ballots,
          isSheets: group.target.kind === 'keyed-batch',
          tooSmall: !checkVoidRequest(group, '.').ok,
        })),
    })),
  };
};

const schema = z.object({ group: z.string().max(120), reason: z.enum(voidReasons), note: z.string().max(2_000) });

export const actions: Actions = {
  default: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const typed = Object.fromEntries(await event.request.formData()) as Record<string, string>;
    const values = { group: typed.group ?? '', reason: typed.reason ?? '', note: typed.note ?? '' };
    const parsed = schema.safeParse(typed);
    const voids = valueOrPage(await readVoids(ctx, actor, unitCode), locale);
    const group = voids.groups.find((one) => keyOf(one) === values.group);
    if (!parsed.success || !group) return refused({ type: 'void-group-empty' }, locale, values);
    const { reason, note } = parsed.data;
    const requested = await requestVoid(ctx, actor, {
      unitCode,
      periodId: group.periodId,
      target: group.target,
      reason,
      note,
    });
    if (!requested.ok) return refused(requested.error, locale, values);
    redirect(303, `/van-phong/${unitCode}/vo-hieu?xong=requested`);
  },
};
