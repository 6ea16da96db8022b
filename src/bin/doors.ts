import type { App } from '../platform/app';
import type { BareHandler } from '../platform/http-listener.server';
import type { PeriodicJob } from '../platform/scheduler.server';

/** Answered before SvelteKit sees the request. */
export function bareHandlers(app: App): BareHandler[] {
  return [healthDoor(app)];
}

/** What the server does by itself while it runs. */
export const periodicJobs: readonly PeriodicJob[] = [];

/** Before the first request: fills the living example's empty data folder. */
export async function prepare(_app: App): Promise<void> {}

/** The one-time link that makes the first administrator; undefined once there is an account. */
export async function setupLink(_app: App): Promise<string | undefined> {
  return undefined;
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
