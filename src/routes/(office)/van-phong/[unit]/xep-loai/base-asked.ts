import { error, redirect } from '@sveltejs/kit';
import { ownWindowsOf } from '../../../../../survey/actions/read-survey.server';
import { parsePeriodCell } from '../../../../../survey/dossier-count-cells';
import { type Period, period as periodOf } from '../../../../../survey/reporting-period';
import type { App } from '../../../../../platform/app';
import type { Locale } from '../../../../../ui/locale';
import { gradingProblem } from '../../../../../results/grading-problem';

/** The base period of the address, which has begun; else the error page says what is wrong with it, or the grading page lets choose. */
export async function baseAsked(app: App, unitCode: string, url: URL, locale: Locale): Promise<Period> {
  if (!url.searchParams.get('ky')) redirect(303, `/van-phong/${unitCode}/xep-loai`);
  const context = { period: undefined, ownWindows: await ownWindowsOf(app, unitCode), today: app.clock.today() };
  const asked = parsePeriodCell(url.searchParams.get('ky') ?? '', context);
  if (asked.ok) return periodOf(asked.value);
  const { status, text } = gradingProblem(asked.error, locale);
  return error(status, text);
}
