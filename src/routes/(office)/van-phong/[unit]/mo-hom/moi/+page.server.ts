import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { parseCalendarDay } from '../../../../../../kernel/calendar-day';
import { cleanText } from '../../../../../../kernel/vietnamese-text';
import { readBoxOpenings } from '../../../../../../collection/actions/read-box-openings.server';
import { photoOf, recordBoxOpening } from '../../../../../../collection/actions/record-box-opening.server';
import type { BoxOpeningDraft } from '../../../../../../collection/box-opening';
import { formatOpening, officeDoor, refused, valueOrPage } from '../../../../../paper-door';
import { requireAt } from '../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAt(event, 'open-box');
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const openings = valueOrPage(await readBoxOpenings(ctx, actor, unitCode), locale);
  const replaces = event.url.searchParams.get('thay') ?? undefined;
  const old = openings.find(({ opening }) => opening.id === replaces)?.opening;
  return {
    unitCode,
    boxes: [...new Set(openings.map(({ opening }) => opening.boxCode))].sort(),
    old: old && {
      id: old.id,
      day: formatOpening(old.openedOn, old.turn, locale),
      box: old.boxCode,
      found: old.sheetsFound,
    },
    values: {
      box: old?.boxCode ?? openings[0]?.opening.boxCode ?? 'H1',
      day: old?.openedOn ?? ctx.clock.today(),
      people: old?.witnesses ?? [],
      found: old ? String(old.sheetsFound) : '',
      spoiled: old ? String(old.spoiled) : '0',
      note: old?.note ?? '',
      reason: '',
    },
  };
};

const line = z.string().max(200).transform(cleanText);
const count = z
  .string()
  .transform((text) => text.replace(/[.\s]/g, ''))
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : -1));

const form = z.object({
  box: line.transform((text) => text.toUpperCase()),
  day: z.string().transform((text) => parseCalendarDay(text)),
  found: count,
  spoiled: z.preprocess((value) => (value === '' ? '0' : value), count),
  note: z.string().max(2_000).transform(cleanText),
  replaces: z.string().max(40).optional(),
  reason: line.optional(),
});

const peopleAsked = 5;

function witnessesOf(data: FormData): BoxOpeningDraft['witnesses'] {
  const text = (name: string) => cleanText(String(data.get(name) ?? '')).slice(0, 200);
  return Array.from({ length: peopleAsked }, (_, index) => ({
    name: text(`name-${index}`),
    capacity: text(`capacity-${index}`),
    observer: data.get(`observer-${index}`) === 'on',
  })).filter((witness) => witness.name !== '');
}

export const actions: Actions = {
  default: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const data = await event.request.formData();
    const typed = Object.fromEntries([...data].filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >;
    const witnesses = witnessesOf(data);
    const values = {
      box: typed.box ?? '',
      day: typed.day ?? '',
      people: witnesses,
      found: typed.found ?? '',
      spoiled: typed.spoiled ?? '',
      note: typed.note ?? '',
      reason: typed.reason ?? '',
    };
    const parsed = form.safeParse(typed);
    if (!parsed.success) return refused({ type: 'sheet-count-invalid' }, locale, values);
    const { box, day, found, spoiled, note, replaces, reason } = parsed.data;
    if (day === undefined) return refused({ type: 'box-opened-in-future', today: ctx.clock.today() }, locale, values);
    const upload = data.get('photo');
    const bytes = upload instanceof File && upload.size > 0 ? new Uint8Array(await upload.arrayBuffer()) : undefined;
    const photo = bytes && photoOf(bytes);
    if (photo && !photo.ok) return refused(photo.error, locale, values);
    const draft: BoxOpeningDraft = {
      boxCode: box,
      openedOn: day,
      witnesses,
      sheetsFound: found,
      spoiled,
      note,
      correction: replaces ? { replaces, reason: reason ?? '' } : undefined,
    };
    const recorded = await recordBoxOpening(ctx, actor, { unitCode, draft, photo: photo?.value });
    if (!recorded.ok) return refused(recorded.error, locale, values);
    redirect(303, `/van-phong/${unitCode}/mo-hom/${recorded.value.id}?da-ghi=1`);
  },
};
