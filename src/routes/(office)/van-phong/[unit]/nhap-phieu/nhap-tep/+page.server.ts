import { fail } from '@sveltejs/kit';
import {
  importBallots,
  previewBallotFile,
  type ImportError,
} from '../../../../../../collection/actions/import-ballots.server';
import { readImportHistory } from '../../../../../../collection/actions/read-imports.server';
import { groupProblems, type ImportCount, type RejectedLine } from '../../../../../../collection/import-ballots';
import { lineProblemText, paperProblem } from '../../../../../../collection/keying-problem';
import type { EarlierImport } from '../../../../../../collection/store-import.server';
import {
  describeSpreadsheetProblem,
  describeSpreadsheetWarning,
  isSpreadsheetProblem,
} from '../../../../../../organisation/describe-spreadsheet';
import type { SpreadsheetWarning } from '../../../../../../platform/spreadsheet';
import { countUnit } from '../../../../../../results/actions/count-intake.server';
import { period, periodLabel } from '../../../../../../survey/reporting-period';
import type { Locale } from '../../../../../../ui/locale';
import { formatMoment, officeDoor, valueOrPage } from '../../../../../paper-door';
import type { Actions, PageServerLoad } from './$types';

function knownRow(run: EarlierImport) {
  return {
    unit: run.unitCode,
    file: run.fileName,
    ballots: run.ballots,
    name: run.importedByName,
    at: formatMoment(run.importedAt),
  };
}

function countRows(counts: readonly ImportCount[], locale: Locale) {
  return counts.map((count) => ({ ...count, periodLabel: periodLabel(period(count.periodId), locale) }));
}

function rejectedRows(rejected: readonly RejectedLine[], locale: Locale) {
  return groupProblems(rejected).map(({ problem, count, lines }) => ({
    text: lineProblemText(problem, locale),
    count,
    lines,
  }));
}

function warningTexts(warnings: readonly SpreadsheetWarning[], locale: Locale): string[] {
  return warnings.map((warning) => describeSpreadsheetWarning(warning, locale));
}

function unreadable(problem: ImportError, locale: Locale) {
  const text = isSpreadsheetProblem(problem)
    ? describeSpreadsheetProblem(problem, locale)
    : paperProblem(problem, locale).text;
  return fail(422, { problem: text });
}

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const history = valueOrPage(await readImportHistory(ctx, actor, unitCode), locale);
  return {
    unitCode,
    history: history.map((run) => ({
      id: run.id,
      ...knownRow(run),
      periods: [...new Set(run.counts.map((count) => count.periodId))].join(', '),
    })),
  };
};

async function uploaded(request: Request) {
  const data = await request.formData();
  const file = data.get('file');
  if (!(file instanceof File)) return { file: { name: '', bytes: new Uint8Array() }, skipRejected: false };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { file: { name: file.name, bytes }, skipRejected: data.get('skip') === '1' };
}

export const actions: Actions = {
  preview: async (event) => {
    const { ctx, actor, locale } = officeDoor(event);
    const { file } = await uploaded(event.request);
    const preview = await previewBallotFile(ctx, actor, file);
    if (!preview.ok) return unreadable(preview.error, locale);
    const { lines, counts, rejected, warnings, known } = preview.value;
    return {
      preview: {
        lines,
        accepted: lines - rejected.length,
        rejectedLines: rejected.length,
        counts: countRows(counts, locale),
        rejected: rejectedRows(rejected, locale),
        warnings: warningTexts(warnings, locale),
        known: known.map(knownRow),
      },
    };
  },
  confirm: async (event) => {
    const { ctx, actor, locale } = officeDoor(event);
    const { file, skipRejected } = await uploaded(event.request);
    const imported = await importBallots(ctx, actor, file, { skipRejected });
    if (!imported.ok) return unreadable(imported.error, locale);
    const outcome = imported.value;
    switch (outcome.state) {
      case 'already-imported':
        return { already: outcome.known.map(knownRow) };
      case 'refused':
        return fail(422, { refusedRows: rejectedRows(outcome.preview.rejected, locale) });
      case 'imported':
        for (const unitCode of outcome.units) await countUnit(ctx, unitCode);
        return {
          done: { ballots: outcome.ballots, skipped: outcome.skipped, counts: countRows(outcome.counts, locale) },
        };
    }
  },
};
