import type { FileRefusal, PageReading, PageRefusal, ReadPage } from '../../src/paper/page-reading';
import type { ForgedPage } from './forge-page';
import { judgeRow, type RowTruth, type Verdict } from './row-truth';

export interface JudgedRow {
  readonly truth: RowTruth;
  readonly verdict: Verdict;
  readonly read: string;
}

/** What a reader makes of a file of one picture. */
export type PictureReading = PageReading | { readonly status: 'refused'; readonly refusal: FileRefusal };

export type JudgedPage =
  | { readonly status: 'refused'; readonly refusal: (PageRefusal | FileRefusal)['type'] }
  | {
      readonly status: 'read';
      /** Another page, serial, run or layout than the picture shows. */
      readonly isOtherSheet: boolean;
      /** Median distance between where the reader looks for the boxes and where they are, in millimetres. */
      readonly offMillimetres: number | undefined;
      readonly rows: readonly JudgedRow[];
      readonly missedFrames: number;
      readonly phantomFrames: number;
    };

/** A page is read in the wrong place where its boxes are looked for further off than this: the next box begins 5 mm on. */
export const mostOffMillimetres = 3;

export function judgePage(reading: PictureReading, forged: ForgedPage): JudgedPage {
  if (reading.status === 'refused') return { status: 'refused', refusal: reading.refusal.type };
  const { layout, page, serial } = forged.printed;
  return {
    status: 'read',
    isOtherSheet: reading.tag !== layout.tag || reading.page !== page.page || reading.serial !== serial,
    offMillimetres: offsetOf(reading, forged),
    rows: forged.rows.map((truth) => {
      const row = reading.rows.find(({ item }) => item === truth.item);
      // A row that is not in the reading at all is a row that was lost without a word.
      if (!row) return { truth, verdict: 'wrong', read: 'nothing' };
      return { truth, verdict: judgeRow(row, truth), read: `${row.state} ${row.choices.join('+')}` };
    }),
    missedFrames: forged.writtenFrames.filter((item) => !reading.writtenFrames.includes(item)).length,
    phantomFrames: reading.writtenFrames.filter((item) => !forged.writtenFrames.includes(item)).length,
  };
}

function offsetOf({ pageToPixels }: ReadPage, { printed, toPage }: ForgedPage): number | undefined {
  if (!toPage) return undefined;
  const [a, b, c, d, e, f, g, h, i] = pageToPixels;
  const offs = printed.page.boxes.map((box) => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const depth = g * x + h * y + i;
    const [u, v] = toPage((a * x + b * y + c) / depth, (d * x + e * y + f) / depth) ?? [NaN, NaN];
    return Math.hypot(u - x, v - y);
  });
  // What cannot be followed counts as far off.
  const sorted = offs.map((off) => (Number.isNaN(off) ? Infinity : off)).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
