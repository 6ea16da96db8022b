import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import { groupedBy } from '../kernel/grouped';
import type { Queryable } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import type { KeptLook } from './kept-look';
import type { PublishedLines } from './published-lines';
import { rollupOf, type RollupRow } from './store.server';
import type { UnitLook } from './units-beside';

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

/** Released looks of the form, oldest first; of their groups only where `cuts` is `every`. */
export async function readReleasedLooks(
  tx: Queryable,
  unitCodes: readonly string[],
  form: { readonly id: string; readonly version: number },
  cuts: 'every' | 'whole' = 'every',
): Promise<KeptLook[]> {
  return readLooks(
    tx,
    sql`where l.unit_code = any(${[...unitCodes]}::text[]) and l.form_id = ${form.id}
      and l.form_version = ${form.version} and exists (
        select 1 from published_look_release r where r.unit_code = l.unit_code and r.look_id = l.look_id)`,
    cuts,
  );
}

/** What everybody knows of released publications: the form counted, and the questions shown of all ballots together. */
export interface LookHead extends UnitLook {
  readonly formId: string;
  readonly formVersion: number;
  readonly whole: readonly string[];
}

export async function releasedLookHeads(tx: Queryable, looks: readonly UnitLook[]): Promise<LookHead[]> {
  const { rows } = await sql<LookHead>`
    select l.unit_code as "unitCode", l.look_id as "lookId", l.form_id as "formId", l.form_version as "formVersion",
      l.lines -> 'whole' as whole
    from published_look l join published_look_release r on r.unit_code = l.unit_code and r.look_id = l.look_id
    join unnest(${looks.map(({ unitCode }) => unitCode)}::text[], ${looks.map(({ lookId }) => lookId)}::text[])
      as asked (unit_code, look_id) on asked.unit_code = l.unit_code and asked.look_id = l.look_id
    order by l.unit_code`.execute(tx);
  return rows;
}

/** Released or not; undefined where the snapshot was frozen before looks were kept. */
export async function findLook(tx: Queryable, unitCode: string, lookId: string): Promise<KeptLook | undefined> {
  const [found] = await readLooks(tx, sql`where l.unit_code = ${unitCode} and l.look_id = ${lookId}`, 'every');
  return found;
}

async function readLooks(tx: Queryable, wanted: ReturnType<typeof sql>, cuts: 'every' | 'whole'): Promise<KeptLook[]> {
  const heads = await sql<{
    unit_code: string;
    look_id: string;
    period_id: PeriodId;
    form_id: string;
    form_version: number;
    counts_until: CalendarDay | null;
    frozen_at: Date;
    lines: PublishedLines;
  }>`
    select l.unit_code, l.look_id, l.period_id, l.form_id, l.form_version, l.counts_until, l.frozen_at, l.lines
    from published_look l ${wanted} order by l.frozen_at, l.unit_code, l.look_id
  `.execute(tx);
  if (heads.rows.length === 0) return [];
  const rows = await sql<RollupRow & { look_id: string }>`
    select w.unit_code, w.look_id, w.period_id, l.form_id, l.form_version, w.ballot_set, w.cut, w.code, w.ballots, w.counts,
      null as alikeness
    from published_look_row w join published_look l on l.unit_code = w.unit_code and l.look_id = w.look_id
    ${wanted} ${cuts === 'whole' ? sql`and w.cut = 'all'` : sql``}
    order by w.unit_code, w.look_id, w.period_id, w.ballot_set, w.cut, w.code
  `.execute(tx);
  const keyOf = ({ unit_code, look_id }: { readonly unit_code: string; readonly look_id: string }) =>
    `${unit_code} ${look_id}`;
  const rollups = groupedBy(rows.rows, keyOf);
  return heads.rows.map((head) => ({
    unitCode: head.unit_code,
    id: head.look_id,
    periodId: head.period_id,
    formId: head.form_id,
    formVersion: head.form_version,
    countsUntil: head.counts_until,
    frozenAt: head.frozen_at,
    lines: head.lines,
    rollups: (rollups.get(keyOf(head)) ?? []).map(rollupOf),
  }));
}
