import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { recordBoxOpening } from '../../src/collection/actions/record-box-opening.server';
import { vietnameseDayOf } from '../../src/kernel/calendar-day';
import type { Actor } from '../../src/organisation/actor';
import type { Role } from '../../src/organisation/role';
import type { UnitCode } from '../../src/organisation/unit';
import { openScannedBatch } from '../../src/paper/actions/open-scanned-batch.server';
import { officeSheetKey } from '../../src/paper/sheet-key-adapter.server';
import { insertRun } from '../../src/paper/store-print-run.server';
import { systemClock } from '../../src/platform/clock';
import type { Db } from '../../src/platform/database.server';
import { builtInQuestionnaire } from '../../src/survey/built-in-questionnaires';
import { answerSlots } from '../../src/survey/questionnaire';
import { markedPile, type MarkedPile, type Marks } from '../fixtures/marked-pile';
import { thisYear } from './seeded-office';

/** What a spec knows of the server whose sheets it prints. */
export interface PrintingServer {
  readonly db: Db;
  readonly dataDir: string;
}

export const periodOfPile = `${thisYear}-Q1`;
export const itemsOfC = answerSlots(builtInQuestionnaire('C', 1)!).map((slot) => slot.questionId);

/** One cross in every row of form C, another pattern on every sheet. */
export function patternedMarks(sheets: number, first = 0): Marks[] {
  return Array.from({ length: sheets }, (_, at): Marks => {
    const digits = (first + at).toString(5).padStart(itemsOfC.length, '0');
    return Object.fromEntries(itemsOfC.map((item, row) => [item, [Number(digits[row]) + 1]]));
  });
}

/** Sheets of form C of a run for a period in the books of the office, filled in and scanned. */
export async function printedPile(
  { db, dataDir }: PrintingServer,
  unitCode: UnitCode,
  seed: number,
  marks: readonly Marks[],
  periodId = periodOfPile,
): Promise<MarkedPile> {
  const key = await officeSheetKey(dataDir);
  if (!key.ok) throw new Error(key.error.type);
  const pile = await markedPile('C', key.value.bytes, seed, marks);
  await insertRun(db, {
    unitCode,
    run: pile.run,
    number: seed,
    kind: 'numbered',
    formId: 'C',
    formVersion: 1,
    periodId,
    paper: 'A4',
    sheets: marks.length,
    layout: pile.layout,
    content: {},
    madeBy: 'test',
    madeByName: 'Người in',
    madeAt: new Date(),
  });
  return pile;
}

export function deskPerson(unitCode: UnitCode, accountId: string, role: Role): Actor {
  return { accountId, name: `Người ${accountId}`, roles: [{ role, unitCode }] };
}

/** A box opened today and a stack of it to scan, without the clicks. */
export async function openScannedStack(
  { db }: PrintingServer,
  unitCode: UnitCode,
  sheets: number,
  options: { readonly twoReaders: boolean },
): Promise<string> {
  const ctx = { db, clock: systemClock };
  const clerk = deskPerson(unitCode, 'clerk', 'compiling-clerk');
  const witness = (name: string) => ({ name, capacity: 'Công chức', observer: false });
  const opening = await recordBoxOpening(ctx, clerk, {
    unitCode,
    draft: {
      boxCode: 'H1',
      openedOn: vietnameseDayOf(new Date()),
      witnesses: [witness('Nguyễn Thị Lan'), witness('Trần Văn Minh')],
      sheetsFound: sheets,
      spoiled: 0,
      note: '',
      correction: undefined,
    },
    photo: undefined,
  });
  if (!opening.ok) throw new Error(opening.error.type);
  const opened = await openScannedBatch(ctx, clerk, {
    unitCode,
    channel: 'paper',
    openingId: opening.value.id,
    periodId: periodOfPile,
    formId: 'C',
    formVersion: 1,
    sheets,
    secondSharePercent: 10,
    asksOfficial: false,
    twoReaders: options.twoReaders,
  });
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value.id;
}

/** What turns the stored picture of a telephone upright, by EXIF orientation; the stored one is turned the other way. */
const turnedBack: Readonly<Record<number, number>> = { 3: 180, 6: 270, 8: 90 };

/** One JPEG a page, stored as a telephone held sideways or upside down stores it, with its orientation beside it. */
export async function heldSideways(pdf: Uint8Array, orientations: readonly number[]): Promise<Buffer[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const photos: Buffer[] = [];
  for (const [at, orientation] of orientations.entries()) {
    const { width, height, data } = await document
      .getPage(at)
      .render({ scale: 200 / 72, colorSpace: 'Gray', render: 'bitmap' });
    const upright = sharp(Uint8Array.from(data), { raw: { width, height, channels: 1 } });
    photos.push(
      await upright
        .rotate(turnedBack[orientation] ?? 0)
        .withMetadata({ orientation })
        .jpeg()
        .toBuffer(),
    );
  }
  library.destroy();
  return photos;
}
