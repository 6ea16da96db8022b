import { cleanText } from '../../kernel/vietnamese-text';
import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { answerSlots, textQuestions, type Questionnaire } from '../../survey/questionnaire';
import { checkAnswers, checkReader, type KeyingError, type ReadingRole, type SheetReading } from '../keying';
import { standingTexts } from '../open-survey';
import { insertReading } from '../store-keying.server';
import { longestComment } from '../submission';
import { loadOpenBatch, type NotOpen, type OpenBatchWork } from './load-batch.server';

export interface SaveReadingInput {
  readonly unitCode: string;
  readonly batchId: string;
  readonly sheet: number;
  readonly role: Extract<ReadingRole, 'first' | 'second'>;
  readonly reading: SheetReading;
}

export type SaveReadingError =
  | NotAllowed
  | NotOpen
  | KeyingError
  | { readonly type: 'unknown-field-or-official' }
  | { readonly type: 'text-unknown' }
  | { readonly type: 'free-text-too-long'; readonly longest: number };

/** One finished sheet. A reader who keys an own sheet again adds a revision; the earlier one stays. */
export async function saveReading(
  ctx: ActionContext,
  actor: Actor,
  input: SaveReadingInput,
): Promise<Result<{ readonly revision: number }, SaveReadingError>> {
  if (!may(actor, 'key-ballots', input.unitCode)) return notAllowed('key-ballots');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly revision: number }, SaveReadingError>> => {
    const open = await loadOpenBatch(tx, input.unitCode, input.batchId);
    if (!open.ok) return open;
    if (open.value.batch.reading === 'scanned') return fail({ type: 'batch-is-scanned' });
    const allowed = checkReader(open.value.progress, input.sheet, input.role, {
      accountId: actor.accountId,
      isOneStopHead: false,
    });
    if (!allowed.ok) return allowed;
    const reading = checkReading(open.value, input.role, input.reading);
    if (!reading.ok) return reading;
    const revision = await addReading(tx, open.value, actor, { ...input, reading: reading.value, byHead: false });
    return ok({ revision });
  });
}

/** The next revision of a reading; used for settled ones too. */
export async function addReading(
  tx: Tx,
  { batch, readings }: OpenBatchWork,
  actor: Actor,
  one: { readonly sheet: number; readonly role: ReadingRole; readonly reading: SheetReading; readonly byHead: boolean },
): Promise<number> {
  const revision = 1 + readings.filter((other) => other.sheet === one.sheet && other.role === one.role).length;
  const { sheet, role, reading, byHead } = one;
  await insertReading(tx, batch.unitCode, batch.id, {
    sheet,
    role,
    reading,
    byHead,
    revision,
    reader: actor.accountId,
    readerName: actor.name,
  });
  return revision;
}

export function checkReading(
  work: OpenBatchWork,
  role: ReadingRole,
  reading: SheetReading,
): Result<SheetReading, SaveReadingError> {
  if (reading.kind === 'spoiled') return ok(reading);
  const answers = checkAnswers(answerSlots(work.questionnaire), reading.answers);
  if (!answers.ok) return answers;
  const { fieldCode, officialCode } = reading;
  const knowsField = fieldCode === undefined || work.fields.some((field) => field.code === fieldCode);
  const knowsOfficial = officialCode === undefined || work.officials.some((official) => official.code === officialCode);
  if (!knowsField || !knowsOfficial) return fail({ type: 'unknown-field-or-official' });
  const freeTexts = role === 'second' ? ok({}) : checkTexts(work.questionnaire, reading.freeTexts);
  if (!freeTexts.ok) return freeTexts;
  return ok({
    ...reading,
    officialCode: work.batch.asksOfficial ? officialCode : undefined,
    freeTexts: freeTexts.value,
  });
}

/** Own free-text questions and the two texts every form ends with. */
export function textIds(questionnaire: Questionnaire): string[] {
  return [...textQuestions(questionnaire).map((question) => question.id), ...standingTexts];
}

function checkTexts(
  questionnaire: Questionnaire,
  texts: Readonly<Record<string, string>>,
): Result<Record<string, string>, SaveReadingError> {
  const known = textIds(questionnaire);
  const kept: Record<string, string> = {};
  for (const [id, raw] of Object.entries(texts)) {
    if (!known.includes(id)) return fail({ type: 'text-unknown' });
    const text = cleanText(raw);
    if (text.length > longestComment) return fail({ type: 'free-text-too-long', longest: longestComment });
    if (text !== '') kept[id] = text;
  }
  return ok(kept);
}
