import { randomId, sha256 } from '../../kernel/bytes';
import { ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import type { FieldCode } from '../../organisation/field';
import type { OfficialCode } from '../../organisation/official';
import { may } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Queryable, type Tx } from '../../platform/database.server';
import { readTable, type UploadedFile } from '../../platform/spreadsheet-adapter.server';
import type { SpreadsheetProblem, SpreadsheetWarning } from '../../platform/spreadsheet';
import { fixQuestionnaire } from '../../survey/store-questionnaire.server';
import type { AcceptedBallot } from '../ballot';
import {
  type BallotFileError,
  ballotHeaders,
  type BallotLine,
  type BallotTable,
  canonicalLines,
  checkBallotTable,
  countLines,
  type ImportCount,
  readBallotTable,
  type RejectedLine,
  unitsNamed,
} from '../import-ballots';
import { ballotsImported } from '../keying-events';
import { journalInTransaction } from '../store-intake.server';
import { type EarlierImport, findImport, insertImport, lockImports, readImportKnowledge } from '../store-import.server';
import { batchCodeOf, dayWithoutVisit } from './release-batch.server';

export type ImportError = SpreadsheetProblem | BallotFileError;

/** What a file would do, before it does anything. */
export interface BallotPreview {
  readonly lines: number;
  readonly counts: readonly ImportCount[];
  readonly rejected: readonly RejectedLine[];
  readonly warnings: readonly SpreadsheetWarning[];
  /** Parts of the file, by unit, that were imported before: they would change nothing. */
  readonly known: readonly EarlierImport[];
}

export type ImportOutcome =
  | {
      readonly state: 'imported';
      readonly ballots: number;
      readonly counts: readonly ImportCount[];
      readonly skipped: number;
      readonly units: readonly string[];
      readonly known: readonly EarlierImport[];
    }
  /** Every line that could be taken was taken before. */
  | { readonly state: 'already-imported'; readonly known: readonly EarlierImport[] }
  | { readonly state: 'refused'; readonly preview: BallotPreview };

interface CheckedFile {
  readonly accepted: readonly BallotLine[];
  readonly preview: BallotPreview;
}

interface ReadFile {
  readonly table: BallotTable;
  readonly warnings: readonly SpreadsheetWarning[];
}

/** Before any transaction: a workbook may take its time. */
async function readFile(file: UploadedFile): Promise<Result<ReadFile, ImportError>> {
  const sheet = await readTable(file, { expectedHeaders: ballotHeaders });
  if (!sheet.ok) return sheet;
  const table = readBallotTable(sheet.value);
  return table.ok ? ok({ table: table.value, warnings: sheet.value.warnings }) : table;
}

async function checkFile(
  ctx: ActionContext,
  tx: Queryable,
  actor: Actor,
  { table, warnings }: ReadFile,
): Promise<CheckedFile> {
  const units = await readImportKnowledge(tx, unitsNamed(table), (unitCode) => may(actor, 'import-ballots', unitCode));
  const { accepted, rejected } = checkBallotTable(table, { today: ctx.clock.today(), units });
  const known: EarlierImport[] = [];
  for (const part of partsOf(accepted)) {
    const earlier = await findImport(tx, part.unitCode, part.hash);
    if (earlier) known.push(earlier);
  }
  return { accepted, preview: { lines: table.lines.length, counts: countLines(accepted), rejected, warnings, known } };
}

/** Changes nothing. The permission is checked line by line: a line of a unit that is not the person's is rejected. */
export async function previewBallotFile(
  ctx: ActionContext,
  actor: Actor,
  file: UploadedFile,
): Promise<Result<BallotPreview, ImportError>> {
  const read = await readFile(file);
  return read.ok ? ok((await checkFile(ctx, ctx.db, actor, read.value)).preview) : read;
}

/**
 * All or nothing: with a rejected line nothing is imported, unless `skipRejected` says to leave those lines out. The ballots
 * stand in the journal when this returns; the caller then has them moved and counted (`countIntake`).
 */
