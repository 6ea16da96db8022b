import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../kernel/result';
import { detectDelimiter, parseCsv } from '../../platform/csv';
import { decodeText } from '../../platform/decode-text';
import { type Statistic, statistics, type VarianceMethod } from '../../results/design/estimate-domain';
import {
  type EstimateRequest,
  type RecordTable,
  type TableEstimates,
  tableEstimates,
} from '../../results/design/table-estimates';
import { lonelyRules } from '../../results/design/taylor-variance';
import { commandText } from '../../ui/text/command';
import { fillConsoleText } from '../../ui/text/console';

const flags = {
  csv: { type: 'string' },
  statistic: { type: 'string' },
  value: { type: 'string' },
  denominator: { type: 'string' },
  level: { type: 'string' },
  probability: { type: 'string' },
  by: { type: 'string' },
  strata: { type: 'string' },
  cluster: { type: 'string', multiple: true },
  fpc: { type: 'string', multiple: true },
  weights: { type: 'string' },
  method: { type: 'string' },
  interval: { type: 'string' },
  lonely: { type: 'string' },
  replicates: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const texts = commandText.estimate;

/** What the process shows and leaves with; nothing here needs a server or a database. */
export interface EstimateOutcome {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  /** For people: remarks, or why it could not be done. */
  readonly messages: readonly string[];
}

interface Asked {
  readonly file: string;
  readonly json: boolean;
  readonly request: EstimateRequest;
}

/** `hailong estimate` (docs/estimate.md). */
export async function estimateCommand(args: readonly string[]): Promise<EstimateOutcome> {
  const asked = readArguments(args);
  if (!asked.ok) {
    if (asked.error === askedForHelp) return { exitCode: 0, output: texts.help, messages: [] };
    return { exitCode: 2, output: '', messages: [fillConsoleText(commandText.badArguments, { detail: asked.error })] };
  }
  const { file, json, request } = asked.value;
  const table = await readTable(file);
  const estimates = table.ok ? tableEstimates(table.value, request) : table;
  if (!estimates.ok) {
    const message = fillConsoleText(texts.problem[estimates.error.type], { file, ...estimates.error });
    return { exitCode: 1, output: json ? JSON.stringify({ error: estimates.error }) : '', messages: [message] };
  }
  const { rows } = estimates.value;
  return {
    exitCode: 0,
    output: json ? JSON.stringify({ rows }) : forPeople(estimates.value),
    messages: remarks(estimates.value, request),
  };
}

const askedForHelp = '';

/** What is wrong with the command line, in words. */
function readArguments(args: readonly string[]): Result<Asked, string> {
  const parsed = parseFlags(args);
  if (!parsed.ok) return parsed;
  const given = parsed.value;
  if (given.help === true) return fail(askedForHelp);
  const { csv, value } = given;
  if (!csv) return fail(fillConsoleText(commandText.missing, { name: '--csv' }));
  if (!value) return fail(fillConsoleText(commandText.missing, { name: '--value' }));
  const statistic = readStatistic(given);
  if (!statistic.ok) return statistic;
  const method = readMethod(given);
  if (!method.ok) return method;
  const request: EstimateRequest = {
    statistic: statistic.value,
    method: method.value,
    value,
    denominator: statistic.value.kind === 'ratio' ? given.denominator : undefined,
    level: statistic.value.kind === 'proportion' ? given.level : undefined,
    by: given.by,
    strata: given.strata,
    clusters: given.cluster ?? [],
    populations: given.fpc ?? [],
    weights: given.weights,
  };
  return ok({ file: csv, json: given.json === true, request });
}

type Given = ReturnType<typeof parse>['values'];

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: flags });

function parseFlags(args: readonly string[]): Result<Given, string> {
  try {
    return ok(parse(args).values);
  } catch (error) {
    return fail((error as Error).message);
  }
}

