import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The flags of a measurement; with one that it does not know, or `--help`, ends the program and says what there is. */
export function benchFlags<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
  usage: string,
) {
  if (args.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    console.error(`${(cause as Error).message}\n${usage}`);
    process.exit(1);
  }
}
