import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { saveReading } from '../../../../../../../collection/actions/save-reading.server';
import { spoiledReasons } from '../../../../../../../collection/keying';
import { paperProblem } from '../../../../../../../collection/keying-problem';
import { officeDoor } from '../../../../../../paper-door';
import type { RequestHandler } from './$types';

const code = z.string().max(20).optional();
const schema = z.strictObject({
  sheet: z.number().int().min(1).max(100_000),
  role: z.enum(['first', 'second']),
  reading: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('spoiled'), reason: z.enum(spoiledReasons) }),
    z.strictObject({
      kind: z.literal('ballot'),
      answers: z.array(z.number().int().min(0).max(255)).max(500),
      fieldCode: code,
      officialCode: code,
      freeTexts: z.record(z.string().max(40), z.string().max(10_000)),
    }),
  ]),
});

/** One finished sheet from the keying screen. */
export const POST: RequestHandler = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const refuse = (error: Parameters<typeof paperProblem>[0]) => {
    const { status, text } = paperProblem(error, locale);
    return json({ problem: text }, { status });
  };
  const body: unknown = await event.request.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (!parsed.success) return refuse({ type: 'answers-do-not-fit', slot: 0 });
  const { sheet, role, reading } = parsed.data;
  const typed =
    reading.kind === 'spoiled'
      ? reading
      : {
          ...reading,
          answers: Uint8Array.from(reading.answers),
          fieldCode: reading.fieldCode,
          officialCode: reading.officialCode,
        };
  const saved = await saveReading(ctx, actor, { unitCode, batchId: event.params.batch, sheet, role, reading: typed });
  return saved.ok ? json({ revision: saved.value.revision }) : refuse(saved.error);
};
