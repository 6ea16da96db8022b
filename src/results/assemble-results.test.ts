import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeBallots } from '../../test/fixtures/made-ballots';
import type { StoredBallot } from '../collection/ballot';
import { questionnaireA, questionnaireC } from '../survey/built-in-questionnaires';
import { answerSlots, type Questionnaire } from '../survey/questionnaire';
import { period } from '../survey/reporting-period';
import { assembleResults, type ResultsInput } from './assemble-results';
import { changeBetween } from './change-from-last';
import { overallRow, type PeriodResults, rowOf, type ShownRow } from './period-results';
import { publishedLines, shownLines } from './published-lines';
import { resultsJson } from './results-json';
import { tallyLayout, tallyOf } from './tally';
import { noVoids } from './void-effect';

const unitCode = 'QNG-HT' as ResultsInput['unitCode'];

function baseOf(form: Questionnaire, baseId: string, ballots: readonly StoredBallot[]): ResultsInput['bases'][number] {
  const countable = ballots.map((ballot) => ({
    ...ballot,
    fieldCode: ballot.fieldCode ?? null,
    officialCode: ballot.officialCode ?? null,
  }));
  return { baseId: period(baseId).id, tallies: tallyOf(tallyLayout(form), countable) };
}

function results(
  form: Questionnaire,
  byBase: Record<string, readonly StoredBallot[]>,
  periodId: string,
  more: Partial<ResultsInput> = {},
): PeriodResults {
  return {
    ...assembleResults({
      unitCode,
      period: period(periodId),
      countsUntil: null,
      form,
      otherForms: [],
      bases: Object.entries(byBase).map(([baseId, ballots]) => baseOf(form, baseId, ballots)),
      cutOffs: [],
      voided: noVoids,
      possibleRepeats: 0,
      cuts: ['field', 'channel'],
      officials: [],
      titleOf: (_, code) => code,
      ...more,
    }),
    changeFromLast: null,
  };
}

function shown(found: PeriodResults['rows'][number] | undefined): ShownRow {
  if (!found || found.suppressed) throw new Error('row is hidden');
  return found;
}

const ballotsOf = (form: Questionnaire, count: number, seed: number, periodId = '2025-Q1') =>
  madeBallots({ unitCode, periodId, form, count, seed });

