import { test as base } from '@playwright/test';
import { type StartedServer, startServer } from './started-server';

export { expect } from '@playwright/test';
export { type StartedServer, startServer } from './started-server';

/**
 * `test.use({ data: 'demo' })` at the top of a file asks for the living example; otherwise a spec gets an empty server with its
 * set-up link. One server per worker and kind: `baseURL` is its address.
 */
export const test = base.extend<object, { data: 'empty' | 'demo'; server: StartedServer }>({
  data: ['empty', { option: true, scope: 'worker' }],
  server: [
    async ({ data }, use) => {
      const server = await startServer({ demo: data === 'demo' });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});
