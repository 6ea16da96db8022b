import { createHash } from 'node:crypto';
import pg from 'pg';
import { clusterDirOf, findRunningEmbedded } from '../src/platform/embedded-postgres.server';
import { findPostmaster } from '../src/platform/postgres-leftover.server';
import type { StartedServer } from '../test/e2e/started-server';
import { BallotConnection, ballotNumber, surveyed } from './ballot-sender';
import { cpuMilliseconds } from './process-time';

export interface Throughput {
  readonly acceptedPerSecond: number;
  readonly rawPerSecond: number;
  readonly share: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly serverCpuMillisecondsPerBallot: number;
  readonly databaseCpuMillisecondsPerBallot: number;
}

const connections = 32;

/**
 * Accepted ballots per second over HTTP, and in the same run what the database does with the same rows, one prepared INSERT
 * and one commit each, at as many connections. Legs alternate, so that a busy machine slows both; medians of the legs.
 */
export async function measureThroughput(
  server: StartedServer,
  options: { legs: number; secondsEach: number },
): Promise<Throughput> {
  const http: Leg[] = [];
  const raw: number[] = [];
  await httpLeg(server, 2, 0);
  for (let leg = 1; leg <= options.legs; leg += 1) {
    raw.push(await rawLeg(server, options.secondsEach));
    http.push(await httpLeg(server, options.secondsEach, leg));
  }
  const latencies = http.flatMap((leg) => leg.latencies).sort((a, b) => a - b);
  const quantile = (q: number): number => latencies[Math.floor(latencies.length * q)] ?? 0;
  const acceptedPerSecond = median(http.map((leg) => leg.perSecond));
  const rawPerSecond = median(raw);
  return {
    acceptedPerSecond,
    rawPerSecond,
    share: acceptedPerSecond / rawPerSecond,
    p50Milliseconds: quantile(0.5),
    p99Milliseconds: quantile(0.99),
    serverCpuMillisecondsPerBallot: median(http.map((leg) => leg.serverCpu)),
    databaseCpuMillisecondsPerBallot: median(http.map((leg) => leg.databaseCpu)),
  };
}

interface Leg {
  readonly perSecond: number;
  readonly latencies: number[];
  readonly serverCpu: number;
  readonly databaseCpu: number;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

async function httpLeg(server: StartedServer, seconds: number, leg: number): Promise<Leg> {
  const port = Number(new URL(server.url).port);
  const latencies: number[] = [];
  const serverPid = server.process.pid ?? 0;
  const databasePid = (await findPostmaster(clusterDirOf(server.dataDir)))?.pid ?? 0;
  const cpuBefore = [cpuMilliseconds(serverPid), cpuMilliseconds(databasePid)] as const;
  const began = performance.now();
  let next = leg * 10_000_000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = new BallotConnection('127.0.0.1', port);
      while (performance.now() - began < seconds * 1000) {
        const { body } = ballotNumber((next += 1));
        const sentAt = performance.now();
        const answer = await connection.send(body);
        if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body}`);
        latencies.push(performance.now() - sentAt);
      }
      connection.close();
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  const count = latencies.length;
  return {
    perSecond: count / elapsed,
    latencies,
    serverCpu: (cpuMilliseconds(serverPid) - cpuBefore[0]) / count,
    databaseCpu: (cpuMilliseconds(databasePid) - cpuBefore[1]) / count,
  };
}

/** A table like the journal, keys and index included. */
async function rawLeg(server: StartedServer, seconds: number): Promise<number> {
  const address = await findRunningEmbedded(server.dataDir);
  if (address === undefined) throw new Error('the database does not run');
  const clients = Array.from({ length: connections }, () => new pg.Client(address.connection));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query('drop table if exists bench_raw; create table bench_raw (like intake including all)');
  let next = 0;
  let count = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - began < seconds * 1000) {
        await client.query(rawInsert(ballotNumber((next += 1))));
        count += 1;
      }
    }),
  );
  const perSecond = count / ((performance.now() - began) / 1000);
  await clients[0]?.query('drop table bench_raw');
  await Promise.all(clients.map((client) => client.end()));
  return perSecond;
}

function rawInsert({ id, ratings }: { readonly id: string; readonly ratings: string }): pg.QueryConfig {
  const answers = Buffer.concat([Buffer.from(ratings, 'hex'), Buffer.alloc(4)]);
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return {
    name: 'raw',
    text: `insert into bench_raw (unit_code, id_hash, content_hash, day, with_week, period_id, channel, field_code, official_code, form_id, form_version, answers)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      surveyed.unit,
      hash(id),
      hash(ratings),
      '2025-10-20',
      true,
      surveyed.period,
      'web',
      null,
      null,
      surveyed.form,
      surveyed.version,
      answers,
    ],
  };
}
