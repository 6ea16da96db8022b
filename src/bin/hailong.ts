import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Result } from '../kernel/result';
import type { Config } from '../platform/config';
import { backUp } from '../platform/backup.server';
import { readConfig } from '../platform/read-config';
import { restore } from '../platform/restore.server';
import { latestWord, readPublishedSnapshot } from '../publication/actions/read-portal.server';
import { openDataCsv, openDataJson } from '../publication/open-data';
import { checkRollups } from '../results/actions/check-rollups.server';
import { recountRollups } from '../results/actions/recount-rollups.server';
import { resultsCommand } from '../results/actions/results-command.server';
import { resultsProblem } from '../results/problem';
import type { Estimate } from '../results/estimate';
import type { ResultsJson } from '../results/results-json';
import { indexFormulaText } from '../ui/text/index-formula';
import { commandText } from '../ui/text/command';
import { consoleText, fillConsoleText } from '../ui/text/console';
import { type CommandDatabase, openEmptyDatabase, openForCommand } from './command/command-database';
import { ballotsCommand } from './command/ballots-command';
import { estimateCommand } from './command/estimate-command';
import { flagProblem, parseFlagsOnce } from './command/flag-problem';
import { type ImportReport, importFile, kindsOfImport } from './command/import-command';
import { ranksCommand } from './command/ranks-command';
import { scanCommand } from './command/scan-command';
import { keyingText } from '../ui/text/keying';
import { spreadsheetText } from '../ui/text/spreadsheet';
import { projectFolder } from './project-folder';
import { runServer } from './run-server';

const flags = {
  data: { type: 'string' },
  demo: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  unit: { type: 'string' },
  period: { type: 'string' },
  form: { type: 'string' },
  weights: { type: 'string' },
  snapshot: { type: 'string' },
  kind: { type: 'string' },
  out: { type: 'string' },
  'skip-rejected': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  mend: { type: 'boolean' },
} as const;

type Flags = {
  readonly [name in keyof typeof flags]?: (typeof flags)[name]['type'] extends 'boolean' ? boolean : string;
};

interface Call {
  readonly config: Config;
  readonly flags: Flags;
  readonly words: readonly string[];
}

/** What was done, for people and for programs; `ok: false` leaves with exit code 1. */
interface Outcome {
  readonly ok: boolean;
  readonly text: string;
  readonly json: unknown;
}

class UsageError extends Error {}

type Command = (call: Call) => Promise<Outcome>;
const commands: Readonly<Record<string, Command>> = {
  import: importCommand,
  export: exportCommand,
  results: resultsOutcome,
  recount: recountCommand,
  backup: backupCommand,
  restore: restoreCommand,
};

export async function runCommand(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === 'serve') return runServer(rest);
  if (name === 'estimate') return leaveWith(await estimateCommand(rest));
  if (name === 'ranks') return leaveWith(await ranksCommand(rest));
  if (name === 'ballots') return leaveWith(await ballotsCommand(rest));
  if (name === 'scan') return leaveWith(await scanCommand(rest));
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(commandText.help);
    process.exit(name === undefined ? 2 : 0);
  }
  const command = commands[name];
  if (command === undefined) return leave(2, fillConsoleText(commandText.unknownCommand, { name }));
  try {
    const call = parseCall(rest);
    if (call.flags.help) {
      console.log(commandText.help);
      process.exit(0);
    }
    const outcome = await command(call);
    const written = call.flags.json ? JSON.stringify(outcome.json) : outcome.text;
    await new Promise((done) =>
      (outcome.ok || call.flags.json ? process.stdout : process.stderr).write(`${written}\n`, done),
    );
    process.exit(outcome.ok ? 0 : 1);
  } catch (error) {
    if (error instanceof UsageError)
      return leave(2, fillConsoleText(commandText.badArguments, { detail: error.message }));
    console.error(error);
    process.exit(1);
  }
}

interface FinishedCommand {
  readonly exitCode: number;
  readonly output: string;
  /** For people. */
  readonly messages: readonly string[];
}

/** For the commands that need neither server nor database and read their own flags. */
async function leaveWith({ exitCode, output, messages }: FinishedCommand): Promise<never> {
  for (const message of messages) console.error(message);
  if (output !== '') await new Promise((done) => process.stdout.write(`${output}\n`, done));
  process.exit(exitCode);
}

