import { unitByOffice } from '../../organisation/actions/read-organisation.server';
import { parseUnitCode } from '../../organisation/unit';
import type { SurveyToday } from '../open-survey';
import { type DeskContext, deskOf } from './ballot-desk.server';

/** What pages show of a unit today: through the same memory that acceptance uses. */
export function readOpenSurveyOf(context: DeskContext, unitCode: string): Promise<SurveyToday | undefined> {
  return deskOf(context).survey(unitCode);
}

/** By the short code of a link, `/p/qng-ht`; the unit's own code is understood too. */
export async function readSurveyOfOffice(context: DeskContext, office: string): Promise<SurveyToday | undefined> {
  const byOffice = await unitByOffice(context, office.trim().toLowerCase());
  const code = byOffice?.code ?? parseUnitCode(office);
  return code && readOpenSurveyOf(context, code);
}
