import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  builtInQuestionnaires,
  questionnaireA,
  questionnaireB,
  questionnaireC,
  respondentCatalogue,
} from './built-in-questionnaires';
import { checkQuestionnaire } from './check-questionnaire';
import { answerFits, answerSlots, highestAnswer, type Questionnaire, textQuestions } from './questionnaire';
import { copyQuestionnaire, type QuestionnaireDraft, reviseQuestionnaire } from './revise-questionnaire';

const own: Questionnaire = {
  ...copyQuestionnaire(questionnaireC, 'RIENG-1', 'Phiếu riêng'),
  questions: [
    { id: 'R1', kind: 'three', text: 'Thời gian chờ', notApplicable: true },
    { id: 'R2', kind: 'text', text: 'Điều gì cần sửa' },
    { id: 'R3', kind: 'single', text: 'Nhũng nhiễu', options: ['Không có', 'Một số', 'Nhiều'], notApplicable: false },
    { id: 'R4', kind: 'multiple', text: 'Đã dùng', options: ['Quầy', 'Bưu điện', 'Mạng'], notApplicable: true },
  ],
  respondent: respondentCatalogue.filter(({ id }) => id === 'gender'),
};

function draftOf(questionnaire: Questionnaire): QuestionnaireDraft {
  return {
    ...questionnaire,
    factors: questionnaire.factors.map(({ id, title, items }) => ({ id, title, items: items.map(({ text }) => text) })),
    overall: questionnaire.overall.text,
    questions: questionnaire.questions.map((question) => ({ options: [], notApplicable: false, ...question })),
    respondent: questionnaire.respondent.map(({ id }) => id),
  };
}

test('the built-in forms hold 21, 19 and 9 items, the dossier form none, each with a source and one overall question after them', () => {
  expect(
    [questionnaireA, questionnaireB, questionnaireC].map((form) => form.factors.flatMap(({ items }) => items).length),
  ).toEqual([21, 19, 9]);
  for (const form of builtInQuestionnaires) {
    expect(form.source).not.toBe('');
    const rated = answerSlots(form).filter(({ part }) => part === 'item' || part === 'overall');
    expect(rated.at(-1)).toMatchObject({ part: 'overall', questionId: 'overall' });
    expect(form.overall.text).toBe('Nhìn chung, Ông/Bà có hài lòng với sự phục vụ của cơ quan không?');
  }
});

test('the words of form A are those of the commune list', () => {
  const words = questionnaireA.factors.flatMap(({ title, items }) => [title, ...items.map(({ text }) => text)]);
  const kept = JSON.parse(readFileSync('test/fixtures/questionnaire-a.json', 'utf8')) as string[];
  expect(words).toEqual(kept);
});

test('the layout is items in order, overall, own coded questions, respondent questions; free text has no byte', () => {
  const slots = answerSlots(own);
  expect(slots.map(({ index }) => index)).toEqual(slots.map((_, index) => index));
  expect(slots.map(({ questionId }) => questionId)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    'overall',
    'R1',
    'R3',
    'R4',
    'gender',
  ]);
  expect(textQuestions(own).map(({ id }) => id)).toEqual(['R2']);
});

test('a byte fits a slot when it is no answer, an answer of the slot, or "không áp dụng" where that is offered', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...answerSlots(own)),
      fc.oneof(fc.constant(254), fc.integer({ min: -2, max: 300 })),
      (slot, byte) => {
        const expected = (byte >= 0 && byte <= highestAnswer(slot)) || (byte === 254 && slot.notApplicable);
        expect(answerFits(slot, byte)).toBe(expected);
      },
    ),
  );
  expect(highestAnswer(answerSlots(own).find(({ questionId }) => questionId === 'R4') as never)).toBe(7);
});

test('ethnicity is sensitive and asked by no built-in form', () => {
  expect(respondentCatalogue.filter(({ sensitive }) => sensitive).map(({ id }) => id)).toEqual(['ethnicity']);
  expect(builtInQuestionnaires.flatMap(({ respondent }) => respondent).some(({ sensitive }) => sensitive)).toBe(false);
});

test('an item keeps its id as long as it keeps its words, and changed words never take an old id', () => {
  fc.assert(
    fc.property(
      fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
      fc.integer({ min: 0, max: 6 }),
      (keep, changed) => {
        const base = copyQuestionnaire(questionnaireA, 'RIENG-1', 'Riêng');
        const draft = draftOf(base);
        const factors = draft.factors.map((factor) =>
          factor.id === 'III'
            ? { ...factor, items: keep.map((at) => (at === changed ? `Câu mới ${at}` : (factor.items[at] as string))) }
            : factor,
        );
        const revised = reviseQuestionnaire(base, { ...draft, factors }, 2);
        const before = new Map(base.factors.flatMap(({ items }) => items.map(({ id, text }) => [id, text])));
        const after = revised.factors.flatMap(({ items }) => items);
        expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
        for (const { id, text } of after) if (before.has(id)) expect(text).toBe(before.get(id));
        for (const { text } of after)
          if ([...before.values()].includes(text))
            expect(after.find((item) => item.text === text)?.id).toBe([...before].find(([, old]) => old === text)?.[0]);
      },
    ),
  );
});

test('saving a form without changing anything gives the same form', () => {
  expect(reviseQuestionnaire(own, draftOf(own), 1)).toEqual(own);
  expect(checkQuestionnaire(own)).toEqual([]);
});

test('a form with an empty part, one option, eight options to tick, or a question twice is refused, each for its reason', () => {
  const types = (form: Questionnaire) => checkQuestionnaire(form).map(({ type }) => type);
  expect(types({ ...own, id: 'A' })).toEqual(['questionnaire-id-built-in']);
  expect(types({ ...own, id: 'mẫu 1' })).toEqual(['questionnaire-id-malformed']);
  expect(types({ ...own, factors: [] })).toEqual(['questionnaire-without-item']);
  expect(types({ ...own, factors: [...own.factors, { id: 'IX', title: '', items: [] }] })).toEqual([
    'factor-title-missing',
    'factor-without-item',
  ]);
  const question = (options: string[]) => ({
    ...own,
    questions: [{ id: 'R1', kind: 'multiple' as const, text: 'Câu', options, notApplicable: false }],
  });
  expect(types(question(['Một']))).toEqual(['too-few-options']);
  expect(types(question(['1', '2', '3', '4', '5', '6', '7', '8']))).toEqual(['too-many-options']);
  expect(types(question(['Một', 'Một']))).toEqual(['option-twice']);
  expect(types({ ...own, questions: [{ id: 'R1', kind: 'text', text: own.overall.text }] })).toEqual([
    'question-twice',
  ]);
  expect(types({ ...own, overall: { id: 'overall', text: 'x'.repeat(401) } })).toEqual(['question-text-too-long']);
});
