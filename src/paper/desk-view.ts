import type { Locale } from '../ui/locale';
import type { ScanProgress } from './actions/read-desk.server';
import { refusalText } from './problem';

/** Sheets shown with thumbnails at once; the rest follow when these are dealt with. */
const mostRefusedShown = 60;

/** What the scanning page and its polling show of the progress; only plain data. */
export function progressView(progress: ScanProgress, locale: Locale) {
  const { counts, files, pagesLeft, filesNotOpened, refused, notScanned, stopped, finished, warnings } = progress;
  return {
    counts,
    stopped,
    finished,
    pagesLeft,
    filesNotOpened,
    warnings,
    done: counts.read + counts.keyed + counts.spoiled,
    total: progress.batch.sheets,
    waiting: files.some((file) => file.state === 'waiting'),
    files: files.map(({ id, name, state, pages, pagesRead, refusal, blankPages, repeatedSheets }) => ({
      id,
      name,
      state: state === 'waiting' && pages !== undefined && pagesRead > 0 && !stopped ? ('reading' as const) : state,
      pages,
      pagesRead,
      blankPages,
      repeatedSheets,
      problem: refusal && refusalText(refusal, locale),
    })),
    refusedCount: refused.length,
    refused: refused.slice(0, mostRefusedShown).map(({ sheet, attempt, refusal }) => ({
      sheet,
      attempt,
      type: refusal.type,
      text: refusalText(refusal, locale),
    })),
    notScanned: ranges(notScanned),
    notScannedCount: notScanned.length,
    fellOnTaken: ranges(progress.fellOnTaken),
  };
}
export type ProgressView = ReturnType<typeof progressView>;

const mostNumbers = 1_000;

/** What `ranges` writes, as people type it: `1-4, 7`, with any dash. Undefined: no numbers of sheets. */
export function parseRanges(text: string): number[] | undefined {
  const numbers: number[] = [];
  for (const part of text.split(/[,;]/)) {
    const [, first, last = first] = /^\s*(\d{1,6})(?:\s*[-–—]\s*(\d{1,6}))?\s*$/.exec(part) ?? [];
    const [from, until] = [Number(first), Number(last)];
    if (!(from >= 1 && until >= from && numbers.length + until - from < mostNumbers)) return undefined;
    for (let number = from; number <= until; number += 1) numbers.push(number);
  }
  return numbers;
}

/** `1–4, 7, 9–10`. */
export function ranges(numbers: readonly number[]): string {
  const parts: [from: number, until: number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, until]) => (from === until ? `${from}` : `${from}–${until}`)).join(', ');
}
