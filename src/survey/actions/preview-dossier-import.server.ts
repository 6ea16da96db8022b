import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, type NotAllowed, notAllowed } from '../../organisation/permission';
import { fieldsOf } from '../../organisation/store-staff.server';
import type { ActionContext } from '../../platform/action-context';
import type { SpreadsheetProblem, SpreadsheetWarning } from '../../platform/spreadsheet';
import { readTable, type UploadedFile } from '../../platform/spreadsheet-adapter.server';
import { convertTable } from '../../platform/table-from-sheet';
import type { DossierCount } from '../dossier-count';
import { type DossierImport, expectedHeaders, type ImportedCount, readDossierImport } from '../import-dossier-counts';
import type { PeriodId } from '../reporting-period';
import { readDossierCounts } from '../store-dossier-count.server';
import { ownWindowsOf } from './read-survey.server';

export interface DossierPreview extends Omit<DossierImport, 'counts'> {
  /** With the figure that stands, to show what will change. */
  readonly counts: readonly (ImportedCount & { readonly before: number | undefined })[];
  readonly warnings: readonly SpreadsheetWarning[];
}

export type PreviewError = NotAllowed | SpreadsheetProblem;

/** A quarter has some dozens of figures; a province with all its communes some ten thousand. */
const mostRows = 20_000;

/** Reads the file and stores nothing. Text typed in an old Vietnamese font is converted. */
export async function previewDossierImport(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly period: PeriodId | undefined; readonly file: UploadedFile },
): Promise<Result<DossierPreview, PreviewError>> {
  if (!may(actor, 'enter-dossier-counts', input.unitCode)) return notAllowed('enter-dossier-counts');
  const table = await readTable(input.file, { maxRows: mostRows, expectedHeaders });
  if (!table.ok) return fail(table.error);
  const { legacyEncoding, warnings } = table.value;
  const unicode = legacyEncoding === undefined ? table.value : convertTable(table.value, legacyEncoding);
  const read = readDossierImport(unicode, {
    unitCode: input.unitCode,
    fields: await fieldsOf(ctx.db, input.unitCode),
    period: input.period,
    ownWindows: await ownWindowsOf(ctx, input.unitCode),
    today: ctx.clock.today(),
  });
  if (read.counts.length === 0 && read.problems.length === 0) return fail({ type: 'no-rows' });
  const standing = await readDossierCounts(ctx.db, input.unitCode, [
    ...new Set(read.counts.map(({ periodId }) => periodId)),
  ]);
  const cellOf = ({ periodId, fieldCode, channel }: DossierCount) => `${periodId} ${fieldCode} ${channel}`;
  const known = new Map(standing.map((record) => [cellOf(record), record.count]));
  return ok({
    ...read,
    warnings,
    counts: read.counts.map((count) => ({ ...count, before: known.get(cellOf(count)) })),
  });
}
