import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { decideRow } from '../../../../../../../../paper/actions/decide-row.server';
import { readReviewQueue } from '../../../../../../../../paper/actions/read-review.server';
import { type ScanError, scanProblem } from '../../../../../../../../paper/problem';
import type { Locale } from '../../../../../../../../ui/locale';
import { officeDoor } from '../../../../../../../paper-door';
import type { RequestHandler } from './$types';

function refuse(error: ScanError, locale: Locale): Response {
  const { status, text } = scanProblem(error, locale);
  return json({ problem: text }, { status });
}

const part = z.object({
  cau: z.string().max(60).optional(),
  to: z.coerce.number().int().min(1).optional(),
  qua: z.coerce.number().int().min(0).max(100_000),
});
const rowsInPart = 24;

/** The next rows of the queue with their pictures, while those before are on the screen. */
export const GET: RequestHandler = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const asked = part.safeParse(Object.fromEntries(event.url.searchParams));
  if (!asked.success) return refuse({ type: 'no-such-row' }, locale);
  const { cau: item, to: sheet, qua: skip } = asked.data;
  const where = { unitCode, batchId: event.params.batch, item, sheet };
  const queue = await readReviewQueue(ctx, actor, { ...where, skip, take: rowsInPart });
  if (!queue.ok) return refuse(queue.error, locale);
  return json(queue.value, { headers: { 'cache-control': 'no-store' } });
};

const decision = z.strictObject({
  sheet: z.number().int().min(1).max(100_000),
  item: z.string().min(1).max(60),
  value: z.string().max(10_000),
  unreadable: z.boolean(),
  correct: z.boolean(),
});

/** One key of a reviewer. */
export const POST: RequestHandler = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const body: unknown = await event.request.json().catch(() => undefined);
  const parsed = decision.safeParse(body);
  if (!parsed.success) return refuse({ type: 'value-does-not-fit' }, locale);
  const decided = await decideRow(ctx, actor, { unitCode, batchId: event.params.batch, ...parsed.data });
  return decided.ok ? json({}) : refuse(decided.error, locale);
};
