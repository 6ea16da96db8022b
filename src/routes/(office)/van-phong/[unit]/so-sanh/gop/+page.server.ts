import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import {
  combineUnits,
  type LineAsked,
  readCombinableUnits,
} from '../../../../../../publication/actions/combine-units.server';
import { publicationProblem } from '../../../../../../publication/problem';
import { unitLevels } from '../../../../../../publication/unit-level';
import { parsePeriodId, period, periodLabel } from '../../../../../../survey/reporting-period';
import { requireAt } from '../../../../../unit-door';
import { sentForm } from '../../../../../sent-form';
import { refused, valueOr } from '../../cong-bo/door';
import type { Actions, PageServerLoad } from './$types';

/** `?ky=2025-Q3&cap=commune`; without a level, communes. */
function lineAsked({ url, locals }: RequestEvent): LineAsked {
  const periodId = parsePeriodId(url.searchParams.get('ky') ?? '')?.id;
  if (periodId === undefined) {
    const { status, text } = publicationProblem({ type: 'unknown-period' }, locals.locale);
    error(status, text);
  }
  const level = unitLevels.find((each) => each === url.searchParams.get('cap')) ?? 'commune';
  return { periodId, level };
}

const comparison = (unitCode: string, { periodId, level }: LineAsked, more: Record<string, string> = {}) =>
  `/van-phong/${unitCode}/so-sanh?${new URLSearchParams({ ky: periodId, cap: level, ...more })}`;

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'combine-units');
  const asked = lineAsked(event);
  const found = valueOr(event, await readCombinableUnits(event.locals.app, actor, unitCode, asked));
  return {
    ...found,
    level: asked.level,
    period: periodLabel(period(asked.periodId), event.locals.locale),
    back: comparison(unitCode, asked),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unitCode } = requireAt(event, 'combine-units');
    const asked = lineAsked(event);
    const form = sentForm(await event.request.formData());
    if (form.text('confirmed') !== 'yes') return refused(event, { type: 'combining-unconfirmed' }, 'combine');
    const released = await combineUnits(event.locals.app, actor, unitCode, { ...asked, seen: form.all('seen') });
    if (!released.ok) return refused(event, released.error, 'combine');
    redirect(303, comparison(unitCode, asked, { 'da-gop': released.value.id }));
  },
};
