import { assert, ok } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { type SnapshotReader, withSharedSnapshot } from '../../platform/shared-snapshot.server';
import type { ColumnsKey } from '../ballot-columns';
import { isCheckDue } from '../check-due';
import { overallCounts, PatternTally } from '../answer-patterns';
import type { CountedGroup } from '../tally-space';
import { rollupsChecked, rollupsDiffer } from '../events';
import { columnReaderSettings, readAllRollups, type StoredCounts } from '../store-ballot-columns.server';
import {
  type DifferingPeriod,
  insertCheck,
  lastCheckAt,
  replaceDifferences,
  type RollupCheck,
} from '../store-rollup-check.server';
import { RelationRecount } from './check-relations.server';
import { type RecountOfAll, recountAll } from './recount-all.server';
import { scoreIrregularities } from './score-irregularities.server';

/** A recount reads past the pages of the office: it needs connections of its own. */
export interface CheckContext extends ActionContext {
  readonly pool: Parameters<typeof withSharedSnapshot>[0];
}

export interface CheckedRollups extends RollupCheck {
  readonly differing: readonly DifferingPeriod[];
}

/** Connections that read side by side; two keep two cores busy. */
const readersAtOnce = 2;

/** The nightly job. */
export async function checkRollupsWhenDue(ctx: CheckContext): Promise<void> {
  if (isCheckDue(ctx.clock.now(), await lastCheckAt(ctx.db))) await checkRollups(ctx);
}

/**
 * Counts every ballot anew and compares all roll-ups with it, on one snapshot, so that nobody has to wait and nothing moves
 * in between. Changes no figure: what differs is logged, shown to its office, and put right by `recountRollups` when a
 * person says so, because something wrote past the mover and should be found first. What was read serves the signs of
 * irregularity as well (docs/adr/0063).
 */
export async function checkRollups(ctx: CheckContext): Promise<CheckedRollups> {
  const began = performance.now();
  const at = ctx.clock.now();
  const found = await withSharedSnapshot(ctx.pool, readersAtOnce, columnReaderSettings, async (readers) => {
    const patterns = new PatternTally();
    const relations = new RelationRecount();
    const recount = await recountAll(readers, (columns, layout, isVoided) => {
      if (!isVoided) patterns.add(columns, layout);
      relations.add(columns, layout, isVoided);
    });
    const [reader] = readers;
    assert(reader !== undefined, 'no reader');
    const seen = { patterns: patterns.result(), overall: overallCounts(recount.layouts) };
    const { groups, differing } = await compareRollups(reader, recount);
    return {
      ballots: recount.ballots,
      seen,
      groups,
      differing: once([...differing, ...(await relations.differing(reader))]),
    };
  });
  const milliseconds = Math.round(performance.now() - began);
  const check = { at, ballots: found.ballots, groups: found.groups, milliseconds };
  await inTransaction(ctx.db, async (tx) => {
    await insertCheck(tx, check, found.differing.length);
    const fresh = await replaceDifferences(tx, found.differing, at);
    await appendEvent(tx, rollupsChecked({ ...check, differing: found.differing.length }));
    for (const { unitCode, periodId } of fresh) await appendEvent(tx, rollupsDiffer(unitCode, periodId, at));
    return ok(undefined);
  });
  await scoreIrregularities(ctx, found.seen);
  return { ...check, differing: found.differing };
}

async function compareRollups(
  reader: SnapshotReader,
  recount: RecountOfAll,
): Promise<{ readonly groups: number; readonly differing: DifferingPeriod[] }> {
  const left = new Map<string, { readonly of: DifferingPeriod; readonly group: CountedGroup }>();
  for (const { unitCode, periodId, formId, formVersion, groups } of recount.layouts) {
    const of = { unitCode, periodId };
    for (const group of groups()) left.set(groupId({ ...of, formId, formVersion, ...group }), { of, group });
  }
  const groups = left.size;
  const differing = new Map<string, DifferingPeriod>();
  const note = (of: DifferingPeriod) => differing.set(`${of.unitCode} ${of.periodId}`, of);
  await readAllRollups(reader, (rollup) => {
    const id = groupId(rollup);
    const counted = left.get(id);
    left.delete(id);
    const { unitCode, periodId } = rollup;
    if (counted ? !isSame(counted.group, rollup) : rollup.ballots !== 0) note({ unitCode, periodId });
  });
  // Ballots that no roll-up knows.
  for (const { of } of left.values()) note(of);
  return { groups, differing: [...differing.values()] };
}

function once(periods: readonly DifferingPeriod[]): DifferingPeriod[] {
  return [...new Map(periods.map((each) => [`${each.unitCode} ${each.periodId}`, each])).values()];
}

function groupId(group: ColumnsKey & Pick<CountedGroup, 'set' | 'cut' | 'code'>): string {
  return [group.unitCode, group.periodId, group.formId, group.formVersion, group.set, group.cut, group.code].join(' ');
}

function isSame(counted: CountedGroup, stored: StoredCounts): boolean {
  if (counted.ballots !== stored.ballots || counted.counts.length !== stored.counts.length) return false;
  if (counted.counts.some((count, cell) => count !== stored.counts.at(cell))) return false;
  // Null where an older version rolled up (migration 0075): `completeRollups` fills it in.
  if (stored.alikeness === null) return true;
  const { alikeness } = stored;
  return (
    counted.alikeness.length === alikeness.length && counted.alikeness.every((sum, at) => sum === alikeness.at(at))
  );
}
