import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import { unreachable } from '../kernel/result';
import type { UnitCode } from '../organisation/unit';
import type { Queryable } from '../platform/database.server';
import { isInForce, type Plan, type PlanContent, type PlanInForce, planSpan } from './plan';

interface PlanRow {
  unit_code: UnitCode;
  plan_id: string;
  version: number;
  state: Plan['state'];
  content: PlanContent;
  reason: string;
  created_at: Date;
  created_by: string;
  approved_at: Date | null;
  approved_by: string | null;
  published_at: Date | null;
  published_by: string | null;
}

const columns = sql`unit_code, plan_id, version, state, content, reason, created_at, created_by, approved_at, approved_by, published_at, published_by`;

function planOfRow(row: PlanRow): Plan {
  const common = {
    unitCode: row.unit_code,
    id: row.plan_id,
    version: row.version,
    content: row.content,
    reason: row.reason,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
  const {
    approved_at: approvedAt,
    approved_by: approvedBy,
    published_at: publishedAt,
    published_by: publishedBy,
  } = row;
  switch (row.state) {
    case 'draft':
      return { ...common, state: 'draft' };
    case 'approved':
      return { ...common, state: 'approved', approvedAt: approvedAt as Date, approvedBy: approvedBy as string };
    case 'published':
      return {
        ...common,
        state: 'published',
        approvedAt: approvedAt as Date,
        approvedBy: approvedBy as string,
        publishedAt: publishedAt as Date,
        publishedBy: publishedBy as string,
      };
    default:
      return unreachable(row.state);
  }
}

export async function insertDraft(tx: Queryable, plan: Extract<Plan, { state: 'draft' }>): Promise<void> {
  const { from, until } = planSpan(plan.content);
  await sql`
    insert into plan_version (unit_code, plan_id, version, state, content, reason, span_from, span_until, created_at, created_by)
    values (${plan.unitCode}, ${plan.id}, ${plan.version}, 'draft', ${JSON.stringify(plan.content)}::jsonb, ${plan.reason}, ${from}, ${until},
            ${plan.createdAt}, ${plan.createdBy})
  `.execute(tx);
}

export async function replaceDraftContent(
  tx: Queryable,
  plan: Plan,
  content: PlanContent,
  reason: string,
): Promise<void> {
  const { from, until } = planSpan(content);
  await sql`
    update plan_version set content = ${JSON.stringify(content)}::jsonb, reason = ${reason}, span_from = ${from}, span_until = ${until}
    where unit_code = ${plan.unitCode} and plan_id = ${plan.id} and version = ${plan.version} and state = 'draft'
  `.execute(tx);
}

export async function deleteDraft(tx: Queryable, plan: Plan): Promise<void> {
  await sql`
    delete from plan_version
    where unit_code = ${plan.unitCode} and plan_id = ${plan.id} and version = ${plan.version} and state = 'draft'
  `.execute(tx);
}

export async function markApproved(tx: Queryable, plan: Plan, at: Date, by: string): Promise<void> {
  await sql`
    update plan_version set state = 'approved', approved_at = ${at}, approved_by = ${by}
    where unit_code = ${plan.unitCode} and plan_id = ${plan.id} and version = ${plan.version}
  `.execute(tx);
}

export async function markPublished(tx: Queryable, plan: Plan, at: Date, by: string): Promise<void> {
  await sql`
    update plan_version set state = 'published', published_at = ${at}, published_by = ${by}
    where unit_code = ${plan.unitCode} and plan_id = ${plan.id} and version = ${plan.version}
  `.execute(tx);
}

/** All versions, the newest first. */
export async function readPlanVersions(tx: Queryable, unitCode: string, planId: string): Promise<Plan[]> {
  const found = await sql<PlanRow>`
    select ${columns} from plan_version where unit_code = ${unitCode} and plan_id = ${planId} order by version desc
  `.execute(tx);
  return found.rows.map(planOfRow);
}

/** The same, locked until the transaction ends: two people never approve or amend at once. */
export async function lockPlanVersions(tx: Queryable, unitCode: string, planId: string): Promise<Plan[]> {
  const found = await sql<PlanRow>`
    select ${columns} from plan_version where unit_code = ${unitCode} and plan_id = ${planId} order by version desc for update
  `.execute(tx);
  return found.rows.map(planOfRow);
}

/** Every version of every plan of the unit, the latest year first. */
export async function readPlans(tx: Queryable, unitCode: string): Promise<Plan[]> {
  const found = await sql<PlanRow>`
    select ${columns} from plan_version where unit_code = ${unitCode}
    order by span_from desc, plan_id, version desc
  `.execute(tx);
  return found.rows.map(planOfRow);
}

/**
 * The plan by which ballots of `day` are collected and results are published: the newest approved version of the plan
 * whose periods hold the day. Approval refuses a second plan over the same days, so there is at most one.
 */
export async function planInForce(tx: Queryable, unitCode: string, day: CalendarDay): Promise<PlanInForce | undefined> {
  const found = await sql<PlanRow>`
    select ${columns} from plan_version p
    where unit_code = ${unitCode} and state <> 'draft' and span_from <= ${day} and span_until >= ${day}
      and not exists (select 1 from plan_version later
                      where later.unit_code = p.unit_code and later.plan_id = p.plan_id and later.version > p.version and later.state <> 'draft')
    order by approved_at desc limit 1
  `.execute(tx);
  const plan = found.rows[0] && planOfRow(found.rows[0]);
  return plan && isInForce(plan) ? plan : undefined;
}

/** The newest approved version of each plan: for what is due after a plan's last day too. */
export async function plansInForce(tx: Queryable, unitCode: string): Promise<PlanInForce[]> {
  return plansInForceOfAll(tx, [unitCode]);
}

/** The same of several units at once. */
export async function plansInForceOfAll(tx: Queryable, unitCodes: readonly string[]): Promise<PlanInForce[]> {
  const found = await sql<PlanRow>`
    select distinct on (unit_code, plan_id) ${columns} from plan_version
    where unit_code = any(${[...unitCodes]}::text[]) and state <> 'draft' order by unit_code, plan_id, version desc
  `.execute(tx);
  return found.rows.map(planOfRow).filter(isInForce);
}

/** Other plans in force whose days overlap; an approval needs none. */
export async function overlappingPlans(
  tx: Queryable,
  unitCode: string,
  planId: string,
  span: { readonly from: CalendarDay; readonly until: CalendarDay },
): Promise<PlanInForce[]> {
  const all = await plansInForce(tx, unitCode);
  return all.filter((other) => {
    const taken = planSpan(other.content);
    return other.id !== planId && taken.from <= span.until && span.from <= taken.until;
  });
}

/** Units that have a plan in force, of any year. */
export async function unitsWithPlans(tx: Queryable): Promise<UnitCode[]> {
  const found = await sql<{ unit_code: UnitCode }>`
    select distinct unit_code from plan_version where state <> 'draft' order by unit_code
  `.execute(tx);
  return found.rows.map((row) => row.unit_code);
}
