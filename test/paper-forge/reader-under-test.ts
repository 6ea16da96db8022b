import { builtInLayouts } from '../../src/paper/built-in-layouts-adapter.server';
import { readCodes } from '../../src/paper/reading/code-reader-adapter.server';
import { openPictures } from '../../src/paper/reading/open-pictures-adapter.server';
import { readPage } from '../../src/paper/reading/read-page';
import { readSheetCode } from '../../src/paper/sheet-code';
import { testSheetKey } from '../../src/paper/sheet-key-adapter.server';
import type { SheetLayout } from '../../src/paper/sheet-layout';
import type { PictureReading } from './judge-page';

export type ReadPicture = (bytes: Uint8Array) => Promise<PictureReading>;

/** The product's reader, from the bytes of a file of one picture; `more` layouts beside those of the built-in forms. */
export function readerUnderTest(more: readonly SheetLayout[] = []): ReadPicture {
  const layouts = [...builtInLayouts(), ...more];
  const meaningOf = (text: string) => readSheetCode(text, testSheetKey.bytes);
  return async (bytes) => {
    const opened = await openPictures(bytes);
    if (!opened.ok) return { status: 'refused', refusal: opened.error };
    const decoded = await opened.value.picture(0);
    opened.value.close();
    if (!decoded.ok) return { status: 'refused', refusal: decoded.error };
    const { picture, ...facts } = decoded.value;
    return readPage(picture, facts, { layouts, readCodes, meaningOf });
  };
}
