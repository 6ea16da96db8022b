import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import { countBy, type CountRow } from '../collection-counts';
import type { Kiosk } from '../kiosk';
import type { SurveyToday } from '../open-survey';
import { type CodeRun, codeRuns } from '../store-code.server';
import { readDayCounters } from '../store-counter.server';
import { journalDays } from '../store-intake.server';
import { kiosksOfUnit } from '../store-kiosk.server';
import type { DeskContext } from './ballot-desk.server';
import { readOpenSurveyOf } from './read-open-survey.server';

export interface CollectionState {
  readonly survey: SurveyToday;
  readonly byChannel: readonly CountRow[];
  readonly byField: readonly CountRow[];
  readonly waiting: number;
  readonly runs: readonly CodeRun[];
  readonly kiosks: readonly Kiosk[];
}

/** How collection stands: counts, never answers. */
export async function readCollection(
  context: DeskContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<CollectionState, NotAllowed | { readonly type: 'unit-unknown' }>> {
  if (!may(actor, 'manage-collection', unitCode) && !may(actor, 'issue-codes', unitCode))
    return notAllowed('manage-collection');
  const survey = await readOpenSurveyOf(context, unitCode);
  if (!survey) return fail({ type: 'unit-unknown' });
  const { db, clock } = context;
  const today = clock.today();
  const counters = survey.state === 'open' ? await readDayCounters(db, unitCode, [survey.survey.period.id]) : [];
  return ok({
    survey,
    byChannel: countBy(counters, 'channel', today),
    byField: countBy(counters, 'fieldCode', today),
    waiting: (await journalDays(db, unitCode)).reduce((sum, { count }) => sum + count, 0),
    runs: await codeRuns(db, unitCode),
    kiosks: await kiosksOfUnit(db, unitCode),
  });
}
