import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import type { PeriodId } from '../survey/reporting-period';
import type { Estimate } from './estimate';
import { gradeOf, gradeOfficial, gradeUnit, roundedMeanTenths, type ScoreTenths } from './grading';
import {
  type Figures,
  figuresProblems,
  measureGroups,
  type Measure,
  measuresOf,
  sumFigures,
  withEmptyPointsAsZero,
} from './grading-measure';
import { type RateHundredths, ratesRuleOn, serviceRates } from './grading-rates';
import { circular2018, gradingRuleOn } from './grading-rule';

const figures = (entries: Partial<Record<Measure, number>>): Figures =>
  new Map(Object.entries(entries) as [Measure, number][]);

/** An index scored per dossier with the counts of 2, 1 and 0 points. */
const points = (index: 1 | 2 | 3 | 4 | 6 | 7, two: number, one: number, zero: number) => ({
  [`i${index}.2`]: two,
  [`i${index}.1`]: one,
  [`i${index}.0`]: zero,
});

const best = figures({
  ...points(1, 10, 0, 0),
  ...points(2, 10, 0, 0),
  ...points(3, 10, 0, 0),
  ...points(4, 10, 0, 0),
  ...points(6, 10, 0, 0),
  ...points(7, 10, 0, 0),
  'i5.procedures': 40,
  'i5.received': 40,
  'i5.on-the-spot': 40,
  'i8.complaints': 0,
  'i8.on-time': 0,
  'i9.eligible': 10,
  'i9.online-procedures': 2,
  'i9.dossiers': 100,
  'i9.online-dossiers': 30,
  'i9.late': 0,
});

const unit = (more: Partial<Record<Measure, number>>, type: 'province' | 'district' | 'commune' = 'commune') =>
  gradeUnit(new Map([...best, ...figures(more)]), circular2018, type);
const pointsOf = (grading: ReturnType<typeof unit>, index: number) => {
  const outcome = grading.outcomes.find((each) => each.index === index);
  return outcome?.state === 'scored' ? outcome.tenths : undefined;
};
const tenths = (value: number) => value as ScoreTenths;

