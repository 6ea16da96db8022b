import { randomBytes } from 'node:crypto';
import type { AcceptedBallot, Comment } from '../../collection/ballot';
import { drawForSecondReading } from '../../collection/actions/draw-second-readings.server';
import { openBatch } from '../../collection/actions/open-batch.server';
import { viewOpenBatch } from '../../collection/actions/load-batch.server';
import { recordBoxOpening } from '../../collection/actions/record-box-opening.server';
import { releaseBatch } from '../../collection/actions/release-batch.server';
import { saveReading } from '../../collection/actions/save-reading.server';
import { settleSheet } from '../../collection/actions/settle-sheet.server';
import type { SheetReading } from '../../collection/keying';
import { journalInTransaction } from '../../collection/store-intake.server';
import type { CalendarDay } from '../../kernel/calendar-day';
import type { Chance } from '../../kernel/random';
import { assert, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { parseFieldCode } from '../../organisation/field';
import { parseOfficialCode } from '../../organisation/official';
import type { ActionContext } from '../../platform/action-context';
import { answerSlots, type Questionnaire } from '../../survey/questionnaire';
import { period } from '../../survey/reporting-period';
import { answersOf } from './moods';
import { communeCode, known } from './people-and-place';
import type { ExampleVisit } from './visits';
import { commentsOf } from './words';

export function done<T>(result: Result<T, unknown>): T {
  assert(result.ok, `living example: ${result.ok ? '' : JSON.stringify(result.error)}`);
  return result.value;
}

/** Bytes of a ballot; the respondent questions stay unanswered by half of the people. */
function answerBytes(visit: ExampleVisit, questionnaire: Questionnaire, chance: Chance): Uint8Array {
  const slots = answerSlots(questionnaire);
  const items = slots.filter((slot) => slot.part === 'item').map((slot) => slot.questionId);
  const answers = answersOf(visit, items, chance);
  const tells = chance(2) === 0;
  return Uint8Array.from(slots, (slot) => {
    if (slot.part === 'respondent' && slot.kind === 'single') return tells ? 1 + chance(slot.options.length) : 0;
    return answers.get(slot.questionId) ?? 0;
  });
}

function commentOf(bytes: Uint8Array, questionnaire: Questionnaire, chance: Chance): Comment[] {
  const overall = answerSlots(questionnaire).find((slot) => slot.part === 'overall');
  return commentsOf(bytes[overall?.index ?? 0] ?? 0, chance);
}

export function ballotOf(visit: ExampleVisit, questionnaire: Questionnaire, chance: Chance): AcceptedBallot {
  const answers = answerBytes(visit, questionnaire, chance);
  return {
    unitCode: communeCode,
    periodId: period(visit.periodId).id,
    channel: visit.channel,
    fieldCode: parseFieldCode(visit.field),
    officialCode: visit.officialCode === undefined ? undefined : parseOfficialCode(visit.officialCode),
    formId: questionnaire.id,
    formVersion: questionnaire.version,
    answers,
    possibleRepeat: false,
    batchCode: undefined,
    clientId: randomBytes(16).toString('hex'),
    comments: commentOf(answers, questionnaire, chance),
    day: visit.day,
    withWeek: true,
  };
}

/** What citizens sent by themselves on one day; now and then somebody presses twice at the kiosk. */
export async function collectDay(
  ctx: ActionContext,
  ballots: readonly AcceptedBallot[],
  chance: Chance,
): Promise<void> {
  const repeated = ballots
    .filter((ballot) => ballot.channel === 'kiosk' && chance(100) < 5)
    .map((ballot) => ({ ...ballot, clientId: randomBytes(16).toString('hex'), comments: [], possibleRepeat: true }));
  await ctx.db.transaction().execute((tx) => journalInTransaction(tx, [...ballots, ...repeated]));
}

export interface PaperRound {
  readonly openedOn: CalendarDay;
  readonly periodId: string;
  readonly sheets: readonly AcceptedBallot[];
  readonly questionnaire: Questionnaire;
  readonly clerk: Actor;
  readonly keyer: Actor;
  readonly secondReader: Actor;
  readonly third: Actor;
}

/** A box is opened before witnesses, its sheets keyed, some of them twice, differences settled, and the batch released. */
export async function openBoxAndKey(ctx: ActionContext, round: PaperRound, chance: Chance): Promise<void> {
  const spoiled = chance(3);
  const opening = done(
    await recordBoxOpening(ctx, round.clerk, {
      unitCode: communeCode,
      photo: undefined,
      draft: {
        boxCode: 'HP-01',
        openedOn: round.openedOn,
        witnesses: [
          { name: 'Phạm Văn Hòa', capacity: 'Trưởng bộ phận một cửa', observer: false },
          { name: 'Đinh Thị Vân', capacity: 'Tổ công tác', observer: false },
          { name: 'Hồ Văn Bình', capacity: 'Ủy ban Mặt trận Tổ quốc Việt Nam xã', observer: true },
        ],
        sheetsFound: round.sheets.length + spoiled,
        spoiled,
        note: spoiled > 0 ? 'Phiếu hỏng: bỏ trống hoàn toàn.' : '',
        correction: undefined,
      },
    }),
  );
  const batch = done(
    await openBatch(ctx, round.keyer, {
      unitCode: communeCode,
      channel: 'paper',
      openingId: opening.id,
      periodId: round.periodId,
      formId: round.questionnaire.id,
      formVersion: round.questionnaire.version,
      sheets: round.sheets.length,
      secondSharePercent: 20,
      asksOfficial: true,
    }),
  );
  for (const [index, sheet] of round.sheets.entries()) {
    const reading = readingOf(sheet, sheet.answers);
    done(
      await saveReading(ctx, round.keyer, {
        unitCode: communeCode,
        batchId: batch.id,
        sheet: index + 1,
        role: 'first',
        reading,
      }),
    );
  }
  await readAgain(ctx, round, batch.id, chance);
  done(await releaseBatch(ctx, round.third, { unitCode: communeCode, batchId: batch.id }));
}

function readingOf(sheet: AcceptedBallot, answers: Uint8Array): SheetReading {
  return {
    kind: 'ballot',
    answers,
    fieldCode: sheet.fieldCode,
    officialCode: sheet.officialCode,
    freeTexts: Object.fromEntries(sheet.comments.map(({ questionId, body }) => [questionId, body])),
  };
}

/** The second reader slips once; the third person finds the first reading right. */
async function readAgain(ctx: ActionContext, round: PaperRound, batchId: string, chance: Chance): Promise<void> {
  done(await drawForSecondReading(ctx, round.keyer, { unitCode: communeCode, batchId, all: false }, chance));
  const toReadSecond = done(await viewOpenBatch(ctx.db, communeCode, batchId)).progress.toReadSecond;
  for (const [position, number] of toReadSecond.entries()) {
    const sheet = known(round.sheets[number - 1], 'sheet');
    const answers = Uint8Array.from(sheet.answers);
    if (position === 0) answers[3] = answers[3] === 4 ? 5 : 4;
    const reading = { ...readingOf(sheet, answers), freeTexts: {} } as SheetReading;
    const input = { unitCode: communeCode, batchId, sheet: number, role: 'second', reading } as const;
    done(await saveReading(ctx, round.secondReader, input));
  }
  for (const number of done(await viewOpenBatch(ctx.db, communeCode, batchId)).progress.toSettle) {
    const first = known(round.sheets[number - 1], 'sheet').answers[3] ?? 0;
    const settlement = { answers: { 3: first } };
    done(await settleSheet(ctx, round.third, { unitCode: communeCode, batchId, sheet: number, settlement }));
  }
}
