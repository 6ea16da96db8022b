import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importBallots, previewBallotFile } from '../../collection/actions/import-ballots.server';
import { groupProblems, type RejectedLine } from '../../collection/import-ballots';
import { lineProblemText } from '../../collection/keying-problem';
import { fail, ok, type Result } from '../../kernel/result';
import { foldDiacritics } from '../../kernel/vietnamese-text';
import { keepDraft } from '../../organisation/actions/import-draft.server';
import { confirmImport, draftKind, previewImport } from '../../organisation/actions/import-records.server';
import { readFields, readUnit } from '../../organisation/actions/read-organisation.server';
import { SYSTEM } from '../../organisation/actor';
import { describeRefusal } from '../../organisation/problem';
import { importKinds, type ImportKindName } from '../../organisation/record-kinds';
import { parseUnitCode, type UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { readTable, type UploadedFile } from '../../platform/spreadsheet-adapter.server';
import { countIntake } from '../../results/actions/count-intake.server';
import { previewGradingImport } from '../../results/actions/preview-grading-import.server';
import { recordGrading } from '../../results/actions/record-grading.server';
import { gradingProblems } from '../../results/grading-problem';
import { ownWindowsOf } from '../../survey/actions/read-survey.server';
import { recordDossierCounts } from '../../survey/actions/record-dossier-counts.server';
import { parsePeriodCell } from '../../survey/dossier-count-cells';
import { expectedHeaders, readDossierImport } from '../../survey/import-dossier-counts';
import { importProblemText } from '../../survey/problem';
import { parsePeriodId } from '../../survey/reporting-period';

export interface ImportOptions {
  readonly kind: string;
  readonly file: string;
  readonly unit: string | undefined;
  readonly period: string | undefined;
  readonly skipRejected: boolean;
  readonly dryRun: boolean;
}

/** What a person or a program reads of an import: whole, refused with its lines, or only looked at. */
export interface ImportReport {
  readonly state: string;
  readonly [fact: string]: unknown;
}

export type ImportFailure = { readonly type: string; readonly unit?: string };

export const kindsOfImport: readonly string[] = [...importKinds, 'dossier-counts', 'ballots', 'grading'];

/** Whoever has the data folder acts as the system: the same rules and events as in the office, no sign-in. */
export async function importFile(
  ctx: ActionContext,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportFailure>> {
  const read = await readUpload(options.file);
  if (!read.ok) return read;
  if (options.kind === 'ballots') return importBallotFile(ctx, read.value, options);
  const named = options.unit === undefined ? await unitOfFile(read.value, options.kind) : ok(options.unit);
  if (!named.ok) return named;
  const unit = parseUnitCode(named.value);
  if (unit === undefined) return fail({ type: 'unit-missing' });
  if (options.kind === 'dossier-counts') return importDossierFile(ctx, unit, read.value, options);
  if (options.kind === 'grading') return importGradingFile(ctx, unit, read.value, options);
  return importRecordFile(ctx, unit, options.kind as ImportKindName, read.value, options);
}

async function readUpload(file: string): Promise<Result<UploadedFile, ImportFailure & { readonly detail: string }>> {
  try {
    return ok({ name: basename(file), bytes: await readFile(file) });
  } catch (error) {
    return fail({ type: 'file-unreadable', detail: (error as Error).message });
  }
}

const unitColumns = new Set(['unit', 'donvi', 'madonvi']);
const ownCodeColumns = new Set(['code', 'ma', 'madonvi']);

/** The unit the lines name, where they name just one; of a list of units, the first: it only says where the file is kept. */
async function unitOfFile(file: UploadedFile, kind: string): Promise<Result<string, ImportFailure>> {
  const ownCodes = kind === 'units';
  const expected = [ownCodes ? 'code' : 'unit', 'name', 'period', 'field', 'measure'];
  const table = await readTable(file, { expectedHeaders: expected });
  if (!table.ok) return table;
  const wanted = ownCodes ? ownCodeColumns : unitColumns;
  const column = table.value.header.findIndex((name) => wanted.has(foldDiacritics(name).replace(/[^a-z]/g, '')));
  const units = [...new Set(table.value.rows.map(({ cells }) => (cells[column] ?? '').toUpperCase()))].filter(Boolean);
  const [first] = units;
  if (first === undefined) return fail({ type: 'unit-missing' });
  return ownCodes || units.length === 1 ? ok(first) : fail({ type: 'several-units' });
}

async function importBallotFile(
  ctx: ActionContext,
  file: UploadedFile,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportFailure>> {
  if (options.dryRun) {
    const preview = await previewBallotFile(ctx, SYSTEM, file);
    return preview.ok ? ok({ state: 'preview', ...preview.value }) : preview;
  }
  const imported = await importBallots(ctx, SYSTEM, file, { skipRejected: options.skipRejected });
  if (!imported.ok) return imported;
  if (imported.value.state === 'refused') {
    const { preview } = imported.value;
    return ok({ state: 'refused', preview, messages: rejectedLines(preview.rejected) });
  }
  await countIntake(ctx);
  return ok(imported.value);
}

/** The same words as on the page: each problem once, with the lines that have it. */
function rejectedLines(rejected: readonly RejectedLine[]): string[] {
  return groupProblems(rejected).map(({ problem, count, lines }) => {
    const more = count > lines.length ? ` … (${count})` : '';
    return `${lines.join(', ')}${more}: ${lineProblemText(problem, 'vi')}`;
  });
}

async function importDossierFile(
  ctx: ActionContext,
  unitCode: UnitCode,
  file: UploadedFile,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportFailure>> {
  const table = await readTable(file, { expectedHeaders });
  if (!table.ok) return table;
  const { counts, problems, ...left } = readDossierImport(table.value, {
    unitCode,
    fields: await readFields(ctx, unitCode),
    period: options.period === undefined ? undefined : parsePeriodId(options.period)?.id,
    ownWindows: await ownWindowsOf(ctx, unitCode),
    today: ctx.clock.today(),
  });
  if (problems.length > 0) {
    const messages = problems.map((problem) => importProblemText(problem, 'vi'));
    return ok({ state: 'refused', rejected: problems, messages, ...left });
  }
  if (options.dryRun) return ok({ state: 'preview', lines: counts.length, rows: counts, ...left });
  const recorded = await recordDossierCounts(ctx, SYSTEM, {
    unitCode,
    counts,
    countedUntil: undefined,
    source: 'imported',
  });
  return recorded.ok ? ok({ state: 'imported', ...recorded.value, ...left }) : recorded;
}

/** The file names no unit of its own as a rule; where it does, it must be the one asked for. */
async function importGradingFile(
  ctx: ActionContext,
  unitCode: UnitCode,
  file: UploadedFile,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportFailure>> {
  if (!(await readUnit(ctx, unitCode))) return fail({ type: 'unit-unknown', unit: unitCode });
  const named = await unitOfFile(file, options.kind);
  if (named.ok ? named.value !== unitCode : named.error.type === 'several-units')
    return fail({ type: 'other-unit-in-file', unit: unitCode });
  const ownWindows = await ownWindowsOf(ctx, unitCode);
  const context = { period: undefined, ownWindows, today: ctx.clock.today() };
  const period = options.period === undefined ? ok(undefined) : parsePeriodCell(options.period, context);
  if (!period.ok) return ok({ state: 'refused', messages: gradingProblems(period.error, 'vi') });
  const preview = await previewGradingImport(ctx, SYSTEM, { unitCode, period: period.value, file });
  if (!preview.ok) {
    if (preview.error.type !== 'import-refused') return preview;
    const { problems } = preview.error;
    return ok({ state: 'refused', rejected: problems, messages: gradingProblems(preview.error, 'vi') });
  }
  const { figures, changes, warnings } = preview.value;
  if (options.dryRun) return ok({ state: 'preview', lines: changes.length, rows: changes, warnings });
  const recorded = await recordGrading(ctx, SYSTEM, { unitCode, figures, source: 'imported' });
  return recorded.ok ? ok({ state: 'imported', ...recorded.value, warnings }) : recorded;
}

async function importRecordFile(
  ctx: ActionContext,
  unit: UnitCode,
  kind: ImportKindName,
  file: UploadedFile,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportFailure>> {
  const kept = await keepDraft(ctx, SYSTEM, {
    unitCode: unit,
    kind: draftKind(kind),
    permission: 'edit-organisation',
    file,
  });
  if (!kept.ok) return kept;
  const preview = await previewImport(ctx, SYSTEM, unit, kind, kept.value);
  if (!preview.ok) return preview;
  const { plan, digest } = preview.value;
  if (plan.rejected.length > 0) {
    const messages = plan.rejected.map(
      ({ line, refusals }) => `${line}: ${refusals.map((refusal) => describeRefusal(refusal, 'vi')).join(' ')}`,
    );
    return ok({ state: 'refused', rejected: plan.rejected, messages });
  }
  const counts = { added: plan.added.length, changed: plan.changed.length };
  if (options.dryRun) return ok({ state: 'preview', ...counts, rows: { added: plan.added, changed: plan.changed } });
  const confirmed = await confirmImport(ctx, SYSTEM, unit, { kind, draftId: kept.value, digest });
  return confirmed.ok ? ok({ state: 'imported', ...confirmed.value }) : confirmed;
}
