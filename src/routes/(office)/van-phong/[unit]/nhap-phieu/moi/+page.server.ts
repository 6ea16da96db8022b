import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openBatch } from '../../../../../../collection/actions/open-batch.server';
import { readBatchChoices } from '../../../../../../collection/actions/read-keying.server';
import { holds, period, periodLabel } from '../../../../../../survey/reporting-period';
import { openScannedBatch } from '../../../../../../paper/actions/open-scanned-batch.server';
import { formatOpening, officeDoor, refused, valueOrPage } from '../../../../../paper-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const choices = valueOrPage(await readBatchChoices(ctx, actor, unitCode), locale);
  const asked = event.url.searchParams.get('lan-mo');
  const chosen = choices.openings.find(({ opening }) => opening.rootId === asked) ?? choices.openings[0];
  const day = chosen?.opening.openedOn ?? ctx.clock.today();
  const periods = choices.periods.map((id) => period(id));
  return {
    unitCode,
    openings: choices.openings.map(({ opening, left }) => ({
      id: opening.rootId,
      box: opening.boxCode,
      day: formatOpening(opening.openedOn, opening.turn, locale),
      left,
    })),
    periods: periods.map((one) => ({ id: one.id, label: periodLabel(one, locale) })),
    channels: choices.channels,
    form: choices.form,
    values: {
      source: chosen && choices.channels.includes('paper') ? chosen.opening.rootId : 'interview',
      period: periods.find((one) => holds(one, day))?.id ?? periods.at(-1)?.id ?? '',
      sheets: chosen ? String(chosen.left) : '',
      share: String(choices.secondSharePercent),
      official: false,
      way: 'keyed',
      twoReaders: choices.planHasSecondEntry,
    },
  };
};

const whole = z.string().transform((text) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN));
const schema = z.object({
  source: z.string().max(40),
  period: z.string().max(20),
  form: z.string().max(20),
  version: whole,
  sheets: whole,
  share: whole,
  official: z.literal('on').optional(),
  way: z.enum(['keyed', 'scanned']),
  twoReaders: z.literal('on').optional(),
});

export const actions: Actions = {
  default: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const typed = Object.fromEntries(await event.request.formData()) as Record<string, string>;
    const values = {
      source: typed.source ?? '',
      period: typed.period ?? '',
      sheets: typed.sheets ?? '',
      share: typed.share ?? '',
      official: typed.official === 'on',
      way: typed.way === 'scanned' ? 'scanned' : 'keyed',
      twoReaders: typed.twoReaders === 'on',
    };
    const parsed = schema.safeParse(typed);
    if (!parsed.success) return refused({ type: 'no-such-opening' }, locale, values);
    const { source, sheets, share, way } = parsed.data;
    const input = {
      unitCode,
      channel: source === 'interview' ? ('interview' as const) : ('paper' as const),
      openingId: source === 'interview' ? undefined : source,
      periodId: parsed.data.period,
      formId: parsed.data.form,
      formVersion: parsed.data.version,
      sheets,
      secondSharePercent: share,
      asksOfficial: parsed.data.official === 'on',
    };
    const opened =
      way === 'scanned'
        ? await openScannedBatch(ctx, actor, { ...input, twoReaders: parsed.data.twoReaders === 'on' })
        : await openBatch(ctx, actor, input);
    if (!opened.ok) return refused(opened.error, locale, values);
    redirect(303, `/van-phong/${unitCode}/nhap-phieu/${opened.value.id}`);
  },
};
