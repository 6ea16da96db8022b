import { performance } from 'node:perf_hooks';
import type { App } from '../../platform/app';
import type { Journal } from '../journal';
import type { SurveyToday } from '../open-survey';
import { type RepeatWatch, repeatWatch } from '../repeat-watch';
import { openJournal } from './open-journal.server';
import { assembleSurvey } from './assemble-survey.server';

/** What acceptance keeps in memory for one running application. */
export interface BallotDesk {
  readonly journal: Journal;
  readonly repeats: RepeatWatch;
  /** What an office asks today, at most `freshMilliseconds` old. */
  survey(unitCode: string): Promise<SurveyToday | undefined>;
}

export type DeskContext = Pick<App, 'db' | 'pool' | 'clock'>;

/** A plan approved or a field added shows on the citizen's page this much later at most. */
const freshMilliseconds = 2_000;
const mostRemembered = 5_000;

export function openDesk(context: DeskContext): BallotDesk {
  const remembered = new Map<string, { readonly until: number; readonly survey: Promise<SurveyToday | undefined> }>();
  return {
    journal: openJournal(context.pool),
    repeats: repeatWatch(),
    survey: (unitCode) => {
      const today = context.clock.today();
      const key = `${unitCode} ${today}`;
      const known = remembered.get(key);
      if (known && known.until > performance.now()) return known.survey;
      if (remembered.size >= mostRemembered) remembered.clear();
      const survey = assembleSurvey(context.db, unitCode, today);
      survey.catch(() => remembered.delete(key));
      remembered.set(key, { until: performance.now() + freshMilliseconds, survey });
      return survey;
    },
  };
}

const desk = Symbol.for('hailong.collection.desk');

/** The desk of an application, made at first use. It hangs on the application, not on this module, which is bundled twice. */
export function deskOf(context: DeskContext & { [desk]?: BallotDesk }): BallotDesk {
  return (context[desk] ??= openDesk(context));
}
