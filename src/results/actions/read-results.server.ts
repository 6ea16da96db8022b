import type { CalendarDay } from '../../kernel/calendar-day';
import { secureChance } from '../../kernel/random';
import { assert, fail, ok, type Result } from '../../kernel/result';
import { fieldsOf, officialsAt } from '../../organisation/store-staff.server';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import type { Queryable } from '../../platform/database.server';
import {
  basePeriodsOf,
  type Period,
  parsePeriodId,
  type PeriodId,
  period as periodOf,
  previousPeriod,
} from '../../survey/reporting-period';
import type { Questionnaire } from '../../survey/questionnaire';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { assembleResults, type ResultsInput } from '../assemble-results';
import { changeBetween } from '../change-from-last';
import { DecisionCache } from '../decision-cache';
import { type AskedForm, chooseForm, type UsedForm } from '../choose-form';
import { type KeptLook, publishedLook } from '../kept-look';
import type { ReadResultsError } from '../results-problem';
import type { CutKind, PeriodResults } from '../period-results';
import { type PublishedLook, relatedBases } from '../period-view';
import { publishedLines } from '../published-lines';
import { lookAt, type Look, usedForms } from '../rollup-look';
import { type CutOff, readCutOffs } from '../store-cut-off.server';
import { readReleasedLooks } from '../store-published-look.server';
import { readRollups, readVoidCounts, type Rollup } from '../store.server';
import { tallyLayout } from '../tally';
import { countVoids } from './count-voids.server';
import { takeDueCutOffs } from './take-cut-offs.server';
import { readUnitsBeside } from './weigh-combined-units.server';

/** Asked for page after page; nothing in it can be out of date (`DecisionCache`). */
const decisions = new DecisionCache();

export interface ReadOptions {
  /** Which form to show; by default the one with most ballots. */
  readonly form?: AskedForm;
  /** Figures as of the end of this day, where the plan's notice counts only until then. */
  readonly countsUntil?: CalendarDay | null;
  /** Officials whose figures are wanted and may be seen; by default none. */
  readonly officials?: 'all' | readonly string[];
  /** Of every group of a cut; default all. */
  readonly groupRows?: 'all' | 'overall';
  /** Default field and channel. */
  readonly cuts?: readonly ('field' | 'channel')[];
}

export type { ReadResultsError } from '../results-problem';

/**
 * The figures of a period, suppressed, from roll-ups only: the time it takes does not depend on the number of ballots.
 * Asks for no permission: for publication, reports, the command line; pages go through `viewResults`.
 */
export async function readResults(
  ctx: ActionContext,
  unitCode: UnitCode,
  periodId: string,
  options: ReadOptions = {},
): Promise<Result<PeriodResults, ReadResultsError>> {
  const read = await readResultsWithBasis(ctx, unitCode, periodId, options);
  return read.ok ? ok(read.value.results) : read;
}

/** The same, with what has to be kept where it is published. */
export async function readResultsWithBasis(
  ctx: ActionContext,
  unitCode: UnitCode,
  periodId: string,
  options: ReadOptions = {},
): Promise<Result<{ readonly results: PeriodResults; readonly basis: ResultsBasis }, ReadResultsError>> {
  const period = parsePeriodId(periodId);
  if (!period) return fail({ type: 'unknown-period', periodId });
  await countVoids(ctx, unitCode);
  // Nothing moves in a unit without a journal, so its cut-off may still be waiting for someone to ask.
  if (options.countsUntil) await takeDueCutOffs(ctx, unitCode, secureChance);
  const stored = storedTables(ctx.db, unitCode);
  const current = await readOnePeriod(ctx, unitCode, period, options, stored);
  if (!current.ok) return current;
  const last = previousPeriod(period);
  const { results, basis } = current.value;
  const { id, version } = results.form;
  const cuts = (options.cuts ?? ['field' as const]).filter((by) => by === 'field');
  const earlier =
    last && (await readOnePeriod(ctx, unitCode, last, { form: { id, version }, cuts, groupRows: 'overall' }, stored));
  const changeFromLast = earlier?.ok ? changeBetween(results, earlier.value.results) : null;
  return ok({ results: { ...results, changeFromLast }, basis });
}

