import { type CutKind, minimumGroup } from './period-results';
import {
  addTallies,
  type BaseTallies,
  type PublishedLook,
  publishedViews,
  type Slice,
  sliceBases,
} from './period-view';
import {
  everyCut,
  guardedCuts,
  mayPublish,
  type TablesToDecide,
  type UnitInDetail,
  type UnitsBeside,
} from './suppression';
import { answersIn, type GroupTally, slotTally, type TallyLayout } from './tally';

/** A unit whose ballots stand in combined lines: what it has published, or is about to. */
export interface LinkedUnit {
  readonly unitCode: string;
  readonly looks: readonly PublishedLook[];
}

/** Units in one published line (docs/adr/0094), each by the publication that was counted. */
export interface CombinedUnits {
  readonly id: string;
  readonly members: readonly UnitLook[];
}

export interface UnitLook {
  readonly unitCode: string;
  readonly lookId: string;
}

/** Two units know of each other what they know of themselves. */
export const fewestUnits = 3;

/**
 * Whether the line may be published beside all that the units have published, and beside the lines there are: each small
 * group in any of the units stays protected, and without the answers of any one unit, which may know its own, the line holds
 * five or more.
 */
export function mayCombine(...line: Parameters<typeof weighUnits>): boolean {
  for (const isSafe of weighUnits(...line)) if (!isSafe) return false;
  return true;
}

/** The same unit by unit, so that a server can do other work in between: a province may take seconds. */
export function* weighUnits(
  layout: TallyLayout,
  overallSlot: number,
  units: readonly LinkedUnit[],
  lines: readonly CombinedUnits[],
  wanted: CombinedUnits,
): Iterable<boolean> {
  yield isEnough(layout, overallSlot, units, wanted);
  const areTold = (of: readonly Slice[]) => isToldApart(layout, overallSlot, of);
  const linked = linkedUnits(wanted.members, lines);
  const known = lines.filter(({ members }) => members.every(({ unitCode }) => linked.has(unitCode)));
  const sliced = units.filter(({ unitCode }) => linked.has(unitCode)).map((unit) => slicedUnit(unit));
  yield sliced.every(({ slices }) => areTold(slices));
  for (const own of sliced) {
    const views = own.views.map(({ view }) => view);
    const others = sliced.filter(({ unitCode }) => unitCode !== own.unitCode);
    const sum = sumOf(wanted, own, others);
    const beside = besideOf(own, others, known, overallSlot, sum);
    const tables = { layout, overallSlot, slices: own.slices, views, beside };
    // Whichever unit is asked, the wholes of all of them are the same.
    const cuts = own === sliced[0] ? undefined : guardedCuts;
    yield mayPublish(tables, { id: wanted.id, slices: sum }, cuts);
  }
}

/**
 * Whether a publication of a unit in a line may be released as it was frozen: its overall answers, of the whole and of the
 * groups, beside all that the other units published and all lines that were released in the meantime. Asked in the tables of
 * every one of them, so that no group inside another unit is given away either.
 */
export function mayRelease(
  layout: TallyLayout,
  overallSlot: number,
  units: readonly LinkedUnit[],
  lines: readonly CombinedUnits[],
  wanted: { readonly unitCode: string; readonly look: PublishedLook },
): boolean {
  if (!wanted.look.shown.whole(overallSlot)) return true;
  const { unitCode, look } = wanted;
  const before = units.find((unit) => unit.unitCode === unitCode)?.looks ?? [];
  const withLook = slicedUnit({ unitCode, looks: [...before, look] });
  const more = withLook.views.find(({ lookId }) => lookId === look.id)?.view;
  if (more === undefined) return true;
  const own = { ...withLook, views: withLook.views.filter(({ lookId }) => lookId !== look.id) };
  const others = units.filter((unit) => unit.unitCode !== unitCode).map((unit) => slicedUnit(unit));
  if (![own, ...others].every(({ slices }) => isToldApart(layout, overallSlot, slices))) return lines.length === 0;
  return [own, ...others].every((unit) => {
    const rest = [own, ...others].filter((other) => other !== unit);
    const seen = unit === own ? more : { id: more.id, slices: more.slices.map((id) => nameOf(unitCode, id)) };
    const beside = besideOf(unit, rest, lines, overallSlot, seen.slices);
    const views = unit.views.map(({ view }) => view);
    return mayPublish({ layout, overallSlot, slices: unit.slices, views, beside }, seen);
  });
}

