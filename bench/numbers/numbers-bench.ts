import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { openPool } from '../../src/platform/database.server';
import { withSharedSnapshot } from '../../src/platform/shared-snapshot.server';
import { type RecountOfAll, recountAll } from '../../src/results/actions/recount-all.server';
import type { BallotColumns } from '../../src/results/ballot-columns';
import { ColumnTally } from '../../src/results/column-tally';
import { type CountedGroup, TallySpace } from '../../src/results/tally-space';
import { figurePlan, figuresPerRow, writeFigures } from '../../src/results/figure-table';
import { columnReaderSettings, readBallotColumns } from '../../src/results/store-ballot-columns.server';
import { tallyLayout } from '../../src/results/tally';
import { benchFlags } from '../bench-flags';
import { ballotDatabase } from './ballot-database';
import { ColumnarEngine } from './columnar-engine';
import {
  ballotsAsCsv,
  countAnswers,
  countLikeARecount,
  countPlainly,
  form,
  makeBallots,
  sumAnswers,
  unpacked,
} from './made-answers';

const threads = Math.max(1, cpus().length);
const readers = 2;
const rounds = 3;

/**
 * `npm run bench:numbers [-- --ballots 10000000]`: a full recount (every unit, period, field, channel and official, every
 * item, factor and the overall question; counts, indices, intervals) against DuckDB counting the same answers.
 */
export async function benchNumbers(args: readonly string[], projectFolder: string): Promise<void> {
  const flags = benchFlags(args, { ballots: { type: 'string' } }, 'npm run bench:numbers -- [--ballots 10000000]');
  const count = Number(flags.ballots ?? 10_000_000);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new Error(`--ballots ${flags.ballots}: a whole number of ballots`);
  const folder = join(projectFolder, '.cache/bench-numbers');
  const engineFolder = join(projectFolder, 'bench/numbers');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'ballots.duckdb');
  const csv = join(folder, 'ballots.csv');
  const parquet = join(folder, 'ballots.parquet');
  const engine = await ColumnarEngine.open(engineFolder, file, threads);
  say(`making ${count} ballots`);
  await engine.run(makeBallots(count));
  await engine.run(ballotsAsCsv(csv));
  await engine.run(`copy ballot to '${parquet}' (format parquet)`);
  await engine.run('checkpoint');
  say(`loading them into PostgreSQL (${Math.round(statSync(csv).size / 1e6)} MB of CSV)`);
  const database = await ballotDatabase(join(folder, 'data'), projectFolder, csv);
  rmSync(csv);
  const pool = openPool(database.appAddress, { max: readers });
  try {
    const measured = await measure(pool, engine, parquet);
    const memory = await measureInMemory(pool, engineFolder, parquet);
    const summary = summarise(count, { ...measured, ...memory });
    console.log(JSON.stringify(summary, undefined, 1));
    console.log(`ratio: ${summary.ratio}`);
    writeFileSync(join(projectFolder, '.cache/bench-numbers.json'), JSON.stringify(summary, undefined, 1));
  } finally {
    engine.close();
    await pool.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(0);
}

const keep = (query: string): string => `create or replace temp table counted as ${query}`;

type Times = Readonly<Record<string, number[]>>;

async function measure(pool: pg.Pool, engine: ColumnarEngine, parquet: string): Promise<Times> {
  const times = {
    recountCounts: [],
    recountFigures: [],
    tableCounts: [],
    tableRecounts: [],
    tableSums: [],
    parquetCounts: [],
  } as Record<string, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    const recount = await timed(times['recountCounts'], () => recountOnce(pool));
    const figures = await timed(times['recountFigures'], async () => allFigures(recount));
    await timed(times['tableCounts'], () => engine.run(keep(countAnswers('ballot'))));
    await timed(times['tableRecounts'], () => engine.run(keep(countLikeARecount('ballot'))));
    await timed(times['tableSums'], () => engine.run(keep(sumAnswers('ballot'))));
    await timed(times['parquetCounts'], () => engine.run(keep(countAnswers(`read_parquet('${parquet}')`))));
    if (round > 0) continue;
    say(`${recount.ballots} ballots, ${recount.layouts.length} offices × periods, ${figures} rows of figures`);
    const groups = await compareCounts(recount, engine);
    say(`counts of ${groups} groups equal DuckDB's`);
    say(`ballots and sums of alikeness of ${await compareSums(recount, engine)} groups equal DuckDB's`);
    times['plainTableCounts'] = [];
    await timed(times['plainTableCounts'], () => engine.run(keep(countPlainly('ballot'))));
  }
  return times;
}

function recountOnce(pool: pg.Pool): Promise<RecountOfAll> {
  return withSharedSnapshot(pool, readers, columnReaderSettings, (opened) => recountAll(opened));
}

/** Indices and intervals of every office and every field of it, item by item; how many rows that were. */
function allFigures(recount: RecountOfAll): number {
  let rows = 0;
  for (const { layout, groups } of recount.layouts) {
    const plan = figurePlan(layout);
    const shown = groups().filter(({ set, cut }) => set === 'counted' && (cut === 'all' || cut === 'field'));
    const figures = new Float64Array(shown.length * plan.length * figuresPerRow);
    let at = 0;
    for (const group of shown) at = writeFigures(plan, layout, group, figures, at);
    rows += at / figuresPerRow;
  }
  return rows;
}

