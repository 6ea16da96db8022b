import type { Config } from '../platform/config';
import { readConfig } from '../platform/read-config';
import { consoleText, fillConsoleText } from '../ui/text/console';
import { describeProblem } from './describe-problem';
import { setupLink } from './doors';
import { type RunningServer, serve } from './server';

/** From flags to a running server that stops in order on Ctrl-C and SIGTERM. Ends the process when it cannot start. */
export async function runServer(args: readonly string[]): Promise<void> {
  const config = readConfig(args, process.env);
  if (!config.ok) return giveUp(describeProblem(config.error), 2);
  // A signal during the start waits for its end: nothing is left half-made.
  let wanted: (() => void) | undefined;
  const stopWanted = new Promise<void>((done) => {
    wanted = done;
  });
  let signals = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signals += 1;
      wanted?.();
      // npm passes on the signal that the terminal already sent: only an insistent third ends at once.
      if (signals > 3) process.exit(130);
    });
  }
  // A request whose database was cut off may fail after its answer: that must not take the others down.
  process.on('unhandledRejection', (cause) => console.error(`[${new Date().toISOString()}] unhandled:`, cause));
  const started = await serve(config.value);
  if (!started.ok) return giveUp(describeProblem(started.error), 1);
  if (signals === 0) await announce(config.value, started.value);
  await stopWanted;
  await stop(started.value);
}

async function announce(config: Config, server: RunningServer): Promise<void> {
  const url = config.publicUrl;
  console.log(fillConsoleText(config.demo ? consoleText.servingDemo : consoleText.serving, { url }));
  const link = await setupLink(server.application.app);
  if (link !== undefined) console.log(fillConsoleText(consoleText.setup, { url: link }));
}

async function stop(server: RunningServer): Promise<void> {
  console.log(consoleText.stopping);
  await server.stop();
  console.log(consoleText.stopped);
  process.exit(0);
}

function giveUp(message: string, exitCode: number): void {
  console.error(message);
  process.exit(exitCode);
}
