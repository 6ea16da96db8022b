import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { clusterDirOf, findRunningEmbedded } from '../src/platform/embedded-postgres.server';
import { findPostmaster } from '../src/platform/postgres-leftover.server';
import { type StartedServer, startServer } from '../test/e2e/started-server';
import { BallotConnection, ballotNumber, ratedSlots, type SentBallot, surveyed } from './ballot-sender';

export interface KillDrill {
  readonly rounds: number;
  readonly accepted: number;
  /** Acknowledged and not stored. */
  readonly lost: number;
  /** Stored more than once. */
  readonly doubled: number;
  /** Stored and never sent. */
  readonly foreign: number;
  /** Requests that had to be sent again. */
  readonly retries: number;
  readonly slowestRecoveryMilliseconds: number;
}

const senders = 16;

/**
 * Under load, `kill -9` of the server and of its database in turn. A sender repeats a ballot under the same id until it is
 * acknowledged, as a citizen's phone does. At the end every acknowledged ballot must be stored exactly once.
 */
export async function killDrill(options: {
  rounds: number;
  secondsEach: number;
  report?: (line: string) => void;
}): Promise<KillDrill> {
  let server = await startServer({ demo: true });
  const { dataDir } = server;
  const port = Number(new URL(server.url).port);
  const before = await storedRatings(dataDir);
  const state = { stop: false, next: 1, retries: 0, accepted: [] as SentBallot[] };
  const senderLoops = Array.from({ length: senders }, () => sendUntilStopped(port, state));
  let slowestRecovery = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    await sleep(options.secondsEach * 1000);
    const target = round % 2 === 0 ? 'server' : 'database';
    const seen = state.accepted.length;
    const killedAt = performance.now();
    if (target === 'server') server = await killServer(server, dataDir, port);
    else await killDatabase(dataDir);
    while (state.accepted.length < seen + senders * 2) await sleep(10);
    slowestRecovery = Math.max(slowestRecovery, performance.now() - killedAt);
    options.report?.(
      `round ${round + 1}: killed the ${target} after ${seen} accepted, again accepting after ${Math.round(performance.now() - killedAt)} ms`,
    );
  }
  state.stop = true;
  await Promise.all(senderLoops);
  const after = await storedRatings(dataDir);
  await server.stop();
  return {
    rounds: options.rounds,
    retries: state.retries,
    slowestRecoveryMilliseconds: Math.round(slowestRecovery),
    ...compare(before, after, state.accepted),
  };
}

async function sendUntilStopped(
  port: number,
  state: { stop: boolean; next: number; retries: number; accepted: SentBallot[] },
): Promise<void> {
  const connection = new BallotConnection('127.0.0.1', port);
  while (!state.stop) {
    const ballot = ballotNumber(state.next);
    state.next += 1;
    for (;;) {
      const answer = await connection.send(ballot.body).catch(() => undefined);
      if (answer !== undefined && answer.status < 300) break;
      if (answer !== undefined && answer.status !== 503) throw new Error(`refused: ${answer.status} ${answer.body}`);
      state.retries += 1;
      await sleep(50);
    }
    state.accepted.push(ballot);
    await sleep(2);
  }
  connection.close();
}

async function killServer(server: StartedServer, dataDir: string, port: number): Promise<StartedServer> {
  const ended = new Promise((done) => server.process.once('exit', done));
  server.process.kill('SIGKILL');
  await ended;
  return startServer({ demo: true, dataDir, port });
}

async function killDatabase(dataDir: string): Promise<void> {
  const postmaster = await findPostmaster(clusterDirOf(dataDir));
  if (postmaster === undefined) throw new Error('no database to kill');
  process.kill(postmaster.pid, 'SIGKILL');
}

/** How often each pattern of ratings is stored, in the journal and behind it. */
async function storedRatings(dataDir: string): Promise<Map<string, number>> {
  const address = await findRunningEmbedded(dataDir);
  if (address === undefined) throw new Error('the database does not run');
  const client = new pg.Client(address.connection);
  await client.connect();
  try {
    const rows = await client.query<{ ratings: string; n: number }>(
      `select encode(substring(answers from 1 for $1), 'hex') as ratings, count(*)::int as n from
       (select answers from ballot where unit_code = $2 and period_id = $3 union all
        select answers from intake where unit_code = $2 and period_id = $3) s group by 1`,
      [ratedSlots, surveyed.unit, surveyed.period],
    );
    return new Map(rows.rows.map(({ ratings, n }) => [ratings, n]));
  } finally {
    await client.end();
  }
}

function compare(
  before: Map<string, number>,
  after: Map<string, number>,
  accepted: readonly SentBallot[],
): Pick<KillDrill, 'accepted' | 'lost' | 'doubled' | 'foreign'> {
  const added = new Map([...after].map(([ratings, n]) => [ratings, n - (before.get(ratings) ?? 0)]));
  let lost = 0;
  let doubled = 0;
  for (const { ratings } of accepted) {
    const stored = added.get(ratings) ?? 0;
    if (stored === 0) lost += 1;
    if (stored > 1) doubled += 1;
    added.delete(ratings);
  }
  const foreign = [...added.values()].filter((n) => n !== 0).length;
  return { accepted: accepted.length, lost, doubled, foreign };
}
