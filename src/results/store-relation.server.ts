import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { SnapshotReader } from '../platform/shared-snapshot.server';
import type { PeriodId } from '../survey/reporting-period';
import type { ColumnsKey } from './ballot-columns';
import { keyOf, numbersOf, type StoredNumbers } from './store-ballot-columns.server';
import type { RollupKey } from './store.server';

export type RelationSet = 'counted' | 'voided';

/** How answers go together in one base period, form and version (docs/formats/results.md). */
export interface StoredRelations extends RollupKey {
  readonly set: RelationSet;
  readonly ballots: number;
  readonly cells: readonly number[];
}

export async function addToRelations(tx: Queryable, { cells, ...row }: StoredRelations): Promise<void> {
  if (row.ballots === 0) return;
  await sql`
    insert into rollup_relation (unit_code, period_id, form_id, form_version, ballot_set, ballots, cells)
    values (${row.unitCode}, ${row.periodId}, ${row.formId}, ${row.formVersion}, ${row.set}, ${row.ballots}, ${[...cells]}::bigint[])
    on conflict (unit_code, period_id, form_id, form_version, ballot_set) do update set
      ballots = rollup_relation.ballots + excluded.ballots,
      cells = (select coalesce(array_agg(old + new order by place), '{}')
               from unnest(rollup_relation.cells, excluded.cells) with ordinality as sums (old, new, place))
  `.execute(tx);
}

/** One for every roll-up of all ballots in the two sets; `cells` are null where not all of its ballots have been summed yet. */
export async function readRelations(
  tx: Queryable,
  unitCode: string,
  periodIds: readonly PeriodId[],
): Promise<(Omit<StoredRelations, 'cells'> & { readonly cells: readonly number[] | null })[]> {
  const found = await sql<{
    period_id: PeriodId;
    form_id: string;
    form_version: number;
    ballot_set: RelationSet;
    ballots: number;
    cells: number[] | null;
  }>`
    select u.period_id, u.form_id, u.form_version, u.ballot_set, u.ballots, r.cells
    from rollup u left join rollup_relation r on r.unit_code = u.unit_code and r.period_id = u.period_id
      and r.form_id = u.form_id and r.form_version = u.form_version and r.ballot_set = u.ballot_set and r.ballots = u.ballots
    where u.unit_code = ${unitCode} and u.period_id = any(${[...periodIds]}::text[])
      and u.cut = 'all' and u.ballot_set in ('counted', 'voided')
    order by u.period_id, u.form_id, u.form_version, u.ballot_set
  `.execute(tx);
  return found.rows.map((row) => ({
    unitCode,
    periodId: row.period_id,
    formId: row.form_id,
    formVersion: row.form_version,
    set: row.ballot_set,
    ballots: row.ballots,
    cells: row.cells,
  }));
}

export async function deleteRelations(tx: Queryable, unitCode: string, periodId: PeriodId): Promise<void> {
  await sql`delete from rollup_relation where unit_code = ${unitCode} and period_id = ${periodId}`.execute(tx);
}

/** Base periods with ballots that were rolled up before relations were summed. */
export async function periodsWithoutRelations(tx: Queryable): Promise<{ unitCode: string; periodId: PeriodId }[]> {
  const found = await sql<{ unit_code: string; period_id: PeriodId }>`
    select distinct u.unit_code, u.period_id
    from rollup u left join rollup_relation r on r.unit_code = u.unit_code and r.period_id = u.period_id
      and r.form_id = u.form_id and r.form_version = u.form_version and r.ballot_set = u.ballot_set
    where u.cut = 'all' and u.ballot_set in ('counted', 'voided') and u.ballots > coalesce(r.ballots, 0)
    order by u.unit_code, u.period_id
  `.execute(tx);
  return found.rows.map((row) => ({ unitCode: row.unit_code, periodId: row.period_id }));
}

/** Relations whose cells are views of the message: valid until the callback returns. */
export interface StoredRelationCells extends ColumnsKey {
  readonly set: string;
  readonly ballots: number;
  /** Of the roll-up of all ballots; other than `ballots` where not all have been summed yet. */
  readonly rolledUp: number;
  readonly cells: StoredNumbers;
}

/** Everything there is, as of the snapshot, for the nightly check. */
export async function readAllRelations(
  reader: SnapshotReader,
  onRelations: (relations: StoredRelationCells) => void,
): Promise<void> {
  await reader.copyOut(
    `select r.unit_code, r.period_id, r.form_id, r.form_version::text, r.ballot_set, r.ballots, coalesce(u.ballots, 0), r.cells
     from rollup_relation r left join rollup u on u.unit_code = r.unit_code and u.period_id = r.period_id
       and u.form_id = r.form_id and u.form_version = r.form_version and u.ballot_set = r.ballot_set and u.cut = 'all'`,
    (fields) => {
      const [, , , , set, ballots, rolledUp, cells] = fields;
      if (!ballots || !rolledUp || !cells) throw new Error('bug: relations without cells');
      onRelations({
        ...keyOf(fields),
        set: set?.toString('utf8') ?? '',
        ballots: ballots.readInt32BE(0),
        rolledUp: rolledUp.readInt32BE(0),
        cells: numbersOf(cells, 8, (at) => Number(cells.readBigInt64BE(at))),
      });
    },
  );
}