describe('the figures of a period', () => {
  it('count every answer of every ballot exactly once: n + missing + not applicable = ballots', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 120 }), fc.integer({ min: 1, max: 1e6 }), (count, seed) => {
        const found = results(questionnaireA, { '2025-Q1': ballotsOf(questionnaireA, count, seed) }, '2025-Q1');
        for (const row of found.rows) {
          if (row.suppressed) continue;
          const items = questionnaireA.factors.find(({ id }) => id === row.id)?.items.length ?? 1;
          expect(row.n + row.missing + row.notApplicable).toBe(count * items);
          expect(row.distribution.reduce((sum, each) => sum + each, 0)).toBe(row.n);
        }
      }),
      { numRuns: 12 },
    );
  }, 30_000);

  it('pool in a factor the answers of its items', () => {
    const found = results(questionnaireA, { '2025-Q1': ballotsOf(questionnaireA, 80, 7) }, '2025-Q1');
    for (const factor of questionnaireA.factors) {
      const items = factor.items.map(({ id }) => shown(rowOf(found.rows, 'item', id)));
      const pooled = shown(rowOf(found.rows, 'factor', factor.id));
      expect(pooled.distribution).toEqual(
        [0, 1, 2, 3, 4].map((at) => items.reduce((sum, item) => sum + (item.distribution[at] ?? 0), 0)),
      );
    }
  });

  it('agree with a plain recomputation from single ballots', () => {
    const ballots = ballotsOf(questionnaireC, 200, 3);
    const found = results(questionnaireC, { '2025-Q1': ballots }, '2025-Q1');
    const slot = answerSlots(questionnaireC).findIndex(({ questionId }) => questionId === 'overall');
    const answers = ballots.map((ballot) => ballot.answers[slot] ?? 0).filter((answer) => answer > 0);
    const row = shown(overallRow(found));
    expect(row.n).toBe(answers.length);
    expect(row.satisfiedShare.value).toBeCloseTo(
      (answers.filter((answer) => answer >= 4).length / answers.length) * 100,
      10,
    );
    const mean = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
    expect(row.meanScore.value).toBeCloseTo((mean / 5) * 100, 10);
    expect(row.meanScore01.value).toBeCloseTo(((mean - 1) / 4) * 100, 10);
  });

  it('of a longer period are the sum of its quarters', () => {
    const byBase = {
      '2025-Q1': ballotsOf(questionnaireC, 60, 1),
      '2025-Q2': ballotsOf(questionnaireC, 70, 2, '2025-Q2'),
    };
    const [first, second, half] = ['2025-Q1', '2025-Q2', '2025-H1'].map((id) =>
      shown(overallRow(results(questionnaireC, byBase, id))),
    );
    expect(half?.distribution).toEqual(first?.distribution.map((count, at) => count + (second?.distribution[at] ?? 0)));
    expect(results(questionnaireC, byBase, '2025-H1').basePeriods).toEqual(['2025-Q1', '2025-Q2']);
  });

  it('leave possible repeats out of every row', () => {
    const ballots = madeBallots({
      unitCode,
      periodId: '2025-Q1',
      form: questionnaireC,
      count: 100,
      seed: 5,
      repeatOneIn: 4,
    });
    const found = results(questionnaireC, { '2025-Q1': ballots }, '2025-Q1');
    expect(found.ballots).toBe(ballots.filter(({ possibleRepeat }) => !possibleRepeat).length);
  });

  it('hide all of a period with four ballots and carry no number there', () => {
    const found = results(questionnaireC, { '2025-Q1': ballotsOf(questionnaireC, 4, 5) }, '2025-Q1');
    for (const row of resultsJson(found).rows) {
      expect(row.suppressed).toBe(true);
      expect(Object.values(row).some((value) => typeof value === 'number')).toBe(false);
    }
  });

  it('hide the factor whose item is hidden: the others would give it away', () => {
    const ballots = ballotsOf(questionnaireC, 30, 9).map((ballot, index) => {
      const answers = Uint8Array.from(ballot.answers, (byte) => byte || 4);
      if (index >= 3) answers[1] = 0;
      return { ...ballot, answers };
    });
    const found = results(questionnaireC, { '2025-Q1': ballots }, '2025-Q1');
    expect(rowOf(found.rows, 'item', '2')?.suppressed).toBe(true);
    expect(rowOf(found.rows, 'factor', 'I')?.suppressed).toBe(true);
    expect(rowOf(found.rows, 'item', '1')?.suppressed).toBe(false);
    expect(rowOf(found.rows, 'factor', 'II')?.suppressed).toBe(false);
  });

  it('hide a small field together with the next smallest, ballots and all', () => {
    const field = (code: string, count: number, seed: number) =>
      madeBallots({
        unitCode,
        periodId: '2025-Q1',
        form: questionnaireC,
        count,
        seed,
        fields: [code],
        missingOneIn: 1e6,
      });
    const ballots = [...field('TP', 40, 1), ...field('DD', 20, 2), ...field('LD', 3, 3)];
    const cut = results(questionnaireC, { '2025-Q1': ballots }, '2025-Q1').cuts[0];
    expect(cut?.groups.map(({ code, ballots: shownBallots }) => [code, shownBallots])).toEqual([
      ['TP', 40],
      ['DD', null],
      ['LD', null],
    ]);
    expect(JSON.stringify(cut?.groups.slice(1))).not.toMatch(/:\d/);
  });

  it('show by official only whom the reader may see', () => {
    const ballots = { '2025-Q1': ballotsOf(questionnaireC, 300, 4) };
    const codes = (officials: ResultsInput['officials']) =>
      results(questionnaireC, ballots, '2025-Q1', { cuts: ['official'], officials }).cuts[0]?.groups.map(
        ({ code }) => code,
      );
    expect(codes(['CB02'])).toEqual(['CB02']);
    expect(codes('all')?.toSorted()).toEqual(['', 'CB01', 'CB02']);
  });

  it('give no small group away between the year cut off and the full year', () => {
    const early = ballotsOf(questionnaireC, 60, 1, '2025-Q4');
    const late = ballotsOf(questionnaireC, 3, 2, '2025-Q4');
    const cutOffs: ResultsInput['cutOffs'] = [
      {
        periodId: period('2025').id,
        countsUntil: '2025-12-13' as never,
        bases: [baseOf(questionnaireC, '2025-Q4', early)],
      },
    ];
    const byBase = { '2025-Q4': [...early, ...late] };
    const notice = results(questionnaireC, byBase, '2025', { cutOffs, countsUntil: '2025-12-13' as never });
    expect(shown(overallRow(notice)).n).toBeLessThanOrEqual(60);
    expect(overallRow(results(questionnaireC, byBase, '2025', { cutOffs }))?.suppressed).toBe(true);
    expect(overallRow(results(questionnaireC, byBase, '2025'))?.suppressed).toBe(false);
  });

  it('give nobody away between a publication and its correction', () => {
    const field = (code: string, count: number, seed: number) =>
      madeBallots({
        unitCode,
        periodId: '2025-Q1',
        form: questionnaireC,
        count,
        seed,
        fields: [code],
        missingOneIn: 1e6,
      });
    const kept = [...field('TP', 40, 1), ...field('DD', 20, 2)];
    const voided = [...field('TP', 4, 3), ...field('DD', 2, 4)];
    const before = results(questionnaireC, { '2025-Q1': [...kept, ...voided] }, '2025-Q1');
    const look = {
      id: 'first',
      at: '2025-03-20T08:00',
      bases: [baseOf(questionnaireC, '2025-Q1', [...kept, ...voided])],
      shown: shownLines(publishedLines(before), tallyLayout(questionnaireC)),
    };
    const base = {
      ...baseOf(questionnaireC, '2025-Q1', kept),
      voided: baseOf(questionnaireC, '2025-Q1', voided).tallies,
    };
    const corrected = results(questionnaireC, {}, '2025-Q1', { bases: [base], published: [look], cuts: ['field'] });
    expect(before.cuts[0]?.groups.map(({ ballots }) => ballots)).toEqual([44, 22]);
    expect(shown(overallRow(corrected)).n).toBe(60);
    expect(corrected.cuts[0]?.groups.map(({ ballots }) => ballots)).toEqual([null, null]);
    const alone = results(questionnaireC, { '2025-Q1': kept }, '2025-Q1', { cuts: ['field'] });
    expect(alone.cuts[0]?.groups.map(({ ballots }) => ballots)).toEqual([40, 20]);
  });

  it('go on naming a group that a publication named, whether or not a void left anything of it', () => {
    const field = (code: string, count: number, seed: number) =>
      madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count, seed, fields: [code] });
    const kept = field('TP', 40, 1);
    const voided = field('DD', 6, 2);
    const before = results(questionnaireC, { '2025-Q1': [...kept, ...voided] }, '2025-Q1', { cuts: ['field'] });
    const look = {
      id: 'first',
      at: '2025-03-20T08:00',
      bases: [baseOf(questionnaireC, '2025-Q1', [...kept, ...voided])],
      shown: shownLines(publishedLines(before), tallyLayout(questionnaireC)),
    };
    const base = {
      ...baseOf(questionnaireC, '2025-Q1', kept),
      voided: baseOf(questionnaireC, '2025-Q1', voided).tallies,
    };
    const named = (published: ResultsInput['published'] = []) =>
      results(questionnaireC, {}, '2025-Q1', { bases: [base], published, cuts: ['field'] }).cuts[0]?.groups;
    expect(named()?.map(({ code }) => code)).toEqual(['TP']);
    expect(named([look])?.map(({ code }) => code)).toEqual(['DD', 'TP']);
    const empty = named([look])?.find(({ code }) => code === 'DD');
    expect(empty).toMatchObject({ ballots: null });
    expect(empty?.rows.every(({ suppressed }) => suppressed)).toBe(true);
  });

  it('compare only shown figures of the same version, and say nothing else', () => {
    const first = results(questionnaireC, { '2025-Q1': ballotsOf(questionnaireC, 60, 1) }, '2025-Q1');
    const second = results(questionnaireC, { '2025-Q2': ballotsOf(questionnaireC, 60, 2, '2025-Q2') }, '2025-Q2');
    const other = results(questionnaireA, { '2025-Q1': ballotsOf(questionnaireA, 60, 1) }, '2025-Q1');
    const change = changeBetween(second, first);
    const overall = change?.rows.find(({ scope }) => scope === 'overall');
    expect(change?.periodId).toBe('2025-Q1');
    expect(overall?.satisfiedShare.value).toBeCloseTo(
      shown(overallRow(second)).satisfiedShare.value - shown(overallRow(first)).satisfiedShare.value,
      10,
    );
    expect(changeBetween(second, other)).toBeNull();
  });

  it('say what the index would be with voided ballots: exactly from five on, else only the possible range', () => {
    const ballots = { '2025-Q1': ballotsOf(questionnaireC, 60, 1) };
    const voidedOf = (count: number) => {
      const made = madeBallots({
        unitCode,
        periodId: '2025-Q1',
        form: questionnaireC,
        count,
        seed: 8,
        missingOneIn: 1e6,
      });
      const whole = baseOf(questionnaireC, '2025-Q1', made).tallies.find(({ cut }) => cut === 'all');
      return { byReason: [{ reason: 'test' as const, count }], counted: whole ?? noVoids.counted };
    };
    const effect = (count: number) =>
      results(questionnaireC, ballots, '2025-Q1', { voided: voidedOf(count) }).voids.overallWithVoided;
    const without = shown(overallRow(results(questionnaireC, ballots, '2025-Q1')));
    const exact = effect(6);
    expect(exact.kind === 'exact' && shown(exact.row).n).toBe(without.n + 6);
    const range = effect(2);
    if (range.kind !== 'range') throw new Error('not a range');
    const satisfied = (without.satisfiedShare.value / 100) * without.n;
    expect(range.low).toBeCloseTo((satisfied / (without.n + 2)) * 100, 10);
    expect(range.high).toBeCloseTo(((satisfied + 2) / (without.n + 2)) * 100, 10);
  });
});
