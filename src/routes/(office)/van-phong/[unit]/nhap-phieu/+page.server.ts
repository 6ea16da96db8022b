import { formatDay, vietnameseDayOf } from '../../../../../kernel/calendar-day';
import { readKeyingBatches } from '../../../../../collection/actions/read-keying.server';
import { disagreementPercent } from '../../../../../collection/keying';
import { readScanProgress } from '../../../../../paper/actions/read-desk.server';
import { may } from '../../../../../organisation/permission';
import { period, periodLabel } from '../../../../../survey/reporting-period';
import { formatOpening, officeDoor, valueOrPage } from '../../../../paper-door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const batches = valueOrPage(await readKeyingBatches(ctx, actor, unitCode), locale);
  const scanned = new Map<string, number>();
  for (const { batch, outcome } of batches) {
    if (batch.reading !== 'scanned' || outcome) continue;
    const progress = await readScanProgress(ctx, actor, unitCode, batch.id);
    if (!progress.ok) continue;
    const { read, keyed, spoiled } = progress.value.counts;
    scanned.set(batch.id, read + keyed + spoiled);
  }
  const rows = batches.map(({ batch, stage, record, outcome, toReadFirst, toReadSecond, toSettle, forMe }) => ({
    id: batch.id,
    code: batch.code,
    channel: batch.channel,
    box: batch.boxCode,
    openedOn: batch.openedOn && formatOpening(batch.openedOn, batch.openingTurn, locale),
    period: periodLabel(period(batch.periodId), locale),
    stage,
    scanned: batch.reading === 'scanned',
    sheets: batch.sheets,
    keyed: record.keyed,
    spoiled: record.spoiled,
    readTwice: record.readTwice,
    disagreement: disagreementPercent(record),
    endedOn: outcome && formatDay(vietnameseDayOf(outcome.endedAt)),
    done: scanned.get(batch.id) ?? (stage === 'second-entry' ? record.readTwice : batch.sheets - toReadFirst),
    total: stage === 'second-entry' ? record.readTwice + toReadSecond : batch.sheets,
    toSettle: toSettle.length,
    forMe,
  }));
  return {
    unitCode,
    mayKey: may(actor, 'key-ballots', unitCode),
    mayImport: may(actor, 'import-ballots', unitCode),
    open: rows.filter((row) => row.stage !== 'released' && row.stage !== 'withdrawn'),
    ended: rows.filter((row) => row.stage === 'released' || row.stage === 'withdrawn'),
  };
};
