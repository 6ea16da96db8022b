import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeBallots } from '../../test/fixtures/made-ballots';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { noRelations, relationLayout, type RelationLayout, RelationTally } from './relation-layout';
import { resultRows } from './result-rows';
import { tallyLayout, tallyOf } from './tally';
import { mendList, whatToMend } from './what-to-mend';

const tally = tallyLayout(questionnaireC);
const layout = relationLayout(tally) as RelationLayout;

type Answers = readonly number[];

/** The office's page of these ballots, base period by base period. */
function standing(bases: readonly (readonly Answers[])[], hidden: readonly number[] = []) {
  const ballots = bases.flat().map((answers) => ({
    channel: 'web',
    fieldCode: null,
    officialCode: null,
    possibleRepeat: false,
    answers: Uint8Array.from(answers),
  }));
  const whole = tallyOf(tally, ballots).find(({ cut }) => cut === 'all');
  if (whole === undefined) throw new Error('no ballots');
  const rows = resultRows(questionnaireC, tally, whole, (slot) => !hidden.includes(slot));
  const sums = bases.map((base) => {
    const one = new RelationTally(layout);
    for (const answers of base) one.add({ possibleRepeat: false, answers: Uint8Array.from(answers) });
    return one.cells;
  });
  return whatToMend({ layout, rows, bases: sums });
}

const content = (at: number, of: number): number => ((at * 7919) % of === 0 ? 2 : 5);

/** Item 1 goes with the overall answer and disappoints; item 2 disappoints as much, for reasons of its own; others vary little. */
const office = Array.from({ length: 1500 }, (_, at): Answers => {
  const overall = content(at, 3);
  const other = [2, 3, 4, 5, 6, 7, 8].map((item) => (at % (item * 5 + 3) === 0 ? 3 : 5));
  return [overall === 2 ? 2 : content(at + 1, 17), content(at + 1, 3), ...other, overall];
});

describe('what to mend', () => {
  it('names the item that disappoints where it matters, not the one that only disappoints', () => {
    const found = standing([office]);
    expect(found.items[0]).toMatchObject({ id: '1', place: 'mend-first' });
    expect(found.items[1]).toMatchObject({ id: '2', place: 'may-wait' });
    expect(found.items.slice(2).map(({ place }) => place)).not.toContain('mend-first');
    expect(mendList(found, 3).map(({ item, sure }) => [item.id, sure])).toEqual([['1', true]]);
  });

  it('is sure of nothing with few ballots, but says where it leans', () => {
    const made = madeBallots({ unitCode: 'DV', periodId: '2025-Q1', form: questionnaireC, count: 45, seed: 3 });
    const found = standing([made.map(({ answers }) => [...answers])]);
    expect(new Set(found.items.map(({ place }) => place))).toEqual(new Set(['unsure']));
    const list = mendList(found, 3);
    expect(list.length).toBeGreaterThan(0);
    expect(list.every(({ item, sure }) => !sure && item.leaning === 'mend-first')).toBe(true);
  });

  it('never calls an item by a corner that one of its intervals leaves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 30, max: 400 }), (seed, count) => {
        const made = madeBallots({ unitCode: 'DV', periodId: '2025-Q1', form: questionnaireC, count, seed });
        const { items, lines } = standing([made.map(({ answers }) => [...answers])]);
        for (const { place, performance, importance } of items) {
          if (place === 'unsure' || place === 'unmeasured' || importance.kind !== 'measured') continue;
          if (!lines || !performance) throw new Error('a place without lines');
          const good = place === 'keep' || place === 'good-enough';
          const weighty = place === 'keep' || place === 'mend-first';
          expect(good ? performance.low > lines.performance : performance.high < lines.performance).toBe(true);
          expect(weighty ? importance.low > lines.importance : importance.high < lines.importance).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('shows no importance of a hidden item, none where the overall answer is hidden, and none of a small base period', () => {
    const hidden = { kind: 'unmeasured', reason: 'hidden' };
    const one = standing([office], [3]);
    expect(one.items[3]).toMatchObject({ performance: undefined, importance: hidden, place: 'unmeasured' });
    expect(one.drivers).toBeUndefined();
    const none = standing([office], [layout.overall]);
    expect(none.items.every(({ importance }) => importance.kind === 'unmeasured')).toBe(true);
    expect(none.lines).toBeUndefined();
    const small = standing([office.slice(4), office.slice(0, 4)]);
    expect(small.items.every(({ importance }) => importance.kind === 'unmeasured')).toBe(true);
    expect(small.drivers).toBeUndefined();
    const enough = standing([office.slice(5), office.slice(0, 5)]);
    expect(enough.items[0]).toEqual(standing([office]).items[0]);
  });

  it('knows nothing where the sums are not complete', () => {
    const rows = resultRows(questionnaireC, tally, { ballots: 0, counts: [], alikeness: null }, () => true);
    expect(whatToMend({ layout, rows, bases: undefined }).lines).toBeUndefined();
    expect(whatToMend({ layout, rows, bases: [noRelations(layout)] }).lines).toBeUndefined();
  });
});
