import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { answerSlots } from '../src/survey/questionnaire';
import { questionnaireA } from '../src/survey/built-in-questionnaires';
import type { UnitCode } from '../src/organisation/unit';
import type { ActionContext } from '../src/platform/action-context';
import { systemClock } from '../src/platform/clock';
import { openDb, openPool } from '../src/platform/database.server';
import { findRunningEmbedded } from '../src/platform/embedded-postgres.server';
import { checkRollups } from '../src/results/actions/check-rollups.server';
import { readResults } from '../src/results/actions/read-results.server';
import { recountRollups } from '../src/results/actions/recount-rollups.server';
import { period } from '../src/survey/reporting-period';
import type { StartedServer } from '../test/e2e/started-server';
import { surveyed } from './ballot-sender';

export interface ResultsPage {
  readonly ballotsBefore: number;
  readonly millisecondsBefore: number;
  readonly ballotsAfter: number;
  readonly millisecondsAfter: number;
  readonly ratio: number;
  /** The least disturbed reading with `total` ballots: what it costs where the machine does nothing else. */
  readonly fastestMilliseconds: number;
  readonly kilobytes: number;
  /** The part of the page that depends on the data: roll-ups read, decided, estimated. */
  readonly dataMillisecondsBefore: number;
  readonly dataMillisecondsAfter: number;
  /** Whether every roll-up is what the nightly check counts from the ballots. */
  readonly equalToRecount: boolean;
}

const slots = answerSlots(questionnaireA).length;
const ballotsPerInsert = 5_000;
const readings = 40;

/** The clerk's results page of one period, with about a thousand ballots and then with `total`. */
export async function measureResultsPage(server: StartedServer, cookie: string, total: number): Promise<ResultsPage> {
  const address = await findRunningEmbedded(server.dataDir);
  if (address === undefined) throw new Error('the database does not run');
  const pool = openPool(address, { max: 2 });
  const db = openDb(pool);
  const ctx = { db, clock: systemClock };
  const { id: periodId } = period('2025-Q3');
  try {
    await addBallots(pool, periodId, Math.max(0, 1_000 - (await countBallots(pool, periodId))));
    await recountRollups(ctx, surveyed.unit, periodId);
    const ballotsBefore = await countBallots(pool, periodId);
    const { median: millisecondsBefore } = await timePage(server, cookie, periodId);
    const dataMillisecondsBefore = await timeData(ctx, periodId);
    await addBallots(pool, periodId, total - ballotsBefore);
    await recountRollups(ctx, surveyed.unit, periodId);
    await pool.query('analyze ballot');
    const ballotsAfter = await countBallots(pool, periodId);
    const { median: millisecondsAfter, fastest, kilobytes } = await timePage(server, cookie, periodId);
    const dataMillisecondsAfter = await timeData(ctx, periodId);
    const check = await checkRollups({ ...ctx, pool });
    return {
      ballotsBefore,
      millisecondsBefore,
      ballotsAfter,
      millisecondsAfter,
      ratio: millisecondsAfter / millisecondsBefore,
      fastestMilliseconds: fastest,
      kilobytes,
      dataMillisecondsBefore,
      dataMillisecondsAfter,
      equalToRecount: check.ballots >= ballotsAfter && check.differing.length === 0,
    };
  } finally {
    await db.destroy();
  }
}

async function countBallots(pool: pg.Pool, periodId: string): Promise<number> {
  const counted = await pool.query<{ n: number }>(
    'select count(*) as n from ballot where unit_code = $1 and period_id = $2',
    [surveyed.unit, periodId],
  );
  return counted.rows[0]?.n ?? 0;
}

async function addBallots(pool: pg.Pool, periodId: string, count: number): Promise<void> {
  const fields = ['TP', 'CT', 'DD', 'XH', 'NN'];
  for (let left = count; left > 0; left -= ballotsPerInsert) {
    const size = Math.min(left, ballotsPerInsert);
    const noise = randomBytes(size * slots);
    const answers = Array.from({ length: size }, (_unused, at) =>
      noise.subarray(at * slots, (at + 1) * slots).map((byte) => (byte < 8 ? 0 : 1 + (byte % 5))),
    );
    await pool.query(
      `insert into ballot (unit_code, id, period_id, channel, field_code, form_id, form_version, answers)
       select $1, id, $2, 'web', field, $3, $4, answers from unnest($5::text[], $6::text[], $7::bytea[]) as s (id, field, answers)`,
      [
        surveyed.unit,
        periodId,
        surveyed.form,
        surveyed.version,
        answers.map(() => randomBytes(16).toString('hex')),
        answers.map((_row, at) => fields[at % fields.length]),
        // Respondent questions have as few as two options.
        answers.map((row) => Buffer.from(row.map((value, slot) => (slot < 22 ? value : Math.min(value, 2))))),
      ],
    );
  }
}

async function timeData(ctx: ActionContext, periodId: string): Promise<number> {
  const times: number[] = [];
  for (let reading = 0; reading < readings; reading += 1) {
    const began = performance.now();
    const read = await readResults(ctx, surveyed.unit as UnitCode, periodId);
    if (!read.ok) throw new Error(read.error.type);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[readings >> 1] ?? 0;
}

async function timePage(
  server: StartedServer,
  cookie: string,
  periodId: string,
): Promise<{ readonly median: number; readonly fastest: number; readonly kilobytes: number }> {
  const address = `${server.url}/van-phong/${surveyed.unit}/ket-qua?ky=${periodId}`;
  const times: number[] = [];
  let bytes = 0;
  for (let reading = 0; reading < readings; reading += 1) {
    const began = performance.now();
    const response = await fetch(address, { headers: { cookie } });
    const body = await response.text();
    if (response.status !== 200 || !body.includes(periodId))
      throw new Error(`the results page answered ${response.status}`);
    times.push(performance.now() - began);
    bytes = Buffer.byteLength(body);
  }
  times.sort((a, b) => a - b);
  return { median: times[readings >> 1] ?? 0, fastest: times[0] ?? 0, kilobytes: bytes / 1000 };
}
