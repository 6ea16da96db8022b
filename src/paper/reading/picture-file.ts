import type { Result } from '../../kernel/result';
import type { PageRefusal } from '../page-reading';
import type { DecodedPicture } from './decoded-picture';
import type { PictureCanvas } from './picture-canvas';

/** An opened file of one or more pictures. */
export interface PictureFile {
  readonly pages: number;
  /** `page` from 0. One at a time; with a canvas it may lie on that, and is gone when the canvas is used again. */
  picture(page: number, canvas?: PictureCanvas): Promise<Result<DecodedPicture, PageRefusal>>;
  close(): void;
}
