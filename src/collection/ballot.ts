import type { CalendarDay } from '../kernel/calendar-day';
import { sha256 } from '../kernel/bytes';
import type { FieldCode } from '../organisation/field';
import type { OfficialCode } from '../organisation/official';
import type { UnitCode } from '../organisation/unit';
import type { QuestionnaireId } from '../survey/questionnaire';
import type { PeriodId } from '../survey/reporting-period';
import type { Channel } from './channel';

/** What is counted: no person, no device, no day, no order. */
export interface Ballot {
  readonly unitCode: UnitCode;
  readonly periodId: PeriodId;
  readonly channel: Channel;
  readonly fieldCode: FieldCode | undefined;
  readonly officialCode: OfficialCode | undefined;
  readonly formId: QuestionnaireId;
  readonly formVersion: number;
  /** One byte a slot of `answerSlots(questionnaire)`; docs/formats/ballot.md. */
  readonly answers: Uint8Array;
  /** Kept and counted beside the index, never in it. */
  readonly possibleRepeat: boolean;
  /** Paper batch or import run it came with; undefined for what citizens send themselves. */
  readonly batchCode: string | undefined;
}

/** A ballot as it stands in the ballot table. */
export interface StoredBallot extends Ballot {
  readonly id: string;
  /** Monday of its week, only where 5 ballots of the unit share it. */
  readonly week: CalendarDay | undefined;
}

/** Free text of one question, parted from its ballot at the door. */
export interface Comment {
  readonly questionId: string;
  readonly body: string;
}

/** A ballot that passed every rule and waits for the journal. */
export interface AcceptedBallot extends Ballot {
  /** Made by who sends it, 128 random bits as 32 hex digits: sent again under the same id it counts once. */
  readonly clientId: string;
  readonly comments: readonly Comment[];
  /** Day of acceptance; it decides when the journal is drained and, if `withWeek`, the week. */
  readonly day: CalendarDay;
  /** False where the day of acceptance says nothing about the visit (paper, imported files). */
  readonly withWeek: boolean;
}

/** SHA-256 over `ballot-id-v1`, unit and client-made id. */
export function clientIdHash(unitCode: string, clientId: string): Buffer {
  return sha256(`ballot-id-v1\n${unitCode}\n${clientId}`);
}

/** What makes two sendings of one id the same ballot: all of it but the day (a repeat may come the day after). */
export function contentHash(ballot: AcceptedBallot): Buffer {
  const { unitCode, periodId, channel, fieldCode, officialCode, formId, formVersion, answers, comments, batchCode } =
    ballot;
  const facts = [unitCode, periodId, channel, fieldCode, officialCode, formId, formVersion, batchCode];
  const texts = comments.map(({ questionId, body }) => [questionId, body]);
  return sha256(JSON.stringify(['ballot-content-v1', facts, Buffer.from(answers).toString('hex'), texts]));
}
