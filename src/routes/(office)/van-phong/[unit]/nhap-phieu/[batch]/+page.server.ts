import { redirect } from '@sveltejs/kit';
import { drawForSecondReading } from '../../../../../../collection/actions/draw-second-readings.server';
import { readKeyingBatch } from '../../../../../../collection/actions/read-keying.server';
import { releaseBatch } from '../../../../../../collection/actions/release-batch.server';
import { disagreementPercent, worryingDisagreementPercent } from '../../../../../../collection/keying';
import { may } from '../../../../../../organisation/permission';
import { countUnit } from '../../../../../../results/actions/count-intake.server';
import { differencesView } from '../../../../../../paper/account-view';
import { readAccountingOfBatch } from '../../../../../../paper/actions/read-sheet-accounting.server';
import { period, periodLabel } from '../../../../../../survey/reporting-period';
import { formatMoment, formatOpening, officeDoor, refused, valueOrPage } from '../../../../../paper-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const summary = valueOrPage(await readKeyingBatch(ctx, actor, unitCode, event.params.batch), locale);
  const { batch, stage, record, outcome, toReadFirst, toReadSecond, toSettle, forMe } = summary;
  if (batch.reading === 'scanned') redirect(303, `/van-phong/${unitCode}/nhap-phieu/${batch.id}/quet`);
  const disagreement = disagreementPercent(record);
  const account = outcome && (await readAccountingOfBatch(ctx, actor, unitCode, batch.periodId));
  return {
    unitCode,
    batch: {
      id: batch.id,
      code: batch.code,
      channel: batch.channel,
      box: batch.boxCode,
      openedOn: batch.openedOn && formatOpening(batch.openedOn, batch.openingTurn, locale),
      openingId: batch.openingId,
      periodId: batch.periodId,
      period: periodLabel(period(batch.periodId), locale),
      form: `${batch.formId}.${batch.formVersion}`,
      sheets: batch.sheets,
      share: batch.secondSharePercent,
      toDraw: Math.ceil((batch.sheets * batch.secondSharePercent) / 100),
      createdBy: `${batch.createdByName}, ${formatMoment(batch.createdAt)}`,
    },
    stage,
    record,
    disagreement,
    worrying:
      disagreement !== undefined && disagreement > worryingDisagreementPercent && record.readTwice < batch.sheets,
    endedBy: outcome && `${outcome.endedByName}, ${formatMoment(outcome.endedAt)}`,
    readers: outcome?.readers ?? [],
    account: account && differencesView(account, locale),
    isSmall: outcome?.outcome === 'released' && outcome.batchCode === undefined,
    toReadFirst,
    toReadSecond,
    toSettle,
    forMe,
    mayKey: may(actor, 'key-ballots', unitCode),
    mayReview: may(actor, 'review-keying', unitCode),
  };
};

export const actions: Actions = {
  draw: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const all = (await event.request.formData()).get('all') === '1';
    const drawn = await drawForSecondReading(ctx, actor, { unitCode, batchId: event.params.batch, all });
    if (!drawn.ok) return refused(drawn.error, locale, {});
    redirect(303, event.url.pathname);
  },
  release: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const released = await releaseBatch(ctx, actor, { unitCode, batchId: event.params.batch });
    if (!released.ok) return refused(released.error, locale, {});
    await countUnit(ctx, unitCode);
    redirect(303, event.url.pathname);
  },
};
