import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { estimateCommand } from '../../src/bin/command/estimate-command';
import type { Claim, Effort, Proof } from './proof';

interface Row {
  readonly group: string | null;
  readonly estimate: number | null;
  readonly se: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly df?: number | null;
  /** Why R gives no figures. */
  readonly error?: string;
}
interface Call {
  readonly args: readonly string[];
  readonly rows: readonly Row[];
}

const script = 'test/fixtures/survey/random-designs.R';
const stored = 'test/fixtures/survey/random';

/** Fresh designs out of R; without R those that are stored. */
function callsOf(seed: number, designs: number): { readonly from: string; readonly calls: readonly Call[] } {
  const folder = '.cache/proof/designs';
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('Rscript', [script, String(seed), String(designs), folder], { stdio: 'ignore' });
  } catch {
    return { from: 'stored, as there is no R with package survey', calls: read(stored) };
  }
  return { from: `${designs} designs of seed ${seed}`, calls: read(folder) };
}

const read = (folder: string) => JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8')) as readonly Call[];

/**
 * Relative deviation; what is rounding of the estimate counts as nothing: the standard error of a constant is 0 here and
 * 1e-15 there, and a difference of two equal figures 0 or 1e-16.
 */
function deviation(ours: number | null, theirs: number | null, scale: number): number {
  if (ours === null || theirs === null) return ours === theirs ? 0 : Infinity;
  const off = Math.abs(ours - theirs);
  return off <= 1e-12 * scale ? 0 : off / Math.max(Math.abs(theirs), 1e-6 * scale);
}

async function* run({ seed, repetitions }: Effort): AsyncIterable<Claim> {
  const { from, calls: asked } = callsOf(seed, repetitions(60));
  const worst = { estimate: 0, se: 0, interval: 0 };
  let figures = 0;
  let refused = 0;
  for (const { args, rows } of asked) {
    const { exitCode, output } = await estimateCommand([...args, '--json']);
    if (exitCode !== 0) {
      if (rows.some(({ error }) => error?.includes('only one PSU'))) continue;
      // Of a single first-stage unit R has a standard error, but no degrees of freedom to read it with.
      refused += rows.some(({ error, se, df }) => error === undefined && se !== 0 && df !== 0) ? 1 : 0;
      continue;
    }
    const ours = (JSON.parse(output) as { rows: readonly Row[] }).rows;
    const scale = Math.max(...rows.map(({ estimate }) => Math.abs(estimate ?? 0)));
    for (const theirs of rows) {
      const row = ours.find(({ group }) => group === theirs.group);
      // R has no standard error where one of its weights is 0 ÷ 0.
      if (theirs.error !== undefined || theirs.se === null || row === undefined) continue;
      figures += 4;
      worst.estimate = Math.max(worst.estimate, deviation(row.estimate, theirs.estimate, scale));
      // Nothing varies: what R finds all the same, summing totals of opposite sign, is rounding.
      if (theirs.se <= 1e-8 * scale && (row.se ?? Infinity) <= 1e-8 * scale) continue;
      worst.se = Math.max(worst.se, deviation(row.se, theirs.se, scale));
      const isEnd = args.includes('proportion') && theirs.se <= 1e-12;
      // A quantile read back at a share that meets a step of the distribution by rounding jumps to the next value.
      if (isEnd || args.includes('quantile')) continue;
      for (const end of ['low', 'high'] as const)
        worst.interval = Math.max(worst.interval, deviation(row[end], theirs[end], scale));
    }
  }
  yield { says: `figures compared (${from})`, measured: figures, low: 100, high: Infinity };
  yield { says: 'calls that R answers and we refuse', measured: refused, low: 0, high: 0 };
  yield { says: 'largest relative deviation of an estimate', measured: worst.estimate, low: 0, high: 1e-9 };
  yield { says: 'of a standard error', measured: worst.se, low: 0, high: 1e-6 };
  yield { says: 'of an end of an interval', measured: worst.interval, low: 0, high: 1e-6 };
}

export const proof: Proof = {
  says: 'hailong estimate gives the figures of R survey on random designs with odd data',
  run,
};
