import type { Result } from '../../kernel/result';
import type { PageRefusal } from '../page-reading';
import type { DecodedPicture } from './decoded-picture';

/** An opened file of one or more pictures. */
export interface PictureFile {
  readonly pages: number;
  /** `page` from 0. One at a time. */
  picture(page: number): Promise<Result<DecodedPicture, PageRefusal>>;
  close(): void;
}