function readStatistic(given: Given): Result<Statistic, string> {
  const kind = statistics.find((name) => name === given.statistic);
  if (kind === undefined) return fail(oneOf('--statistic', statistics, given.statistic));
  if (kind === 'ratio' && !given.denominator)
    return fail(fillConsoleText(commandText.missing, { name: '--denominator' }));
  if (kind === 'proportion') {
    const interval = given.interval ?? 'logit';
    return interval === 'logit' || interval === 't'
      ? ok({ kind, interval })
      : fail(oneOf('--interval', ['logit', 't'], interval));
  }
  if (kind !== 'quantile') return ok({ kind });
  const probability = Number(given.probability ?? '0.5');
  return probability > 0 && probability < 1 ? ok({ kind, probability }) : fail(texts.badProbability);
}

function readMethod(given: Given): Result<VarianceMethod, string> {
  const lonely = lonelyRules.find((rule) => rule === given.lonely);
  if (given.lonely !== undefined && lonely === undefined) return fail(oneOf('--lonely', lonelyRules, given.lonely));
  const method = given.method ?? 'taylor';
  if (method === 'taylor' || method === 'jackknife') return ok({ method, lonely });
  if (method !== 'bootstrap') return fail(oneOf('--method', ['taylor', 'jackknife', 'bootstrap'], method));
  if (lonely !== undefined && lonely !== 'certainty') return fail(texts.bootstrapLonely);
  const replicates = Number(given.replicates ?? '1000');
  const seed = Number(given.seed ?? '1');
  if (!Number.isInteger(replicates) || replicates < 2) return fail(texts.badReplicates);
  if (!Number.isInteger(seed) || seed < 0) return fail(texts.badSeed);
  return ok({ method, replicates, seed, lonely });
}

function oneOf(flag: string, choices: readonly string[], given: string | undefined): string {
  return given === undefined
    ? fillConsoleText(commandText.missing, { name: `${flag} ${choices.join('|')}` })
    : fillConsoleText(texts.oneOf, { flag, given, choices: choices.join(', ') });
}

type FileProblem =
  | { readonly type: 'file-missing' }
  | { readonly type: 'file-unreadable'; readonly detail: string }
  | { readonly type: 'not-text' }
  | { readonly type: 'table-empty' }
  | { readonly type: 'unclosed-quote'; readonly line: number };

async function readTable(file: string): Promise<Result<RecordTable, FileProblem>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? fail({ type: 'file-missing' }) : fail({ type: 'file-unreadable', detail: message });
  }
  const decoded = decodeText(bytes);
  if (decoded === undefined) return fail({ type: 'not-text' });
  const text = decoded.text.replace(/^\uFEFF/, '');
  const delimiter = detectDelimiter(text);
  const rows = parseCsv(text, delimiter, Infinity);
  if (!rows.ok)
    return fail({ type: 'unclosed-quote', line: rows.error.type === 'unclosed-quote' ? rows.error.line : 0 });
  const [header, ...records] = rows.value;
  if (header === undefined) return fail({ type: 'table-empty' });
  return ok({
    names: header.cells.map((name) => name.trim()),
    records: records.map((record) => record.cells),
    lines: records.map((record) => record.line),
    decimalComma: delimiter === ';',
  });
}

function remarks({ clustersRenamed, levelUnseen }: TableEstimates, { level }: EstimateRequest): string[] {
  return [
    ...(clustersRenamed ? [texts.clustersRenamed] : []),
    ...(levelUnseen ? [fillConsoleText(texts.levelUnseen, { level })] : []),
  ];
}

function forPeople({ rows }: TableEstimates): string {
  const figure = (value: number | null): string =>
    value === null ? '' : value.toLocaleString('vi-VN', { maximumFractionDigits: 4 });
  const lines = rows.map((row) =>
    [
      row.group ?? texts.whole,
      figure(row.n),
      ...[row.estimate, row.se, row.low, row.high, row.df, row.deff].map((value) => figure(value)),
    ].join('\t'),
  );
  return [texts.header.join('\t'), ...lines].join('\n');
}
