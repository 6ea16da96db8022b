import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededChance } from '../kernel/random';
import { answerSlots } from '../survey/questionnaire';
import {
  batchProgress,
  batchRecord,
  checkAnswers,
  checkBatchSize,
  checkReader,
  checkSharePercent,
  compareReadings,
  disagreementPercent,
  drawSecondReadings,
  type ReadingRole,
  type SheetReading,
  sheetState,
  type StoredReading,
} from './keying';

const ballotReading = fc.record({
  kind: fc.constant('ballot' as const),
  answers: fc.uint8Array({ minLength: 4, maxLength: 4, max: 5 }),
  fieldCode: fc.option(fc.constantFrom('TP', 'DD'), { nil: undefined }),
  officialCode: fc.option(fc.constantFrom('CB01', 'CB02'), { nil: undefined }),
  freeTexts: fc.constant({}),
});
const anyReading: fc.Arbitrary<SheetReading> = fc.oneof(
  { weight: 5, arbitrary: ballotReading },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('spoiled' as const),
      reason: fc.constantFrom('blank' as const, 'torn' as const),
    }),
  },
);

function ballot(answers: number[], fieldCode: string | undefined = 'TP'): SheetReading {
  return { kind: 'ballot', answers: Uint8Array.from(answers), fieldCode, officialCode: undefined, freeTexts: {} };
}
function read(sheet: number, role: ReadingRole, reader: string, reading: SheetReading, revision = 1): StoredReading {
  return { sheet, role, revision, reader, byHead: false, reading };
}
const clerk = (accountId: string) => ({ accountId, isOneStopHead: false });
const head = (accountId: string) => ({ accountId, isOneStopHead: true });

describe('comparing two readings of one sheet', () => {
  it('finds nothing between a reading and itself, and the same number of differences both ways', () => {
    fc.assert(
      fc.property(anyReading, anyReading, (first, second) => {
        expect(compareReadings(first, first)).toEqual([]);
        expect(compareReadings(first, second)).toEqual(compareReadings(second, first));
      }),
    );
  });

  it('finds exactly the answers that were changed', () => {
    fc.assert(
      fc.property(ballotReading, fc.uniqueArray(fc.integer({ min: 0, max: 3 })), (first, changed) => {
        const answers = Uint8Array.from(first.answers, (byte, slot) =>
          changed.includes(slot) ? (byte + 1) % 6 : byte,
        );
        const differences = compareReadings(first, { ...first, answers });
        expect(differences).toEqual(changed.sort((a, b) => a - b).map((slot) => ({ at: 'slot', slot })));
      }),
    );
  });

  it('leaves free text aside: only the first reader types it', () => {
    expect(
      compareReadings(ballot([1, 2]), { ...ballot([1, 2]), freeTexts: { proposal: 'Thêm ghế ngồi' } } as SheetReading),
    ).toEqual([]);
  });
});

describe('the draw of sheets to read twice', () => {
  it('holds the share rounded up, each sheet at most once, and at least one sheet', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer(),
        (sheets, share, seed) => {
          const drawn = drawSecondReadings(sheets, share, seededChance(seed));
          expect(drawn.length).toBe(Math.ceil((sheets * share) / 100));
          expect(drawn.length).toBeGreaterThan(0);
          expect(new Set(drawn).size).toBe(drawn.length);
          expect(drawn.every((sheet) => sheet >= 1 && sheet <= sheets)).toBe(true);
          if (share === 100) expect(drawn).toEqual(Array.from({ length: sheets }, (_, index) => index + 1));
        },
      ),
    );
  });

  it('gives every sheet the same chance', () => {
    const chance = seededChance(7);
    const hits = Array.from({ length: 10 }, () => 0);
    for (let round = 0; round < 4000; round += 1)
      for (const sheet of drawSecondReadings(10, 20, chance)) hits[sheet - 1]! += 1;
    expect(Math.min(...hits)).toBeGreaterThan(700);
    expect(Math.max(...hits)).toBeLessThan(900);
  });
});

