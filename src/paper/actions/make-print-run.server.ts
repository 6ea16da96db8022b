import { secureChance } from '../../kernel/random';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Tx } from '../../platform/database.server';
import { isRunSize, type PrintRun, type PrintRunError, type RunDraft } from '../print-run';
import { printRunMade } from '../print-run-events';
import { makeRunCode } from '../sheet-code';
import { testSheetKey } from '../sheet-key-adapter.server';
import { printSheets } from '../sheet-printing-adapter.server';
import { drawSerials, mostSheets } from '../sheet-serials';
import { typesetSheet } from '../sheet-typesetting-adapter.server';
import { countRuns, insertRun, insertRunPhotos, insertSerials, lockRuns, readRun } from '../store-print-run.server';
import { printedContent, readPrintSource } from './print-source.server';

export type MakeRunError = NotAllowed | PrintRunError;

/** A run and its serials; nothing is printed yet. */
export async function makePrintRun(
  ctx: ActionContext,
  actor: Actor,
  input: RunDraft & { readonly unitCode: string },
): Promise<Result<{ readonly run: string }, MakeRunError>> {
  const { unitCode } = input;
  if (!may(actor, 'manage-collection', unitCode)) return notAllowed('manage-collection');
  if (!isRunSize(input)) return fail({ type: 'run-count-invalid', most: mostSheets });
  return inTransaction(ctx.db, async (tx): Promise<Result<{ readonly run: string }, MakeRunError>> => {
    await lockRuns(tx, unitCode);
    const run = await freeRunCode(tx, unitCode);
    const typeset = await typesetDraft({ ...ctx, db: tx }, input, run);
    if (!typeset.ok) return typeset;
    const { questionnaire, sheet, content, photos } = typeset.value;
    const made: PrintRun = {
      unitCode,
      run,
      number: (await countRuns(tx, unitCode)) + 1,
      kind: input.kind,
      formId: questionnaire.id,
      formVersion: questionnaire.version,
      periodId: input.periodId,
      paper: input.paper,
      sheets: input.kind === 'numbered' ? input.sheets : 0,
      layout: sheet.layout,
      content,
      madeBy: actor.accountId,
      madeByName: actor.name,
      madeAt: ctx.clock.now(),
    };
    await insertRun(tx, made);
    await insertRunPhotos(tx, unitCode, run, photos);
    await insertSerials(tx, unitCode, run, drawSerials(made.sheets, secureChance));
    await appendEvent(tx, printRunMade({ unitCode, actor: actor.accountId, at: made.madeAt }, made));
    return ok({ run });
  });
}

async function freeRunCode(tx: Tx, unitCode: string): Promise<string> {
  for (;;) {
    const run = makeRunCode(secureChance);
    if ((await readRun(tx, unitCode, run)) === undefined) return run;
  }
}

async function typesetDraft(
  ctx: Omit<ActionContext, 'db'> & { readonly db: Tx },
  input: RunDraft & { readonly unitCode: string },
  run: string,
) {
  const source = await readPrintSource(ctx, input.unitCode);
  if (!source) return fail({ type: 'no-plan-for-printing' } as const);
  const printed = await printedContent(ctx, input.unitCode, source, input);
  if (!printed.ok) return printed;
  const { content, photos } = printed.value;
  const { questionnaire } = source;
  const marks = { run, kind: input.kind };
  const sheet = typesetSheet({ ...content, questionnaire }, { paper: input.paper, marks, photos });
  return sheet.ok ? ok({ questionnaire, sheet: sheet.value, content, photos }) : sheet;
}

/** One sheet to look at. Its code is made with the test key and of run 00000: no reader takes it for a ballot. */
export async function previewSheet(
  ctx: ActionContext,
  actor: Actor,
  input: RunDraft & { readonly unitCode: string },
): Promise<Result<Uint8Array, MakeRunError>> {
  if (!may(actor, 'manage-collection', input.unitCode)) return notAllowed('manage-collection');
  return inTransaction(ctx.db, async (tx): Promise<Result<Uint8Array, MakeRunError>> => {
    const typeset = await typesetDraft({ ...ctx, db: tx }, input, previewRun);
    if (!typeset.ok) return typeset;
    const serial = input.kind === 'numbered' ? '00000000' : undefined;
    return ok(await printSheets(typeset.value.sheet, { run: previewRun, serials: [serial], key: testSheetKey.bytes }));
  });
}

const previewRun = '00000';
