import { z } from 'zod';
import { cleanText } from '../kernel/vietnamese-text';
import { fail, ok, type Result } from '../kernel/result';
import { answerFits, noAnswer, notApplicable, type Slot } from '../survey/questionnaire';
import type { CalendarDay } from '../kernel/calendar-day';
import type { AcceptedBallot, Comment } from './ballot';
import type { Channel } from './channel';
import type { OpenSurvey } from './open-survey';

/** The largest ballot body any door reads. A full form with long texts stays below a tenth of it. */
export const largestBodyBytes = 64 * 1024;
export const longestComment = 2_000;

const answer = z.union([
  z.number().int().min(0).max(254),
  z.literal('na'),
  z.array(z.number().int().min(1).max(7)).max(7),
]);

/** A ballot as it is sent (docs/formats/ballot.md). Unknown keys are refused: nothing that might identify travels along. */
const submissionSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  unit: z.string().min(2).max(20),
  period: z.string().min(4).max(20),
  form: z.string().min(1).max(20),
  version: z.number().int().min(1).max(10_000),
  field: z.string().max(20).nullish(),
  official: z.string().max(20).nullish(),
  answers: z.record(z.string().max(40), answer),
  comments: z.record(z.string().max(40), z.string().max(longestComment * 4)).nullish(),
  code: z.string().max(60).nullish(),
  kiosk: z.strictObject({ id: z.string().max(40), secret: z.string().max(80) }).nullish(),
  /** The tablet saw the same full ballot less than 20 s before, or the ballot waited in its queue. */
  possibleRepeat: z.boolean().nullish(),
  queued: z.boolean().nullish(),
});
export type Submission = z.infer<typeof submissionSchema>;

export type SubmissionError =
  | { readonly type: 'malformed-ballot'; readonly at: string }
  | { readonly type: 'period-ended'; readonly openPeriod: string }
  | { readonly type: 'form-outdated' }
  | { readonly type: 'channel-closed' }
  | { readonly type: 'question-unknown'; readonly question: string }
  | { readonly type: 'answer-off-scale'; readonly question: string }
  | { readonly type: 'field-unknown' }
  | { readonly type: 'official-unknown' }
  | { readonly type: 'text-too-long'; readonly question: string; readonly longest: number }
  | { readonly type: 'empty-ballot' };

export function parseSubmission(input: unknown): Result<Submission, SubmissionError> {
  const parsed = submissionSchema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  return fail({ type: 'malformed-ballot', at: parsed.error.issues[0]?.path.join('.') ?? '' });
}

/** Every rule a ballot must pass before the journal, and the ballot that goes there. */
export function acceptSubmission(
  sent: Submission,
  survey: OpenSurvey,
  facts: { readonly channel: Channel; readonly today: CalendarDay; readonly possibleRepeat: boolean },
): Result<AcceptedBallot, SubmissionError> {
  if (sent.period !== survey.period.id) return fail({ type: 'period-ended', openPeriod: survey.period.id });
  const { questionnaire } = survey;
  if (sent.form !== questionnaire.id || sent.version !== questionnaire.version) return fail({ type: 'form-outdated' });
  if (!survey.channels.includes(facts.channel)) return fail({ type: 'channel-closed' });
  const field = sent.field ? survey.fields.find(({ code }) => code === sent.field) : undefined;
  if (sent.field && !field) return fail({ type: 'field-unknown' });
  const official = sent.official ? survey.officials.find(({ code }) => code === sent.official) : undefined;
  if (sent.official && !official) return fail({ type: 'official-unknown' });
  const answers = encodeAnswers(sent.answers, survey.slots);
  if (!answers.ok) return answers;
  const comments = readComments(sent.comments ?? {}, survey);
  if (!comments.ok) return comments;
  if (answers.value.every((byte) => byte === noAnswer) && comments.value.length === 0)
    return fail({ type: 'empty-ballot' });
  return ok({
    clientId: sent.id,
    unitCode: survey.unitCode,
    periodId: survey.period.id,
    channel: facts.channel,
    fieldCode: field?.code,
    officialCode: official?.code,
    formId: questionnaire.id,
    formVersion: questionnaire.version,
    answers: answers.value,
    possibleRepeat: facts.possibleRepeat,
    batchCode: undefined,
    comments: comments.value,
    day: facts.today,
    withWeek: true,
  });
}

/** Answers by question to one byte a slot. A question without an answer stays 0. */
export function encodeAnswers(
  answers: Submission['answers'],
  slots: readonly Slot[],
): Result<Uint8Array, SubmissionError> {
  const bytes = new Uint8Array(slots.length);
  const byQuestion = new Map(slots.map((slot) => [slot.questionId, slot]));
  for (const [question, value] of Object.entries(answers)) {
    const slot = byQuestion.get(question);
    if (!slot) return fail({ type: 'question-unknown', question });
    const byte = byteOf(value, slot);
    if (byte === undefined || !answerFits(slot, byte)) return fail({ type: 'answer-off-scale', question });
    bytes[slot.index] = byte;
  }
  return ok(bytes);
}

function byteOf(value: Submission['answers'][string], slot: Slot): number | undefined {
  if (value === 'na') return notApplicable;
  if (Array.isArray(value))
    return slot.kind === 'multiple' ? value.reduce((mask, option) => mask | (1 << (option - 1)), 0) : undefined;
  // A single number for a multiple choice would be ambiguous (option or mask): only lists are taken.
  return slot.kind === 'multiple' && value !== noAnswer ? undefined : value;
}

function readComments(sent: Record<string, string>, survey: OpenSurvey): Result<Comment[], SubmissionError> {
  const comments: Comment[] = [];
  for (const [questionId, raw] of Object.entries(sent)) {
    if (!survey.texts.some(({ id }) => id === questionId))
      return fail({ type: 'question-unknown', question: questionId });
    const body = cleanText(raw);
    if (body.length > longestComment)
      return fail({ type: 'text-too-long', question: questionId, longest: longestComment });
    if (body !== '') comments.push({ questionId, body });
  }
  return ok(comments);
}

/** Names of the form's controls; the island and the form action read the same ones. */
export const answerPrefix = 'a:';
export const commentPrefix = 't:';

/** A ballot posted by a browser without script, in the shape the JSON door takes. */
export function submissionFromForm(form: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const plain: Record<string, string> = {};
  const answers: Record<string, number | 'na' | number[]> = {};
  const comments: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string' || value === '') continue;
    if (name.startsWith(commentPrefix)) comments[name.slice(commentPrefix.length)] = value;
    else if (name.startsWith(answerPrefix)) addAnswer(answers, name.slice(answerPrefix.length), value);
    else plain[name] = value;
  }
  const { id, unit, period, form: formId, version, field, official, code } = plain;
  return { id, unit, period, form: formId, version: Number(version), field, official, code, answers, comments };
}

/** `I.1` = `4`; a multiple choice is named `Q1[]` and comes once an option. */
function addAnswer(answers: Record<string, number | 'na' | number[]>, name: string, value: string): void {
  const byte = value === 'na' ? 'na' : Number(value);
  if (!name.endsWith('[]')) {
    answers[name] = byte;
    return;
  }
  const question = name.slice(0, -2);
  const before = answers[question];
  answers[question] = byte === 'na' || before === 'na' ? 'na' : [...(Array.isArray(before) ? before : []), byte];
}
