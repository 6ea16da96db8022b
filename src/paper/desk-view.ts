import type { Locale } from '../ui/locale';
import type { ScanProgress } from './actions/read-desk.server';
import { refusalText } from './problem';

/** Sheets shown with thumbnails at once; the rest follow when these are dealt with. */
const mostRefusedShown = 60;

/** What the scanning page and its polling show of the progress; only plain data. */
export function progressView(progress: ScanProgress, locale: Locale) {
  const { counts, files, pagesLeft, refused, notScanned, stopped, finished, warnings } = progress;
  return {
    counts,
    stopped,
    finished,
    pagesLeft,
    warnings,
    done: counts.read + counts.keyed + counts.spoiled,
    total: progress.batch.sheets,
    waiting: files.some((file) => file.state === 'waiting'),
    files: files.map(({ id, name, state, pages, pagesRead, refusal, blankPages }) => ({
      id,
      name,
      state: state === 'waiting' && pages !== undefined && pagesRead > 0 && !stopped ? ('reading' as const) : state,
      pages,
      pagesRead,
      blankPages,
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
