import type { Result } from '../kernel/result';
import type { KnownRun } from './assemble-sheets';
import type { FileRefusal, PageReading } from './page-reading';
import type { KeptPicture } from './reading/scan-job';
import type { SheetLayout } from './sheet-layout';

export type { KeptPicture };

export interface ScannedPage {
  readonly reading: PageReading;
  /** Undefined where there is nothing to show. */
  readonly picture: KeptPicture | undefined;
}

/** What sheets of an office may carry: the key of its codes, its layouts by tag, its runs by code. */
export interface SheetBook {
  readonly key: Uint8Array;
  readonly layouts: ReadonlyMap<string, SheetLayout>;
  readonly runs: ReadonlyMap<string, KnownRun>;
}

/** The machine that reads pictures of sheets, as the desk needs it. Throws only when it broke down itself. */
export interface SheetReader {
  countPages(path: string): Promise<Result<{ readonly pages: number }, FileRefusal>>;
  /** Pages `from` … `from + count - 1` of a file, from 0, in order. */
  readPages(path: string, from: number, count: number, book: SheetBook): Promise<readonly ScannedPage[]>;
}