export async function importBallots(
  ctx: ActionContext,
  actor: Actor,
  file: UploadedFile,
  options: { readonly skipRejected?: boolean } = {},
): Promise<Result<ImportOutcome, ImportError>> {
  const read = await readFile(file);
  if (!read.ok) return read;
  return inTransaction(ctx.db, async (tx): Promise<Result<ImportOutcome, ImportError>> => {
    await lockImports(tx);
    const { accepted, preview } = await checkFile(ctx, tx, actor, read.value);
    const rejected = preview.rejected.length;
    if (accepted.length === 0 || (rejected > 0 && !options.skipRejected)) return ok({ state: 'refused', preview });
    const done = new Set(preview.known.map((earlier) => earlier.unitCode));
    const fresh = partsOf(accepted).filter((part) => !done.has(part.unitCode));
    if (fresh.length === 0) return ok({ state: 'already-imported', known: preview.known });
    for (const part of fresh) await importPart(ctx, tx, actor, { part, fileName: file.name, skipped: rejected });
    const lines = fresh.flatMap((part) => part.lines);
    return ok({
      state: 'imported',
      ballots: lines.length,
      counts: countLines(lines),
      skipped: rejected,
      units: fresh.map((part) => part.unitCode),
      known: preview.known,
    });
  });
}

/** What a file holds for one unit; the hash knows the same ballots again, however they were saved. */
interface FilePart {
  readonly unitCode: string;
  readonly lines: readonly BallotLine[];
  readonly hash: Buffer;
}

function partsOf(accepted: readonly BallotLine[]): FilePart[] {
  const byUnit = new Map<string, BallotLine[]>();
  for (const line of accepted) {
    const lines = byUnit.get(line.unitCode);
    if (lines) lines.push(line);
    else byUnit.set(line.unitCode, [line]);
  }
  return [...byUnit.entries()].map(([unitCode, lines]) => ({ unitCode, lines, hash: sha256(canonicalLines(lines)) }));
}

const ballotsInOneStatement = 2_000;

async function importPart(
  ctx: ActionContext,
  tx: Tx,
  actor: Actor,
  { part, fileName, skipped }: { readonly part: FilePart; readonly fileName: string; readonly skipped: number },
): Promise<void> {
  const { unitCode, lines, hash } = part;
  const id = randomId();
  const at = ctx.clock.now();
  const counts = countLines(lines);
  for (const { formId, formVersion } of counts) await fixQuestionnaire(tx, unitCode, formId, formVersion, at);
  const ballots = ballotsOf(part, ctx.clock.today());
  for (let from = 0; from < ballots.length; from += ballotsInOneStatement) {
    await journalInTransaction(tx, ballots.slice(from, from + ballotsInOneStatement));
  }
  const run = {
    id,
    hash,
    fileName,
    batchCode: batchCodeOf(importCode(hash), lines.length),
    ballots: lines.length,
    skipped,
    counts,
  };
  await insertImport(tx, unitCode, { ...run, by: actor.accountId, byName: actor.name, at });
  await appendEvent(tx, ballotsImported({ unitCode, actor: actor.accountId, at }, run));
}

/** Short mark of an imported file: said on the page of voids. */
function importCode(hash: Buffer): string {
  return `N-${hash.toString('hex').slice(0, 10).toUpperCase()}`;
}

/** The client-made id comes from file and line: the same line of the same file is the same ballot. */
function ballotsOf({ lines, hash }: FilePart, today: ReturnType<ActionContext['clock']['today']>): AcceptedBallot[] {
  const perPeriod = new Map<string, number>();
  for (const { periodId } of lines) perPeriod.set(periodId, (perPeriod.get(periodId) ?? 0) + 1);
  return lines.map((line, index) => ({
    clientId: sha256(`ballot-import-v1\n${hash.toString('hex')}\n${index}`)
      .toString('hex')
      .slice(0, 32),
    unitCode: line.unitCode as UnitCode,
    periodId: line.periodId,
    channel: line.channel,
    fieldCode: line.fieldCode as FieldCode | undefined,
    officialCode: line.officialCode as OfficialCode | undefined,
    formId: line.formId,
    formVersion: line.formVersion,
    answers: line.answers,
    possibleRepeat: false,
    batchCode: batchCodeOf(importCode(hash), perPeriod.get(line.periodId) ?? 0),
    comments: [],
    day: dayWithoutVisit(line.periodId, today),
    withWeek: false,
  }));
}