describe('grading by Thông tư 01/2018', () => {
  it('gives 18.0 points and the best grade where everything is best', () => {
    expect(unit({})).toMatchObject({ totalTenths: 180, maximumTenths: 180, grade: 'excellent', outOfReach: [] });
  });

  it('calls exactly 15.0 excellent, and every other boundary by its upper side', () => {
    const grade = (score: number) => gradeOf(tenths(score), circular2018.unitSteps);
    expect([180, 150, 149, 120, 119, 90, 89, 60, 59, 0].map(grade)).toEqual([
      'excellent',
      'excellent',
      'good',
      'good',
      'fair',
      'fair',
      'average',
      'average',
      'weak',
      'weak',
    ]);
    const official = (score: number) => gradeOf(tenths(score), circular2018.officialSteps);
    expect([100, 50, 49, 35, 34, 0].map(official)).toEqual([
      'complete',
      'complete',
      'mostly',
      'mostly',
      'below',
      'below',
    ]);
  });

  it('rounds each index to one decimal, a half up, and then adds: the sum is never rounded again', () => {
    expect(roundedMeanTenths(5, 4)).toBe(13); // 1.25
    expect(roundedMeanTenths(29, 20)).toBe(15); // 1.45: toFixed(1) of the float gives 1.4 or 1.5 by luck
    expect(roundedMeanTenths(1, 20)).toBe(1); // 0.05
    expect(roundedMeanTenths(1, 21)).toBe(0);
    // Nine unrounded indices of 1.65… add to 14.9, rounded to 1.7 each to more: the circular rounds first.
    const each = { ...points(1, 13, 7, 0), ...points(2, 13, 7, 0), ...points(3, 13, 7, 0), ...points(4, 13, 7, 0) };
    expect(unit(each).totalTenths).toBe(100 + 4 * 17);
  });

  it('rounds as exact fractions do, for any counts', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.nat(5_000_000), fc.nat(5_000_000), (two, one, zero) => {
        const dossiers = two + one + zero;
        fc.pre(dossiers > 0);
        const score = BigInt(roundedMeanTenths(2 * two + one, dossiers));
        const exact = 10n * BigInt(2 * two + one); // tenths × dossiers
        const distance = exact - score * BigInt(dossiers);
        // −½ ≤ exact − rounded < ½
        expect(2n * distance >= -BigInt(dossiers) && 2n * distance < BigInt(dossiers)).toBe(true);
      }),
    );
  });

  it('leaves an index without data out of total and maximum, never rescales, and says which grades are out of reach', () => {
    const without = new Map([...best].filter(([measure]) => !measure.startsWith('i9') && !measure.startsWith('i5')));
    const grading = gradeUnit(without, circular2018, 'commune');
    expect(grading).toMatchObject({ totalTenths: 140, maximumTenths: 140, fullMaximumTenths: 180, grade: 'good' });
    expect(grading.outOfReach).toEqual(['excellent']);
    expect(grading.outcomes.filter(({ state }) => state === 'no-data').map(({ index }) => index)).toEqual([5, 9]);
    expect(gradeUnit(new Map(), circular2018, 'commune').grade).toBeUndefined();
    // Entered, but no dossier at all: nothing to divide by.
    expect(pointsOf(unit(points(6, 0, 0, 0)), 6)).toBeUndefined();
  });

  it('scores index 5 by the threshold of the kind of unit', () => {
    const spot = (onTheSpot: number, received: number, type: 'province' | 'district' | 'commune') =>
      pointsOf(unit({ 'i5.procedures': 10, 'i5.received': received, 'i5.on-the-spot': onTheSpot }, type), 5);
    expect([spot(2, 5, 'province'), spot(1, 5, 'province'), spot(1, 10, 'province')]).toEqual([20, 0, 10]);
    expect([spot(5, 5, 'district'), spot(4, 10, 'district'), spot(4, 9, 'district')]).toEqual([20, 10, 0]);
    expect([spot(10, 10, 'commune'), spot(9, 10, 'commune'), spot(9, 9, 'commune')]).toEqual([20, 10, 0]);
  });

  it('scores index 8 by complaints on time: none or all 2, from 90 % 1', () => {
    const onTime = (on: number, of: number) => pointsOf(unit({ 'i8.complaints': of, 'i8.on-time': on }), 8);
    expect([onTime(0, 0), onTime(7, 7), onTime(9, 10), onTime(89, 100), onTime(0, 3)]).toEqual([20, 20, 10, 0, 0]);
  });

  it('scores index 9 by procedures and dossiers online, none late', () => {
    const online = (procedures: number, dossiers: number, late = 0) =>
      pointsOf(
        unit({
          'i9.eligible': 10,
          'i9.online-procedures': procedures,
          'i9.dossiers': 100,
          'i9.online-dossiers': dossiers,
          'i9.late': late,
        }),
        9,
      );
    expect([online(2, 30), online(2, 29), online(1, 15), online(2, 14)]).toEqual([20, 10, 10, 0]);
    expect([online(1, 30), online(2, 30, 1)]).toEqual([0, 0]);
    expect(pointsOf(unit({ 'i9.eligible': 0, 'i9.online-procedures': 0 }), 9)).toBeUndefined();
  });

  it('grades officials by indices 1, 2, 3, 4 and 7 only, of at most 10.0', () => {
    const grading = gradeOfficial(best, circular2018);
    expect(grading).toMatchObject({ totalTenths: 100, maximumTenths: 100, fullMaximumTenths: 100, grade: 'complete' });
    expect(grading.outcomes.map(({ index }) => index)).toEqual([1, 2, 3, 4, 7]);
  });

  it('never gives a better dossier fewer points', () => {
    const count = fc.nat(500);
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 500 }), (two, one, zero) => {
        const before = roundedMeanTenths(2 * two + one, two + one + zero);
        expect(roundedMeanTenths(2 * two + one + 1, two + one + zero)).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('is chosen by the day, and there was none before 2018', () => {
    expect(gradingRuleOn(calendarDay('2018-11-22'))).toBeUndefined();
    expect(gradingRuleOn(calendarDay('2021-03-14'))?.id).toBe('tt01-2018');
  });
});

