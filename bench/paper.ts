import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { toPdf } from '../test/paper-forge/encode-picture';
import { openPictures } from '../src/paper/reading/open-pictures-adapter.server';
import { benchFlags } from './bench-flags';
import { type ScannedSheets, scannedSheets } from './paper-sheets';
import { measureRound, medianOf, medianStages, type Stages } from './paper-stages';

const folder = '.cache/bench';
/** SDAPS on like pages: its own documentation speaks of one to two sheets a second. */
const sdapsSheetsPerSecond = 2;

interface Part {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** `npm run bench:paper [-- --quick]`: reading and printing ballots, against the floor of the same run. */
export async function benchPaper(args: readonly string[]): Promise<void> {
  const { quick } = benchFlags(args, { quick: { type: 'boolean' } }, 'npm run bench:paper -- [--quick]');
  mkdirSync(folder, { recursive: true });
  const sheets = await scannedSheets(quick ? 4 : 12);
  const pdf = await toPdf(sheets.jpegs, 200);
  const stages = {
    jpeg: await rounds(sheets, undefined, quick ? 3 : 9),
    pdf: await rounds(sheets, pdf, quick ? 3 : 9),
  };
  for (const [name, measured] of Object.entries(stages)) printStages(name, measured, sheets.jpegs.length);
  const pool = await measurePool(sheets, quick ? 1 : 3);
  const printing = run<Part & { readonly pages: number; readonly megabytes: number }>(['print', '1000']);
  console.log(
    `printing 1,000 sheets of form A (${printing.pages} pages): ${printing.seconds.toFixed(1)} s, ${printing.megabytes.toFixed(1)} MB, peak ${printing.peakMegabytes} MB`,
  );
  writeFileSync(`${folder}/paper.json`, JSON.stringify({ stages, pool, printing }, undefined, 1));
}

async function rounds(
  sheets: ScannedSheets,
  pdf: Uint8Array | undefined,
  count: number,
): Promise<Stages & { ratio: number }> {
  const opened = pdf && (await openPictures(pdf));
  if (opened && !opened.ok) throw new Error(opened.error.type);
  const file = opened?.value;
  // The engine compiles what is run often only after some hundred pages.
  for (let round = 0; round < 60 / sheets.jpegs.length; round += 1) await measureRound(sheets, file);
  const measured: Stages[] = [];
  for (let round = 0; round < count; round += 1) measured.push(await measureRound(sheets, file));
  file?.close();
  return { ...medianStages(measured), ratio: medianOf(measured.map(({ whole, floor }) => whole / floor)) };
}

function printStages(name: string, measured: Stages & { ratio: number }, pages: number): void {
  const { floor, whole, ratio, ...parts } = measured;
  const each = Object.entries(parts).map(([part, milliseconds]) => `${part} ${milliseconds.toFixed(1)}`);
  const rate = 1000 / whole;
  console.log(`${name}, ${pages} pages of A4, 200 dpi gray, CPU time of one core:`);
  console.log(`  ${rate.toFixed(1)} pages/s; ${whole.toFixed(1)} ms a page: ${each.join(', ')}`);
  console.log(`  decoding alone ${floor.toFixed(1)} ms: ratio ${ratio.toFixed(2)} (aim 2.5)`);
  console.log(`  ${(rate / sdapsSheetsPerSecond).toFixed(0)} × SDAPS's published 1–2 sheets/s`);
}

/** The pool on all cores against one thread of it, in turns, each in a process of its own. */
async function measurePool({ layout, jpegs }: ScannedSheets, count: number) {
  const path = `${folder}/sheets.pdf`;
  const pages = Array.from({ length: 120 }, (_, at) => jpegs[at % jpegs.length] as Uint8Array);
  writeFileSync(path, await toPdf(pages, 200));
  const layoutFile = `${folder}/layout.json`;
  writeFileSync(layoutFile, JSON.stringify(layout));
  const threads = availableParallelism();
  const measure = (using: number) =>
    run<Part & { readonly read: number }>([
      'scan',
      path,
      layoutFile,
      String(using),
      resolve(folder, 'scan-worker.mjs'),
    ]);
  const turns = Array.from({ length: count }, () => ({ one: measure(1), all: measure(threads) }));
  const one = medianOf(turns.map((turn) => turn.one.seconds));
  const all = medianOf(turns.map((turn) => turn.all.seconds));
  const gain = medianOf(turns.map((turn) => turn.one.seconds / turn.all.seconds));
  const peakMegabytes = Math.max(...turns.map((turn) => turn.all.peakMegabytes));
  console.log(
    `pool, PDF of ${pages.length} pages: ${(pages.length / one).toFixed(1)} pages/s with 1 thread, ${(pages.length / all).toFixed(1)} with ${threads}: ${gain.toFixed(2)} ×, peak ${peakMegabytes} MB`,
  );
  return { pages: pages.length, threads, oneThreadSeconds: one, allThreadsSeconds: all, gain, peakMegabytes };
}

function run<T>(args: readonly string[]): T {
  const output = execFileSync(process.execPath, [join(folder, 'paper-part.mjs'), ...args], { encoding: 'utf8' });
  return JSON.parse(output) as T;
}
