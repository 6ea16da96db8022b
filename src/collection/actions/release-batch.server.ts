import { randomId } from '../../kernel/bytes';
import { addDays, type CalendarDay } from '../../kernel/calendar-day';
import { secureChance, seededChance, shuffled } from '../../kernel/random';
import { assert, fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import type { FieldCode } from '../../organisation/field';
import type { OfficialCode } from '../../organisation/official';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { period } from '../../survey/reporting-period';
import { answerSlots } from '../../survey/questionnaire';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import type { AcceptedBallot } from '../ballot';
import { batchSigns, type StackedSheet } from '../batch-signs';
import { batchRecord, type BatchRecord, type KeyingError, type SheetReading } from '../keying';
import { keyingBatchReleased } from '../keying-events';
import { insertBatchSigns } from '../store-batch-sign.server';
import {
  closedPeriods,
  deleteReadings,
  insertOutcome,
  type NamedReading,
  type ReaderShare,
  type StoredBatch,
} from '../store-keying.server';
import { journalInTransaction } from '../store-intake.server';
import { minimumVoidGroup } from '../void';
import { loadOpenBatch, type NotOpen } from './load-batch.server';

export type ReleaseError = NotAllowed | NotOpen | KeyingError | { readonly type: 'period-already-published' };

/**
 * Sends the sheets of a complete batch into the journal as ballots, in one transaction with the batch record and the end of
 * the readings (docs/adr/0025): from here on nobody can see a single one of them with its answers.
 */
export async function releaseBatch(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly batchId: string },
): Promise<Result<BatchRecord, ReleaseError>> {
  const { unitCode, batchId } = input;
  if (!may(actor, 'review-keying', unitCode)) return notAllowed('review-keying');
  return inTransaction(ctx.db, async (tx): Promise<Result<BatchRecord, ReleaseError>> => {
    const open = await loadOpenBatch(tx, unitCode, batchId);
    if (!open.ok) return open;
    const { batch, progress, readings } = open.value;
    if (batch.reading === 'scanned') return fail({ type: 'batch-is-scanned' });
    if (progress.stage !== 'ready') return fail({ type: 'batch-in-other-stage', stage: progress.stage });
    const record = batchRecord(progress, readings, batch.asksOfficial);
    const read = progress.sheets.flatMap(({ final, first }) => (final ? [{ final, keyer: first?.reader }] : []));
    const finals = read.map(({ final }) => final);
    const keyers = read.map(({ keyer }) => keyer);
    const readers = readerShares(readings);
    const accepted = await acceptBatch(tx, ctx, actor, { batch, finals, keyers, record, readers });
    if (!accepted.ok) return accepted;
    await deleteReadings(tx, unitCode, batchId);
    await appendEvent(
      tx,
      keyingBatchReleased({ unitCode, actor: actor.accountId, at: ctx.clock.now() }, batch, record),
    );
    return ok(record);
  });
}

/** The last step of keyed and of scanned batches: ballots into the journal, and the outcome that ends the batch. */
export async function acceptBatch(
  tx: Tx,
  ctx: Pick<ActionContext, 'clock'>,
  actor: Actor,
  ending: {
    readonly batch: StoredBatch;
    /** One a sheet, in the order of the stack; those that are spoiled become no ballot. */
    readonly finals: readonly SheetReading[];
    /** Who keyed each of `finals` first; left out where a machine read them. */
    readonly keyers?: readonly (string | undefined)[];
    readonly record: BatchRecord;
    readonly readers: readonly ReaderShare[];
  },
): Promise<Result<undefined, { readonly type: 'period-already-published' }>> {
  const { batch, finals, record, readers } = ending;
  if ((await closedPeriods(tx, batch.unitCode)).has(batch.periodId)) return fail({ type: 'period-already-published' });
  const outcomes = await journalInTransaction(tx, ballotsOf(batch, finals, record.keyed, ctx.clock.today()));
  assert(
    outcomes.every((outcome) => outcome === 'accepted'),
    'new random ids were known to the journal',
  );
  await insertOutcome(tx, batch.unitCode, batch.id, {
    ...record,
    outcome: 'released',
    batchCode: batchCodeOf(batch.code, record.keyed),
    readers,
    reason: undefined,
    endedBy: actor.accountId,
    endedByName: actor.name,
    endedAt: ctx.clock.now(),
  });
  await keepSigns(tx, batch, finals, ending.keyers ?? []);
  return ok(undefined);
}

/**
 * What the stack looked like as a whole (docs/adr/0063), while its sheets can still be seen: numbers only. A fixed seed, so that
 * the same stack gives the same figures.
 */
async function keepSigns(
  tx: Tx,
  batch: StoredBatch,
  finals: readonly SheetReading[],
  keyers: readonly (string | undefined)[],
): Promise<void> {
  const form = await readQuestionnaire(tx, batch.unitCode, batch.formId, batch.formVersion);
  assert(form !== undefined, `batch ${batch.id} of an unknown form`);
  const stack = finals.flatMap((final, at): StackedSheet[] =>
    final.kind === 'ballot' ? [{ answers: final.answers, reader: keyers[at] }] : [],
  );
  const signs = batchSigns(stack, answerSlots(form), seededChance(1));
  if (signs) await insertBatchSigns(tx, batch, signs);
}

/** A batch of fewer than 5 ballots leaves no mark on them: the mark would point at too few people. */
export function batchCodeOf(code: string, ballots: number): string | undefined {
  return ballots >= minimumVoidGroup ? code : undefined;
}

/**
 * The day of acceptance of paper and files says nothing of a visit, so they need not wait for the end of today: they carry
 * the last finished day of their period and leave the journal at the next move (docs/adr/0025).
 */
export function dayWithoutVisit(periodId: string, today: CalendarDay): CalendarDay {
  const yesterday = addDays(today, -1);
  const { until } = period(periodId);
  return until < yesterday ? until : yesterday;
}

function ballotsOf(
  batch: StoredBatch,
  finals: readonly SheetReading[],
  keyed: number,
  today: CalendarDay,
): AcceptedBallot[] {
  const ballots = finals.flatMap((final): AcceptedBallot[] => {
    if (final.kind !== 'ballot') return [];
    return [
      {
        clientId: randomId(),
        unitCode: batch.unitCode as UnitCode,
        periodId: period(batch.periodId).id,
        channel: batch.channel,
        fieldCode: final.fieldCode as FieldCode | undefined,
        officialCode: final.officialCode as OfficialCode | undefined,
        formId: batch.formId,
        formVersion: batch.formVersion,
        answers: final.answers,
        possibleRepeat: false,
        batchCode: batchCodeOf(batch.code, keyed),
        comments: Object.entries(final.freeTexts).map(([questionId, body]) => ({ questionId, body })),
        day: dayWithoutVisit(batch.periodId, today),
        withWeek: false,
      },
    ];
  });
  return shuffled(ballots, secureChance);
}

/** Who read how many sheets: the keyer is named on purpose. */
export function readerShares(readings: readonly NamedReading[]): ReaderShare[] {
  const shares = new Map<string, { id: string; name: string; first: number; second: number; settled: number }>();
  for (const { reader, readerName, role, revision } of readings) {
    const share = shares.get(reader) ?? { id: reader, name: readerName, first: 0, second: 0, settled: 0 };
    if (revision === 1) share[role] += 1;
    shares.set(reader, share);
  }
  return [...shares.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
