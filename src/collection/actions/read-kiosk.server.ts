import { timingSafeEqual } from 'node:crypto';
import { type Kiosk, kioskSecretHash, leaveCodeHash } from '../kiosk';
import type { SurveyToday } from '../open-survey';
import { findKiosk } from '../store-kiosk.server';
import type { DeskContext } from './ballot-desk.server';
import { readOpenSurveyOf } from './read-open-survey.server';

/** What a tablet shows: nothing secret, so the page itself needs no secret. */
export async function readKiosk(
  context: DeskContext,
  kioskId: string,
): Promise<{ readonly kiosk: Kiosk; readonly survey: SurveyToday } | undefined> {
  const found = await findKiosk(context.db, kioskId);
  const survey = found && (await readOpenSurveyOf(context, found.unitCode));
  if (!found || !survey) return undefined;
  const { secretHash: _secret, leaveCodeHash: _leave, ...kiosk } = found;
  return { kiosk, survey };
}

/** Whether the tablet holds its secret, and what it needs to check the leave code without a network. */
export async function checkInKiosk(
  context: DeskContext,
  kioskId: string,
  secret: string,
): Promise<{ readonly leaveCodeHash: string } | undefined> {
  const found = await findKiosk(context.db, kioskId);
  if (!found || !timingSafeEqual(found.secretHash, kioskSecretHash(secret))) return undefined;
  return { leaveCodeHash: found.leaveCodeHash };
}

/** Over plain HTTP the tablet has no means to hash: then the server compares. */
export async function mayLeaveKiosk(
  context: DeskContext,
  kioskId: string,
  secret: string,
  code: string,
): Promise<boolean> {
  const held = await checkInKiosk(context, kioskId, secret);
  return held !== undefined && held.leaveCodeHash === leaveCodeHash(kioskId, code.trim());
}
