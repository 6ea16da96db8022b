import { expect, test } from 'vitest';
import { addDays, calendarDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import { period } from '../survey/reporting-period';
import { quotaStanding, type StandingSources } from './quota-standing';

const quarter = period('2025-Q2');
const [tp, dd] = ['TP', 'DD'] as FieldCode[] as [FieldCode, FieldCode];
const counter = (fieldCode: FieldCode | undefined, count: number, offset = 0) => ({
  periodId: quarter.id,
  day: addDays(quarter.from, offset),
  channel: 'web' as const,
  fieldCode,
  count,
});
const dossiers = (fieldCode: FieldCode, count: number, countedUntil = quarter.until) => ({
  periodId: quarter.id,
  fieldCode,
  channel: 'direct' as const,
  count,
  countedUntil,
  source: 'typed' as const,
  recordedAt: new Date(0),
  recordedBy: 'x',
  recorderName: 'x',
});
const tally = (
  set: 'possible-repeat' | 'voided' | 'voided-possible-repeat' | 'counted',
  cut: 'all' | 'field',
  code: string,
  ballots: number,
) => ({ set, cut, code, ballots, counts: [], alikeness: null });

function standing(change: Partial<StandingSources>) {
  const found = quotaStanding({
    settings: { choice: { ruleId: 'quang-ngai-2021', fixed: [] }, bracketPerField: false },
    period: quarter,
    fields: [tp, dd],
    dossiers: [dossiers(tp, 50), dossiers(dd, 30)],
    counters: [],
    tallies: [],
    today: addDays(quarter.until, 1),
    ...change,
  });
  if (found.kind !== 'standing') throw new Error(found.kind);
  return found;
}

test('80 dossiers need 48 ballots: 30 of one field, 18 of the other; what is short is named by field', () => {
  const { progress } = standing({ counters: [counter(tp, 7), counter(dd, 20), counter(undefined, 4)] });
  expect(
    progress.rows.map(({ fieldCode, required, ballots, missing }) => [fieldCode, required, ballots, missing]),
  ).toEqual([
    ['TP', 30, 7, 23],
    ['DD', 18, 20, 0],
  ]);
  expect(progress).toMatchObject({ met: false, withoutField: 4, total: { ballots: 31, required: 48 } });
});

test('possible repeats and voids do not count, and a voided repeat is taken off once', () => {
  const { progress, possibleRepeats, voided } = standing({
    counters: [counter(tp, 40)],
    tallies: [
      tally('counted', 'field', 'TP', 37),
      tally('possible-repeat', 'field', 'TP', 3),
      tally('voided-possible-repeat', 'field', 'TP', 1),
      tally('voided', 'field', 'TP', 2),
      tally('possible-repeat', 'all', '', 3),
      tally('voided', 'all', '', 2),
    ],
  });
  expect(progress.rows[0]).toMatchObject({ ballots: 35, met: true });
  expect([possibleRepeats, voided]).toEqual([3, 2]);
});

test('during the period ballots and dossiers are carried to its end, with the quota of the bracket they will reach', () => {
  const today = addDays(quarter.from, 46);
  const counters = Array.from({ length: 46 }, (_, offset) => counter(tp, 1, offset));
  const { expected } = standing({ today, counters, dossiers: [dossiers(tp, 80, addDays(quarter.from, 45))] });
  expect(expected).toMatchObject({ ballots: 92, dossiers: 160, required: 64 });
  expect(expected?.byField.get(tp)).toBe(92);
});

test('a period that is over, or longer than its base, has no expectation', () => {
  expect(standing({}).expected).toBeUndefined();
  expect(standing({ period: period('2025'), today: calendarDay('2025-05-01') }).expected).toBeUndefined();
});

test('figures reach as far as the last field of the latest period', () => {
  const first = period('2025-Q1');
  const records = [
    { ...dossiers(tp, 1, first.until), periodId: first.id },
    dossiers(tp, 1, calendarDay('2025-05-20')),
    dossiers(dd, 1, calendarDay('2025-05-17')),
  ];
  expect(standing({ period: period('2025'), dossiers: records }).countedUntil).toBe('2025-05-17');
});
