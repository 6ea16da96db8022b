import { redirect } from '@sveltejs/kit';
import { randomId } from '../../../../../../kernel/bytes';
import { formatDay, vietnameseDayOf } from '../../../../../../kernel/calendar-day';
import { cleanText } from '../../../../../../kernel/vietnamese-text';
import { may } from '../../../../../../organisation/permission';
import { recordPrinting } from '../../../../../../paper/actions/print-run-file.server';
import { readPrintRun } from '../../../../../../paper/actions/read-print-runs.server';
import { filesOf } from '../../../../../../paper/print-run';
import { period, periodLabel } from '../../../../../../survey/reporting-period';
import { officeDoor } from '../../../../../paper-door';
import { sheetsOrPage, sheetsRefused } from '../../../../../sheet-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const desk = sheetsOrPage(await readPrintRun(ctx, actor, unitCode, event.params.run), locale);
  const { run, balance, printings, movements } = desk;
  const last = printings.at(-1);
  const shuffle = event.url.searchParams.get('in') ?? undefined;
  return {
    unitCode,
    mayManage: may(actor, 'manage-collection', unitCode),
    saved: event.url.searchParams.has('da-ghi'),
    run: {
      run: run.run,
      number: run.number,
      kind: run.kind,
      form: { id: run.formId, version: run.formVersion },
      paper: run.paper,
      pages: run.layout.pages.length,
      periodId: run.periodId,
      period: periodLabel(period(run.periodId), locale),
      madeBy: run.madeByName,
      madeOn: formatDay(vietnameseDayOf(run.madeAt)),
    },
    balance,
    printed: last && { times: printings.length, day: formatDay(vietnameseDayOf(last.printedAt)) },
    files: last && shuffle !== undefined ? { shuffle, parts: filesOf(run) } : undefined,
    movements: movements.map(({ movement, replaced }) => ({
      id: movement.id,
      kind: movement.kind,
      place: movement.place,
      sheets: movement.sheets,
      day: formatDay(movement.day),
      note: movement.note,
      by: movement.recordedByName,
      reason: movement.correction?.reason,
      replaced: replaced.map((old) => ({ day: formatDay(old.day), sheets: old.sheets, place: old.place })),
    })),
  };
};

export const actions: Actions = {
  print: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const { run } = event.params;
    const reason = cleanText(String((await event.request.formData()).get('reason') ?? '')).slice(0, 200);
    const printed = await recordPrinting(ctx, actor, { unitCode, run, reason });
    if (!printed.ok) return sheetsRefused(printed.error, locale, { reason });
    // The order of this pile; it stands in the address of the files only.
    redirect(303, `/van-phong/${unitCode}/in-phieu/${run}?in=${randomId()}#tep`);
  },
};
