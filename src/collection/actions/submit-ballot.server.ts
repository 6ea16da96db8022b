import { timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '../../kernel/result';
import { inTransaction } from '../../platform/database.server';
import { type AcceptedBallot, contentHash } from '../ballot';
import type { Channel } from '../channel';
import type { JournalOutcome } from '../journal';
import { kioskSecretHash } from '../kiosk';
import { codeHash, type OneTimeCode, parseCode } from '../one-time-code';
import type { OpenSurvey } from '../open-survey';
import type { SubmitError } from '../problem';
import { findCode, spendCode } from '../store-code.server';
import { journalInTransaction } from '../store-intake.server';
import { findKiosk } from '../store-kiosk.server';
import { acceptSubmission, parseSubmission, type Submission } from '../submission';
import { type BallotDesk, type DeskContext, deskOf } from './ballot-desk.server';

/** `repeat`: the same ballot was accepted before; the sender may forget it, it counts once. */
export type SubmitOutcome = { readonly status: 'accepted' | 'repeat' };

/**
 * The one action behind every door a citizen's ballot comes through (JSON, form without script, kiosk). Nobody signs in for
 * it, so there is no permission to check. Answers only after the ballot is committed; writes no event (invariant 4).
 */
export async function submitBallot(context: DeskContext, input: unknown): Promise<Result<SubmitOutcome, SubmitError>> {
  const sent = parseSubmission(input);
  if (!sent.ok) return sent;
  const desk = deskOf(context);
  try {
    const today = await desk.survey(sent.value.unit);
    if (!today) return fail({ type: 'office-unknown' });
    if (today.state === 'closed') return fail({ type: 'survey-closed', opensOn: today.opensOn });
    if (sent.value.code) return await submitWithCode(context, sent.value, today.survey);
    if (sent.value.kiosk) return await submitAtKiosk(context, desk, sent.value, sent.value.kiosk, today.survey);
    const ballot = accept(context, sent.value, today.survey, 'web');
    return ballot.ok ? outcomeOf(await desk.journal.write(ballot.value)) : ballot;
  } catch (cause) {
    // Database gone or disk full: nothing was acknowledged, the sender keeps the ballot and tries again.
    console.error(
      `[${context.clock.now().toISOString()}] ballot not stored:`,
      cause instanceof Error ? cause.message : cause,
    );
    return fail({ type: 'not-stored' });
  }
}

function accept(context: DeskContext, sent: Submission, survey: OpenSurvey, channel: Channel, possibleRepeat = false) {
  return acceptSubmission(sent, survey, { channel, today: context.clock.today(), possibleRepeat });
}

function outcomeOf(outcome: JournalOutcome): Result<SubmitOutcome, SubmitError> {
  return outcome === 'conflict' ? fail({ type: 'id-taken' }) : ok({ status: outcome });
}

/** One transaction marks the hash spent and journals the ballot, which knows nothing of the code. */
async function submitWithCode(
  context: DeskContext,
  sent: Submission,
  survey: OpenSurvey,
): Promise<Result<SubmitOutcome, SubmitError>> {
  const code = await openCode(context, sent.code ?? '');
  if (!code.ok) return code;
  if (code.value.unitCode !== survey.unitCode) return fail({ type: 'code-unknown' });
  if (code.value.periodId !== survey.period.id) return fail({ type: 'code-expired' });
  const ballot = accept(context, sent, survey, 'code');
  if (!ballot.ok) return ballot;
  return inTransaction(context.db, async (tx) => {
    const outcome = (await journalInTransaction(tx, [ballot.value]))[0] ?? 'conflict';
    // A repeat of the same ballot (its answer was lost) finds its own code spent, and that is right.
    if (outcome !== 'accepted') return outcomeOf(outcome);
    return (await spendCode(tx, survey.unitCode, codeHash(code.value.code)))
      ? ok({ status: 'accepted' })
      : fail({ type: 'code-spent' });
  });
}

interface OpenedCode {
  readonly code: OneTimeCode;
  readonly unitCode: string;
  readonly periodId: string;
  readonly spent: boolean;
}

async function openCode(context: DeskContext, typed: string): Promise<Result<OpenedCode, SubmitError>> {
  const code = parseCode(typed);
  if (code === undefined) return fail({ type: 'code-mistyped' });
  const known = await findCode(context.db, codeHash(code));
  return known ? ok({ code, ...known }) : fail({ type: 'code-unknown' });
}

/** The form that a typed code opens, if the code is unspent and its period is the one that is open. */
export async function openCodeForForm(
  context: DeskContext,
  typed: string,
): Promise<Result<{ readonly code: OneTimeCode; readonly survey: OpenSurvey }, SubmitError>> {
  const opened = await openCode(context, typed);
  if (!opened.ok) return opened;
  if (opened.value.spent) return fail({ type: 'code-spent' });
  const today = await deskOf(context).survey(opened.value.unitCode);
  if (today?.state !== 'open') return fail({ type: 'code-expired' });
  if (today.survey.period.id !== opened.value.periodId) return fail({ type: 'code-expired' });
  return ok({ code: opened.value.code, survey: today.survey });
}

async function submitAtKiosk(
  context: DeskContext,
  desk: BallotDesk,
  sent: Submission,
  tablet: NonNullable<Submission['kiosk']>,
  survey: OpenSurvey,
): Promise<Result<SubmitOutcome, SubmitError>> {
  const kiosk = await findKiosk(context.db, tablet.id);
  if (
    !kiosk ||
    kiosk.unitCode !== survey.unitCode ||
    !timingSafeEqual(kiosk.secretHash, kioskSecretHash(tablet.secret))
  ) {
    return fail({ type: 'kiosk-unknown' });
  }
  const ballot = accept(context, sent, survey, 'kiosk');
  if (!ballot.ok) return ballot;
  const possibleRepeat = isPossibleRepeat(desk, sent, ballot.value, context.clock.now());
  return outcomeOf(await desk.journal.write({ ...ballot.value, possibleRepeat }));
}

/** Ballots that waited in the tablet's queue arrive together: for them only the tablet knows the time between. */
function isPossibleRepeat(desk: BallotDesk, sent: Submission, ballot: AcceptedBallot, now: Date): boolean {
  if (sent.queued || sent.possibleRepeat) return sent.possibleRepeat ?? false;
  const last = { clientId: ballot.clientId, content: contentHash(ballot).toString('hex') };
  return desk.repeats.isRepeat(sent.kiosk?.id ?? '', last, now.getTime());
}
