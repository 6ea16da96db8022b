import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerSlots } from '../survey/questionnaire';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { compareReadings, type SheetReading, sheetState, settleReadings } from './keying';
import { settlementOf, settlingPlaces } from './settling';

const slots = answerSlots(questionnaireC);
const context = {
  slots,
  fields: [
    { code: 'TP', name: 'Tư pháp' },
    { code: 'DD', name: 'Đất đai' },
  ],
  officials: [],
};
const reading: fc.Arbitrary<SheetReading> = fc.record({
  kind: fc.constant('ballot' as const),
  answers: fc.uint8Array({ minLength: slots.length, maxLength: slots.length, max: 5 }),
  fieldCode: fc.option(fc.constantFrom('TP', 'DD'), { nil: undefined }),
  officialCode: fc.constant(undefined),
  freeTexts: fc.constant({}),
});
const spoiled: SheetReading = { kind: 'spoiled', reason: 'torn' };

function stateOf(first: SheetReading, second: SheetReading) {
  const stored = (role: 'first' | 'second', one: SheetReading) => ({
    sheet: 1,
    role,
    revision: 1,
    reader: role,
    byHead: false,
    reading: one,
  });
  return sheetState(1, [stored('first', first), stored('second', second)], true);
}

describe('settling a sheet', () => {
  it('asks once for each difference, and choosing all of the second reader gives the second reading', () => {
    fc.assert(
      fc.property(reading, reading, (first, second) => {
        const places = settlingPlaces(stateOf(first, second), context);
        expect(places).toHaveLength(compareReadings(first, second).length);
        const chosen = new Map(
          places.map((place) => [place.name, place.options.find((option) => option.bySecond)?.value ?? '?']),
        );
        const settlement = settlementOf(places, chosen);
        if (!settlement) throw new Error('open');
        expect(settleReadings(first, second, settlement)).toEqual({ ok: true, value: { ...second, freeTexts: {} } });
      }),
    );
  });

  it('is not done while a place is open or holds what the form cannot', () => {
    const places = settlingPlaces(
      stateOf(
        {
          kind: 'ballot',
          answers: new Uint8Array(slots.length).fill(5),
          fieldCode: 'TP',
          officialCode: undefined,
          freeTexts: {},
        },
        {
          kind: 'ballot',
          answers: new Uint8Array(slots.length).fill(5),
          fieldCode: 'DD',
          officialCode: undefined,
          freeTexts: {},
        },
      ),
      context,
    );
    expect(settlementOf(places, new Map())).toBeUndefined();
    expect(settlementOf(places, new Map([['field', 'YT']]))).toBeUndefined();
    expect(settlementOf(places, new Map([['field', 'DD']]))).toMatchObject({ fieldCode: 'DD' });
    expect(settlementOf(places, new Map([['field', '']]))).toMatchObject({ fieldCode: undefined });
  });

  it('asks whether the sheet is valid where one reader took it for spoiled', () => {
    const ballot: SheetReading = {
      kind: 'ballot',
      answers: new Uint8Array(slots.length).fill(5),
      fieldCode: undefined,
      officialCode: undefined,
      freeTexts: {},
    };
    const places = settlingPlaces(stateOf(ballot, spoiled), context);
    expect(places.map((place) => place.at)).toEqual(['kind']);
    expect(settleReadings(ballot, spoiled, settlementOf(places, new Map([['kind', 'second']]))!)).toEqual({
      ok: true,
      value: spoiled,
    });
  });
});
