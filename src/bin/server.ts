import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, ok, type Result } from '../kernel/result';
import { readBuiltFiles, serveBuiltFiles } from '../platform/built-files.server';
import type { Config } from '../platform/config';
import {
  adapterEnvironment,
  listen,
  type ListenProblem,
  type PageHandler,
  probePort,
  stopListening,
} from '../platform/http-listener.server';
import { startScheduler } from '../platform/scheduler.server';
import { consoleText } from '../ui/text/console';
import { openApplication, type OpenApplication, type StartProblem } from './application';
import { bareHandlers, periodicJobs, prepare } from './doors';
import { projectFolder } from './project-folder';

export interface RunningServer {
  readonly application: OpenApplication;
  stop(): Promise<void>;
}

/** Everything in one process: database, pages, ballots, jobs. */
export async function serve(config: Config): Promise<Result<RunningServer, StartProblem | ListenProblem>> {
  const free = await probePort(config);
  if (!free.ok) return free;
  const opened = await openApplication(config);
  if (!opened.ok) return opened;
  const { app } = opened.value;
  await prepare(app);
  const listening = await listen(
    config,
    { bare: bareHandlers(app), pages: await loadPages(), tooLargePage: tooLargePage() },
    app,
  );
  if (!listening.ok) {
    await opened.value.close();
    return fail(listening.error);
  }
  const scheduler = startScheduler(app, periodicJobs);
  return ok({
    application: opened.value,
    stop: async () => {
      await stopListening(listening.value);
      await scheduler.stop();
      await opened.value.close();
    },
  });
}

async function loadPages(): Promise<PageHandler> {
  Object.assign(process.env, adapterEnvironment);
  // adapter-node would take these for its own listener.
  for (const name of ['ORIGIN', 'HOST_HEADER', 'PORT_HEADER', 'XFF_DEPTH']) delete process.env[name];
  const file = pathToFileURL(join(projectFolder, 'build/web/handler.js')).href;
  const loaded = (await import(/* @vite-ignore */ file)) as { handler: PageHandler };
  const serveFile = serveBuiltFiles(readBuiltFiles(join(projectFolder, 'build/web/client')));
  return (request, response, next) => {
    if (!serveFile(request, response)) loaded.handler(request, response, next);
  };
}

function tooLargePage(): string {
  const { title, text } = consoleText.tooLarge;
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><body style="font:1.1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem"><h1>${title}</h1><p>${text}</p></body></html>`;
}