/** What is decided with the tables of a unit because other units stand in a published sum with it. */
export function unitsBeside(
  own: { readonly unitCode: string; readonly slices: readonly Slice[]; readonly views: TablesToDecide['views'] },
  others: readonly LinkedUnit[],
  lines: readonly CombinedUnits[],
  layout: TallyLayout,
  overallSlot: number,
): UnitsBeside {
  const views = publicationsAmong(own.views);
  const sliced = others.filter(({ unitCode }) => unitCode !== own.unitCode).map((unit) => slicedUnit(unit));
  // A publication of years that nobody looks at now stands in no table here.
  const there = lines.filter(({ members }) =>
    members.every((member) => member.unitCode !== own.unitCode || views.some(({ lookId }) => lookId === member.lookId)),
  );
  const beside = besideOf({ unitCode: own.unitCode, views }, sliced, there, overallSlot);
  const coarse = own.slices.map((slice) => asOneGroup(own.unitCode, slice));
  const inDetail = sliced.map((unit) => inDetailOf(unit, [...coarse, ...beside.slices]));
  const isTold = [own, ...sliced].every(({ slices }) => isToldApart(layout, overallSlot, slices));
  return { ...beside, inDetail, isTold };
}

/**
 * Whether the counts of each slice are those of people. Roll-ups do not say which ballots were voided: where a void took some
 * that came before a publication and some that came after it, slices are cut count by count, and may not add up. Within one
 * unit that hides a little more or less of what is nobody's count; held against other units it would be taken for knowledge.
 */
function isToldApart(layout: TallyLayout, overallSlot: number, slices: readonly Slice[]): boolean {
  return slices.every(({ tallies }) => {
    const counted = tallies.filter(({ set }) => set === 'counted');
    const whole = counted.find(({ cut }) => cut === 'all');
    const sums = (cut: GroupTally['cut']) =>
      counted
        .filter((tally) => tally.cut === cut)
        .map((tally) => slotTally(layout, overallSlot, tally.counts, tally.ballots))
        .map(({ n, missing, notApplicable, counts }) => [n, missing + notApplicable, ...counts]);
    if (whole === undefined) return counted.length === 0;
    const [all = []] = sums('all');
    const [n = 0, , ...answers] = all;
    if (answers.reduce((sum, count) => sum + count, 0) !== n) return false;
    return guardedCuts.every((cut) => {
      const groups = sums(cut);
      return all.every((count, at) => groups.reduce((sum, of) => sum + (of[at] ?? 0), 0) === count);
    });
  });
}

/** All units that stand in a line with one of these, or with one that does. */
export function linkedUnits(
  from: readonly Pick<UnitLook, 'unitCode'>[],
  lines: readonly CombinedUnits[],
): ReadonlySet<string> {
  const linked = new Set(from.map(({ unitCode }) => unitCode));
  for (let before = -1; before < linked.size;) {
    before = linked.size;
    const touched = lines.filter(({ members }) => members.some(({ unitCode }) => linked.has(unitCode)));
    for (const { members } of touched) for (const { unitCode } of members) linked.add(unitCode);
  }
  return linked;
}

interface UnitViews {
  readonly unitCode: string;
  readonly views: readonly { readonly lookId: string; readonly view: TablesToDecide['views'][number] }[];
}

interface SlicedUnit extends UnitViews {
  readonly slices: readonly Slice[];
}

function slicedUnit({ unitCode, looks }: LinkedUnit): SlicedUnit {
  const slices = sliceBases(lastBases(looks), [], looks);
  return { unitCode, slices, views: publicationsAmong(publishedViews(slices, looks)) };
}

/** What came after the last publication stands in no published sum. */
function lastBases(looks: readonly PublishedLook[]): BaseTallies[] {
  const last = new Map<string, BaseTallies>();
  const inTime = [...looks].sort((a, b) => (a.at < b.at ? -1 : 1));
  for (const { bases } of inTime) for (const base of bases) last.set(base.baseId, base);
  return [...last.values()];
}

const viewPrefix = 'published ';

function publicationsAmong(views: TablesToDecide['views']): UnitViews['views'] {
  return views
    .filter(({ id }) => id.startsWith(viewPrefix))
    .map((view) => ({ lookId: view.id.slice(viewPrefix.length), view }));
}

