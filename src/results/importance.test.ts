import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeBallots } from '../../test/fixtures/made-ballots';
import { randomQuestionnaire } from '../../test/fixtures/random-questionnaire';
import { questionnaireA, questionnaireC } from '../survey/built-in-questionnaires';
import type { Questionnaire } from '../survey/questionnaire';
import type { BallotColumns } from './ballot-columns';
import { ColumnRelations } from './column-relations';
import { driversOf } from './drivers';
import type { Estimate } from './estimate';
import { importanceOf } from './importance';
import { addRelations, noRelations, relationLayout, type RelationLayout } from './relation-layout';
import { tallyLayout } from './tally';

type Triple = readonly [number, number, number];
interface Case {
  readonly points: 3 | 5;
  /** Items of each factor. */
  readonly sizes: readonly number[];
  /** One text a ballot, one digit an item, the overall answer last; 0 where left blank. */
  readonly answers: readonly string[];
  /** n, r and the ends of its interval. */
  readonly items: readonly (readonly [number, ...Triple])[];
  readonly drivers: { readonly n: number; readonly explained: Triple; readonly share: readonly Triple[] };
}
const oracle = JSON.parse(readFileSync('test/fixtures/importance/oracle.json', 'utf8')) as readonly Case[];

function formOf({ sizes, points }: Pick<Case, 'sizes' | 'points'>): Questionnaire {
  const factors = sizes.map((size, factor) => ({
    id: `F${factor}`,
    title: '',
    items: Array.from({ length: size }, (_, item) => ({ id: `F${factor}.${item}`, text: '' })),
  }));
  return { ...questionnaireC, scale: points === 5 ? 'five' : 'three', factors, questions: [], respondent: [] };
}

function layoutOf(form: Questionnaire): RelationLayout {
  const layout = relationLayout(tallyLayout(form));
  if (layout === undefined) throw new Error('no items');
  return layout;
}

function summed(layout: RelationLayout, ballots: readonly (readonly number[])[]): number[] {
  const cells = noRelations(layout);
  for (const ballot of ballots) addRelations(cells, layout, Uint8Array.from(ballot));
  return cells;
}

const tableOf = ({ points }: RelationLayout, cells: readonly number[], item: number) =>
  cells.slice(item * points ** 2, (item + 1) * points ** 2);

function expectSame(found: Estimate, [value, low, high]: Triple): void {
  expect(found.value).toBeCloseTo(value, 10);
  expect(found.low).toBeCloseTo(low, 9);
  expect(found.high).toBeCloseTo(high, 9);
}

