import { redirect } from '@sveltejs/kit';
import { readReviewQueue } from '../../../../../../../paper/actions/read-review.server';
import { officeDoor } from '../../../../../../paper-door';
import { scanValueOrPage } from '../../../../../../scan-door';
import type { PageServerLoad } from './$types';

/** Rows sent with the page; the rest follow while one works. */
const rowsAtFirst = 12;

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const batchId = event.params.batch;
  const item = event.url.searchParams.get('cau') ?? undefined;
  const asked = Number(event.url.searchParams.get('to') ?? 0);
  const sheet = Number.isSafeInteger(asked) && asked > 0 ? asked : undefined;
  const queue = await readReviewQueue(ctx, actor, { unitCode, batchId, item, sheet, skip: 0, take: rowsAtFirst });
  const gone = !queue.ok && (queue.error.type === 'batch-ended' || queue.error.type === 'batch-not-scanned');
  if (gone) redirect(303, `/van-phong/${unitCode}/nhap-phieu/${batchId}`);
  return { unitCode, batchId, item, sheet, queue: scanValueOrPage(queue, locale) };
};
