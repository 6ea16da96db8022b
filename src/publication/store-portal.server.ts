import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import { foldDiacritics } from '../kernel/vietnamese-text';
import type { Queryable } from '../platform/database.server';
import type { SnapshotId } from './publication';
import { decodeSnapshot, type SnapshotContent } from './snapshot';

/** Everything here reads released snapshots only: nobody outside sees what is not published. */
export interface PublishedUnit {
  readonly unitCode: string;
  readonly unitName: string;
  readonly snapshotId: SnapshotId;
  readonly periodId: string;
  readonly publishedOn: CalendarDay;
  readonly ballots: number;
  /** Satisfied share of the overall question with its interval and number of answers; null where hidden. */
  readonly overall: { readonly value: number; readonly low: number; readonly high: number; readonly n: number } | null;
}

interface UnitRow extends Omit<PublishedUnit, 'overall'> {
  readonly n: number | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly total: number;
}

function toUnit({ n, value, low, high, total: _total, ...unit }: UnitRow): PublishedUnit {
  const hidden = n === null || value === null || low === null || high === null;
  return { ...unit, overall: hidden ? null : { n, value, low, high } };
}

const lastOfEachUnit = sql`
  select distinct on (s.unit_code) s.unit_code, s.unit_name, s.search_name, s.id, s.period_id, r.released_on, r.released_at,
    s.ballots, s.answers, s.satisfied_share, s.satisfied_low, s.satisfied_high
  from snapshot_release r join snapshot s on s.unit_code = r.unit_code and s.id = r.snapshot_id
  order by s.unit_code, r.released_at desc`;

const unitColumns = sql`
  unit_code as "unitCode", unit_name as "unitName", id as "snapshotId", period_id as "periodId", released_on as "publishedOn",
  ballots, answers as n, satisfied_share as value, satisfied_low as low, satisfied_high as high`;

/** Units with their last publication; `query` matches names with or without diacritics, and codes. */
export async function publishedUnits(
  tx: Queryable,
  query: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly units: PublishedUnit[]; readonly total: number }> {
  const pattern = `%${foldDiacritics(query).replace(/[\\%_]/g, '\\$&')}%`;
  // Typed with diacritics, "Hương Trà" puts the exact name first but still finds "Huong Tra".
  const exact = `%${query.toLocaleLowerCase('vi').replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<UnitRow>`
    with last as (${lastOfEachUnit})
    select ${unitColumns}, count(*) over () as total from last
    where search_name like ${pattern} or lower(unit_code) like ${pattern}
    order by (lower(unit_name) like ${exact}) desc, search_name, unit_code
    limit ${page.limit} offset ${page.offset}`.execute(tx);
  return { units: rows.map(toUnit), total: rows[0]?.total ?? 0 };
}

/** The units that published last, newest first. */
export async function lastPublishedUnits(tx: Queryable, limit: number): Promise<PublishedUnit[]> {
  const { rows } = await sql<UnitRow>`
    with last as (${lastOfEachUnit})
    select ${unitColumns}, 0 as total from last order by released_at desc, unit_code limit ${limit}`.execute(tx);
  return rows.map(toUnit);
}

export interface PublishedSnapshot {
  readonly content: SnapshotContent;
  readonly sha256: string;
  readonly publishedOn: CalendarDay;
  readonly publishedAt: Date;
  /** A later published snapshot that corrects or completes this one. */
  readonly supersededBy: {
    readonly id: SnapshotId;
    readonly relation: 'corrects' | 'completes';
    readonly reason: string | null;
    readonly on: CalendarDay;
  } | null;
}

interface SnapshotRow {
  content: Buffer;
  content_sha256: string;
  released_on: CalendarDay;
  released_at: Date;
  later_id: string | null;
  later_kind: string | null;
  later_reason: string | null;
  later_on: CalendarDay | null;
}

/** Newest first. */
export async function publishedSnapshots(
  tx: Queryable,
  unitCode: string,
  snapshotId?: string,
): Promise<PublishedSnapshot[]> {
  const { rows } = await sql<SnapshotRow>`
    select s.content, s.content_sha256, r.released_on, r.released_at,
      later.snapshot_id as later_id, later.kind as later_kind, later.reason as later_reason, later.released_on as later_on
    from snapshot_release r
    join snapshot s on s.unit_code = r.unit_code and s.id = r.snapshot_id
    left join lateral (
      select p.snapshot_id, p.kind, p.reason, lr.released_on
      from publication p join snapshot_release lr on lr.unit_code = p.unit_code and lr.snapshot_id = p.snapshot_id
      where p.unit_code = s.unit_code and p.supersedes = s.id
      order by lr.released_at desc limit 1) later on true
    where r.unit_code = ${unitCode} and (${snapshotId ?? null}::text is null or s.id = ${snapshotId ?? null})
    order by r.released_at desc, s.id`.execute(tx);
  return rows.map((row) => ({
    content: decodeSnapshot(row.content),
    sha256: row.content_sha256,
    publishedOn: row.released_on,
    publishedAt: row.released_at,
    supersededBy:
      row.later_id === null || row.later_on === null
        ? null
        : {
            id: row.later_id as SnapshotId,
            relation: row.later_kind === 'supplement' ? 'completes' : 'corrects',
            reason: row.later_reason,
            on: row.later_on,
          },
  }));
}
