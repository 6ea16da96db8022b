import { randomId, sha256Hex } from '../../kernel/bytes';
import { groupedBy } from '../../kernel/grouped';
import { assert, fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { allParentLinks, findUnit, unitsByCode } from '../../organisation/store-units.server';
import type { UnitCode } from '../../organisation/unit';
import { descendantsOn } from '../../organisation/unit-tree';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Queryable } from '../../platform/database.server';
import { mayReleaseLine } from '../../results/actions/weigh-combined-units.server';
import { publishedLook } from '../../results/kept-look';
import { insertCombinedUnits, lockUnitsBeside, unitsInLinesOf } from '../../results/store-combined-units.server';
import { readReleasedLooks, releasedLookHeads } from '../../results/store-published-look.server';
import { tallyLayout } from '../../results/tally';
import { fewestUnits } from '../../results/units-beside';
import { builtInQuestionnaire } from '../../survey/built-in-questionnaires';
import type { Questionnaire } from '../../survey/questionnaire';
import type { PeriodId } from '../../survey/reporting-period';
import {
  type CombinedUnit,
  combinedUnitsLine,
  type CombinedUnitsLine,
  encodeCombinedUnits,
} from '../combined-units-line';
import { unitsCombined } from '../events';
import { lastSnapshotsOf } from '../store-unit-ranks.server';
import { levelOf, type UnitLevel } from '../unit-level';

export interface LineAsked {
  readonly periodId: PeriodId;
  readonly level: UnitLevel;
}

/** The units that a line of today would hold, and what there is to say of it. Names and publications only: no answer. */
export interface CombinableUnits {
  /** By name; all that are hidden and in no line of the period yet. Nobody chooses among them. */
  readonly units: readonly CombinedUnit[];
  /** Units of the level that have published nothing for the period: they can stand in this line no more once it is released. */
  readonly unpublished: number;
  /** Hidden too, but by another form than most of them, or one of their own. */
  readonly otherForm: readonly string[];
  readonly outcome: 'may-combine' | 'none' | 'too-few-units' | 'would-give-away';
}

export type CombineUnitsError =
  | NotAllowed
  | { readonly type: 'units-changed' }
  | { readonly type: 'too-few-units' }
  | { readonly type: 'would-give-away' };

/** What combining would do, before anybody decides. */
export async function readCombinableUnits(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  asked: LineAsked,
): Promise<Result<CombinableUnits, NotAllowed>> {
  if (!may(actor, 'combine-units', unitCode)) return notAllowed('combine-units');
  const { units, form, ...beside } = await hiddenUnits(ctx, ctx.db, unitCode, asked);
  return ok({ units, ...beside, outcome: await outcomeOf(ctx.db, form, units) });
}

/**
 * Releases the line of all that are hidden, once and for all: what the units publish from now on is decided beside it.
 * `seen` are the publications that stood on the screen; if another has come in the meantime, nothing is released.
 */
