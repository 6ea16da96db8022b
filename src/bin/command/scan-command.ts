import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../kernel/result';
import { builtInLayouts } from '../../paper/built-in-layouts-adapter.server';
import { openScanPool, type ScanPool } from '../../paper/reading/scan-pool-adapter.server';
import {
  choiceOf,
  type FileReading,
  type ScanEntry,
  scanReport,
  type ScanReport,
} from '../../paper/reading/scan-report';
import type { PageReading } from '../../paper/page-reading';
import { sheetKeyFor, type SheetKeyProblem } from '../../paper/sheet-key-adapter.server';
import { parseLayout, type SheetLayout } from '../../paper/sheet-layout';
import { printedRuns, type PrintedRuns } from '../../paper/actions/printed-runs.server';
import type { Config } from '../../platform/config';
import { clusterDirOf } from '../../platform/embedded-postgres.server';
import { readConfig } from '../../platform/read-config';
import { commandText } from '../../ui/text/command';
import { fillConsoleText } from '../../ui/text/console';
import { scanningText } from '../../ui/text/scanning';
import { openForCommand } from './command-database';
import { flagProblem, parseFlagsOnce } from './flag-problem';

const flags = {
  layout: { type: 'string', multiple: true },
  key: { type: 'string' },
  data: { type: 'string' },
  unit: { type: 'string' },
  period: { type: 'string' },
  threads: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const texts = commandText.scan;

export interface ScanOutcome {
  /** 1 where the key, a layout or one of the files could not be opened; refused pages are results. */
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly messages: readonly string[];
}

interface Asked {
  readonly files: readonly string[];
  readonly layouts: readonly string[];
  readonly key: string | undefined;
  readonly config: Config;
  readonly unit: string | undefined;
  readonly period: string | undefined;
  readonly threads: number | undefined;
  readonly json: boolean;
}

type ScanProblem =
  | SheetKeyProblem
  | { readonly type: 'data-folder-closed'; readonly folder: string; readonly detail: string }
  | { readonly type: 'layout-unreadable'; readonly file: string; readonly detail: string }
  | { readonly type: 'not-a-layout'; readonly file: string; readonly at: string };

/** `hailong scan` (docs/formats/scan.md): reads files of sheets without a server; with a data folder also by what was printed from it. */
export async function scanCommand(args: readonly string[], environment = process.env): Promise<ScanOutcome> {
  const asked = readArguments(args, environment);
  if (!asked.ok) {
    if (asked.error === askedForHelp) return { exitCode: 0, output: texts.help, messages: [] };
    return { exitCode: 2, output: '', messages: [fillConsoleText(commandText.badArguments, { detail: asked.error })] };
  }
  const { json } = asked.value;
  const scanned = await scan(asked.value);
  if (!scanned.ok) {
    const message = fillConsoleText(texts.problem[scanned.error.type], { ...scanned.error });
    return { exitCode: 1, output: json ? JSON.stringify({ error: scanned.error }) : '', messages: [message] };
  }
  const report = scanned.value;
  return {
    exitCode: report.sheets.some(({ filePage }) => filePage === null) ? 1 : 0,
    output: json ? JSON.stringify(withTexts(report)) : report.sheets.map(lineOf).join('\n'),
    messages: report.key === 'test' ? [texts.testKey] : [],
  };
}

async function scan(asked: Asked): Promise<Result<ScanReport, ScanProblem>> {
  const { dataDir } = asked.config;
  const key = await sheetKeyFor(asked.key, dataDir, existsSync(dataDir));
  if (!key.ok) return key;
  const given = await readLayouts(asked.layouts);
  if (!given.ok) return given;
  const printed = await readPrinted(asked);
  if (!printed.ok) return printed;
  const byTag = new Map(
    [...builtInLayouts(), ...(printed.value?.layouts ?? []), ...given.value].map((layout) => [layout.tag, layout]),
  );
  const layouts = [...byTag.values()];
  const book = printed.value && { runs: printed.value.runs, unit: asked.unit, period: asked.period };
  const pool = openScanPool({ threads: asked.threads });
  try {
    const files = await readFiles(pool, asked.files, layouts, key.value.bytes);
    return ok(scanReport(files, layouts, key.value.kind, book));
  } finally {
    await pool.close();
  }
}

/** Undefined without a data folder, and where another key than its own was given: then its print runs say nothing. */
async function readPrinted({ config, key }: Asked): Promise<Result<PrintedRuns | undefined, ScanProblem>> {
  const hasDatabase = config.databaseUrl !== undefined || existsSync(clusterDirOf(config.dataDir));
  if (key !== undefined || !existsSync(config.dataDir) || !hasDatabase) return ok(undefined);
  const opened = await openForCommand(config);
  if (!opened.ok) return fail({ type: 'data-folder-closed', folder: config.dataDir, detail: opened.error.type });
  try {
    return ok(await printedRuns(opened.value.context));
  } finally {
    await opened.value.close();
  }
}

/** Two files at once for each thread, so that single pictures keep all threads at work; results in the order asked for. */
async function readFiles(
  pool: ScanPool,
  names: readonly string[],
  layouts: readonly SheetLayout[],
  key: Uint8Array,
): Promise<FileReading[]> {
  const readings: FileReading[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < names.length) {
      const at = next;
      next += 1;
      readings[at] = await readFileOfSheets(pool, names[at]!, layouts, key);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return readings;
}

async function readFileOfSheets(
  pool: ScanPool,
  path: string,
  layouts: readonly SheetLayout[],
  key: Uint8Array,
): Promise<FileReading> {
  const pages: { readonly index: number; readonly reading: PageReading }[] = [];
  const opened = await pool.readPages(
    { path, layouts, key, keepPictures: false },
    { onPage: (index, { reading }) => void pages.push({ index, reading }) },
  );
  pages.sort((a, b) => a.index - b.index);
  return { file: path, pages, refusal: opened.ok ? undefined : opened.error };
}

async function readLayouts(names: readonly string[]): Promise<Result<SheetLayout[], ScanProblem>> {
  const layouts: SheetLayout[] = [];
  for (const file of names) {
    let content: unknown;
    try {
      content = JSON.parse(await readFile(file, 'utf8'));
    } catch (error) {
      return fail({ type: 'layout-unreadable', file, detail: (error as Error).message });
    }
    const layout = parseLayout(content);
    if (!layout.ok) return fail({ ...layout.error, file });
    layouts.push(layout.value);
  }
  return ok(layouts);
}

function refusalText({ refusal }: ScanEntry): string | undefined {
  return refusal && fillConsoleText(scanningText.vi.refusal[refusal.type], { ...refusal });
}

function warningText(warning: string): string {
  const known: Readonly<Record<string, string>> = scanningText.vi.warning;
  return known[warning] ?? warning;
}

function withTexts(report: ScanReport): unknown {
  const sheets = report.sheets.map((entry) =>
    entry.refusal === undefined ? entry : { ...entry, text: refusalText(entry) },
  );
  return { ...report, sheets };
}

/** One line a page for people: which page it is, then its answers in the order of the form, or why it is not read. */
function lineOf(entry: ScanEntry): string {
  const place = [entry.file, entry.filePage ?? ''];
  if (entry.status === 'refused') return [...place, refusalText(entry)].join('\t');
  const rows = (entry.rows ?? []).map((row) => `${row.item}=${words(choiceOf(row))}`);
  return [
    ...place,
    `${entry.form}.${entry.version}`,
    entry.page,
    ...rows,
    ...(entry.warnings ?? []).map(warningText),
  ].join('\t');
}

function words(choice: string | number): string {
  return choice === 'blank' ? texts.blank : choice === 'doubtful' ? texts.doubtful : String(choice);
}

const askedForHelp = '';

function readArguments(args: readonly string[], environment: NodeJS.ProcessEnv): Result<Asked, string> {
  const parsed = parseFlags(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help === true) return fail(askedForHelp);
  if (positionals.length === 0) return fail(fillConsoleText(commandText.missing, { name: '<tệp>' }));
  const config = readConfig(values.data ? [`--data=${values.data}`] : [], environment);
  if (!config.ok) return fail(config.error.type);
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= 64))
    return fail(texts.badThreads);
  return ok({
    files: positionals,
    layouts: values.layout ?? [],
    key: values.key,
    config: config.value,
    unit: values.unit,
    period: values.period,
    threads,
    json: values.json === true,
  });
}

const parse = (args: readonly string[]) => parseFlagsOnce({ args: [...args], options: flags, allowPositionals: true });

function parseFlags(args: readonly string[]): Result<ReturnType<typeof parse>, string> {
  try {
    return ok(parse(args));
  } catch (error) {
    return fail(flagProblem(error));
  }
}
