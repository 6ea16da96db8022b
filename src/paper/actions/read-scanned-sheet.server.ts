import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { DeskContext } from '../desk-context';
import type { ReviewQuestion } from '../review-question';
import { standingRows } from '../scan-record';
import { readPicture } from '../scan-files-adapter.server';
import { readScanFiles } from '../store-scan-file.server';
import { type SheetStanding, speaksOfItsSheet } from '../scanned-sheet';
import { readDecisions, readRows } from '../store-scan-row.server';
import { type NoScan, viewScan } from './load-scan.server';
import { questionsOf } from './read-review.server';

/** One sheet found by its stamped number: picture, and the way back to the paper. Never its serial. */
export interface ScannedSheet {
  readonly code: string;
  readonly sheets: number;
  readonly standing: SheetStanding;
  readonly file: string | undefined;
  readonly attempt: number;
  readonly pages: number;
  /** Rows in the order of the paper. The value stands there only when nobody will read any row of the sheet any more. */
  readonly rows: readonly {
    readonly question: ReviewQuestion | undefined;
    readonly item: string;
    readonly state: 'machine' | 'waiting' | 'person';
    readonly value: string | undefined;
  }[];
}

export async function readScannedSheet(
  ctx: DeskContext,
  actor: Actor,
  input: { readonly unitCode: string; readonly batchId: string; readonly sheet: number },
): Promise<Result<ScannedSheet, NotAllowed | NoScan | { readonly type: 'no-such-sheet'; readonly sheet: number }>> {
  const { unitCode, batchId, sheet } = input;
  if (!may(actor, 'key-ballots', unitCode) && !may(actor, 'review-keying', unitCode)) return notAllowed('key-ballots');
  const viewed = await viewScan(ctx.db, unitCode, batchId);
  if (!viewed.ok) return viewed;
  const work = viewed.value;
  const standing = work.standings.get(sheet);
  if (!standing) return fail({ type: 'no-such-sheet', sheet });
  const last = work.attempts.filter((one) => one.sheet === sheet && speaksOfItsSheet(one)).at(-1);
  const own = (await readRows(ctx.db, unitCode, batchId)).filter((row) => row.sheet === sheet);
  const decisions = (await readDecisions(ctx.db, unitCode, batchId)).filter((one) => one.sheet === sheet);
  const rows = standingRows(
    own.toSorted((a, b) => a.number - b.number),
    decisions,
    work.scan.twoReaders,
  );
  const done = work.finished && rows.every((one) => one.standing.wants === undefined);
  const questions = new Map(questionsOf(work).map((question) => [question.item, question]));
  return ok({
    code: work.batch.code,
    sheets: work.batch.sheets,
    standing,
    file: (await readScanFiles(ctx.db, unitCode, batchId)).find((file) => file.id === last?.fileId)?.name,
    attempt: last?.attempt ?? 0,
    pages: last?.pages ?? 0,
    rows: rows.map(({ row, standing: said }) => ({
      question: questions.get(row.item),
      item: row.item,
      state: said.wants !== undefined ? 'waiting' : said.first ? 'person' : 'machine',
      value: done ? said.final : undefined,
    })),
  });
}

/** A kept picture: code and code text are blotted out, or it is too small to show one. */
export async function readSheetPicture(
  ctx: DeskContext,
  actor: Actor,
  input: {
    readonly unitCode: string;
    readonly batchId: string;
    readonly sheet: number;
    readonly attempt: number;
    readonly page: number;
  },
): Promise<Result<Uint8Array, NotAllowed | NoScan | { readonly type: 'no-picture' }>> {
  const { unitCode, batchId } = input;
  if (!may(actor, 'key-ballots', unitCode) && !may(actor, 'review-keying', unitCode)) return notAllowed('key-ballots');
  const viewed = await viewScan(ctx.db, unitCode, batchId);
  if (!viewed.ok) return viewed;
  const picture = await readPicture(ctx.config, batchId, input);
  return picture ? ok(picture) : fail({ type: 'no-picture' });
}
