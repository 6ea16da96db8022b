import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { PublishedLines } from './published-lines';
import { type Rollup, rollupOf, type RollupRow } from './store.server';

/** What a publication was made of, kept so that later ones are suppressed against it. */
export interface KeptLook {
  readonly unitCode: string;
  readonly id: string;
  readonly periodId: PeriodId;
  readonly formId: string;
  readonly formVersion: number;
  readonly countsUntil: CalendarDay | null;
  readonly frozenAt: Date;
  readonly lines: PublishedLines;
  /** Sets `counted` and `voided` of the base periods of the period. */
  readonly rollups: readonly Rollup[];
}

export async function insertPublishedLook(tx: Queryable, look: KeptLook): Promise<void> {
  await sql`
    insert into published_look (unit_code, look_id, period_id, form_id, form_version, counts_until, frozen_at, lines)
    values (${look.unitCode}, ${look.id}, ${look.periodId}, ${look.formId}, ${look.formVersion}, ${look.countsUntil},
      ${look.frozenAt}, ${JSON.stringify(look.lines)}::jsonb)
  `.execute(tx);
  for (const { periodId, tally } of look.rollups) {
    await sql`
      insert into published_look_row (unit_code, look_id, period_id, ballot_set, cut, code, ballots, counts)
      values (${look.unitCode}, ${look.id}, ${periodId}, ${tally.set}, ${tally.cut}, ${tally.code}, ${tally.ballots},
        ${[...tally.counts]}::int[])
    `.execute(tx);
  }
}

/** Nothing where the snapshot was frozen before looks were kept. */
export async function insertLookRelease(tx: Queryable, unitCode: string, lookId: string): Promise<void> {
  await sql`
    insert into published_look_release (unit_code, look_id)
    select unit_code, look_id from published_look where unit_code = ${unitCode} and look_id = ${lookId}
  `.execute(tx);
}

/** Released looks of the form, oldest first. */
export async function readReleasedLooks(
  tx: Queryable,
  unitCode: string,
  form: { readonly id: string; readonly version: number },
): Promise<KeptLook[]> {
  const heads = await sql<{
    look_id: string;
    period_id: PeriodId;
    counts_until: CalendarDay | null;
    frozen_at: Date;
    lines: PublishedLines;
  }>`
    select l.look_id, l.period_id, l.counts_until, l.frozen_at, l.lines
    from published_look l join published_look_release r on r.unit_code = l.unit_code and r.look_id = l.look_id
    where l.unit_code = ${unitCode} and l.form_id = ${form.id} and l.form_version = ${form.version}
    order by l.frozen_at, l.look_id
  `.execute(tx);
  if (heads.rows.length === 0) return [];
  const rows = await sql<RollupRow & { look_id: string }>`
    select w.unit_code, w.look_id, w.period_id, l.form_id, l.form_version, w.ballot_set, w.cut, w.code, w.ballots, w.counts,
      null as alikeness
    from published_look_row w join published_look l on l.unit_code = w.unit_code and l.look_id = w.look_id
    where w.unit_code = ${unitCode} and w.look_id = any(${heads.rows.map((head) => head.look_id)}::text[])
    order by w.look_id, w.period_id, w.ballot_set, w.cut, w.code
  `.execute(tx);
  return heads.rows.map((head) => ({
    unitCode,
    id: head.look_id,
    periodId: head.period_id,
    formId: form.id,
    formVersion: form.version,
    countsUntil: head.counts_until,
    frozenAt: head.frozen_at,
    lines: head.lines,
    rollups: rows.rows.filter((row) => row.look_id === head.look_id).map(rollupOf),
  }));
}
