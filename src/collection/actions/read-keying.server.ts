import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { collectionPeriods } from '../../survey/plan';
import { planInForce } from '../../survey/store.server';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { openingsInForce, sheetBalance } from '../box-opening';
import {
  type BatchProgress,
  batchRecord,
  type BatchRecord,
  type BatchStage,
  checkReader,
  defaultSecondSharePercent,
  type ReadingRole,
  type SheetReading,
  type SheetState,
} from '../keying';
import { readOpenings, type StoredOpening } from '../store-box-opening.server';
import {
  type BatchOutcome,
  closedPeriods,
  readBatch,
  readBatches,
  readOutcomes,
  type StoredBatch,
} from '../store-keying.server';
import { type NotOpen, type OpenBatchWork, viewOpenBatch } from './load-batch.server';
import { batchSheetsByOpening } from './read-box-openings.server';

function mayFollowKeying(actor: Actor, unitCode: string): boolean {
  return (
    may(actor, 'key-ballots', unitCode) || may(actor, 'review-keying', unitCode) || may(actor, 'view-box', unitCode)
  );
}

/** A batch as lists and its own page show it: counts, never an answer. */
export interface BatchSummary {
  readonly batch: StoredBatch;
  readonly stage: BatchStage | 'released' | 'withdrawn';
  readonly record: BatchRecord;
  readonly outcome: BatchOutcome | undefined;
  /** Sheets that still wait for a first, second or settling reading. */
  readonly toReadFirst: number;
  readonly toReadSecond: number;
  readonly toSettle: readonly number[];
  /** The part of the two that this person may do: not the own sheets a second time. */
  readonly forMe: { readonly first: number; readonly second: number; readonly settle: number };
}

function summaryOfOpen(work: OpenBatchWork, actor: Actor): BatchSummary {
  const { batch, progress, readings } = work;
  return {
    batch,
    stage: progress.stage,
    record: batchRecord(progress, readings, batch.asksOfficial),
    outcome: undefined,
    toReadFirst: progress.toReadFirst.length,
    toReadSecond: progress.toReadSecond.length,
    toSettle: progress.toSettle,
    forMe: {
      first: sheetsFor(progress, 'first', actor, batch.unitCode).length,
      second: sheetsFor(progress, 'second', actor, batch.unitCode).length,
      settle: sheetsFor(progress, 'settled', actor, batch.unitCode).length,
    },
  };
}

/** The sheets this person may read next in a role, in the order of the stack. */
export function sheetsFor(progress: BatchProgress, role: ReadingRole, actor: Actor, unitCode: string): number[] {
  const waiting = { first: progress.toReadFirst, second: progress.toReadSecond, settled: progress.toSettle }[role];
  const isOneStopHead = actor.roles.some((held) => held.role === 'one-stop-head' && held.unitCode === unitCode);
  return waiting.filter(
    (sheet) => checkReader(progress, sheet, role, { accountId: actor.accountId, isOneStopHead }).ok,
  );
}

function summaryOfEnded(batch: StoredBatch, outcome: BatchOutcome): BatchSummary {
  const record = { ...outcome, sheets: batch.sheets };
  const none = { first: 0, second: 0, settle: 0 };
  return { batch, stage: outcome.outcome, record, outcome, toReadFirst: 0, toReadSecond: 0, toSettle: [], forMe: none };
}