export async function combineUnits(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  asked: LineAsked & { readonly seen: readonly string[] },
): Promise<Result<CombinedUnitsLine, CombineUnitsError>> {
  if (!may(actor, 'combine-units', unitCode)) return notAllowed('combine-units');
  return inTransaction<CombinedUnitsLine, CombineUnitsError>(ctx.db, async (tx) => {
    await lockUnitsBeside(tx);
    const { units, form } = await hiddenUnits(ctx, tx, unitCode, asked);
    const ids = (of: readonly string[]) => [...of].sort().join(' ');
    if (ids(units.map(({ snapshotId }) => snapshotId)) !== ids(asked.seen)) return fail({ type: 'units-changed' });
    const outcome = await outcomeOf(tx, form, units);
    if (outcome === 'would-give-away') return fail({ type: outcome });
    if (outcome !== 'may-combine' || form === undefined) return fail({ type: 'too-few-units' });
    const superior = await findUnit(tx, unitCode);
    const codes = units.map(({ code }) => code);
    const looks = (await readReleasedLooks(tx, codes, form, 'whole')).filter(({ unitCode: code, id }) =>
      units.some((unit) => unit.code === code && unit.snapshotId === id),
    );
    const { periodId, level } = asked;
    const head = {
      id: randomId(),
      superior: { code: unitCode, name: superior?.name ?? unitCode },
      level,
      periodId,
      units,
    };
    const layout = tallyLayout(form);
    const line = combinedUnitsLine(
      head,
      form,
      looks.map((look) => publishedLook(look, layout)),
    );
    assert(line !== undefined, 'a line that may be released without an answer');
    const content = encodeCombinedUnits(line);
    const sha256 = sha256Hex(content);
    const at = ctx.clock.now();
    const { id: formId, version: formVersion } = form;
    const members = lookKeys(units);
    const by = actor.accountId;
    const record = { unitCode, id: line.id, periodId, formId, formVersion, content, sha256, members, by, at };
    await insertCombinedUnits(tx, record);
    await appendEvent(tx, unitsCombined(unitCode, { id: line.id, periodId, units: codes, sha256 }, by, at));
    return ok(line);
  });
}

const lookKeys = (units: readonly CombinedUnit[]) =>
  units.map(({ code, snapshotId }) => ({ unitCode: code, lookId: snapshotId }));

async function outcomeOf(
  db: Queryable,
  form: Questionnaire | undefined,
  units: readonly CombinedUnit[],
): Promise<CombinableUnits['outcome']> {
  if (form === undefined || units.length === 0) return 'none';
  if (units.length < fewestUnits) return 'too-few-units';
  return (await mayReleaseLine(db, form, lookKeys(units))) ? 'may-combine' : 'would-give-away';
}

interface HiddenUnits extends Pick<CombinableUnits, 'units' | 'unpublished' | 'otherForm'> {
  readonly form: Questionnaire | undefined;
}

/** Who is hidden is read off publications, as anybody could: that a unit is in the line says nothing of its answers. */
async function hiddenUnits(
  ctx: ActionContext,
  db: Queryable,
  unitCode: UnitCode,
  { periodId, level }: LineAsked,
): Promise<HiddenUnits> {
  const below = descendantsOn(await allParentLinks(db), unitCode, ctx.clock.today());
  const units = (await unitsByCode(db, below)).filter((unit) => levelOf(unit) === level);
  const codes = units.map(({ code }) => code);
  const last = await lastSnapshotsOf(db, codes, periodId);
  const taken = await unitsInLinesOf(db, codes, periodId);
  const heads = await releasedLookHeads(
    db,
    last.map(({ unitCode: code, snapshotId }) => ({ unitCode: code, lookId: snapshotId })),
  );
  // Own forms of units are each their own, whatever they are called.
  const hidden = heads
    .filter(({ unitCode: code }) => !taken.has(code))
    .map((head) => ({ ...head, form: builtInQuestionnaire(head.formId, head.formVersion) }))
    .filter(({ form, whole }) => form === undefined || !whole.includes(form.overall.id));
  const byForm = [...groupedBy(hidden, ({ form }) => form)].filter(([form]) => form !== undefined);
  const [form, inLine] = byForm.sort(([, a], [, b]) => b.length - a.length)[0] ?? [undefined, []];
  const nameOf = (code: string) => units.find((unit) => unit.code === code)?.name ?? code;
  const inOrder = <T>(of: readonly T[], name: (item: T) => string): T[] =>
    [...of].sort((a, b) => name(a).localeCompare(name(b), 'vi'));
  const combined = inLine.map(({ unitCode: code, lookId }) => ({ code, name: nameOf(code), snapshotId: lookId }));
  return {
    form,
    units: inOrder(combined, ({ name }) => name),
    unpublished: units.length - last.length,
    otherForm: hidden.filter((head) => !inLine.includes(head)).map(({ unitCode: code }) => nameOf(code)),
  };
}
