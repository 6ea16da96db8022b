import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { PublishedOverall } from './unit-ranks';

/** Periods for which any of the units has released a snapshot, with how many of them have. */
export async function publishedPeriodsOf(
  tx: Queryable,
  unitCodes: readonly string[],
): Promise<readonly { readonly periodId: PeriodId; readonly units: number }[]> {
  const { rows } = await sql<{ periodId: PeriodId; units: number }>`
    select s.period_id as "periodId", count(distinct s.unit_code)::int as units
    from snapshot_release r join snapshot s on s.unit_code = r.unit_code and s.id = r.snapshot_id
    where r.unit_code = any(${[...unitCodes]}::text[])
    group by s.period_id`.execute(tx);
  return rows;
}

/** Other than before once anything has been released, or a unit has come under another: what comparisons are made of. */
export async function comparisonVersion(tx: Queryable): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(' ', (select count(*) from snapshot_release), (select max(released_at) from snapshot_release),
      (select count(*) from unit_parent), (select max(valid_from) from unit_parent)) as version`.execute(tx);
  return rows[0]?.version ?? '';
}

export interface SnapshotKey {
  readonly unitCode: string;
  readonly snapshotId: string;
}

/** The last released snapshot of each unit for the period; a correction replaces what it corrects. */
export async function lastSnapshotsOf(
  tx: Queryable,
  unitCodes: readonly string[],
  periodId: PeriodId,
): Promise<SnapshotKey[]> {
  const { rows } = await sql<SnapshotKey>`
    select distinct on (s.unit_code) s.unit_code as "unitCode", s.id as "snapshotId"
    from snapshot_release r join snapshot s on s.unit_code = r.unit_code and s.id = r.snapshot_id
    where r.unit_code = any(${[...unitCodes]}::text[]) and s.period_id = ${periodId}
    order by s.unit_code, r.released_at desc`.execute(tx);
  return rows;
}

/** The overall question out of released snapshots. Reads whole documents: about a millisecond each. */
export async function publishedOverallsOf(tx: Queryable, keys: readonly SnapshotKey[]): Promise<PublishedOverall[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<PublishedOverall>`
    with wanted as (
      select s.unit_code, s.id, convert_from(s.content, 'UTF8')::json as content
      from snapshot_release r join snapshot s on s.unit_code = r.unit_code and s.id = r.snapshot_id
      join unnest(${keys.map(({ unitCode }) => unitCode)}::text[], ${keys.map(({ snapshotId }) => snapshotId)}::text[])
        as asked (unit_code, id) on asked.unit_code = s.unit_code and asked.id = s.id)
    select unit_code as "unitCode", id as "snapshotId", content #>> '{form,id}' as "formId",
      (content #>> '{form,version}')::int as "formVersion",
      (select line -> 'distribution' from json_array_elements(content -> 'rows') line
       where line ->> 'scope' = 'overall' and (line ->> 'suppressed')::boolean = false) as distribution,
      content -> 'targets' as targets
    from wanted order by unit_code`.execute(tx);
  return rows;
}
