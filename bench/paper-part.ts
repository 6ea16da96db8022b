import { readFileSync, writeFileSync } from 'node:fs';
import { seededChance } from '../src/kernel/random';
import { openScanPool } from '../src/paper/reading/scan-pool-adapter.server';
import { testSheetKey } from '../src/paper/sheet-key-adapter.server';
import { parseLayout } from '../src/paper/sheet-layout';
import { printSheets } from '../src/paper/sheet-printing-adapter.server';
import { drawSerials } from '../src/paper/sheet-serials';
import { typesetSheet } from '../src/paper/sheet-typesetting-adapter.server';
import { builtInQuestionnaire } from '../src/survey/built-in-questionnaires';

/** What is measured in a process of its own, for its memory: `scan FILE LAYOUT-FILE THREADS WORKER` or `print COUNT`. */
async function main([part, ...args]: string[]): Promise<void> {
  const began = performance.now();
  const facts = part === 'scan' ? await scan(args) : await print(Number(args[0]));
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, peakMegabytes, ...facts }));
  process.exit(0);
}

async function scan([path = '', layoutFile = '', threads = '1', workerFile = '']: string[]) {
  const layout = parseLayout(JSON.parse(readFileSync(layoutFile, 'utf8')));
  if (!layout.ok) throw new Error(layout.error.at);
  const pool = openScanPool({ threads: Number(threads), workerFile });
  const job = { path, layouts: [layout.value], key: testSheetKey.bytes, keepPictures: false };
  let read = 0;
  // As a server's pool that has read before: the engine of every thread compiles what is run often only after some sixty pages.
  for (let round = 0; round < Number(threads); round += 1) await pool.readPages(job, { onPage: () => undefined });
  const began = performance.now();
  await pool.readPages(job, { onPage: (_, { reading }) => void (read += reading.status === 'read' ? 1 : 0) });
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  return { seconds, read };
}

async function print(count: number) {
  const questionnaire = builtInQuestionnaire('A', 1);
  if (!questionnaire) throw new Error('bug: form A is built in');
  const typeset = typesetSheet({ questionnaire }, { paper: 'A4', marks: { run: 'BENCH', kind: 'numbered' } });
  if (!typeset.ok) throw new Error(typeset.error.type);
  const serials = drawSerials(count, seededChance(1));
  const pdf = await printSheets(typeset.value, { run: 'BENCH', serials, key: testSheetKey.bytes });
  writeFileSync('.cache/bench/ballots.pdf', pdf);
  return { sheets: count, pages: count * typeset.value.layout.pages.length, megabytes: pdf.length / 1e6 };
}

void main(process.argv.slice(2));
