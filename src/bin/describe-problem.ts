import type { ConfigProblem } from '../platform/read-config';
import type { ListenProblem } from '../platform/http-listener.server';
import { consoleText, fillConsoleText } from '../ui/text/console';
import type { StartProblem } from './application';

/** What the terminal says about a start that did not succeed. */
export function describeProblem(problem: StartProblem | ListenProblem | ConfigProblem): string {
  const nextPort = problem.type === 'port-taken' ? problem.port + 1 : undefined;
  return fillConsoleText(consoleText.problem[problem.type], { ...problem, nextPort });
}
