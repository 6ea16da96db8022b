import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { may } from '../../../../../../../organisation/permission';
import { cancelScanFile, controlScanning } from '../../../../../../../paper/actions/control-scanning.server';
import { drawCheckRows } from '../../../../../../../paper/actions/draw-check-rows.server';
import { readEndedScan, readScanDesk } from '../../../../../../../paper/actions/read-desk.server';
import { releaseScannedBatch } from '../../../../../../../paper/actions/release-scanned-batch.server';
import { ruleSheets } from '../../../../../../../paper/actions/rule-sheets.server';
import { parseRanges, progressView } from '../../../../../../../paper/desk-view';
import { asideReasons, type SheetRuling } from '../../../../../../../paper/scanned-sheet';
import { silentErrorLimitPercent } from '../../../../../../../paper/silent-error-rate';
import { countUnit } from '../../../../../../../results/actions/count-intake.server';
import { differencesView } from '../../../../../../../paper/account-view';
import { readAccountingOfBatch } from '../../../../../../../paper/actions/read-sheet-accounting.server';
import { period, periodLabel } from '../../../../../../../survey/reporting-period';
import { formatMoment, formatOpening, officeDoor, valueOrPage } from '../../../../../../paper-door';
import { scanRefused, scanValueOrPage } from '../../../../../../scan-door';
import type { StoredBatch } from '../../../../../../../collection/store-keying.server';
import type { Locale } from '../../../../../../../ui/locale';
import type { Actions, PageServerLoad } from './$types';

function batchView(batch: StoredBatch, locale: Locale) {
  return {
    id: batch.id,
    code: batch.code,
    box: batch.boxCode,
    openedOn: batch.openedOn && formatOpening(batch.openedOn, batch.openingTurn, locale),
    openingId: batch.openingId,
    periodId: batch.periodId,
    period: periodLabel(period(batch.periodId), locale),
    form: `${batch.formId}.${batch.formVersion}`,
    sheets: batch.sheets,
    createdBy: `${batch.createdByName}, ${formatMoment(batch.createdAt)}`,
  };
}

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const batchId = event.params.batch;
  const common = {
    unitCode,
    limit: silentErrorLimitPercent,
    mayKey: may(actor, 'key-ballots', unitCode),
    mayReview: may(actor, 'review-keying', unitCode),
  };
  const desk = await readScanDesk(ctx, actor, unitCode, batchId);
  if (!desk.ok && desk.error.type === 'batch-not-scanned')
    redirect(303, `/van-phong/${unitCode}/nhap-phieu/${batchId}`);
  if (!desk.ok && desk.error.type === 'batch-ended') {
    const { batch, outcome, scan, bound } = valueOrPage(await readEndedScan(ctx, actor, unitCode, batchId), locale);
    const account = await readAccountingOfBatch(ctx, actor, unitCode, batch.periodId);
    return {
      ...common,
      batch: batchView(batch, locale),
      account: account && differencesView(account, locale),
      open: undefined,
      ended: {
        outcome: outcome.outcome,
        ballots: outcome.keyed,
        readers: outcome.readers,
        by: `${outcome.endedByName}, ${formatMoment(outcome.endedAt)}`,
      },
      record: scan && { ...scan, sheets: batch.sheets },
      bound,
    };
  }
  const { progress, record, bound, overLimit, rowsLeft, rowsForMe } = scanValueOrPage(desk, locale);
  return {
    ...common,
    batch: batchView(progress.batch, locale),
    open: { progress: progressView(progress, locale), overLimit, rowsLeft, rowsForMe, rowsDecided: record.rowsDecided },
    ended: undefined,
    account: undefined,
    record,
    bound,
  };
};

const rulingForm = z.object({
  sheet: z.string().max(2_000),
  ruling: z.enum(['by-hand', 'spoiled', 'dismissed']),
  reason: z.enum(asideReasons).optional(),
});

function rulingOf({ ruling, reason }: z.infer<typeof rulingForm>): SheetRuling {
  return ruling === 'spoiled' ? { ruling, reason: reason ?? 'unreadable' } : { ruling };
}

export const actions: Actions = {
  control: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const stop = (await event.request.formData()).get('stop') === '1';
    const done = await controlScanning(ctx, actor, { unitCode, batchId: event.params.batch, stop });
    if (!done.ok) return scanRefused(done.error, locale);
    redirect(303, event.url.pathname);
  },
  cancel: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const fileId = String((await event.request.formData()).get('file') ?? '');
    const done = await cancelScanFile(ctx, actor, { unitCode, batchId: event.params.batch, fileId });
    if (!done.ok) return scanRefused(done.error, locale);
    redirect(303, event.url.pathname);
  },
  rule: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const parsed = rulingForm.safeParse(Object.fromEntries(await event.request.formData()));
    const sheets = parsed.success ? parseRanges(parsed.data.sheet) : undefined;
    if (!parsed.success || !sheets) return scanRefused({ type: 'not-sheet-numbers' }, locale);
    const ruling = rulingOf(parsed.data);
    const done = await ruleSheets(ctx, actor, { unitCode, batchId: event.params.batch, sheets, ruling });
    if (!done.ok) return scanRefused(done.error, locale);
    redirect(303, event.url.pathname);
  },
  finish: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const all = (await event.request.formData()).get('all') === '1';
    const done = await drawCheckRows(ctx, actor, { unitCode, batchId: event.params.batch, all });
    if (!done.ok) return scanRefused(done.error, locale);
    redirect(303, event.url.pathname);
  },
  release: async (event) => {
    const { ctx, actor, unitCode, locale } = officeDoor(event);
    const done = await releaseScannedBatch(ctx, actor, { unitCode, batchId: event.params.batch });
    if (!done.ok) return scanRefused(done.error, locale);
    await countUnit(ctx, unitCode);
    redirect(303, event.url.pathname);
  },
};
