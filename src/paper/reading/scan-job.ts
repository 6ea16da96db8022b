import type { Result } from '../../kernel/result';
import type { FileRefusal, PageReading } from '../page-reading';
import type { SheetLayout } from '../sheet-layout';

/** A file to read and what its sheets may be. */
export interface ScanJob {
  readonly path: string;
  readonly layouts: readonly SheetLayout[];
  /** Of the codes' check fragments. */
  readonly key: Uint8Array;
  /** Also make a picture of each page that may be kept. */
  readonly keepPictures: boolean;
}

/**
 * A picture that may be kept. Of a page that was read: upright, its own millimetres from the top left corner at
 * `dotsPerInch`, code and code text blotted out. Of a refused page: so small that no code on it can be read.
 */
export interface KeptPicture {
  readonly jpeg: Uint8Array;
  readonly dotsPerInch: number;
}

export interface ScannedPage {
  readonly reading: PageReading;
  /** Undefined where none was asked for, or there is nothing to show. */
  readonly picture: KeptPicture | undefined;
  /** Milliseconds by stage, for measuring. */
  readonly spent: { readonly decoding: number; readonly reading: number; readonly keeping: number };
}

/**
 * To a worker: `read` opens the file where it is not open yet, its job left out where this worker has been told of it (copying
 * the layouts of all forms takes longer than a page's boxes); `close` lets it go.
 */
export type WorkerRequest =
  | { readonly kind: 'open'; readonly jobId: number; readonly job: ScanJob }
  | { readonly kind: 'read'; readonly jobId: number; readonly job?: ScanJob | undefined; readonly page: number }
  | { readonly kind: 'close'; readonly jobId: number };

export type OpenReply = Result<{ readonly pages: number }, FileRefusal>;

export type WorkerReply =
  { readonly kind: 'opened'; readonly reply: OpenReply } | { readonly kind: 'page'; readonly page: ScannedPage };
