import type { CalendarDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import type { PeriodId } from './reporting-period';

/** How the dossier reached the office: trực tiếp, bưu chính công ích, trực tuyến. All three count for the quota. */
export type DossierChannel = 'direct' | 'postal' | 'online';
export const dossierChannels = ['direct', 'postal', 'online'] as const satisfies readonly DossierChannel[];

/** Dossiers resolved (đã giải quyết) in one base period, field and channel. */
export interface DossierCount {
  readonly periodId: PeriodId;
  readonly fieldCode: FieldCode;
  readonly channel: DossierChannel;
  readonly count: number;
}

/** One figure as it was recorded; a correction is a later record, the earlier one stays. */
export interface DossierCountRecord extends DossierCount {
  /** The figure holds dossiers resolved until this day: the period's last day when it is complete. */
  readonly countedUntil: CalendarDay;
  readonly source: 'typed' | 'imported';
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly recorderName: string;
}

/** Dossiers of each field, all channels and all given periods together; fields without a record are absent. */
export function totalByField(counts: readonly DossierCount[]): Map<FieldCode, number> {
  const totals = new Map<FieldCode, number>();
  for (const { fieldCode, count } of counts) totals.set(fieldCode, (totals.get(fieldCode) ?? 0) + count);
  return totals;
}
