import type { RequestEvent } from '@sveltejs/kit';
import { parseCalendarDay, vietnameseDayOf } from '../../../../../../../kernel/calendar-day';
import { cleanText } from '../../../../../../../kernel/vietnamese-text';
import { superiorOf } from '../../../../../../../organisation/actions/read-organisation.server';
import { may } from '../../../../../../../organisation/permission';
import { attachSignedFile } from '../../../../../../../publication/actions/attach-signed-file.server';
import { editWindowReport } from '../../../../../../../publication/actions/make-window-report.server';
import { readWindowReport } from '../../../../../../../publication/actions/read-publications.server';
import { recordUpwardReport } from '../../../../../../../publication/actions/record-upward-report.server';
import { period, periodLabel } from '../../../../../../../survey/reporting-period';
import { publicationOfficeText } from '../../../../../../../ui/text/publication-office';
import { done, enter, refused, uploaded, valueOr } from '../../door';
import { saveReport, textOf } from '../../report-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unit } = enter(event);
  const { app, locale } = event.locals;
  const { report, signed, sent } = valueOr(event, await readWindowReport(app, actor, unit, event.params.report));
  return {
    unit,
    id: report.id,
    label: periodLabel(period(report.periodId), locale),
    madeOn: vietnameseDayOf(report.madeAt),
    report: report.report,
    mayPrepare: may(actor, 'prepare-publication', unit),
    signed: signed.map(({ id, officialNumber, signedOn }) => ({ id, officialNumber, signedOn })),
    sent: sent.map(({ id, sentOn, toUnitName, sentHow, officialNumber }) => ({
      id,
      sentOn,
      toUnitName,
      sentHow,
      officialNumber,
    })),
    above: (await superiorOf(app, unit))?.name,
    today: app.clock.today(),
  };
};

function textFor(event: RequestEvent) {
  return publicationOfficeText[event.locals.locale];
}

export const actions: Actions = {
  save: async (event) => {
    const { actor, unit } = enter(event);
    const { app } = event.locals;
    const { report } = valueOr(event, await readWindowReport(app, actor, unit, event.params.report));
    const saved = await saveReport(event, report.report, (words) =>
      editWindowReport(app, actor, unit, report.id, words),
    );
    return saved.problem ?? done('draft', textFor(event).draft.saved);
  },
  signed: async (event) => {
    const { actor, unit } = enter(event);
    const form = await event.request.formData();
    const signedOnText = textOf(form, 'signedOn').trim();
    const signedOn = parseCalendarDay(signedOnText);
    if (signedOnText !== '' && signedOn === undefined) return refused(event, { type: 'day-invalid' }, 'signed');
    const attached = await attachSignedFile(event.locals.app, actor, unit, {
      subjectId: event.params.report,
      bytes: (await uploaded(form, 'file')) ?? new Uint8Array(),
      officialNumber: cleanText(textOf(form, 'officialNumber')).slice(0, 60) || undefined,
      signedOn,
    });
    return attached.ok ? done('signed', textFor(event).signed.done) : refused(event, attached.error, 'signed');
  },
  upward: async (event) => {
    const { actor, unit } = enter(event);
    const form = await event.request.formData();
    const sentOn = parseCalendarDay(textOf(form, 'sentOn'));
    if (sentOn === undefined) return refused(event, { type: 'day-invalid' }, 'upward');
    const recorded = await recordUpwardReport(event.locals.app, actor, unit, {
      subjectId: event.params.report,
      sentOn,
      officialNumber: cleanText(textOf(form, 'officialNumber')).slice(0, 60) || undefined,
      sentHow: cleanText(textOf(form, 'sentHow')).slice(0, 100),
    });
    return recorded.ok ? done('upward', textFor(event).upward.done) : refused(event, recorded.error, 'upward');
  },
};