type Assembled = Omit<PeriodResults, 'changeFromLast'>;

/** What the figures were made of, hidden groups included: kept with a publication, shown to nobody. */
export type ResultsBasis = Omit<KeptLook, 'id' | 'frozenAt'>;

async function readOnePeriod(
  ctx: ActionContext,
  unitCode: UnitCode,
  period: Period,
  options: ReadOptions,
  stored: StoredTables,
): Promise<Result<{ readonly results: Assembled; readonly basis: ResultsBasis }, ReadResultsError>> {
  const wanted = basePeriodsOf(period).map(({ id }) => id);
  if (wanted.length === 0) return fail({ type: 'period-without-figures', periodId: period.id });
  const related: PeriodId[] = relatedBases(period).map(({ id }) => id);
  const { rollups, cutOffs } = await stored.ofBases(related);
  const cutOff = chooseCutOff(ctx, period, options.countsUntil ?? null, cutOffs);
  if (!cutOff.ok) return cutOff;
  const inPeriod = (cutOff.value?.rollups ?? rollups).filter(({ periodId }) => wanted.includes(periodId));
  const forms = usedForms(inPeriod);
  if (forms.length === 0) return fail({ type: 'no-ballots', periodId: period.id });
  const form = chooseForm(forms, options.form);
  if (!form) return fail({ type: 'form-not-used', periodId: period.id, used: forms });
  const [voidCounts, questionnaire, released] = await Promise.all([
    cutOff.value?.voids ?? readVoidCounts(ctx.db, unitCode, wanted),
    stored.form(form.chosen),
    stored.released(form.chosen),
  ]);
  const beside = await stored.beside(questionnaire);
  const published = publishedAmong(released, related, questionnaire);
  // A published sum over more than these years is only understood with the rest of its bases.
  const beyond = published
    .flatMap(({ bases }) => bases.map(({ baseId }) => baseId))
    .filter((id) => !related.includes(id));
  const more = beyond.length === 0 ? [] : await readRollups(ctx.db, unitCode, [...new Set(beyond)]);
  const look = {
    ...lookAt({ rollups: [...rollups, ...more], inPeriod, cutOffs, voidCounts, form: form.chosen }),
    published,
    ...(beside && { beside }),
  };
  const countsUntil = cutOff.value?.countsUntil ?? null;
  const results = await assemble(stored, unitCode, period, countsUntil, questionnaire, form.others, look, options);
  return ok({ results, basis: basisOf(results, inPeriod) });
}

function basisOf(results: Assembled, inPeriod: readonly Rollup[]): ResultsBasis {
  const { unitCode, periodId, countsUntil, form } = results;
  const rollups = inPeriod.filter(
    ({ formId, formVersion, tally }) =>
      formId === form.id && formVersion === form.version && (tally.set === 'counted' || tally.set === 'voided'),
  );
  const lines = publishedLines(results);
  return { unitCode, periodId, formId: form.id, formVersion: form.version, countsUntil, lines, rollups };
}

/** What one reading of a page asks the database for, each thing once: a period and the one before it mostly share it all. */
interface StoredTables {
  ofBases(bases: readonly PeriodId[]): Promise<{ readonly rollups: Rollup[]; readonly cutOffs: CutOff[] }>;
  form(of: FormKey): Promise<Questionnaire>;
  released(of: FormKey): Promise<KeptLook[]>;
  beside(form: Questionnaire): Promise<ResultsInput['beside']>;
  titles(cuts: readonly CutKind[]): Promise<Map<string, string>>;
}

type FormKey = Pick<UsedForm, 'id' | 'version'>;

