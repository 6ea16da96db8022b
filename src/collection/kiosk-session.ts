import type { Slot } from '../survey/questionnaire';
import type { CitizenSurvey } from './citizen-survey';

/** One screen of the kiosk. Up to 12 questions stand alone, a longer form is asked factor by factor. */
export type KioskScreen =
  | { readonly kind: 'start' }
  | { readonly kind: 'field' }
  | { readonly kind: 'official' }
  | { readonly kind: 'questions'; readonly title: string; readonly slots: readonly Slot[] };

export type KioskAnswer = number | 'na' | readonly number[];

/** Lives in memory only: gone with thanks, idleness and reload. */
export interface KioskSession {
  readonly screens: readonly KioskScreen[];
  readonly position: number;
  readonly ballotId: string;
  readonly field: string | undefined;
  readonly official: string | undefined;
  readonly answers: Readonly<Record<string, KioskAnswer>>;
  readonly lastPressAt: number;
}

export type KioskPress =
  | { readonly type: 'begin'; readonly ballotId: string }
  | { readonly type: 'field'; readonly code: string | undefined }
  | { readonly type: 'official'; readonly code: string | undefined }
  | { readonly type: 'answer'; readonly question: string; readonly value: number | 'na' }
  | { readonly type: 'toggle'; readonly question: string; readonly option: number }
  | { readonly type: 'next' }
  | { readonly type: 'back' };

/** A second press within this time is the same press: fingers tremble, screens bounce, and the next screen is under the finger. */
export const pressPauseMilliseconds = 400;
const mostQuestionsAlone = 12;

/** The officials of the tablet's counter; all of them where the counter has none or the tablet stands at no counter. */
export function officialsAtCounter(survey: CitizenSurvey, counter: string | undefined): CitizenSurvey['officials'] {
  const own = survey.officials.filter(({ counters }) => counter !== undefined && counters.includes(counter));
  return own.length > 0 ? own : survey.officials;
}

/** Questions about the respondent and free text are not asked here: others stand behind, and there is no keyboard. */
export function kioskScreens(survey: CitizenSurvey): KioskScreen[] {
  const slots = survey.parts.flatMap((part) => part.slots);
  const alone = slots.length <= mostQuestionsAlone;
  const questions: KioskScreen[] = survey.parts.flatMap(({ title, slots: asked }): KioskScreen[] =>
    alone
      ? asked.map((slot) => ({ kind: 'questions', title, slots: [slot] }))
      : [{ kind: 'questions', title, slots: asked }],
  );
  return [
    { kind: 'start' },
    ...(survey.officials.length > 0 ? [{ kind: 'official' } as const] : []),
    ...(survey.fields.length > 1 ? [{ kind: 'field' } as const] : []),
    ...questions,
  ];
}

export function freshSession(survey: CitizenSurvey): KioskSession {
  return {
    screens: kioskScreens(survey),
    position: 0,
    ballotId: '',
    field: undefined,
    official: undefined,
    answers: {},
    lastPressAt: Number.NEGATIVE_INFINITY,
  };
}

export function isLastScreen(session: KioskSession): boolean {
  return session.position === session.screens.length - 1;
}

export function currentScreen(session: KioskSession): KioskScreen {
  return session.screens[session.position] ?? { kind: 'start' };
}

/** What a press makes of the session; `now` in milliseconds of any steady clock. */
export function press(session: KioskSession, pressed: KioskPress, now: number): KioskSession {
  if (now - session.lastPressAt < pressPauseMilliseconds) return session;
  const touched = { ...session, lastPressAt: now };
  switch (pressed.type) {
    case 'begin':
      return { ...touched, ballotId: pressed.ballotId, position: 1 };
    case 'field':
      return forward({ ...touched, field: pressed.code });
    case 'official':
      return forward({ ...touched, official: pressed.code });
    case 'answer':
      return answered(touched, pressed.question, pressed.value);
    case 'toggle':
      return {
        ...touched,
        answers: { ...session.answers, [pressed.question]: toggled(session.answers[pressed.question], pressed.option) },
      };
    case 'next':
      return forward(touched);
    case 'back':
      return { ...touched, position: Math.max(0, session.position - 1) };
  }
}

/** Alone on its screen, an answer leads on by itself; the last one waits for "Gửi phiếu". */
function answered(session: KioskSession, question: string, value: number | 'na'): KioskSession {
  const next = { ...session, answers: { ...session.answers, [question]: value } };
  const screen = currentScreen(session);
  const alone = screen.kind === 'questions' && screen.slots.length === 1;
  return alone && !isLastScreen(session) ? forward(next) : next;
}

function toggled(before: KioskAnswer | undefined, option: number): readonly number[] {
  const chosen = Array.isArray(before) ? (before as readonly number[]) : [];
  return chosen.includes(option)
    ? chosen.filter((other) => other !== option)
    : [...chosen, option].sort((a, b) => a - b);
}

function forward(session: KioskSession): KioskSession {
  return { ...session, position: Math.min(session.screens.length - 1, session.position + 1) };
}

/** Which of the question screens this is, for the progress line; undefined before the first. */
export function progressOf(session: KioskSession): { readonly now: number; readonly all: number } | undefined {
  const questions = session.screens.filter(({ kind }) => kind === 'questions');
  const now = questions.indexOf(currentScreen(session));
  return now < 0 ? undefined : { now: now + 1, all: questions.length };
}

/** Nothing but the answers: a ballot without any is not sent. */
export function hasAnswers(session: KioskSession): boolean {
  return Object.values(session.answers).some((answer) => !Array.isArray(answer) || answer.length > 0);
}

/** The ballot as the door takes it (docs/formats/ballot.md). */
export function kioskBallot(
  session: KioskSession,
  survey: CitizenSurvey,
  kiosk: { readonly id: string; readonly secret: string },
) {
  return {
    id: session.ballotId,
    unit: survey.unitCode,
    period: survey.periodId,
    form: survey.formId,
    version: survey.formVersion,
    field: session.field ?? null,
    official: session.official ?? null,
    answers: Object.fromEntries(
      Object.entries(session.answers).filter(([, answer]) => !Array.isArray(answer) || answer.length > 0),
    ),
    kiosk,
  };
}
