import { commandText } from '../../ui/text/command';
import { fillConsoleText } from '../../ui/text/console';

/** What `parseArgs` of Node has against a command line, in our words: its codes, and the flag or word it names. */
export function flagProblem(error: unknown): string {
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