describe('the progress of a batch', () => {
  it('is ready exactly when every sheet has what counts, whatever the order of the readings', () => {
    const readings = fc.array(
      fc.record({
        sheet: fc.integer({ min: 1, max: 4 }),
        role: fc.constantFrom<ReadingRole>('first', 'second', 'settled'),
        revision: fc.integer({ min: 1, max: 2 }),
        reader: fc.constantFrom('a', 'b'),
        byHead: fc.constant(false),
        reading: anyReading,
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(readings, fc.subarray([1, 2, 3, 4]), (all, drawn) => {
        const distinct = all.filter(
          (one, at) =>
            all.findIndex(
              (other) => other.sheet === one.sheet && other.role === one.role && other.revision === one.revision,
            ) === at,
        );
        const progress = batchProgress(4, drawn, distinct);
        expect(progress.stage === 'ready').toBe(progress.sheets.every((state) => state.final !== undefined));
        expect(batchProgress(4, drawn, [...distinct].reverse())).toEqual(progress);
        const record = batchRecord(progress, distinct, true);
        expect(record.placesDifferent).toBeLessThanOrEqual(record.placesCompared);
        if (progress.stage === 'ready') expect(record.keyed + record.spoiled).toBe(record.sheets);
      }),
    );
  });

  it('keeps the first reading when the third person decides otherwise', () => {
    const readings = [
      read(1, 'first', 'a', ballot([5])),
      read(1, 'second', 'b', ballot([4])),
      read(1, 'settled', 'c', ballot([4])),
    ];
    const state = sheetState(1, readings, true);
    expect(state.first?.reading).toEqual(ballot([5]));
    expect(state.final).toEqual(ballot([4]));
  });

  it('counts the last revision of a reader and says that the sheet was corrected', () => {
    const readings = [read(1, 'first', 'a', ballot([5])), read(1, 'first', 'a', ballot([3]), 2)];
    const progress = batchProgress(1, [], readings);
    expect(progress.sheets[0]?.final).toEqual(ballot([3]));
    expect(batchRecord(progress, readings, false).corrected).toBe(1);
  });

  it('stays in the first entry until the draw is made, so that nobody knows which sheets are read twice', () => {
    const readings = [read(1, 'first', 'a', ballot([5]))];
    expect(batchProgress(1, undefined, readings).stage).toBe('first-entry');
    expect(batchProgress(1, [1], readings).stage).toBe('second-entry');
  });
});

describe('who may read a sheet', () => {
  const twoReadings = [read(1, 'first', 'a', ballot([5])), read(1, 'second', 'b', ballot([4]))];

  it('asks another person for the second reading', () => {
    const progress = batchProgress(1, [1], twoReadings.slice(0, 1));
    expect(checkReader(progress, 1, 'second', clerk('a'))).toEqual({
      ok: false,
      error: { type: 'second-reading-needs-another-person' },
    });
    expect(checkReader(progress, 1, 'second', head('a')).ok).toBe(false);
    expect(checkReader(progress, 1, 'second', clerk('b')).ok).toBe(true);
  });

  it('asks a third person to settle, or the head of the one-stop office, and says so', () => {
    const progress = batchProgress(1, [1], twoReadings);
    expect(checkReader(progress, 1, 'settled', clerk('a')).ok).toBe(false);
    expect(checkReader(progress, 1, 'settled', clerk('b')).ok).toBe(false);
    expect(checkReader(progress, 1, 'settled', clerk('c'))).toEqual({ ok: true, value: { byHead: false } });
    expect(checkReader(progress, 1, 'settled', head('b'))).toEqual({ ok: true, value: { byHead: true } });
  });

  it('lets nobody change the sheet of another reader', () => {
    const progress = batchProgress(2, undefined, twoReadings.slice(0, 1));
    expect(checkReader(progress, 1, 'first', clerk('b'))).toEqual({
      ok: false,
      error: { type: 'sheet-of-another-reader', sheet: 1 },
    });
    expect(checkReader(progress, 1, 'first', clerk('a')).ok).toBe(true);
  });

  it('refuses a sheet outside the batch, one not drawn, and a first reading after the draw', () => {
    const readings = [read(1, 'first', 'a', ballot([5])), read(2, 'first', 'a', ballot([5]))];
    const progress = batchProgress(2, [2], readings);
    expect(checkReader(progress, 3, 'second', clerk('b')).ok).toBe(false);
    expect(checkReader(progress, 1, 'second', clerk('b'))).toEqual({
      ok: false,
      error: { type: 'sheet-not-drawn', sheet: 1 },
    });
    expect(checkReader(progress, 1, 'first', clerk('a'))).toEqual({
      ok: false,
      error: { type: 'batch-in-other-stage', stage: 'second-entry' },
    });
  });
});

describe('the batch record', () => {
  it('gives the disagreement as differing places of those compared', () => {
    const readings = [
      read(1, 'first', 'a', ballot([5, 5, 5])),
      read(2, 'first', 'a', ballot([5, 5, 5])),
      read(1, 'second', 'b', ballot([5, 4, 5], 'DD')),
      read(1, 'settled', 'c', ballot([5, 5, 5])),
    ];
    const record = batchRecord(batchProgress(2, [1], readings), readings, false);
    expect(record).toMatchObject({
      sheets: 2,
      keyed: 2,
      readTwice: 1,
      placesCompared: 4,
      placesDifferent: 2,
      sheetsDifferent: 1,
    });
    expect(disagreementPercent(record)).toBe(50);
    expect(disagreementPercent({ placesCompared: 0, placesDifferent: 0 })).toBeUndefined();
  });
});

describe('what may be typed', () => {
  const slots = answerSlots({
    id: 'T',
    version: 1,
    title: '',
    source: '',
    scale: 'five',
    scaleOrder: 'ascending',
    factors: [{ id: 'I', title: '', items: [{ id: 'I.1', text: '' }] }],
    overall: { id: 'overall', text: '' },
    questions: [{ id: 'Q1', text: '', kind: 'five', notApplicable: true }],
    respondent: [],
  });

  it('refuses an answer off the scale and a sheet of another length', () => {
    expect(checkAnswers(slots, Uint8Array.of(5, 0, 254)).ok).toBe(true);
    expect(checkAnswers(slots, Uint8Array.of(6, 0, 0))).toEqual({
      ok: false,
      error: { type: 'answers-do-not-fit', slot: 0 },
    });
    expect(checkAnswers(slots, Uint8Array.of(5, 254, 0))).toEqual({
      ok: false,
      error: { type: 'answers-do-not-fit', slot: 1 },
    });
    expect(checkAnswers(slots, Uint8Array.of(5, 5)).ok).toBe(false);
  });

  it('refuses more sheets than the box still holds, none, and shares outside 1–100 %', () => {
    expect(checkBatchSize(30, 30).ok).toBe(true);
    expect(checkBatchSize(31, 30)).toEqual({ ok: false, error: { type: 'more-sheets-than-box', left: 30 } });
    expect(checkBatchSize(0, 30).ok).toBe(false);
    expect(checkBatchSize(1.5, undefined).ok).toBe(false);
    expect([0, 1, 100, 101, 2.5].map((share) => checkSharePercent(share).ok)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
