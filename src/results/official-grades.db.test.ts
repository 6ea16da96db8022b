import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { madeBallots } from '../../test/fixtures/made-ballots';
import { openOffice } from '../../test/fixtures/open-office';
import { insertBallots } from '../collection/store-ballot.server';
import { calendarDay, startOfDay } from '../kernel/calendar-day';
import { readEntries } from '../log/store.server';
import type { Actor } from '../organisation/actor';
import type { OfficialCode } from '../organisation/official';
import type { Role } from '../organisation/role';
import type { UnitCode } from '../organisation/unit';
import { frozenClock } from '../platform/clock';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { period } from '../survey/reporting-period';
import { gradingProblem } from './grading-problem';
import { contestsWaiting } from './store-official-grade.server';
import { answerContest, contestGrade } from './actions/contest-grade.server';
import { decideGradeRule } from './actions/decide-grade-rule.server';
import { readOfficialGrades } from './actions/read-official-grades.server';
import { recountRollups } from './actions/recount-rollups.server';

let database: FreshDatabase;
let unit: UnitCode;
const ctx = (day = '2025-04-02') => ({ db: database.db, clock: frozenClock(startOfDay(calendarDay(day))) });
const sizes: Readonly<Record<string, number>> = { CB01: 60, CB02: 45, CB03: 12, CB04: 80, CB05: 3, CB06: 9 };

beforeAll(async () => {
  database = await freshDatabase();
  unit = await openOffice(database.db, 'XL-PHIEU');
  const ballots = Object.entries(sizes).flatMap(([official, count], at) =>
    madeBallots({
      unitCode: unit,
      periodId: '2025-Q1',
      form: questionnaireC,
      count,
      seed: at + 1,
      officials: [official],
      fields: ['TP'],
      missingOneIn: 1e6,
    }),
  );
  await insertBallots(database.db, ballots);
  await recountRollups(ctx(), unit, period('2025-Q1').id);
});
afterAll(() => database.close());

function person(role: Role, official?: string): Actor {
  const officials = official === undefined ? [] : [{ unitCode: unit, code: official as OfficialCode }];
  return { accountId: role, name: role, roles: [{ role, unitCode: unit }], officials };
}

async function grades(actor: Actor) {
  const read = await readOfficialGrades(ctx(), actor, unit, '2025-Q1');
  if (!read.ok) throw new Error(read.error.type);
  return read.value;
}

describe('what ballots say of officials', () => {
  it('is hidden for the one with three ballots and for the next smallest, and is shown with n, interval and missing share', async () => {
    const { readings } = await grades(person('head'));
    expect(readings.map(({ code, state }) => [code, state])).toEqual([
      ['CB04', 'shown'],
      ['CB01', 'shown'],
      ['CB02', 'shown'],
      ['CB03', 'shown'],
      // By code: the order of their sizes would tell which is smaller.
      ['CB05', 'hidden'],
      ['CB06', 'hidden'],
    ]);
    for (const reading of readings) {
      if (reading.state === 'hidden') expect(Object.keys(reading).sort()).toEqual(['code', 'name', 'state']);
      else {
        expect(reading.n).toBe(sizes[reading.code]);
        expect(reading.missingShare).toBe(0);
        expect(reading.share.low).toBeLessThan(reading.share.high);
        expect(reading.shrunk?.value).toBeGreaterThan(0);
        expect(reading.grade).toEqual({ state: 'no-rule' });
      }
    }
  });

  it('is for the head, and for the official alone what concerns themself', async () => {
    const own = await grades(person('one-stop-official', 'CB03'));
    expect(own.readings.map(({ code }) => code)).toEqual(['CB03']);
    const all = await grades(person('head'));
    expect(own.readings[0]).toEqual(all.readings.find(({ code }) => code === 'CB03'));
    for (const role of ['compiling-clerk', 'observer', 'one-stop-head', 'superior'] as const)
      expect(await readOfficialGrades(ctx(), person(role), unit, '2025-Q1')).toMatchObject({ ok: false });
  });

  it('is graded by the rule the head decided, only from the minimum on, and only for periods it holds for', async () => {
    const rule = {
      validFrom: calendarDay('2024-12-15'),
      minimumAnswers: 30,
      bands: [
        { name: 'Tốt', fromPercent: 10 },
        { name: 'Chưa tốt', fromPercent: 0 },
      ],
      basis: 'QĐ 15',
    };
    expect(await decideGradeRule(ctx(), person('compiling-clerk'), { unitCode: unit, rule })).toMatchObject({
      ok: false,
    });
    const later = { ...rule, validFrom: calendarDay('2024-12-16') };
    expect((await decideGradeRule(ctx(), person('head'), { unitCode: unit, rule: later })).ok).toBe(true);
    expect((await grades(person('head'))).rule).toBeUndefined();
    expect((await decideGradeRule(ctx(), person('head'), { unitCode: unit, rule })).ok).toBe(true);
    const { readings } = await grades(person('head'));
    const gradeOf = (code: string) => {
      const found = readings.find((each) => each.code === code);
      return found?.state === 'shown' ? found.grade : undefined;
    };
    expect(gradeOf('CB01')).toEqual({ state: 'graded', lowest: 'Tốt', highest: 'Tốt' });
    expect(gradeOf('CB03')).toEqual({ state: 'too-few', minimum: 30 });
  });
});

