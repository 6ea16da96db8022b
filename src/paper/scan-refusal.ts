import type { PageRefusal } from './page-reading';

/** Why a sheet is not taken for a ballot, though its pages could be read. */
export type SheetRefusal =
  | PageRefusal
  | { readonly type: 'reader-failed' }
  | { readonly type: 'missing-page'; readonly page: number }
  | { readonly type: 'duplicate-serial' }
  | { readonly type: 'unknown-run'; readonly run: string }
  | { readonly type: 'run-of-other-unit'; readonly run: string }
  | { readonly type: 'run-of-other-form'; readonly run: string }
  | { readonly type: 'run-of-other-period'; readonly run: string }
  /** More sheets than the batch was opened with. */
  | { readonly type: 'beyond-batch'; readonly sheets: number }
  /** A sheet of this number has been read, keyed or set aside. */
  | { readonly type: 'position-taken'; readonly position: number };
