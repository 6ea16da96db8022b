import { fail, ok, type Result } from '../../kernel/result';
import {
  type RankedColumns,
  type RankRequest,
  type RankTable,
  rankTable,
  type RankTableProblem,
  usualRankRequest,
} from '../../results/rank-table';
import type { RankSet } from '../../results/rank-confidence';
import { commandText } from '../../ui/text/command';
import { fillConsoleText } from '../../ui/text/console';
import { type FileFault, readMatrix, readTable } from './estimate-files';
import { flagProblem, parseFlagsOnce } from './flag-problem';

const flags = {
  csv: { type: 'string' },
  estimate: { type: 'string' },
  se: { type: 'string' },
  df: { type: 'string' },
  satisfied: { type: 'string' },
  answers: { type: 'string' },
  name: { type: 'string' },
  level: { type: 'string' },
  covariance: { type: 'string' },
  method: { type: 'string' },
  'lowest-first': { type: 'boolean' },
  exact: { type: 'boolean' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const texts = commandText.ranks;
const methods = ['differences', 'intervals'] as const;

/** What the process shows and leaves with; nothing here needs a server or a database. */
export interface RanksOutcome {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly messages: readonly string[];
}

interface Asked {
  readonly file: string;
  readonly covarianceFile: string | undefined;
  readonly json: boolean;
  readonly request: RankRequest;
}

/** `hailong ranks` (docs/ranks.md). */
export async function ranksCommand(args: readonly string[]): Promise<RanksOutcome> {
  const asked = readArguments(args);
  if (asked === 'help') return { exitCode: 0, output: texts.help, messages: [] };
  if (!asked.ok)
    return { exitCode: 2, output: '', messages: [fillConsoleText(commandText.badArguments, { detail: asked.error })] };
  const { file, json } = asked.value;
  const found = await ranksOf(asked.value);
  if (!found.ok) {
    const problems: Readonly<Record<string, string>> = { ...commandText.estimate.problem, ...texts.problem };
    const message = fillConsoleText(problems[found.error.type] ?? commandText.failed, { file, ...found.error });
    return { exitCode: 1, output: json ? JSON.stringify({ error: found.error }) : '', messages: [message] };
  }
  return { exitCode: 0, output: json ? JSON.stringify(found.value) : forPeople(found.value), messages: [] };
}

async function ranksOf(asked: Asked): Promise<Result<RankTable, RankTableProblem | FileFault>> {
  const table = await readTable(asked.file);
  if (!table.ok) return table;
  const covariance = asked.covarianceFile === undefined ? ok(undefined) : await readMatrix(asked.covarianceFile);
  if (!covariance.ok) return covariance;
  return rankTable(table.value, { ...asked.request, covariance: covariance.value });
}

function readArguments(args: readonly string[]): Result<Asked, string> | 'help' {
  const parsed = parseFlags(args);
  if (!parsed.ok) return parsed;
  const given = parsed.value;
  if (given.help === true) return 'help';
  if (!given.csv) return fail(fillConsoleText(commandText.missing, { name: '--csv' }));
  const columns = readColumns(given);
  if (!columns.ok) return columns;
  const level = Number(given.level ?? usualRankRequest.level);
  if (!(level >= 0.5 && level <= 0.999)) return fail(texts.badLevel);
  const seed = Number(given.seed ?? usualRankRequest.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) return fail(commandText.estimate.badSeed);
  const method = methods.find((name) => name === (given.method ?? 'differences'));
  if (method === undefined) {
    const facts = { flag: '--method', given: given.method, choices: methods.join(', ') };
    return fail(fillConsoleText(commandText.estimate.oneOf, facts));
  }
  if (given.covariance && (method === 'intervals' || columns.value.kind === 'shares')) return fail(texts.noCovariance);
  return ok({
    file: given.csv,
    covarianceFile: given.covariance,
    json: given.json === true,
    request: {
      ...usualRankRequest,
      columns: columns.value,
      name: given.name,
      level,
      seed,
      method,
      lowestFirst: given['lowest-first'] === true,
      exact: given.exact === true,
    },
  });
}

type Given = Extract<ReturnType<typeof parseFlags>, { ok: true }>['value'];

function readColumns(given: Given): Result<RankedColumns, string> {
  const { estimate, se, df, satisfied, answers } = given;
  const missing = (name: string) => fail(fillConsoleText(commandText.missing, { name }));
  if (satisfied !== undefined || answers !== undefined) {
    if (estimate !== undefined || se !== undefined || df !== undefined) return fail(texts.oneKind);
    if (!satisfied) return missing('--satisfied');
    return answers ? ok({ kind: 'shares', satisfied, answers }) : missing('--answers');
  }
  if (!estimate) return missing('--estimate');
  return se ? ok({ kind: 'estimates', estimate, se, df }) : missing('--se');
}

function parseFlags(args: readonly string[]) {
  try {
    return ok(parseFlagsOnce({ args: [...args], options: flags, allowPositionals: false }).values);
  } catch (error) {
    return fail(flagProblem(error));
  }
}

function forPeople({ rows, unranked }: RankTable): string {
  const figure = (value: number) => value.toLocaleString('vi-VN', { maximumFractionDigits: 4 });
  const set = (ranks: RankSet | null) =>
    ranks === null ? '' : ranks.from === ranks.to ? `${ranks.from}` : `${ranks.from}–${ranks.to}`;
  const lines = rows.map(({ unit, estimate, rank, marginal, simultaneous, band }) =>
    [unit, figure(estimate), set(rank), set(marginal), set(simultaneous), texts.bands[band]].join('\t'),
  );
  const left = unranked.map(({ unit, reason }) => [unit, texts.unranked[reason]].join('\t'));
  return [texts.header.join('\t'), ...lines, ...left].join('\n');
}
