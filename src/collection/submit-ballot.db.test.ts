import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { openOffice } from '../../test/fixtures/open-office';
import { submission } from '../../test/fixtures/submission';
import { secureChance } from '../kernel/random';
import type { App } from '../platform/app';
import { frozenClock } from '../platform/clock';
import { tendJournal } from './actions/move-comments.server';
import { submitBallot } from './actions/submit-ballot.server';
import { ballotDoor } from './door.server';
import { kioskSecretHash, leaveCodeHash } from './kiosk';
import { codeHash, formatCode, makeCode, parseCode } from './one-time-code';
import { problemOf } from './problem';
import { insertRun } from './store-code.server';
import { insertKiosk } from './store-kiosk.server';
import type { Submission } from './submission';
import { calendarDay } from '../kernel/calendar-day';

let database: FreshDatabase;
let app: App;
let server: Server;
let address: string;
const clock = frozenClock(new Date('2025-01-15T03:00:00Z'));
const unit = 'QNG-HT';

beforeAll(async () => {
  database = await freshDatabase();
  await openOffice(database.db, unit);
  await openOffice(database.db, 'PAPER-1', { channels: ['paper'] });
  app = { db: database.db, pool: database.pool, clock, config: {} as App['config'] };
  const door = ballotDoor(app);
  server = createServer((request, response) => {
    if (!door(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/ballots`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await database.close();
});
beforeEach(() => clock.move(new Date('2025-01-15T03:00:00Z')));

async function waiting(): Promise<number> {
  return (await sql<{ count: number }>`select count(*) as count from intake`.execute(database.db)).rows[0]!.count;
}

/** Sends a ballot that must be refused: the error's type; nothing may be stored. */
async function refusal(change: Partial<Submission> | object, of = unit): Promise<string> {
  const before = await waiting();
  const result = await submitBallot(app, { ...submission(of), ...change });
  expect(await waiting()).toBe(before);
  if (result.ok) throw new Error('was accepted');
  const { status, text } = problemOf(result.error, 'vi');
  expect(status).toBeGreaterThanOrEqual(400);
  expect(text).not.toMatch(/[{}]/);
  return result.error.type;
}

function post(
  body: string,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<Response> {
  return fetch(address, { method: 'POST', body, headers });
}

describe('a ballot from a citizen', () => {
  it('is accepted once, and acknowledged again when it is sent again', async () => {
    const ballot = submission(unit, { field: 'TP', official: 'CB01' });
    expect(await submitBallot(app, ballot)).toEqual({ ok: true, value: { status: 'accepted' } });
    expect(await submitBallot(app, ballot)).toEqual({ ok: true, value: { status: 'repeat' } });
  });

  it('with other content under the same id is refused', async () => {
    const ballot = submission(unit);
    await submitBallot(app, ballot);
    expect(await refusal({ ...ballot, answers: { overall: 1 } })).toBe('id-taken');
  });

  it('is refused with a clear text for every kind of bad input, and nothing is stored', async () => {
    expect(await refusal({ period: '2024-Q4' })).toBe('period-ended');
    expect(await refusal({ version: 2 })).toBe('form-outdated');
    expect(await refusal({ form: 'A' })).toBe('form-outdated');
    expect(await refusal({ answers: { '1': 6 } })).toBe('answer-off-scale');
    expect(await refusal({ answers: { '1': 'na' } })).toBe('answer-off-scale');
    expect(await refusal({ answers: { '1': [1, 2] } })).toBe('answer-off-scale');
    expect(await refusal({ answers: { 'IX.1': 1 } })).toBe('question-unknown');
    expect(await refusal({ answers: { '1': -1 } })).toBe('malformed-ballot');
    expect(await refusal({ answers: { '1': 4.5 } })).toBe('malformed-ballot');
    expect(await refusal({ field: 'XX' })).toBe('field-unknown');
    expect(await refusal({ official: 'CB99' })).toBe('official-unknown');
    expect(await refusal({ answers: {} })).toBe('empty-ballot');
    expect(await refusal({ comments: { proposal: 'a'.repeat(2_001) } })).toBe('text-too-long');
    expect(await refusal({ comments: { unknown: 'a' } })).toBe('question-unknown');
    expect(await refusal({ id: 'short' })).toBe('malformed-ballot');
    expect(await refusal({ name: 'Nguyễn Văn A' })).toBe('malformed-ballot');
    expect(await refusal({}, 'NO-UNIT')).toBe('office-unknown');
    expect(await refusal({}, 'PAPER-1')).toBe('channel-closed');
  });

  it('is refused on a day without a survey, and told when the next one opens', async () => {
    clock.move(new Date('2024-11-01T03:00:00Z'));
    const result = await submitBallot(app, submission(unit));
    expect(result).toEqual({ ok: false, error: { type: 'survey-closed', opensOn: '2024-12-15' } });
    if (!result.ok) expect(problemOf(result.error, 'vi').text).toContain('15/12/2024');
  });

  it('counts to the last minute of the last day, Vietnamese time, and not a minute longer', async () => {
    clock.move(new Date('2025-03-14T16:59:00Z'));
    expect((await submitBallot(app, submission(unit))).ok).toBe(true);
    clock.move(new Date('2025-03-14T17:00:00Z'));
    expect(await refusal({})).toBe('period-ended');
    expect((await submitBallot(app, submission(unit, { period: '2025-Q2' }))).ok).toBe(true);
  });

  it('has its text composed (NFC) and cleaned of control characters', async () => {
    const body = 'Đề nghị\u0000 thêm ghế'.normalize('NFD');
    await submitBallot(app, submission(unit, { answers: {}, comments: { proposal: ` ${body} ` } }));
    const kept = await sql<{ body: string }>`select body from intake_comment`.execute(database.db);
    expect(kept.rows.map((row) => row.body)).toEqual(['Đề nghị thêm ghế'.normalize('NFC')]);
  });
});

describe('a one-time code', () => {
  async function newCode(periodId = '2025-Q1') {
    const code = makeCode(secureChance);
    const run = { id: code, planId: undefined, periodId, madeOn: calendarDay('2025-01-02'), madeBy: 'test', count: 1 };
    await insertRun(database.db, unit, run, [codeHash(code)]);
    return formatCode(code);
  }

  it('sends one ballot, however many try at once', async () => {
    const code = await newCode();
    const results = await Promise.all(Array.from({ length: 8 }, () => submitBallot(app, submission(unit, { code }))));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.flatMap((result) => (result.ok ? [] : [result.error.type]))).toEqual(Array(7).fill('code-spent'));
  });

  it('acknowledges the same ballot again, though its code is spent', async () => {
    const ballot = submission(unit, { code: await newCode() });
    expect(await submitBallot(app, ballot)).toEqual({ ok: true, value: { status: 'accepted' } });
    expect(await submitBallot(app, ballot)).toEqual({ ok: true, value: { status: 'repeat' } });
  });

  it('stays unspent when the ballot is refused', async () => {
    const code = await newCode();
    expect(await refusal({ code, answers: { overall: 9 } })).toBe('answer-off-scale');
    expect((await submitBallot(app, submission(unit, { code }))).ok).toBe(true);
    expect(await refusal({ code })).toBe('code-spent');
  });

  it('mistyped, unknown or of another period is refused', async () => {
    expect(await refusal({ code: 'abc' })).toBe('code-mistyped');
    expect(await refusal({ code: formatCode(makeCode(secureChance)) })).toBe('code-unknown');
    expect(await refusal({ code: await newCode('2024-Q4') })).toBe('code-expired');
  });

  it('leaves no trace on the ballot: channel code and nothing more', async () => {
    const code = await newCode();
    await submitBallot(app, submission(unit, { code }));
    const rows = await sql<{ row: string }>`select intake::text as row from intake`.execute(database.db);
    expect(rows.rows.some(({ row }) => row.includes(code.replaceAll('-', '')) || row.includes(code))).toBe(false);
  });

  it('what PostgreSQL itself keeps joins a spent code to day, field and words only until the journal is tended', async () => {
    const codes = [await newCode(), await newCode()];
    for (const code of codes) {
      await submitBallot(app, submission(unit, { code, comments: { proposal: 'Ghế chờ' } }));
    }
    expect(await sharesTransaction(codes[1]!)).toEqual(['comment', 'counter', 'journal', 'seen']);
    await tendJournal(app);
    for (const code of codes) {
      expect(await sharesTransaction(code)).toEqual([]);
      expect(await refusal({ code })).toBe('code-spent');
    }
  });
});

/** Whether what PostgreSQL keeps of a code's own transaction stands anywhere but on the code. */
async function sharesTransaction(code: string): Promise<string[]> {
  const parsed = parseCode(code);
  if (parsed === undefined) throw new Error('no code');
  const found = await sql<{ name: string }>`
    with spent as (select xmin::text as mark from one_time_code where code_hash = ${codeHash(parsed)})
    select distinct name from spent join (
      select 'seen' as name, xmin::text as mark from intake_seen union all select 'counter', xmin::text from day_counter
      union all select 'comment', xmin::text from intake_comment union all select 'journal', xmin::text from intake
      union all select 'ballot', xmin::text from ballot
    ) other using (mark) order by name`.execute(database.db);
  return found.rows.map(({ name }) => name);
}

describe('a tablet', () => {
  const secret = 's'.repeat(32);
  const tablet = { id: 'kiosk-1', secret };
  beforeAll(() =>
    insertKiosk(
      database.db,
      {
        unitCode: unit,
        id: tablet.id,
        name: 'Máy quầy 1',
        counterCode: undefined,
        registeredOn: calendarDay('2025-01-02'),
        withdrawnOn: undefined,
        secretHash: kioskSecretHash(secret),
        leaveCodeHash: leaveCodeHash(tablet.id, '1234'),
      },
      'test',
    ),
  );
  const marked = async () =>
    (await sql<{ count: number }>`select count(*) as count from intake where possible_repeat`.execute(database.db))
      .rows[0]!.count;

  it('without its secret is refused', async () => {
    expect(await refusal({ kiosk: { ...tablet, secret: 'x'.repeat(32) } })).toBe('kiosk-unknown');
    expect(await refusal({ kiosk: { ...tablet, id: 'other' } })).toBe('kiosk-unknown');
  });

  it('sending an equal full ballot within 20 s has it kept and marked, another ballot or a later one not', async () => {
    const send = (change: Partial<Submission> = {}) =>
      submitBallot(app, submission(unit, { kiosk: tablet, ...change }));
    await send();
    expect(await marked()).toBe(0);
    clock.move(new Date('2025-01-15T03:00:19Z'));
    await send();
    expect(await marked()).toBe(1);
    await send({ answers: { overall: 1 } });
    expect(await marked()).toBe(1);
    clock.move(new Date('2025-01-15T03:00:40Z'));
    await send({ answers: { overall: 1 } });
    expect(await marked()).toBe(1);
  });

  it('repeating one ballot under its own id is not marked', async () => {
    clock.move(new Date('2025-01-15T05:00:00Z'));
    const ballot = submission(unit, { kiosk: tablet });
    const before = await marked();
    await submitBallot(app, ballot);
    await submitBallot(app, ballot);
    expect(await marked()).toBe(before);
  });
});

describe('POST /api/ballots', () => {
  it('answers 201 after the commit and 200 for a repeat', async () => {
    const body = JSON.stringify(submission(unit));
    expect((await post(body)).status).toBe(201);
    const again = await post(body);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ status: 'repeat' });
  });

  it('refuses a body of 10 MB with a text that says what to do', async () => {
    const answer = await post(JSON.stringify({ ...submission(unit), comments: { proposal: 'x'.repeat(10_000_000) } }));
    expect(answer.status).toBe(413);
    expect(((await answer.json()) as { text: string }).text).toContain('Xin rút ngắn');
  });

  it('refuses what is not JSON, also a form of another site in disguise', async () => {
    expect((await post('{')).status).toBe(400);
    expect((await post(JSON.stringify(submission(unit)), { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await fetch(address)).status).toBe(405);
  });

  it('answers in the language of the reader', async () => {
    const answer = await post('{', { 'content-type': 'application/json', cookie: 'hailong_locale=en' });
    expect(((await answer.json()) as { text: string }).text).toContain('could not read');
  });

  it('says that nothing was accepted when the database is gone, and accepts the same ballot later', async () => {
    const { db, config } = app;
    const broken = {
      db,
      clock,
      config,
      pool: { query: () => Promise.reject(new Error('connection refused')) } as unknown as App['pool'],
    };
    const ballot = submission(unit);
    expect(await submitBallot(broken, ballot)).toEqual({ ok: false, error: { type: 'not-stored' } });
    expect(await submitBallot(app, ballot)).toEqual({ ok: true, value: { status: 'accepted' } });
  });
});
