import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { Queryable } from '../../platform/database.server';
import { standingTexts } from '../../collection/open-survey';
import { answerSlots, textQuestions } from '../../survey/questionnaire';
import type { DeskContext } from '../desk-context';
import { cutFromKept } from '../reading/cut-picture-adapter.server';
import { namedQuestion, type ReviewQuestion, slotQuestion, textQuestion } from '../review-question';
import { pictureArea } from '../row-picture';
import { type ReviewTask, type RowStanding, taskFor } from '../row-standing';
import { rowsThatCount, standingRows } from '../scan-record';
import { readPicture } from '../scan-files-adapter.server';
import type { SheetBook } from '../sheet-reader';
import { readDecisions, readRowsForPeople, type StoredReviewRow } from '../store-scan-row.server';
import { reviewerOf } from './decide-row.server';
import { type NoScan, type ScanWork, viewScan } from './load-scan.server';
import { sheetBook } from './sheet-book.server';

/** One row as the queue shows it. Of earlier readings it holds nothing, but for the third person both, in no order that tells whose. */
export interface QueueRow {
  readonly sheet: number;
  readonly item: string;
  readonly settles: readonly [string, string] | undefined;
  /** Keyed by hand: the paper is looked at, not a picture. */
  readonly onPaper: boolean;
  /** `data:` address of the picture of the row. */
  readonly picture: string | undefined;
}

export interface ReviewQueue {
  readonly code: string;
  readonly questions: readonly (ReviewQuestion & { readonly left: number })[];
  readonly left: number;
  readonly total: number;
  readonly rows: readonly QueueRow[];
}

export interface ReviewPart {
  readonly unitCode: string;
  readonly batchId: string;
  /** Only this question; undefined: all, in the order of the paper. */
  readonly item: string | undefined;
  /** Only this sheet. */
  readonly sheet: number | undefined;
  readonly skip: number;
  readonly take: number;
}

/** Question by question over all sheets, the greatest doubt first: only rows this person may read now. */
export async function readReviewQueue(
  ctx: DeskContext,
  actor: Actor,
  part: ReviewPart,
  bookOf: (ctx: DeskContext, unitCode: string) => Promise<SheetBook> = sheetBook,
): Promise<Result<ReviewQueue, NotAllowed | NoScan>> {
  const { unitCode, batchId, skip, take } = part;
  if (!may(actor, 'key-ballots', unitCode)) return notAllowed('key-ballots');
  const viewed = await viewScan(ctx.db, unitCode, batchId);
  if (!viewed.ok) return viewed;
  const work = viewed.value;
  const { mine, total } = await rowsForPerson(ctx.db, work, actor);
  const questions = questionsOf(work).map((question) => ({
    ...question,
    left: mine.filter(({ row }) => row.item === question.item).length,
  }));
  const wanted = mine.filter(
    ({ row }) => (part.item ?? row.item) === row.item && (part.sheet ?? row.sheet) === row.sheet,
  );
  const book = take > 0 ? await bookOf(ctx, unitCode) : undefined;
  const shown = wanted.slice(skip, skip + take);
  return ok({
    code: work.batch.code,
    questions,
    left: mine.length,
    total,
    rows: await Promise.all(shown.map((one) => queueRow(ctx, work, book, one))),
  });
}

interface PersonRow {
  readonly row: StoredReviewRow;
  readonly standing: RowStanding;
  readonly task: ReviewTask;
}

async function rowsForPerson(
  db: Queryable,
  work: ScanWork,
  actor: Actor,
): Promise<{ readonly mine: readonly PersonRow[]; readonly total: number }> {
  const { unitCode, id: batchId } = work.batch;
  const reviewer = reviewerOf(actor, unitCode);
  const stored = await readRowsForPeople(db, unitCode, batchId);
  const standing = standingRows(stored, await readDecisions(db, unitCode, batchId), work.scan.twoReaders);
  const rows = rowsThatCount(
    stored.map((row, at) => ({ row, standing: (standing[at] as (typeof standing)[number]).standing })),
    work.standings,
  );
  const mine = rows.flatMap((one): PersonRow[] => {
    const task = taskFor(one.standing, reviewer);
    return task.ok ? [{ ...one, task: task.value }] : [];
  });
  return { mine: [...mine.filter(isOnPicture(work)), ...sheetBySheet(mine, work)], total: rows.length };
}

function isOnPicture({ standings }: ScanWork) {
  return ({ row }: PersonRow): boolean => standings.get(row.sheet)?.state !== 'keyed';
}

/** What is keyed by hand comes last and sheet by sheet: nobody takes a sheet out of the pile ten times. */
function sheetBySheet(mine: readonly PersonRow[], work: ScanWork): PersonRow[] {
  const isPicture = isOnPicture(work);
  return mine.filter((one) => !isPicture(one)).sort((a, b) => a.row.sheet - b.row.sheet || a.row.number - b.row.number);
}

export function questionsOf({ batch, questionnaire, fields, officials }: ScanWork): ReviewQuestion[] {
  return [
    ...(fields.length > 0 ? [namedQuestion('field', fields)] : []),
    ...(batch.asksOfficial ? [namedQuestion('official', officials)] : []),
    ...answerSlots(questionnaire).map(slotQuestion),
    ...textQuestions(questionnaire).map(({ id, text }) => textQuestion(id, text)),
    ...standingTexts.map((id) => textQuestion(id, undefined)),
  ];
}

async function queueRow(
  ctx: DeskContext,
  work: ScanWork,
  book: SheetBook | undefined,
  { row, standing, task }: PersonRow,
): Promise<QueueRow> {
  const { sheet, item } = row;
  const onPaper = work.standings.get(sheet)?.state === 'keyed';
  const one = standing.first?.value ?? '';
  const other = row.value ?? standing.second?.value ?? '';
  const settles = task.role === 'settled' ? ([one, other].sort() as [string, string]) : undefined;
  return { sheet, item, settles, onPaper, picture: onPaper ? undefined : await rowPicture(ctx, work, book, row) };
}

async function rowPicture(
  ctx: DeskContext,
  { batch, standings, attempts }: ScanWork,
  book: SheetBook | undefined,
  { sheet, item, page }: StoredReviewRow,
): Promise<string | undefined> {
  const standing = standings.get(sheet);
  if (standing?.state !== 'read') return undefined;
  const { attempt } = standing;
  const tag = attempts.find((one) => one.sheet === sheet && one.attempt === attempt)?.tag;
  const layout = book?.layouts.get(tag ?? '')?.pages.find((one) => one.page === page);
  const area = layout && pictureArea(layout, item);
  const picture = area && (await readPicture(ctx.config, batch.id, { sheet, attempt, page }));
  const cut = picture && (await cutFromKept(picture, area));
  return cut && `data:image/jpeg;base64,${Buffer.from(cut).toString('base64')}`;
}