export async function readKeyingBatches(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<BatchSummary[], NotAllowed>> {
  if (!mayFollowKeying(actor, unitCode)) return notAllowed('key-ballots');
  const outcomes = await readOutcomes(ctx.db, unitCode);
  const summaries: BatchSummary[] = [];
  for (const batch of await readBatches(ctx.db, unitCode)) {
    const outcome = outcomes.get(batch.id);
    const work = outcome ? undefined : await viewOpenBatch(ctx.db, unitCode, batch.id);
    if (outcome) summaries.push(summaryOfEnded(batch, outcome));
    else if (work?.ok) summaries.push(summaryOfOpen(work.value, actor));
  }
  return ok(summaries);
}

export async function readKeyingBatch(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  batchId: string,
): Promise<Result<BatchSummary, NotAllowed | NotOpen>> {
  if (!mayFollowKeying(actor, unitCode)) return notAllowed('key-ballots');
  const batch = await readBatch(ctx.db, unitCode, batchId);
  if (!batch) return fail({ type: 'no-such-batch' });
  const outcome = (await readOutcomes(ctx.db, unitCode)).get(batchId);
  if (outcome) return ok(summaryOfEnded(batch, outcome));
  const work = await viewOpenBatch(ctx.db, unitCode, batchId);
  return work.ok ? ok(summaryOfOpen(work.value, actor)) : work;
}

/** What the keying screen needs. Of readings it holds only the person's own: a second entry is blind. */
export interface KeyingDesk {
  readonly work: Pick<OpenBatchWork, 'batch' | 'questionnaire' | 'fields' | 'officials'>;
  readonly stage: BatchStage;
  readonly sheets: readonly number[];
  /** Own sheets of this role, read already and open to correction. */
  readonly own: readonly { readonly sheet: number; readonly reading: SheetReading }[];
  readonly done: number;
  readonly total: number;
}

export async function openKeyingDesk(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly batchId: string; readonly role: 'first' | 'second' },
): Promise<Result<KeyingDesk, NotAllowed | NotOpen>> {
  const { unitCode, batchId, role } = input;
  if (!may(actor, 'key-ballots', unitCode)) return notAllowed('key-ballots');
  const open = await viewOpenBatch(ctx.db, unitCode, batchId);
  if (!open.ok) return open;
  const { progress, batch, questionnaire, fields, officials } = open.value;
  const own = progress.sheets.flatMap((state) => {
    const mine = state[role];
    return mine?.reader === actor.accountId ? [{ sheet: state.sheet, reading: mine.reading }] : [];
  });
  const waiting = role === 'first' ? progress.toReadFirst.length : progress.toReadSecond.length;
  const done = progress.sheets.filter((state) => state[role]).length;
  const sheets = sheetsFor(progress, role, actor, unitCode);
  const work = { batch, questionnaire, fields, officials };
  return ok({ work, stage: progress.stage, sheets, own, done, total: done + waiting });
}

/** Both readings of the next sheet in dispute, for the person who may settle it. */
export interface SettlingDesk {
  readonly work: Pick<OpenBatchWork, 'batch' | 'questionnaire' | 'fields' | 'officials'>;
  readonly state: SheetState;
  readonly left: number;
}

export async function openSettlingDesk(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  batchId: string,
): Promise<Result<SettlingDesk | undefined, NotAllowed | NotOpen>> {
  if (!may(actor, 'review-keying', unitCode)) return notAllowed('review-keying');
  const open = await viewOpenBatch(ctx.db, unitCode, batchId);
  if (!open.ok) return open;
  const { progress, batch, questionnaire, fields, officials } = open.value;
  const mine = sheetsFor(progress, 'settled', actor, unitCode);
  const state = progress.sheets.find((one) => one.sheet === mine[0]);
  return ok(state && { work: { batch, questionnaire, fields, officials }, state, left: mine.length });
}

/** What a new batch may be made of: openings with sheets left, and what the plan of their day says. */
export interface BatchChoices {
  readonly openings: readonly { readonly opening: StoredOpening; readonly left: number }[];
  readonly periods: readonly string[];
  readonly channels: readonly ('paper' | 'interview')[];
  readonly form: { readonly id: string; readonly version: number; readonly title: string } | undefined;
  readonly secondSharePercent: number;
  /** The plan asks for a second entry: two readers are proposed for what a machine leaves to people. */
  readonly planHasSecondEntry: boolean;
}

export async function readBatchChoices(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<BatchChoices, NotAllowed>> {
  if (!may(actor, 'key-ballots', unitCode)) return notAllowed('key-ballots');
  const today = ctx.clock.today();
  const batches = await batchSheetsByOpening(ctx.db, unitCode);
  const openings = openingsInForce(await readOpenings(ctx.db, unitCode))
    .map((opening) => ({ opening, left: sheetBalance(opening, batches.get(opening.rootId) ?? []).notInBatch }))
    .filter(({ left }) => left > 0);
  const plan =
    (await planInForce(ctx.db, unitCode, today)) ??
    (openings[0] && (await planInForce(ctx.db, unitCode, openings[0].opening.openedOn)));
  if (!plan)
    return ok({
      openings,
      periods: [],
      channels: [],
      form: undefined,
      secondSharePercent: defaultSecondSharePercent,
      planHasSecondEntry: false,
    });
  const closed = await closedPeriods(ctx.db, unitCode);
  const { questionnaire, channels, options } = plan.content;
  const form = await readQuestionnaire(ctx.db, unitCode, questionnaire.id, questionnaire.version);
  return ok({
    openings,
    periods: collectionPeriods(plan.content)
      .filter((period) => period.from <= today && !closed.has(period.id))
      .map((period) => period.id),
    channels: channels.flatMap((channel) => (channel === 'paper' || channel === 'interview' ? [channel] : [])),
    form: form && { id: form.id, version: form.version, title: form.title },
    secondSharePercent: options.secondEntryPercent > 0 ? options.secondEntryPercent : defaultSecondSharePercent,
    planHasSecondEntry: options.secondEntryPercent > 0,
  });
}
