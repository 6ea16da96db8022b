import type { FieldCode } from '../organisation/field';
import { marginPercentagePoints } from './margin-of-error';
import type { Quota } from './quota';

/** One line of the quota page: two figures that are not one, the quota met and the precision reached. */
export interface FieldProgress {
  readonly fieldCode: FieldCode;
  readonly dossiers: number;
  readonly required: number;
  readonly reserve: number;
  readonly byOtherReading: number;
  readonly ballots: number;
  /** 0 when met. */
  readonly missing: number;
  readonly met: boolean;
  readonly marginPercentagePoints: number | undefined;
}

export interface QuotaProgress {
  readonly rows: readonly FieldProgress[];
  readonly total: Omit<FieldProgress, 'fieldCode'>;
  /** Ballots whose field is not known; they count for the office only. */
  readonly withoutField: number;
  /** Every field met, not only the sum. */
  readonly met: boolean;
}

/** `ballots` by field, repeats and voids left out; `withoutField` those that name none. */
export function quotaProgress(
  quota: Quota,
  ballots: ReadonlyMap<FieldCode, number>,
  withoutField: number,
): QuotaProgress {
  const rows = quota.rows.map((row) => ({
    ...row,
    ...standing(row.required, row.dossiers, ballots.get(row.fieldCode) ?? 0),
  }));
  const known = new Set(quota.rows.map(({ fieldCode }) => fieldCode));
  const elsewhere = [...ballots].filter(([code]) => !known.has(code)).reduce((sum, [, count]) => sum + count, 0);
  const all = rows.reduce((sum, row) => sum + row.ballots, 0) + withoutField + elsewhere;
  return {
    rows,
    total: {
      dossiers: quota.dossiers,
      required: quota.required,
      reserve: quota.reserve,
      byOtherReading: quota.byOtherReading,
      ...standing(quota.required, quota.dossiers, all),
    },
    withoutField: withoutField + elsewhere,
    met: rows.every((row) => row.met),
  };
}

function standing(required: number, dossiers: number, ballots: number) {
  return {
    ballots,
    missing: Math.max(0, required - ballots),
    met: ballots >= required,
    marginPercentagePoints: marginPercentagePoints(ballots, dossiers),
  };
}
