import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { officialsAt } from '../../organisation/store-staff.server';
import type { ActionContext } from '../../platform/action-context';
import type { SpreadsheetProblem, SpreadsheetWarning } from '../../platform/spreadsheet';
import { readTable, type UploadedFile } from '../../platform/spreadsheet-adapter.server';
import { convertTable } from '../../platform/table-from-sheet';
import { ownWindowsOf } from '../../survey/actions/read-survey.server';
import type { PeriodId } from '../../survey/reporting-period';
import { type ChangeProblem, type FigureChange, planFigures } from '../grading-change';
import { gradingHeaders, type GradingImportProblem, type ImportedFigure, readGradingImport } from '../grading-import';
import { readGradingFigures } from '../store-grading.server';

export type GradingPreviewError =
  | NotAllowed
  | SpreadsheetProblem
  | { readonly type: 'import-refused'; readonly problems: readonly (GradingImportProblem | ChangeProblem)[] };

export interface GradingPreview {
  readonly figures: readonly ImportedFigure[];
  /** What would be recorded, zeros beside filled cells included. */
  readonly changes: readonly (FigureChange & { readonly before: number | undefined })[];
  readonly warnings: readonly SpreadsheetWarning[];
}

/** A unit with a hundred officials has some 1,600 figures a quarter. */
const mostRows = 20_000;

/** Reads the file and stores nothing. Text typed in an old Vietnamese font is converted. */
export async function previewGradingImport(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly period: PeriodId | undefined; readonly file: UploadedFile },
): Promise<Result<GradingPreview, GradingPreviewError>> {
  const { unitCode, period, file } = input;
  if (!may(actor, 'enter-grading', unitCode)) return notAllowed('enter-grading');
  const table = await readTable(file, { maxRows: mostRows, expectedHeaders: gradingHeaders });
  if (!table.ok) return fail(table.error);
  const { legacyEncoding, warnings } = table.value;
  const unicode = legacyEncoding === undefined ? table.value : convertTable(table.value, legacyEncoding);
  const { figures, problems } = readGradingImport(unicode, {
    officials: await officialsAt(ctx.db, unitCode),
    period,
    ownWindows: await ownWindowsOf(ctx, unitCode),
    today: ctx.clock.today(),
  });
  if (problems.length > 0) return fail({ type: 'import-refused', problems });
  if (figures.length === 0) return fail({ type: 'no-rows' });
  const periods = [...new Set(figures.map(({ periodId }) => periodId))];
  const plan = planFigures(await readGradingFigures(ctx.db, unitCode, periods), figures);
  if (plan.problems.length > 0) return fail({ type: 'import-refused', problems: plan.problems });
  return ok({ figures, changes: plan.changes, warnings });
}