function storedTables(db: Queryable, unitCode: UnitCode): StoredTables {
  const formKey = ({ id, version }: FormKey) => `${id}@${version}`;
  const form = async ({ id, version }: FormKey) => {
    const found = await readQuestionnaire(db, unitCode, id, version);
    assert(found !== undefined, `roll-ups of ${unitCode} carry an unknown form: ${id}`);
    return found;
  };
  const ofBases = async (bases: readonly PeriodId[]) => {
    const [rollups, cutOffs] = await Promise.all([readRollups(db, unitCode, bases), readCutOffs(db, unitCode, bases)]);
    const touches = ({ periodId }: CutOff) => basePeriodsOf(periodOf(periodId)).some(({ id }) => bases.includes(id));
    return { rollups, cutOffs: cutOffs.filter(touches) };
  };
  return {
    ofBases: once((bases) => bases.join(' '), ofBases),
    form: once(formKey, form),
    released: once(formKey, (of) => readReleasedLooks(db, [unitCode], of)),
    beside: once(formKey, (of: Questionnaire) => readUnitsBeside(db, unitCode, of)),
    titles: titlesOf(db, unitCode),
  };
}

function once<A, T>(keyOf: (argument: A) => string, read: (argument: A) => Promise<T>): (argument: A) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (argument) => {
    const key = keyOf(argument);
    const found = known.get(key) ?? read(argument);
    known.set(key, found);
    return found;
  };
}

/** Released publications of the form that hold any of the bases. */
function publishedAmong(
  released: readonly KeptLook[],
  related: readonly PeriodId[],
  form: Questionnaire,
): PublishedLook[] {
  const layout = tallyLayout(form);
  return released
    .map((look) => publishedLook(look, layout))
    .filter(({ bases }) => bases.some(({ baseId }) => related.includes(baseId)));
}

/** The frozen counts asked for. Until its day is over, all ballots there are belong to it, so the running counts serve. */
function chooseCutOff(
  ctx: ActionContext,
  period: Period,
  countsUntil: CalendarDay | null,
  cutOffs: readonly CutOff[],
): Result<CutOff | undefined, ReadResultsError> {
  if (countsUntil === null || countsUntil >= period.until) return ok(undefined);
  const found = cutOffs.find((each) => each.periodId === period.id && each.countsUntil === countsUntil);
  if (found || ctx.clock.today() <= countsUntil) return ok(found);
  return fail({ type: 'cut-off-not-taken', countsUntil });
}

async function assemble(
  stored: StoredTables,
  unitCode: UnitCode,
  period: Period,
  countsUntil: CalendarDay | null,
  form: Questionnaire,
  others: readonly UsedForm[],
  look: Look & Pick<ResultsInput, 'published' | 'beside'>,
  options: ReadOptions,
): Promise<Assembled> {
  const officials = options.officials ?? [];
  const withOfficials = officials === 'all' || officials.length > 0;
  const cuts: CutKind[] = [
    ...(options.cuts ?? (['field', 'channel'] as const)),
    ...(withOfficials ? (['official'] as const) : []),
  ];
  const titles = await stored.titles(cuts);
  const input = {
    ...look,
    unitCode,
    period,
    countsUntil,
    form,
    otherForms: others,
    cuts,
    officials,
    groupRows: options.groupRows,
    titleOf: (cut: CutKind, code: string) => titles.get(`${cut} ${code}`) ?? code,
  };
  return assembleResults(input, (tables) => decisions.decide(tables));
}

/** Names of the groups of the cuts that have names, by cut and code. */
function titlesOf(db: Queryable, unitCode: UnitCode): StoredTables['titles'] {
  const named = async (cut: 'field' | 'official') => {
    const all = cut === 'field' ? await fieldsOf(db, unitCode) : await officialsAt(db, unitCode);
    return all.map(({ code, name }) => [`${cut} ${code}`, name] as const);
  };
  const known = once((cut: 'field' | 'official') => cut, named);
  return async (cuts) => {
    const fields = cuts.includes('field') ? await known('field') : [];
    const officials = cuts.includes('official') ? await known('official') : [];
    return new Map([...fields, ...officials]);
  };
}
