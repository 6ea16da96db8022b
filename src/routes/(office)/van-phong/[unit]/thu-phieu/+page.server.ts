import { channels } from '../../../../../collection/channel';
import { totalOf } from '../../../../../collection/collection-counts';
import { drawQr, officeLink } from '../../../../../collection/actions/draw-qr.server';
import { formatDay } from '../../../../../kernel/calendar-day';
import { readFields } from '../../../../../organisation/actions/read-organisation.server';
import { may } from '../../../../../organisation/permission';
import { periodLabel } from '../../../../../survey/reporting-period';
import { collectionText } from '../../../../../ui/text/collection';
import { collectionOf } from '../../../../collection-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { app, locale, actor } = event.locals;
  const { unit } = event.params;
  const state = await collectionOf(event);
  const text = collectionText[locale];
  const open = state.survey.state === 'open' ? state.survey.survey : undefined;
  const office = state.survey.state === 'open' ? state.survey.survey.office : state.survey.office.office;
  const fieldNames = new Map((await readFields(app, unit)).map(({ code, name }) => [code as string, name]));
  const link = officeLink(app.config.publicUrl, office);
  return {
    unitCode: unit,
    mayManage: may(actor, 'manage-collection', unit),
    mayIssue: may(actor, 'issue-codes', unit),
    mayReadComments: may(actor, 'manage-collection', unit) || may(actor, 'prepare-publication', unit),
    open: open && { period: periodLabel(open.period, locale), until: formatDay(open.period.until) },
    opensOn: state.survey.state === 'closed' && state.survey.opensOn ? formatDay(state.survey.opensOn) : undefined,
    link,
    qr: await drawQr(link),
    office,
    secure: link.startsWith('https:'),
    waiting: state.waiting,
    total: totalOf(state.byChannel),
    byChannel: channels.map((code) => ({
      name: text.channel[code],
      ...(state.byChannel.find((row) => row.code === code) ?? { code, today: 0, period: 0 }),
    })),
    byField: state.byField.map((row) => ({
      ...row,
      name: fieldNames.get(row.code) ?? (row.code || text.desk.noField),
    })),
    kiosksInUse: state.kiosks.filter(({ withdrawnOn }) => withdrawnOn === undefined).length,
    codes: {
      made: state.runs.reduce((sum, run) => sum + run.count, 0),
      spent: state.runs.reduce((sum, run) => sum + run.spent, 0),
    },
  };
};
