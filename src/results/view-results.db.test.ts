import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { madeBallots } from '../../test/fixtures/made-ballots';
import { openOffice } from '../../test/fixtures/open-office';
import { insertBallots } from '../collection/store-ballot.server';
import { calendarDay, startOfDay } from '../kernel/calendar-day';
import type { Actor } from '../organisation/actor';
import type { OfficialCode } from '../organisation/official';
import type { Role } from '../organisation/role';
import type { UnitCode } from '../organisation/unit';
import { frozenClock } from '../platform/clock';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { period } from '../survey/reporting-period';
import { recountRollups } from './actions/recount-rollups.server';
import { resultsCommand } from './actions/results-command.server';
import { viewResults } from './actions/view-results.server';
import { resultsProblem } from './problem';

const unitCode = 'QNG-HT' as UnitCode;
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  await insertBallots(
    database.db,
    madeBallots({ unitCode, periodId: '2025-Q1', form: questionnaireC, count: 300, seed: 1 }),
  );
  await recountRollups(ctx(), unitCode, period('2025-Q1').id);
});
afterAll(() => database.close());

const ctx = () => ({ db: database.db, clock: frozenClock(startOfDay(calendarDay('2025-02-01'))) });

function person(role: Role, official?: string): Actor {
  const officials = official === undefined ? [] : [{ unitCode, code: official as OfficialCode }];
  return { accountId: role, name: role, roles: [{ role, unitCode }], officials };
}

async function view(actor: Actor) {
  const results = await viewResults(ctx(), actor, unitCode, '2025-Q1');
  return results.ok ? results.value : results.error.type;
}

describe('who sees what before publication', () => {
  it('the administrator sees nothing', async () => {
    expect(await view(person('administrator'))).toBe('not-allowed');
  });

  it('the observer sees the very figures the clerk sees', async () => {
    expect(await view(person('observer'))).toEqual(await view(person('compiling-clerk')));
  });

  it('the head sees the figures of all officials, the clerk those of none', async () => {
    const cutsOf = async (role: Role) => {
      const results = await view(person(role));
      return typeof results === 'string' ? [] : results.cuts.map(({ by }) => by);
    };
    expect(await cutsOf('head')).toEqual(['field', 'channel', 'official']);
    expect(await cutsOf('compiling-clerk')).toEqual(['field', 'channel']);
    expect(await cutsOf('superior')).toEqual(['field', 'channel']);
  });

  it('an official sees themself and nothing of anyone else', async () => {
    const results = await view(person('one-stop-official', 'CB01'));
    if (typeof results === 'string') throw new Error(results);
    expect(results.rows).toEqual([]);
    expect(results.cuts.map(({ by, groups }) => [by, groups.map(({ code }) => code)])).toEqual([
      ['official', ['CB01']],
    ]);
    expect(await view(person('one-stop-official'))).toBe('not-allowed');
  });
});

describe('the results command', () => {
  it('tells in Vietnamese what is wrong with what was typed', async () => {
    const problem = async (input: { unit: string; period: string; form?: string; weights?: string }) => {
      const results = await resultsCommand(ctx(), input);
      return results.ok ? undefined : resultsProblem(results.error, 'vi').text;
    };
    expect(await problem({ unit: 'KHONG-CO', period: '2025-Q1' })).toContain('Kiểm tra lại mã đơn vị');
    await openOffice(database.db, unitCode);
    expect(await problem({ unit: unitCode, period: '2025-Q1', weights: 'I=1' })).toContain(
      'Nêu đủ các nhóm I, II, III',
    );
  });
});
