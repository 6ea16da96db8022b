import { sha256Hex } from '../../kernel/bytes';
import { assert, fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import type { Config } from '../../platform/config';
import { inTransaction } from '../../platform/database.server';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { filesOf, sheetsPerFile } from '../print-run';
import { printRunPrinted } from '../print-run-events';
import { officeSheetKey, type SheetKeyProblem } from '../sheet-key-adapter.server';
import { printSheets } from '../sheet-printing-adapter.server';
import { typesetSheet } from '../sheet-typesetting-adapter.server';
import { insertPrinting, lockRun, readPrintings, readRun, readRunPhotos, readSerials } from '../store-print-run.server';

export type PrintRunFileError =
  | NotAllowed
  | SheetKeyProblem
  | { readonly type: 'no-such-run' }
  | { readonly type: 'no-such-part' }
  /** Another version of the program sets this form otherwise. */
  | { readonly type: 'layout-changed' }
  | { readonly type: 'not-printed-yet' }
  | { readonly type: 'printing-needs-reason' };

/** The pile is handed to a printer: recorded before any file is made. From the second time on with a reason. */
export async function recordPrinting(
  ctx: ActionContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly run: string; readonly reason: string },
): Promise<Result<{ readonly number: number }, PrintRunFileError>> {
  const { unitCode } = input;
  if (!may(actor, 'manage-collection', unitCode)) return notAllowed('manage-collection');
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly number: number }, PrintRunFileError>> => {
    const run = await lockRun(tx, unitCode, input.run);
    if (!run) return fail({ type: 'no-such-run' });
    const number = (await readPrintings(tx, unitCode, run.run)).length + 1;
    if (number > 1 && input.reason === '') return fail({ type: 'printing-needs-reason' });
    const printing = {
      number,
      reason: number > 1 ? input.reason : undefined,
      printedBy: actor.accountId,
      printedByName: actor.name,
      printedAt: ctx.clock.now(),
    };
    await insertPrinting(tx, unitCode, run.run, printing);
    await appendEvent(tx, printRunPrinted({ unitCode, actor: actor.accountId, at: printing.printedAt }, run, printing));
    return ok({ number });
  });
}

/**
 * One file of the pile. Printing a run again gives the same sheets in another order: the order comes from `shuffle`, a random
 * text that the files of one printing share and nobody keeps.
 */
export async function printRunFile(
  ctx: ActionContext & { readonly config: Pick<Config, 'dataDir'> },
  actor: Actor,
  input: { readonly unitCode: string; readonly run: string; readonly part: number; readonly shuffle: string },
): Promise<Result<{ readonly pdf: Uint8Array; readonly name: string }, PrintRunFileError>> {
  const { unitCode, part } = input;
  if (!may(actor, 'manage-collection', unitCode)) return notAllowed('manage-collection');
  const run = await readRun(ctx.db, unitCode, input.run);
  if (!run) return fail({ type: 'no-such-run' });
  const files = filesOf(run);
  if (!files[part - 1]) return fail({ type: 'no-such-part' });
  if ((await readPrintings(ctx.db, unitCode, run.run)).length === 0) return fail({ type: 'not-printed-yet' });
  const questionnaire = await readQuestionnaire(ctx.db, unitCode, run.formId, run.formVersion);
  assert(questionnaire, 'a printed form is gone');
  const key = await officeSheetKey(ctx.config.dataDir);
  if (!key.ok) return key;
  const photos = await readRunPhotos(ctx.db, unitCode, run.run);
  const typeset = typesetSheet(
    { ...run.content, questionnaire },
    { paper: run.paper, marks: { run: run.run, kind: run.kind }, photos },
  );
  // What is printed must be what the reader goes by.
  if (!typeset.ok || typeset.value.layout.tag !== run.layout.tag) return fail({ type: 'layout-changed' });
  const all = pileOrder(await readSerials(ctx.db, unitCode, run.run), input.shuffle);
  const serials = run.kind === 'numbered' ? all.slice((part - 1) * sheetsPerFile, part * sheetsPerFile) : [undefined];
  const pdf = await printSheets(typeset.value, { run: run.run, serials, key: key.value.bytes });
  const suffix = files.length > 1 ? `-${part}` : '';
  return ok({ pdf, name: `phieu-${run.formId.toLowerCase()}-dot-${run.number}${suffix}.pdf` });
}

function pileOrder(serials: readonly string[], shuffle: string): string[] {
  return serials
    .map((serial) => ({ serial, place: sha256Hex(`${shuffle}\n${serial}`) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ serial }) => serial);
}