describe('the rates of Quyết định 766', () => {
  const rates = (entries: Partial<Record<Measure, number>>) => serviceRates(figures(entries));

  it('are settled on time, not unsatisfied, and not known to be unsatisfied', () => {
    const [r1, r2, r3] = rates({
      'r.complaints': 40,
      'r.complaints-on-time': 37,
      'r.complaints-unsatisfied': 5,
      'r.dossiers': 1600,
      'r.dossiers-unsatisfied': 61,
    });
    expect(r1).toMatchObject({ numerator: 37, denominator: 40, hundredths: 9250 });
    expect(r2).toMatchObject({ numerator: 35, denominator: 40, hundredths: 8750 });
    // 1539 ÷ 1600 = 96.1875 %
    expect(r3).toMatchObject({ numerator: 1539, denominator: 1600, hundredths: 9619, silenceCountsAsSatisfied: true });
  });

  it('are no rate without complaints, and no data where nobody entered any', () => {
    const states = (entries: Partial<Record<Measure, number>>) => rates(entries).map(({ state }) => state);
    expect(states({ 'r.complaints': 0, 'r.complaints-on-time': 0, 'r.complaints-unsatisfied': 0 })).toEqual([
      'none-to-count',
      'none-to-count',
      'no-data',
    ]);
    expect(ratesRuleOn(calendarDay('2022-06-22'))).toBeUndefined();
  });

  it('cannot stand where an index of a questionnaire or points of the circular stand', () => {
    expectTypeOf<RateHundredths>().not.toExtend<ScoreTenths>();
    expectTypeOf<ScoreTenths>().not.toExtend<RateHundredths>();
    expectTypeOf<ReturnType<typeof serviceRates>[number]>().not.toExtend<Estimate>();
    expectTypeOf<Estimate>().not.toExtend<ReturnType<typeof serviceRates>[number]>();
  });
});

describe('the figures entered', () => {
  it('are refused where a group is entered by half or a part exceeds its whole', () => {
    expect(figuresProblems(best)).toEqual([]);
    expect(figuresProblems(figures({ 'i8.complaints': 3 }))).toEqual([
      { type: 'group-incomplete', group: 'i8', missing: ['i8.on-time'] },
    ]);
    expect(figuresProblems(figures({ 'i8.complaints': 3, 'i8.on-time': 4 }))).toEqual([
      { type: 'part-exceeds-whole', part: 'i8.on-time', whole: 'i8.complaints' },
    ]);
  });

  it('read an empty cell beside a filled one as no dossier, but not of other counts', () => {
    const filled = withEmptyPointsAsZero(figures({ 'i1.2': 5, 'i8.complaints': 1 }));
    expect([...filled]).toEqual([
      ['i1.2', 5],
      ['i8.complaints', 1],
      ['i1.1', 0],
      ['i1.0', 0],
    ]);
  });

  it('of a longer period are sums, of procedures the last figure, and gaps are named', () => {
    const base = (id: string, entries: Partial<Record<Measure, number>>) => ({
      periodId: id as PeriodId,
      figures: figures(entries),
    });
    const summed = sumFigures([
      base('2025-Q1', { ...points(1, 5, 1, 0), 'i5.procedures': 40, 'i5.received': 40, 'i5.on-the-spot': 30 }),
      base('2025-Q2', { 'i5.procedures': 42, 'i5.received': 41, 'i5.on-the-spot': 35 }),
    ]);
    expect(Object.fromEntries(summed.figures)).toEqual({
      ...points(1, 5, 1, 0),
      'i5.procedures': 42,
      'i5.received': 41,
      'i5.on-the-spot': 35,
    });
    expect([...summed.gaps]).toEqual([['i1', ['2025-Q2']]]);
  });

  it('belong to exactly one group each', () => {
    const all = measureGroups.flatMap((group) => measuresOf(group));
    expect(new Set(all).size).toBe(all.length);
  });
});
