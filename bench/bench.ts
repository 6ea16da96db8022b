import { cpus, totalmem } from 'node:os';
import { writeFileSync } from 'node:fs';
import { startServer } from '../test/e2e/started-server';
import { benchFlags } from './bench-flags';
import { killDrill } from './kill-drill';
import { measureCitizenPage } from './page-weight';
import { measureResultsPage } from './results-page';
import { measureThroughput } from './throughput';

const parts: readonly string[] = ['throughput', 'page', 'results', 'kill'];

/** `npm run bench [-- --quick] [-- --only throughput,page,results,kill]`: what the README quotes. */
export async function bench(args: readonly string[]): Promise<void> {
  const flags = benchFlags(
    args,
    { quick: { type: 'boolean' }, only: { type: 'string' } },
    `npm run bench -- [--quick] [--only ${parts.join(',')}]`,
  );
  const quick = flags.quick ?? false;
  const only = flags.only?.split(',') ?? parts;
  const unknown = only.filter((name) => !parts.includes(name));
  if (unknown.length > 0) throw new Error(`no measurement ${unknown.join(', ')}; there are ${parts.join(', ')}`);
  const wanted = (name: string): boolean => only.includes(name);
  const measured: Record<string, unknown> = {
    machine: {
      cpus: cpus().length,
      model: cpus()[0]?.model,
      memoryGigabytes: Math.round(totalmem() / 1e9),
      node: process.versions.node,
    },
  };
  const note = (name: string, value: unknown): void => {
    measured[name] = value;
    console.log(`${name}: ${JSON.stringify(value)}`);
  };
  const server = await startServer({ demo: true });
  try {
    if (wanted('page')) note('citizenPage', await measureCitizenPage(server));
    if (wanted('throughput'))
      note(
        'throughput',
        await measureThroughput(server, quick ? { legs: 1, secondsEach: 3 } : { legs: 5, secondsEach: 8 }),
      );
    if (wanted('results'))
      note('resultsPage', await measureResultsPage(server, await signIn(server.url), quick ? 20_000 : 1_000_000));
  } finally {
    await server.stop();
  }
  if (wanted('kill'))
    note('killDrill', await killDrill({ rounds: quick ? 2 : 20, secondsEach: 1, report: console.log }));
  writeFileSync('.cache/bench.json', JSON.stringify(measured, undefined, 1));
  process.exit(0);
}

/** The living example signs in its clerk by one button. */
async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/dang-nhap?/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url },
    body: 'username=vanphong',
    redirect: 'manual',
  });
  const cookie = response.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  if (cookie === '') throw new Error(`no sign-in: ${response.status}`);
  return cookie;
}
