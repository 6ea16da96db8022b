import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { measure, openBench, type Part, sumOf, type Tally } from '../paper-forge/accuracy';
import { keptTallies } from '../paper-forge/kept-tallies';
import { upperBound } from '../paper-forge/exact-bound';
import { type ForgeClass, forgeClasses } from '../paper-forge/forge-page';
import type { Claim, Effort, Proof } from './proof';

interface Family {
  readonly name: string;
  readonly kinds: readonly ForgeClass[];
  /**
   * Of each kind. A page that is read has 11 rows: the pages of gray scans, and those of photos, hold over 15,000; no error among them
   * bounds the rate at 1 in 5,000 with 95 %.
   */
  readonly pages: number;
  /** Most of its rows that may be wrong without anybody knowing. */
  readonly wrong: number;
}

const families: readonly Family[] = [
  { name: 'gray scans', kinds: ['scan-careful', 'scan-careless', 'scan-copied'], pages: 460, wrong: 1 / 5000 },
  { name: 'black and white', kinds: ['scan-bilevel'], pages: 300, wrong: 1 / 1000 },
  { name: 'photos', kinds: ['phone-careful', 'phone-careless'], pages: 700, wrong: 1 / 1000 },
];
/** Most of the rows that a person must look at, and of the pages to be taken anew. */
const patience: Readonly<Record<ForgeClass, { readonly doubtful: number; readonly refused: number }>> = {
  'scan-careful': { doubtful: 0.03, refused: 0.01 },
  'scan-careless': { doubtful: 0.25, refused: 0.03 },
  'scan-copied': { doubtful: 0.4, refused: 0.1 },
  'scan-bilevel': { doubtful: 0.3, refused: 0.25 },
  'phone-careful': { doubtful: 0.03, refused: 0.02 },
  'phone-careless': { doubtful: 0.3, refused: 0.2 },
};
const foreignPages = 500;
const pagesInPart = 10;
const partsBetweenTables = 20;

async function* run({ seed, repetitions }: Effort): AsyncIterable<Claim> {
  const block = `held-out-${seed}`;
  const parts = [
    ...families.flatMap(({ kinds, pages }) => kinds.flatMap((kind) => partsOf(kind, block, repetitions(pages)))),
    ...partsOf('foreign', block, repetitions(foreignPages)),
  ].sort((a, b) => a.from - b.from);
  const tallies = await measureAll(parts);
  const tallyOf = (kinds: readonly Part['kind'][]) =>
    sumOf(tallies.filter((_, at) => kinds.includes(parts[at]?.kind ?? 'foreign')));
  for (const family of families) {
    for (const kind of family.kinds) yield* claimsOfKind(kind, tallyOf([kind]));
    yield claimOfFamily(family, tallyOf(family.kinds));
  }
  const { pages, refused } = tallyOf(['foreign']);
  yield atMost(`foreign pictures read, of ${pages}`, pages - refused, 0);
}

function* claimsOfKind(kind: ForgeClass, tally: Tally): Iterable<Claim> {
  yield atMost(`${kind}: pages read as another sheet or in another place`, tally.misplaced, 0);
  yield atMost(`${kind}: doubtful, of ${tally.rows} rows`, share(tally.doubtful, tally.rows), patience[kind].doubtful);
  yield atMost(`${kind}: refused, of ${tally.pages} pages`, share(tally.refused, tally.pages), patience[kind].refused);
  yield atMost(`${kind}: frames misjudged, of ${tally.frames}`, share(tally.wrongFrames, tally.frames), 0.05);
  // No aim of its own: the rows of one kind are too few to bound so small a rate.
  yield atMost(`${kind}: silently wrong, of ${tally.rows} rows`, tally.wrong, Infinity);
}

function claimOfFamily({ name, wrong }: Family, tally: Tally): Claim {
  const bound = upperBound(tally.wrong, tally.rows).toExponential(1);
  const says = `${name}: silently wrong, ${tally.wrong} of ${tally.rows} rows, at most ${bound} with 95 %`;
  return atMost(says, share(tally.wrong, tally.rows), wrong);
}

function atMost(says: string, measured: number, high: number): Claim {
  return { says, measured, low: 0, high };
}

function share(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

function partsOf(kind: Part['kind'], block: string, count: number): Part[] {
  return Array.from({ length: Math.ceil(count / pagesInPart) }, (_, at) => ({
    kind,
    block,
    from: at * pagesInPart,
    count: Math.min(pagesInPart, count - at * pagesInPart),
  }));
}

/** On all cores where the bundled worker stands beside this file, in this thread otherwise (`npm test`). */
async function measureAll(parts: readonly Part[]): Promise<Tally[]> {
  const file = fileURLToPath(new URL('paper-accuracy-worker.mjs', import.meta.url));
  // A test must measure what it says it measures.
  const kept = existsSync(file) ? keptTallies(file) : undefined;
  const tallies: Tally[] = [];
  let next = 0;
  let done = 0;
  const work = async (measurePart: (part: Part) => Promise<Tally>): Promise<void> => {
    for (let at = next++; at < parts.length; at = next++) {
      const part = parts[at] as Part;
      const tally = kept?.find(part) ?? (await measurePart(part));
      kept?.keep(part, tally);
      tallies[at] = tally;
      done += 1;
      if (kept !== undefined && (done % partsBetweenTables === 0 || done === parts.length)) printSoFar(parts, tallies);
    }
  };
  if (!existsSync(file)) {
    const bench = await openBench();
    await work((part) => measure(bench, part));
    return tallies;
  }
  const workers = Array.from({ length: availableParallelism() }, () => new Worker(file));
  try {
    await Promise.all(workers.map((worker) => work((part) => asked(worker, part))));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return tallies;
}

/** The counts of every kind so far, on stderr: the measurement takes long, and may be stopped and gone on with. */
function printSoFar(parts: readonly Part[], tallies: readonly (Tally | undefined)[]): void {
  const lines = [...forgeClasses, 'foreign' as const].map((kind) => {
    const measured = tallies.filter((tally, at): tally is Tally => tally !== undefined && parts[at]?.kind === kind);
    const { pages, refused, misplaced, rows, wrong, doubtful, frames, wrongFrames } = sumOf(measured);
    const figures = [pages, refused, misplaced, rows, wrong, doubtful, `${(100 * share(doubtful, rows)).toFixed(1)} %`];
    return [kind, ...figures, `${wrongFrames} of ${frames}`].join('\t');
  });
  console.error(
    ['kind\tpages\trefused\telsewhere\trows\twrong\tdoubtful\t\tframes misjudged', ...lines, ''].join('\n'),
  );
}

function asked(worker: Worker, part: Part): Promise<Tally> {
  return new Promise((done, failed) => {
    worker.once('message', (tally: Tally) => {
      worker.off('error', failed);
      done(tally);
    });
    worker.once('error', failed);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(part);
  });
}

export const proof: Proof = {
  says: `forged ballots of ${forgeClasses.length} classes are read as they were marked, doubted or refused (docs/paper-accuracy.md)`,
  run,
};
