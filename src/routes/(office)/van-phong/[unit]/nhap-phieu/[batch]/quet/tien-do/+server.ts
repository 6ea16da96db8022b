import { json } from '@sveltejs/kit';
import { readScanProgress } from '../../../../../../../../paper/actions/read-desk.server';
import { progressView } from '../../../../../../../../paper/desk-view';
import { scanProblem } from '../../../../../../../../paper/problem';
import { officeDoor } from '../../../../../../../paper-door';
import type { RequestHandler } from './$types';

/** How far the reading is, asked for once a second while the page is open. */
export const GET: RequestHandler = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const progress = await readScanProgress(ctx, actor, unitCode, event.params.batch);
  if (progress.ok) return json(progressView(progress.value, locale), { headers: { 'cache-control': 'no-store' } });
  const { status, text } = scanProblem(progress.error, locale);
  return json({ problem: text }, { status });
};