describe('derived importance', () => {
  it.each(oracle)('is what R finds from the single ballots: $sizes items, $points points', (theirs) => {
    const layout = layoutOf(formOf(theirs));
    const cells = summed(
      layout,
      theirs.answers.map((ballot) => [...ballot].map(Number)),
    );
    theirs.items.forEach(([n, ...interval], item) => {
      const found = importanceOf(tableOf(layout, cells, item));
      if (found.kind !== 'measured') throw new Error(found.reason);
      expect(found.n).toBe(n);
      expectSame(found, interval);
    });
    const drivers = driversOf(layout, cells);
    if (drivers?.kind !== 'measured') throw new Error('no drivers');
    expect(drivers.n).toBe(theirs.drivers.n);
    expectSame(drivers.explained, theirs.drivers.explained);
    drivers.factors.forEach(({ share }, at) =>
      expectSame(share ?? { value: NaN, low: NaN, high: NaN }, theirs.drivers.share[at] ?? [NaN, NaN, NaN]),
    );
  });

  const table = (counts: Readonly<Record<string, number>>) =>
    Array.from({ length: 25 }, (_, cell) => counts[`${Math.floor(cell / 5) + 1}${(cell % 5) + 1}`] ?? 0);

  it('is told of nobody where few answered, nearly all said the same, or all said the same to both', () => {
    expect(importanceOf(table({ 55: 15, 44: 10, 34: 4 }))).toEqual({ kind: 'unmeasured', reason: 'few-answers' });
    expect(importanceOf(table({ 55: 400 }))).toEqual({ kind: 'unmeasured', reason: 'no-variance' });
    expect(importanceOf(table({ 55: 400, 15: 100, 51: 4 }))).toEqual({ kind: 'unmeasured', reason: 'no-variance' });
    expect(importanceOf(table({ 55: 40, 44: 30, 22: 6 }))).toEqual({ kind: 'unmeasured', reason: 'identical' });
    expect(importanceOf(table({ 55: 400, 15: 100, 51: 5 }))).toMatchObject({ kind: 'measured', n: 505 });
  });

  it('lies within its interval and within −1 … 1, is the same for both directions and changes sign with a turned scale', () => {
    const someTable = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(someTable, (counts) => {
        const found = importanceOf(counts);
        if (found.kind !== 'measured') return;
        const { value, low, high } = found;
        expect(-1 <= low && low <= value && value <= high && high <= 1).toBe(true);
        const other = importanceOf(counts.map((_, cell) => counts[(cell % 5) * 5 + Math.floor(cell / 5)] ?? 0));
        expect(other.kind === 'measured' && Math.abs(other.value - value)).toBeLessThan(1e-12);
        const turned = importanceOf(counts.map((_, cell) => counts[(4 - Math.floor(cell / 5)) * 5 + (cell % 5)] ?? 0));
        expect(turned.kind === 'measured' && Math.abs(turned.low + high)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('what drives the overall answer', () => {
  const form = formOf({ sizes: [2, 2, 1], points: 5 });
  const layout = layoutOf(form);

  it('is shared out wholly, to nobody too much, whatever the ballots', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 30, max: 200 }), (seed, count) => {
        const made = madeBallots({ unitCode: 'DV', periodId: '2025-Q1', form, count, seed });
        const drivers = driversOf(
          layout,
          summed(
            layout,
            made.map(({ answers }) => [...answers]),
          ),
        );
        if (drivers?.kind !== 'measured') return;
        expect(drivers.factors.reduce((sum, { share }) => sum + (share?.value ?? 0), 0)).toBeCloseTo(1, 9);
        for (const { share } of drivers.factors) {
          expect(
            share && 0 <= share.low && share.low <= share.value && share.value <= share.high && share.high <= 1,
          ).toBe(true);
        }
      }),
    );
  });

  const mood = (at: number) => 1 + ((at * 7919) % 5);
  it('is not told where few answered, where nothing goes with it, or where factors cannot be told apart', () => {
    const same = Array.from({ length: 200 }, (_, at) => new Array<number>(6).fill(mood(at)));
    expect(driversOf(layout, summed(layout, same.slice(0, 39)))).toMatchObject({ reason: 'few-answers' });
    expect(driversOf(layout, summed(layout, same))).toMatchObject({ reason: 'no-variance' });
    const alone = Array.from({ length: 400 }, (_, at) =>
      [0, 1, 2, 3, 4, 5].map((slot) => mood((at * (slot + 2)) ^ (at >> slot))),
    );
    expect(driversOf(layout, summed(layout, alone))).toMatchObject({ reason: 'no-relation' });
    expect(driversOf(layoutOf(formOf({ sizes: [4], points: 5 })), [])).toBeUndefined();
  });

  it('leaves out a factor in which nobody differs, and says so', () => {
    const ballots = Array.from({ length: 200 }, (_, at) => [mood(at), mood(at + 1), 5, 5, mood(at * 3), mood(at)]);
    const drivers = driversOf(layout, summed(layout, ballots));
    expect(drivers?.kind === 'measured' && drivers.factors.map(({ share }) => share === undefined)).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('sums of a recount', () => {
  it('stand where docs/formats/results.md says', () => {
    const cells = summed(layoutOf(questionnaireC), [[5, 4, 0, 5, 5, 0, 0, 0, 0, 4]]);
    const [row, column] = [5, 4];
    const at = (item: number, answer: number) => (item * 5 + answer - 1) * 5 + column - 1;
    const filled = [at(0, row), at(1, 4), at(3, row), at(4, row)];
    expect(cells).toEqual(cells.map((_, cell) => (filled.includes(cell) ? 1 : 0)));
    const [first] = summed(layoutOf(questionnaireC), [[5, 4, 0, 5, 5, 3, 0, 0, 0, 4]]).slice(225);
    expect(first).toBe(1);
  });

  it('are those of the mover, for any form, in however many pieces the ballots come', () => {
    const forms = fc.oneof(
      fc.constantFrom(
        questionnaireA,
        questionnaireC,
        formOf({ sizes: [3], points: 3 }),
        formOf({ sizes: [1, 1, 2, 1, 1, 1, 1, 1, 2], points: 5 }),
      ),
      randomQuestionnaire,
    );
    fc.assert(
      fc.property(
        forms,
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 1e6 }),
        (form, pieces, seed) => {
          const tally = tallyLayout(form);
          const layout = relationLayout(tally);
          if (layout === undefined) return;
          const cells = noRelations(layout);
          const columns = new ColumnRelations(layout);
          for (const [at, count] of pieces.entries()) {
            const made = madeBallots({
              unitCode: 'DV',
              periodId: '2025-Q1',
              form,
              count,
              seed: seed + at,
              repeatOneIn: 9,
            });
            for (const { answers, possibleRepeat } of made) if (!possibleRepeat) addRelations(cells, layout, answers);
            const repeats = Buffer.from(made.map(({ possibleRepeat }) => (possibleRepeat ? 'r' : '-')).join(''));
            const answers = Buffer.concat(made.map((ballot) => ballot.answers));
            columns.add({ repeats, answers } as unknown as BallotColumns, tally.slots.length);
          }
          expect([...columns.cells]).toEqual(cells);
        },
      ),
      { numRuns: 40 },
    );
  });
});
