import { parseArgs, type ParseArgsConfig } from 'node:util';
import { commandText } from '../../ui/text/command';
import { fillConsoleText } from '../../ui/text/console';

/** `parseArgs` of Node, which of a flag given twice takes the last and says nothing: a second stratum would be lost unseen. */
export function parseFlagsOnce<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  const parsed = parseArgs(config);
  const seen = new Set<string>();
  const { args, options } = config;
  for (const token of parseArgs({ args, options, strict: false, tokens: true }).tokens) {
    if (token.kind !== 'option' || options?.[token.name]?.multiple === true) continue;
    if (seen.has(token.name)) throw new FlagTwiceError(token.rawName);
    seen.add(token.name);
  }
  return parsed;
}

class FlagTwiceError extends Error {
  readonly flag: string;

  constructor(flag: string) {
    super(`${flag} given twice`);
    this.flag = flag;
  }
}

/** What `parseArgs` of Node has against a command line, in our words: its codes, and the flag or word it names. */
export function flagProblem(error: unknown): string {
  if (error instanceof FlagTwiceError) return fillConsoleText(commandText.flag.twice, { flag: error.flag });
  const { code, message } = error as Error & { readonly code?: string };
  const named = /'(-{1,2}[^\s']+)[^']*'|'([^']*)'/.exec(message);
  const flag = named?.[1] ?? named?.[2] ?? '';
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return fillConsoleText(commandText.flag.unknown, { flag });
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return fillConsoleText(commandText.flag.unexpected, { flag });
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return fillConsoleText(
        message.includes('does not take') ? commandText.flag.withoutValue : commandText.flag.valueMissing,
        { flag },
      );
    default:
      return message;
  }
}