function besideOf(
  own: UnitViews,
  others: readonly SlicedUnit[],
  lines: readonly CombinedUnits[],
  overallSlot: number,
  wanted: readonly string[] = [],
): UnitsBeside {
  const sums = lines.map((line) => sumOf(line, own, others));
  const wholes = others.flatMap(({ unitCode, views }) =>
    views
      .filter(({ view }) => view.published?.whole(overallSlot))
      .map(({ view }) => view.slices.map((id) => nameOf(unitCode, id))),
  );
  const known = [...sums, ...wholes];
  const used = new Set([...known.flat(), ...wanted]);
  const slices = others.flatMap(({ unitCode, slices: of }) =>
    of.map((slice) => asOneGroup(unitCode, named(unitCode, slice))),
  );
  return { slices: slices.filter(({ id }) => used.has(id)), known, inDetail: [], isTold: true };
}

/** The slices of all members as they stand in the publications counted: own ones by their own ids. */
function sumOf({ members }: CombinedUnits, own: UnitViews, others: readonly UnitViews[]): string[] {
  return members.flatMap(({ unitCode, lookId }) => {
    const unit = unitCode === own.unitCode ? own : others.find((other) => other.unitCode === unitCode);
    const slices = unit?.views.find((each) => each.lookId === lookId)?.view.slices ?? [];
    return unit === own ? slices : slices.map((id) => nameOf(unitCode, id));
  });
}

const nameOf = (unitCode: string, sliceId: string): string => `${unitCode}/${sliceId}`;

/** The unit with its groups, beside the slices of all units as one group each. */
function inDetailOf(unit: SlicedUnit, asOne: readonly Slice[]): UnitInDetail {
  const nameIn = (id: string) => nameOf(unit.unitCode, id);
  const own = unit.slices.map((slice) => named(unit.unitCode, slice));
  const ownSlices = own.map(({ id }) => id);
  const views = unit.views.map(({ view }) => ({ ...view, slices: view.slices.map(nameIn) }));
  const slices = [...own, ...asOne.filter(({ id }) => !ownSlices.includes(id))];
  return { slices, ownSlices, cuts: cutsAtRisk(unit), views };
}

const named = (unitCode: string, slice: Slice): Slice => ({ ...slice, id: nameOf(unitCode, slice.id) });

/**
 * Where a unit shows no group and a slice of it has fewer than five people, these can be of any of its groups: what is
 * possible of the whole slice is possible of each of them, and the whole is guarded as it is.
 */
function cutsAtRisk({ slices, views }: SlicedUnit): readonly CutKind[] {
  const isLarge = ({ tallies }: Slice) =>
    tallies.some(({ set, cut, ballots }) => set === 'counted' && cut === 'all' && ballots >= minimumGroup);
  if (slices.some(isLarge)) return guardedCuts;
  return guardedCuts.filter((by) => views.some(({ view }) => (view.published?.groups(by) ?? []).length > 0));
}

/** In every cut the people of another unit are one group more. */
function asOneGroup(unitCode: string, slice: Slice): Slice {
  const whole = slice.tallies.filter(({ set, cut }) => set === 'counted' && cut === 'all');
  const tallies = whole.flatMap((tally) => everyCut.map((cut) => ({ ...tally, cut, code: `unit ${unitCode}` })));
  return { ...slice, tallies };
}

function isEnough(
  layout: TallyLayout,
  overallSlot: number,
  units: readonly LinkedUnit[],
  { members }: CombinedUnits,
): boolean {
  const answers = members.map(({ unitCode, lookId }) => {
    const look = units.find((unit) => unit.unitCode === unitCode)?.looks.find(({ id }) => id === lookId);
    const whole = look && wholeOf(look);
    return whole === undefined ? 0 : answersIn(layout, overallSlot, whole);
  });
  const all = answers.reduce((sum, n) => sum + n, 0);
  return members.length >= fewestUnits && all - Math.max(...answers) >= minimumGroup;
}

/** All ballots that a publication counted. */
export function wholeOf({ bases }: Pick<PublishedLook, 'bases'>): GroupTally | undefined {
  const tallies = addTallies(bases.flatMap((base) => base.tallies));
  return tallies.find(({ set, cut }) => set === 'counted' && cut === 'all');
}