describe('the right to contest', () => {
  const contest = (actor: Actor, text = 'Tháng 2 tôi nghỉ phép.', official = 'CB03') =>
    contestGrade(ctx(), actor, { unitCode: unit, official, periodId: '2025-Q1', text });

  it('is the official’s own, the head answers, both are logged without what was said, and both stand beside the figures', async () => {
    const self = person('one-stop-official', 'CB03');
    const filed = await contest(self);
    if (!filed.ok) throw new Error(filed.error.type);
    const answer = { unitCode: unit, contestId: filed.value.id, outcome: 'partly' as const, text: 'Sẽ ghi chú.' };
    expect(await answerContest(ctx(), self, answer)).toMatchObject({ error: { type: 'not-allowed' } });
    expect((await answerContest(ctx(), person('head'), answer)).ok).toBe(true);
    const seen = (await grades(self)).contests;
    expect(seen).toMatchObject([
      { text: 'Tháng 2 tôi nghỉ phép.', answers: [{ outcome: 'partly', text: 'Sẽ ghi chú.' }] },
    ]);
    expect((await grades(person('head'))).contests).toEqual(seen);
    expect((await grades(person('one-stop-official', 'CB01'))).contests).toEqual([]);
    const events = await readEntries(database.db, unit, {
      types: ['grade-contested', 'grade-contest-answered'],
      before: undefined,
      limit: 9,
    });
    expect(events.map(({ type, body }) => [type, Object.keys(body)])).toEqual([
      ['grade-contest-answered', ['outcome', 'period']],
      ['grade-contested', ['period']],
    ]);
  });

  it('is never answered by whom it is about, also where that is a head: another head answers', async () => {
    const chair = { ...person('head', 'CB02'), accountId: 'chair' };
    const filed = await contest(chair, 'Tôi không tiếp dân trong tháng 1.', 'CB02');
    if (!filed.ok) throw new Error(filed.error.type);
    const answer = { unitCode: unit, contestId: filed.value.id, outcome: 'accepted' as const, text: 'Đúng.' };
    const refused = await answerContest(ctx(), chair, answer);
    if (refused.ok) throw new Error('the own contest was answered');
    expect(gradingProblem(refused.error, 'vi')).toMatchObject({
      status: 403,
      text: expect.stringContaining('cơ quan cấp trên'),
    });
    // Taken off the list of officials in the meantime: it is still the same person.
    expect(await answerContest(ctx(), { ...chair, officials: [] }, answer)).toMatchObject({
      error: { type: 'own-contest' },
    });
    // Another account of the same official.
    const second = { ...chair, accountId: 'chair-2' };
    expect(await answerContest(ctx(), second, answer)).toMatchObject({ error: { type: 'own-contest' } });
    expect(await contestsWaiting(database.db, unit)).toMatchObject([{ officialCode: 'CB02', filedBy: 'chair' }]);
    expect((await answerContest(ctx(), { ...person('head'), accountId: 'deputy' }, answer)).ok).toBe(true);
    expect(await contestsWaiting(database.db, unit)).toEqual([]);
  });

  it('is nobody else’s, and needs words', async () => {
    expect(await contest(person('head'))).toMatchObject({ error: { type: 'not-that-official' } });
    expect(await contest(person('one-stop-official', 'CB01'))).toMatchObject({ error: { type: 'not-that-official' } });
    expect(await contest(person('one-stop-official', 'CB03'), '  ')).toMatchObject({
      error: { type: 'contest-empty' },
    });
    const unknown = { unitCode: unit, contestId: 'x', outcome: 'kept' as const, text: 'Giữ.' };
    expect(await answerContest(ctx(), person('head'), unknown)).toMatchObject({ error: { type: 'contest-unknown' } });
  });
});
