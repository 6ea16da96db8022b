import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { SignedBatch } from './irregularity-batches';
import type { DayCounts, SignScore } from './irregularity-scores';

export interface StoredScore extends SignScore {
  readonly periodId: PeriodId;
}

interface BatchRow {
  unit_code: string;
  period_id: PeriodId;
  batch_code: string;
  sheets: number;
  identical_pairs: number;
  identical_p: number | null;
  order_p: number | null;
  reader_p: number | null;
}

/** What released stacks looked like, of all offices. */
export async function readBatchSigns(tx: Queryable): Promise<(SignedBatch & { readonly periodId: PeriodId })[]> {
  const found = await sql<BatchRow>`
    select unit_code, period_id, batch_code, sheets, identical_pairs, identical_p, order_p, reader_p from batch_sign
  `.execute(tx);
  return found.rows.map((row) => ({
    unitCode: row.unit_code,
    periodId: row.period_id,
    batchCode: row.batch_code,
    sheets: row.sheets,
    identicalPairs: row.identical_pairs,
    identicalP: row.identical_p ?? undefined,
    orderP: row.order_p ?? undefined,
    readerP: row.reader_p ?? undefined,
  }));
}

/** Ballots by day of what citizens send themselves: paper and files carry no day of a visit. */
export async function readDaysOfAll(tx: Queryable): Promise<(DayCounts & { readonly periodId: PeriodId })[]> {
  const found = await sql<{
    unit_code: string;
    period_id: PeriodId;
    channel_group: DayCounts['group'];
    days: string[];
    counts: number[];
  }>`
    select unit_code, period_id, channel_group, array_agg(day::text order by day) as days, array_agg(count order by day) as counts
    from (select unit_code, period_id, day, case when channel = 'kiosk' then 'kiosk' else 'online' end as channel_group, sum(count)::int as count
          from day_counter where channel in ('kiosk', 'web', 'code') group by 1, 2, 3, 4) of_day
    group by unit_code, period_id, channel_group
  `.execute(tx);
  return found.rows.map(({ unit_code: unitCode, period_id: periodId, channel_group: group, days, counts }) => ({
    unitCode,
    periodId,
    group,
    days: days.map((day, at) => ({ day, count: counts[at] ?? 0 })),
  }));
}

/** The dossier counts in force of every office, cell by cell. */
export async function readDossierCountsOfAll(
  tx: Queryable,
): Promise<{ readonly unitCode: string; readonly periodId: PeriodId; readonly counts: readonly number[] }[]> {
  const found = await sql<{ unit_code: string; period_id: PeriodId; counts: number[] }>`
    select unit_code, period_id, array_agg(count) as counts
    from (select distinct on (unit_code, period_id, field_code, channel) unit_code, period_id, count
          from dossier_count order by unit_code, period_id, field_code, channel, entry desc) in_force
    group by unit_code, period_id
  `.execute(tx);
  return found.rows.map((row) => ({ unitCode: row.unit_code, periodId: row.period_id, counts: row.counts }));
}

/**
 * Stores the scores. Where fewer than `leastNew` came to a group since its last score, that score stays as it is: two nights'
 * figures must not give away the few ballots between them (invariant 5).
 */
export async function storeScores(
  tx: Queryable,
  scores: readonly StoredScore[],
  at: Date,
  leastNew: number,
): Promise<void> {
  const column = <T>(pick: (score: StoredScore) => T) => scores.map(pick);
  await sql`
    insert into irregularity_score (unit_code, period_id, kind, subject, n, value, expected, p, scored_at)
    select s.*, ${at}::timestamptz from unnest(
      ${column((s) => s.unitCode)}::text[], ${column((s) => s.periodId)}::text[], ${column((s) => s.kind)}::text[],
      ${column((s) => s.subject)}::text[], ${column((s) => s.n)}::int[], ${column((s) => s.value)}::float8[],
      ${column((s) => s.expected)}::float8[], ${column((s) => s.p)}::float8[]) s
    on conflict (unit_code, period_id, kind, subject) do update set
      n = excluded.n, value = excluded.value, expected = excluded.expected, p = excluded.p, scored_at = excluded.scored_at
    where excluded.n = irregularity_score.n or abs(excluded.n - irregularity_score.n) >= ${leastNew}
  `.execute(tx);
}

export interface ShownScore extends SignScore {
  readonly unitName: string;
}

export interface ScoresOfPeriod {
  /** Undefined where no office has any score. */
  readonly periodId: PeriodId | undefined;
  readonly periods: readonly PeriodId[];
  readonly scores: readonly ShownScore[];
}

interface ScoreRow {
  periods: PeriodId[];
  period_id: PeriodId;
  unit_code: string;
  unit_name: string | null;
  kind: SignScore['kind'];
  subject: string;
  n: number;
  value: number;
  expected: number | null;
  p: number;
}

/** All scores of these offices in one period (the last there is, if none is asked for), in one query. */
export async function readScores(
  tx: Queryable,
  unitCodes: readonly string[],
  asked: PeriodId | undefined,
): Promise<ScoresOfPeriod> {
  const found = await sql<ScoreRow>`
    with own as (select * from irregularity_score where unit_code = any(${[...unitCodes]}::text[])),
    of_period as (select coalesce(${asked ?? null}::text, max(period_id)) as id, array_agg(distinct period_id order by period_id) as periods from own)
    select of_period.periods, of_period.id as period_id, own.unit_code, unit.name as unit_name, own.kind, own.subject, own.n, own.value, own.expected, own.p
    from of_period left join own on own.period_id = of_period.id left join unit on unit.unit_code = own.unit_code
    order by own.unit_code, own.kind, own.subject
  `.execute(tx);
  const [first] = found.rows;
  const scores = found.rows.flatMap((row) =>
    row.unit_code === null
      ? []
      : [
          {
            unitCode: row.unit_code,
            unitName: row.unit_name ?? row.unit_code,
            kind: row.kind,
            subject: row.subject,
            n: row.n,
            value: row.value,
            expected: row.expected,
            p: row.p,
          },
        ],
  );
  return { periodId: first?.period_id ?? undefined, periods: first?.periods ?? [], scores };
}