/** Throws where a single count differs. */
async function compareCounts(recount: RecountOfAll, engine: ColumnarEngine): Promise<number> {
  const groups = new Map<string, CountedGroup>();
  for (const { unitCode, periodId, groups: counted } of recount.layouts) {
    for (const group of counted()) {
      if (group.set === 'counted' && group.cut === 'field') groups.set(`${unitCode} ${periodId} ${group.code}`, group);
    }
  }
  const layout = tallyLayout(form);
  const rows = await engine.rows(countAnswers('ballot'));
  for (const row of rows) {
    const group = groups.get(`${row[0]} ${row[1]} ${row[2] ?? ''}`);
    const ours =
      group &&
      layout.offsets.flatMap((offset, slot) => [
        ...group.counts.subarray(offset, offset + (layout.cells[slot] ?? 0) + 1),
      ]);
    if (group?.ballots !== Number(row[3]) || ours?.join() !== unpacked(row).join()) {
      throw new Error(`the counts of ${row.slice(0, 3).join(' ')} differ`);
    }
  }
  if (rows.length !== groups.size) throw new Error(`${rows.length} groups in DuckDB, ${groups.size} in the recount`);
  return rows.length;
}

/** Of all groups there are; throws where one differs or is missing. */
async function compareSums(recount: RecountOfAll, engine: ColumnarEngine): Promise<number> {
  const cutOf = new Map([
    [7, 'all'],
    [3, 'field'],
    [5, 'channel'],
    [6, 'official'],
  ]);
  const left = new Map<string, string>();
  for (const { unitCode, periodId, groups } of recount.layouts) {
    for (const { set, cut, code, ballots, alikeness } of groups()) {
      left.set([unitCode, periodId, set !== 'counted', cut, code].join(' '), [ballots, ...alikeness].join());
    }
  }
  const rows = await engine.rows(countLikeARecount('ballot'));
  for (const row of rows) {
    const id = [row[0], row[1], row[2], cutOf.get(Number(row[3])), row[4]].join(' ');
    const sums = row.slice(5, 6 + tallyLayout(form).alikenessLength).map(Number);
    if (left.get(id) !== sums.join()) throw new Error(`${id} differs: ${left.get(id)} and ${sums.join()}`);
    left.delete(id);
  }
  if (left.size > 0) throw new Error(`${left.size} groups that DuckDB does not have`);
  return rows.length;
}

/** Counting alone: the answers lie in memory as columns, for both. */
async function measureInMemory(pool: pg.Pool, engineFolder: string, parquet: string): Promise<Times> {
  const pieces: BallotColumns[] = [];
  await withSharedSnapshot(pool, readers, columnReaderSettings, (opened) =>
    readBallotColumns(opened, (columns) => pieces.push(copied(columns))),
  );
  const times: Record<string, number[]> = { memoryKernel: [], memoryCounts: [], memorySums: [] };
  const memory = await ColumnarEngine.open(engineFolder, ':memory:', threads);
  await memory.run(`create table ballot as select * from read_parquet('${parquet}')`);
  for (let round = 0; round < rounds; round += 1) {
    await timed(times['memoryKernel'], async () => countPieces(pieces));
    await timed(times['memoryCounts'], () => memory.run(keep(countAnswers('ballot'))));
    await timed(times['memorySums'], () => memory.run(keep(sumAnswers('ballot'))));
  }
  memory.close();
  return times;
}

/** The pieces are views of what came from the socket. */
function copied(columns: BallotColumns): BallotColumns {
  const { channels, fields, officials, repeats, answers } = columns;
  return {
    ...columns,
    channels: new Uint8Array(channels),
    fields: new Uint8Array(fields),
    officials: new Uint8Array(officials),
    repeats: new Uint8Array(repeats),
    answers: new Uint8Array(answers),
  };
}

function countPieces(pieces: readonly BallotColumns[]): number {
  const space = new TallySpace();
  const layout = tallyLayout(form);
  const tallies = new Map<string, ColumnTally>();
  for (const piece of pieces) {
    const id = `${piece.unitCode} ${piece.periodId}`;
    const tally = tallies.get(id) ?? new ColumnTally(layout, space);
    tallies.set(id, tally);
    tally.add(piece);
  }
  let groups = 0;
  for (const tally of tallies.values()) groups += tally.result().length;
  return groups;
}

async function timed<T>(into: number[] | undefined, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  into?.push(Math.round(performance.now() - began));
  return result;
}

function say(line: string): void {
  console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${line}`);
}

function summarise(count: number, times: Times) {
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const milliseconds = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
  const ours = (milliseconds['recountCounts'] ?? 0) + (milliseconds['recountFigures'] ?? 0);
  const against = (name: string, of = ours) => Math.round((of / (milliseconds[name] ?? Number.NaN)) * 100) / 100;
  return {
    ballots: count,
    threads,
    milliseconds,
    all: times,
    ratio: against('tableCounts'),
    ratioToLikeWork: against('tableRecounts'),
    ratioToParquet: against('parquetCounts'),
    ratioToSums: against('tableSums'),
    ratioToPlainCounts: against('plainTableCounts'),
    kernelRatio: against('memoryCounts', milliseconds['memoryKernel']),
    kernelRatioToSums: against('memorySums', milliseconds['memoryKernel']),
  };
}
