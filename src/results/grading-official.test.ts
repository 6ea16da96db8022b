import { describe, expect, it } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { checkGradeRule, questionnaireGrade } from './grading-official';
import { readRuleForm } from './grading-rule-form';

const rule = {
  validFrom: calendarDay('2025-12-15'),
  minimumAnswers: 30,
  bands: [
    { name: 'Tốt', fromPercent: 90 },
    { name: 'Khá', fromPercent: 75 },
    { name: 'Cần cải thiện', fromPercent: 0 },
  ],
  basis: 'QĐ 15',
};

describe('a grade from ballots', () => {
  const grade = (low: number, value: number, high: number, n = 100) =>
    questionnaireGrade({ low, value, high }, n, rule);

  it('names every band that the interval touches, and one only where there is no doubt', () => {
    expect(grade(91, 95, 98)).toEqual({ state: 'graded', lowest: 'Tốt', highest: 'Tốt' });
    expect(grade(90, 95, 98)).toEqual({ state: 'graded', lowest: 'Tốt', highest: 'Tốt' });
    expect(grade(89.99, 95, 98)).toEqual({ state: 'graded', lowest: 'Khá', highest: 'Tốt' });
    expect(grade(40, 80, 92)).toEqual({ state: 'graded', lowest: 'Cần cải thiện', highest: 'Tốt' });
  });

  it('is not given below the minimum, nor without a rule', () => {
    expect(grade(99, 100, 100, 29)).toEqual({ state: 'too-few', minimum: 30 });
    expect(grade(99, 100, 100, 30).state).toBe('graded');
    expect(questionnaireGrade({ low: 1, value: 2, high: 3 }, 500, undefined)).toEqual({ state: 'no-rule' });
  });
});

describe('the rule of the unit', () => {
  const withBands = (...froms: number[]) =>
    checkGradeRule({ ...rule, bands: froms.map((fromPercent, at) => ({ name: `M${at}`, fromPercent })) }).ok;

  it('has falling thresholds down to 0, each with a name, and a minimum of at least 20', () => {
    expect(checkGradeRule(rule).ok).toBe(true);
    expect([withBands(90, 0), withBands(0), withBands(90, 90, 0), withBands(80, 90, 0), withBands(90, 10)]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(withBands(101, 0)).toBe(false);
    expect(checkGradeRule({ ...rule, minimumAnswers: 19 })).toMatchObject({ error: { type: 'rule-minimum-wrong' } });
    expect(
      checkGradeRule({
        ...rule,
        bands: [
          { name: ' ', fromPercent: 50 },
          { name: 'B', fromPercent: 0 },
        ],
      }).ok,
    ).toBe(false);
  });

  it('is read from the form as people type it', () => {
    const typed: Readonly<Record<string, string>> = {
      'tu-ngay': '15/12/2025',
      'toi-thieu': '30',
      'can-cu': 'QĐ 15',
      'ten-1': 'Tốt',
      'tu-1': '82,5',
      'ten-3': 'Chưa tốt',
      'tu-3': '0',
    };
    const read = (change: Readonly<Record<string, string>> = {}) =>
      readRuleForm((name) => ({ ...typed, ...change })[name] ?? '');
    expect(read()).toMatchObject({
      value: { validFrom: '2025-12-15', bands: [{ fromPercent: 82.5 }, { fromPercent: 0 }] },
    });
    expect(read({ 'tu-ngay': 'hôm nay' })).toMatchObject({ error: { type: 'date-malformed' } });
    expect(read({ 'tu-1': 'chín mươi' })).toMatchObject({ error: { type: 'rule-bands-wrong' } });
    expect(read({ 'toi-thieu': '-3' })).toMatchObject({ error: { type: 'rule-minimum-wrong' } });
  });
});
