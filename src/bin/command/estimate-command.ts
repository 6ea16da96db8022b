import { fail, ok, type Result } from '../../kernel/result';
import type { PpsMethod } from '../../results/design/survey-design';
import type { TotalsRequest } from '../../results/design/table-adjustments';
import { type TableEstimates, tableEstimates, type TableProblem } from '../../results/design/table-estimates';
import { commandText } from '../../ui/text/command';
import { fillConsoleText } from '../../ui/text/console';
import { type Asked, askedForHelp, type AskedPps, type AskedTotals, readArguments } from './estimate-arguments';
import { type FileFault, readMatrix, readTable } from './estimate-files';

const texts = commandText.estimate;

/** What the process shows and leaves with; nothing here needs a server or a database. */
export interface EstimateOutcome {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  /** For people: remarks, or why it could not be done. */
  readonly messages: readonly string[];
}

/** `hailong estimate` (docs/estimate.md). */
export async function estimateCommand(args: readonly string[]): Promise<EstimateOutcome> {
  const asked = readArguments(args);
  if (!asked.ok) {
    if (asked.error === askedForHelp) return { exitCode: 0, output: texts.help, messages: [] };
    return { exitCode: 2, output: '', messages: [fillConsoleText(commandText.badArguments, { detail: asked.error })] };
  }
  const { file, json, totals } = asked.value;
  const estimates = await estimatesOf(asked.value);
  if (!estimates.ok) {
    const { type } = estimates.error;
    const message = fillConsoleText(texts.problem[type], { file, totals: totals?.file ?? '', ...estimates.error });
    return { exitCode: 1, output: json ? JSON.stringify({ error: estimates.error }) : '', messages: [message] };
  }
  return {
    exitCode: 0,
    output: json ? jsonOf(estimates.value) : forPeople(estimates.value),
    messages: remarks(estimates.value, asked.value),
  };
}

async function estimatesOf(asked: Asked): Promise<Result<TableEstimates, TableProblem | FileFault>> {
  const table = await readTable(asked.file);
  if (!table.ok) return table;
  const pps = asked.pps === undefined ? ok(undefined) : await readPpsMethod(asked.pps);
  if (!pps.ok) return pps;
  const totals = asked.totals === undefined ? ok(undefined) : await readTotalsTable(asked.totals);
  if (!totals.ok) return totals;
  return tableEstimates(table.value, { ...asked.request, pps: pps.value, totals: totals.value });
}

async function readPpsMethod(asked: AskedPps): Promise<Result<PpsMethod, FileFault>> {
  const { kind, form, jointFile, tolerance } = asked;
  if (kind === 'brewer') return ok({ kind });
  if (kind === 'overton' || kind === 'hr') return ok({ kind, form });
  const joint = await readMatrix(jointFile ?? '');
  return joint.ok ? ok({ kind, joint: joint.value, tolerance }) : joint;
}

async function readTotalsTable(asked: AskedTotals): Promise<Result<TotalsRequest, FileFault>> {
  const table = await readTable(asked.file);
  return table.ok ? ok({ ...asked, table: table.value }) : fail(table.error);
}

/** With `--covariance` the groups and the matrix between them. */
function jsonOf({ rows, covariance }: TableEstimates): string {
  if (covariance === undefined) return JSON.stringify({ rows });
  const groups = rows.slice(0, covariance.length).map(({ group }) => group);
  return JSON.stringify({ rows, covariance: { groups, matrix: covariance } });
}

function remarks(
  { rows, clustersRenamed, levelUnseen }: TableEstimates,
  { request: { level }, unused }: Pick<Asked, 'request' | 'unused'>,
): string[] {
  return [
    ...(unused.length > 0 ? [fillConsoleText(texts.unusedFlags, { flags: unused.join(', ') })] : []),
    ...(clustersRenamed ? [texts.clustersRenamed] : []),
    ...(rows.every(({ estimate }) => estimate === null) ? [texts.nothingToEstimate] : []),
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
