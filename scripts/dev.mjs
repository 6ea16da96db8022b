// Development server: SvelteKit through vite, the same application and bare handlers as in production, in one process.
// npm run dev -- --port 8091 --data .cache/dev-me [--demo]
import { rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'vite';

const http = createHttpServer();
// A cache of its own: several development servers may run in one checkout.
const cacheDir = `.cache/vite-${process.pid}`;
const vite = await createServer({
  cacheDir,
  server: { middlewareMode: true, hmr: { server: http } },
  appType: 'custom',
});
const { readConfig } = await vite.ssrLoadModule('/src/platform/read-config.ts');
const { openApplication } = await vite.ssrLoadModule('/src/bin/application.ts');
const { describeProblem } = await vite.ssrLoadModule('/src/bin/describe-problem.ts');
const { startScheduler } = await vite.ssrLoadModule('/src/platform/scheduler.server.ts');
const doors = await vite.ssrLoadModule('/src/bin/doors.ts');

function giveUp(problem) {
  console.error(describeProblem(problem));
  process.exit(1);
}

const config = readConfig(process.argv.slice(2), process.env);
if (!config.ok) giveUp(config.error);
const opened = await openApplication(config.value);
if (!opened.ok) giveUp(opened.error);
const { app } = opened.value;
globalThis[Symbol.for('hailong.app')] = app;
await doors.prepare?.(app);
const bare = doors.bareHandlers(app);
const scheduler = startScheduler(app, doors.periodicJobs);

http.on('request', (request, response) => {
  if (bare.some((handler) => handler(request, response))) return;
  request.hailong = app;
  vite.middlewares(request, response);
});
http.on('error', (error) => {
  console.error(error.message);
  void stop();
});
http.listen(config.value.port, config.value.host, async () => {
  console.log(`http://localhost:${config.value.port}`);
  const link = await doors.setupLink?.(app);
  if (link) console.log(link);
});

// Half-written files of a neighbour must not end this server.
process.on('unhandledRejection', (cause) => console.error(cause));
process.on('uncaughtException', (cause) => console.error(cause));

let stopping = false;
async function stop() {
  if (stopping) process.exit(1);
  stopping = true;
  http.closeAllConnections();
  http.close();
  await vite.close();
  await scheduler.stop();
  await opened.value.close();
  rmSync(cacheDir, { recursive: true, force: true });
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