function leave(exitCode: number, message: string): void {
  console.error(message);
  process.exit(exitCode);
}

function parseCall(args: readonly string[]): Call {
  const parsed = parseFlags(args);
  const { data, demo } = parsed.values;
  const config = readConfig([...(data ? [`--data=${data}`] : []), ...(demo ? ['--demo'] : [])], process.env);
  if (!config.ok) throw new UsageError(fillConsoleText(consoleText.problem[config.error.type], { ...config.error }));
  return { config: config.value, flags: parsed.values, words: parsed.positionals };
}

function parseFlags(args: readonly string[]) {
  try {
    return parseFlagsOnce({ args: [...args], options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError(flagProblem(error));
  }
}

function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new UsageError(fillConsoleText(commandText.missing, { name }));
  return value;
}

/** The words for an expected failure, whichever room it comes from. */
function failure(error: { readonly type: string }): Outcome {
  const texts: Readonly<Record<string, string>> = {
    ...keyingText.vi.problem,
    ...spreadsheetText.vi.problems,
    ...consoleText.problem,
    ...commandText.problem,
  };
  const text = texts[error.type];
  const words =
    text === undefined
      ? fillConsoleText(commandText.failed, { detail: JSON.stringify(error) })
      : fillConsoleText(text, { ...error });
  return { ok: false, text: words, json: { error } };
}

async function withDatabase(config: Config, work: (database: CommandDatabase) => Promise<Outcome>): Promise<Outcome> {
  const opened = await openForCommand(config);
  if (!opened.ok) return failure(opened.error);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

function resultsOutcome({ config, flags: given }: Call): Promise<Outcome> {
  const unit = required(given.unit, '--unit');
  const period = required(given.period, '--period');
  return withDatabase(config, async ({ context }) => {
    const results = await resultsCommand(context, { unit, period, form: given.form, weights: given.weights });
    if (results.ok) return { ok: true, text: resultsTable(results.value), json: results.value };
    return { ok: false, text: resultsProblem(results.error, 'vi').text, json: { error: results.error } };
  });
}

/** Every ballot counted anew and held against the roll-ups; `--mend` makes those that differ anew. Exit code 1 where any differs. */
function recountCommand({ config, flags: given }: Call): Promise<Outcome> {
  return withDatabase(config, async ({ context }) => {
    const check = await checkRollups(context);
    if (given.mend) {
      for (const { unitCode, periodId } of check.differing) await recountRollups(context, unitCode, periodId);
    }
    const { ballots, groups, milliseconds, differing } = check;
    const lines = differing.map(({ unitCode, periodId }) => `${unitCode}\t${periodId}`);
    const said = fillConsoleText(commandText.recounted, { ballots, groups, milliseconds, differing: differing.length });
    const ok = differing.length === 0 || given.mend === true;
    const json = { ballots, groups, milliseconds, differing, mended: given.mend === true };
    return { ok, text: [said, ...lines, ...(ok ? [] : [commandText.recountHint])].join('\n'), json };
  });
}

function resultsTable(results: ResultsJson): string {
  const percent = (value: number | null): string => (value === null ? '' : `${value.toFixed(2).replace('.', ',')} %`);
  const { table } = commandText;
  const lines = results.rows.map((row) =>
    [
      row.scope,
      row.id,
      ...(row.suppressed ? [table.hidden] : [row.n, percent(row.satisfiedShare.value), percent(row.meanScore.value)]),
    ].join('\t'),
  );
  return [
    `${results.unit}\t${results.period}\t${results.form}`,
    ['', table.id, table.n, table.share, table.mean].join('\t'),
    ...lines,
    ...indexLines(results),
  ].join('\n');
}

/** The index of the period and the composite, with the method that makes them comparable or not. */
function indexLines({ index, composite }: ResultsJson): string[] {
  const text = indexFormulaText.vi;
  const figure = ({ value, low, high }: Estimate) =>
    `${value.toFixed(2)} (${low.toFixed(2)} – ${high.toFixed(2)})`.replaceAll('.', ',');
  const own = indexFormulaText.vi.ownChoice;
  return [
    ...(index
      ? [
          [
            text.file.index,
            text.methods[index.method],
            index.n,
            figure(index),
            index.citation,
            index.ownChoice ? own : '',
          ],
        ]
      : []),
    ...(composite
      ? [[text.file.composite, text.methods['satisfied-share'], composite.n, figure(composite.satisfiedShare)]]
      : []),
  ].map((cells) => cells.join('\t'));
}

function importCommand({ config, flags: given, words }: Call): Promise<Outcome> {
  const kind = required(words[0], '<loại>');
  if (!kindsOfImport.includes(kind)) throw new UsageError(fillConsoleText(commandText.badKind, { kind }));
  const file = required(words[1], '<tệp>');
  const options = {
    kind,
    file,
    unit: given.unit,
    period: given.period,
    skipRejected: given['skip-rejected'] === true,
    dryRun: given['dry-run'] === true,
  };
  return withDatabase(config, async ({ context }) => {
    const imported = await importFile(context, options);
    return imported.ok ? importOutcome(imported.value) : failure(imported.error);
  });
}

function importOutcome(report: ImportReport): Outcome {
  if (report.state === 'refused') {
    const preview = report['preview'] as { readonly rejected?: readonly unknown[] } | undefined;
    const rejected = (report['rejected'] ?? preview?.rejected ?? []) as readonly unknown[];
    const messages =
      (report['messages'] as readonly string[] | undefined) ?? rejected.map((entry) => JSON.stringify(entry));
    return {
      ok: false,
      text: [commandText.refused, ...messages].join('\n'),
      json: report,
    };
  }
  if (report.state === 'already-imported') return { ok: true, text: commandText.alreadyImported, json: report };
  const text = report.state === 'preview' ? commandText.preview : commandText.imported;
  return { ok: true, text: fillConsoleText(text, { detail: importFacts(report) }), json: report };
}

/** The counts of an import in words: `300 phiếu; 2 dòng bỏ qua`. */
function importFacts(report: ImportReport): string {
  const { facts } = commandText;
  const names = Object.keys(facts) as (keyof typeof facts)[];
  const said = names.flatMap((name) => (typeof report[name] === 'number' ? [`${report[name]} ${facts[name]}`] : []));
  return said.length > 0 ? said.join('; ') : commandText.nothingNew;
}

function exportCommand({ config, flags: given }: Call): Promise<Outcome> {
  const unit = required(given.unit, '--unit');
  const kind = required(given.kind, '--kind');
  if (kind !== 'csv' && kind !== 'json') throw new UsageError(fillConsoleText(commandText.badKind, { kind }));
  const out = required(given.out, '--out');
  return withDatabase(config, async ({ context }) => {
    const published = await readPublishedSnapshot(context, unit, given.snapshot ?? latestWord);
    if (published === undefined) {
      const text = fillConsoleText(commandText.nothingPublished, { unit });
      return { ok: false, text, json: { error: { type: 'nothing-published', unit } } };
    }
    const { content, publishedOn } = published;
    const page = `${config.publicUrl}/ket-qua/${content.unit.code}/${content.id}`;
    const body =
      kind === 'csv'
        ? openDataCsv(content)
        : JSON.stringify(openDataJson(content, { on: publishedOn, page }), undefined, 1);
    await writeFile(out, body);
    const facts = { file: out, bytes: Buffer.byteLength(body) };
    return { ok: true, text: fillConsoleText(commandText.exported, facts), json: facts };
  });
}

function backupCommand({ config, words }: Call): Promise<Outcome> {
  const file = resolve(required(words[0], '<tệp>'));
  return withDatabase(config, async ({ context, ownerAddress }) =>
    outcomeOf(
      await backUp({ address: ownerAddress, dataDir: config.dataDir, file, at: context.clock.now() }),
      commandText.backedUp,
    ),
  );
}

async function restoreCommand({ config, words }: Call): Promise<Outcome> {
  const file = resolve(required(words[0], '<tệp>'));
  const opened = await openEmptyDatabase(config);
  if (!opened.ok) return failure(opened.error);
  try {
    const migrationsFolder = join(projectFolder, 'migrations');
    const knownMigrations = new Set(await readdir(migrationsFolder));
    const { address } = opened.value;
    return outcomeOf(
      await restore({ address, dataDir: config.dataDir, file, migrationsFolder, knownMigrations }),
      commandText.restored,
    );
  } finally {
    await opened.value.close();
  }
}

function outcomeOf<T extends object>(result: Result<T, { readonly type: string }>, text: string): Outcome {
  return result.ok
    ? { ok: true, text: fillConsoleText(text, { ...result.value }), json: result.value }
    : failure(result.error);
}
