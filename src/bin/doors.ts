import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tendJournal } from '../collection/actions/move-comments.server';
import { ballotDoor } from '../collection/door.server';
import { createSetupLink } from '../organisation/actions/create-setup-link.server';
import { readWaitingScans } from '../paper/actions/office-scan-machine.server';
import { tendScans } from '../paper/actions/tend-scans.server';
import { scanDoor } from '../paper/door.server';
import type { App } from '../platform/app';
import type { BareHandler } from '../platform/http-listener.server';
import type { PeriodicJob } from '../platform/scheduler.server';
import { publishDue } from '../publication/actions/publish-due.server';
import { checkRollupsWhenDue } from '../results/actions/check-rollups.server';
import { countIntake } from '../results/actions/count-intake.server';
import { completeRollups } from '../results/actions/complete-rollups.server';
import { exampleMarker } from './application';
import { simulateLivingExample } from './living-example/simulate';

/** Answered before SvelteKit sees the request. */
export function bareHandlers(app: App): BareHandler[] {
  return [ballotDoor(app), scanDoor(app), healthDoor(app)];
}

/** What the server does by itself while it runs. */
export const periodicJobs: readonly PeriodicJob[] = [
  // Moves what may leave the journal (20 rows, or a finished day), counts it, and takes the cut-offs that are due.
  { name: 'count-intake', everyMilliseconds: 15_000, run: async (app) => void (await countIntake(app)) },
  // After an update: counts what older roll-ups do not hold.
  { name: 'complete-rollups', everyMilliseconds: 5 * 60_000, run: (app) => completeRollups(app) },
  // Once a night: every ballot counted anew, all roll-ups compared.
  { name: 'check-rollups', everyMilliseconds: 10 * 60_000, run: (app) => checkRollupsWhenDue(app) },
  // Approved publications go out on their day.
  { name: 'publish-due', everyMilliseconds: 60_000, run: async (app) => void (await publishDue(app)) },
  // Reads the files of paper that were dropped in the browser.
  { name: 'read-scans', everyMilliseconds: 1_000, run: (app) => readWaitingScans(app) },
  { name: 'tend-scans', everyMilliseconds: 10 * 60_000, run: (app) => tendScans(app) },
  { name: 'tend-journal', everyMilliseconds: 5 * 60_000, run: (app) => tendJournal(app) },
];

/** Before the first request: fills the living example's empty data folder. */
export async function prepare(app: App): Promise<void> {
  if (!app.config.demo) return;
  const marker = join(app.config.dataDir, exampleMarker);
  const isComplete = await access(marker).then(
    () => true,
    () => false,
  );
  if (isComplete) return;
  await simulateLivingExample(app);
  await writeFile(marker, '');
}

/** The one-time link that makes the first administrator; undefined once there is an account. */
export async function setupLink(app: App): Promise<string | undefined> {
  if (app.config.demo) return undefined;
  const path = await createSetupLink(app);
  return path === undefined ? undefined : `${app.config.publicUrl}${path}`;
}

/** For a proxy or a watchdog: 200 when the database answers. */
function healthDoor(app: App): BareHandler {
  return (request, response) => {
    if (request.url !== '/api/health') return false;
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    app.pool.query('select 1').then(
      () => answer(200, { status: 'ok' }),
      () => answer(503, { status: 'database-unreachable' }),
    );
    return true;
  };
}
