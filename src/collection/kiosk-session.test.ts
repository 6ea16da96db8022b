import { describe, expect, it } from 'vitest';
import { parseUnitCode } from '../organisation/unit';
import { builtInQuestionnaire } from '../survey/built-in-questionnaires';
import { answerSlots } from '../survey/questionnaire';
import { quarter } from '../survey/reporting-period';
import { citizenSurvey } from './citizen-survey';
import {
  currentScreen,
  freshSession,
  isLastScreen,
  kioskBallot,
  kioskScreens,
  type KioskPress,
  type KioskSession,
  officialsAtCounter,
  press,
  progressOf,
} from './kiosk-session';
import type { OpenSurvey } from './open-survey';

function survey(form: 'A' | 'C') {
  const questionnaire = builtInQuestionnaire(form, 1)!;
  const open: OpenSurvey = {
    unitCode: parseUnitCode('QNG-HT')!,
    unitName: 'Xã Hương Trà',
    officeName: undefined,
    office: 'qng-ht',
    planId: 'KH',
    period: quarter(2025, 1),
    channels: ['kiosk'],
    questionnaire,
    slots: answerSlots(questionnaire),
    texts: [],
    fields: ['TP', 'DD'].map((code) => ({ code, name: code })) as unknown as OpenSurvey['fields'],
    officials: [
      { code: 'CB01', name: 'Hoa', title: '', photoId: undefined, counters: ['1'] },
      { code: 'CB02', name: 'Minh', title: '', photoId: undefined, counters: ['2'] },
    ] as unknown as OpenSurvey['officials'],
  };
  return citizenSurvey(open, 'vi');
}

/** Presses one after the other, a second apart. */
function pressed(session: KioskSession, ...presses: KioskPress[]): KioskSession {
  return presses.reduce(
    (state, next, index) => press(state, next, state.lastPressAt === -Infinity ? 0 : state.lastPressAt + 1_000 + index),
    session,
  );
}

const begin: KioskPress = { type: 'begin', ballotId: 'a'.repeat(32) };

describe('the kiosk', () => {
  it('asks a short form question by question and a long one factor by factor', () => {
    const count = (form: 'A' | 'C') => kioskScreens(survey(form)).filter(({ kind }) => kind === 'questions').length;
    expect(count('C')).toBe(10);
    expect(count('A')).toBe(6);
  });

  it('takes a double tap as one press, also when the next screen is already under the finger', () => {
    const at = pressed(
      freshSession(survey('C')),
      begin,
      { type: 'official', code: 'CB01' },
      { type: 'field', code: undefined },
    );
    const once = press(at, { type: 'answer', question: '1', value: 4 }, at.lastPressAt + 1_000);
    const twice = press(once, { type: 'answer', question: '2', value: 4 }, once.lastPressAt + 399);
    expect(twice).toBe(once);
    expect(press(once, { type: 'answer', question: '2', value: 4 }, once.lastPressAt + 400).answers).toEqual({
      '1': 4,
      '2': 4,
    });
  });

  it('lets official and field be skipped, goes back, and keeps what was answered', () => {
    const at = pressed(
      freshSession(survey('C')),
      begin,
      { type: 'official', code: undefined },
      { type: 'field', code: 'TP' },
      { type: 'answer', question: '1', value: 2 },
    );
    expect(progressOf(at)).toEqual({ now: 2, all: 10 });
    const back = pressed(at, { type: 'back' });
    expect(progressOf(back)).toEqual({ now: 1, all: 10 });
    expect(back.answers).toEqual({ '1': 2 });
    expect(back.official).toBeUndefined();
  });

  it('waits on the last question for the press on send', () => {
    let state = pressed(freshSession(survey('C')), begin);
    while (!isLastScreen(state)) state = pressed(state, { type: 'next' });
    const answered = pressed(state, { type: 'answer', question: 'overall', value: 5 });
    expect(currentScreen(answered)).toBe(currentScreen(state));
    expect(kioskBallot(answered, survey('C'), { id: 'k', secret: 's' })).toMatchObject({
      answers: { overall: 5 },
      period: '2025-Q1',
      form: 'C',
      field: null,
    });
  });

  it('starts afresh without anything of the last citizen', () => {
    const used = pressed(freshSession(survey('C')), begin, { type: 'official', code: 'CB01' });
    expect(used.official).toBe('CB01');
    expect(freshSession(survey('C'))).toMatchObject({
      position: 0,
      answers: {},
      official: undefined,
      field: undefined,
      ballotId: '',
    });
  });

  it('shows the officials of its counter, or all where the counter has none', () => {
    expect(officialsAtCounter(survey('C'), '1').map(({ code }) => code)).toEqual(['CB01']);
    expect(officialsAtCounter(survey('C'), '9')).toHaveLength(2);
    expect(officialsAtCounter(survey('C'), undefined)).toHaveLength(2);
  });

  it('starts and ends a multiple choice as a list without doubles', () => {
    const state = pressed(
      freshSession(survey('C')),
      begin,
      { type: 'toggle', question: 'Q', option: 3 },
      { type: 'toggle', question: 'Q', option: 1 },
    );
    expect(state.answers['Q']).toEqual([1, 3]);
    expect(pressed(state, { type: 'toggle', question: 'Q', option: 3 }).answers['Q']).toEqual([1]);
  });
});
