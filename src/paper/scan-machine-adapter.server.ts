import type { ScanPool } from './reading/scan-pool-adapter.server';
import type { ScannedPage, SheetReader } from './sheet-reader';

/** The pool of reading threads, as the desk needs it: pages in order, with their pictures. */
export function poolReader(pool: ScanPool): SheetReader {
  return {
    countPages: (path) => pool.countPages(path),
    readPages: async (path, from, count, book) => {
      const job = { path, layouts: [...book.layouts.values()], key: book.key, keepPictures: true };
      const pages = new Map<number, ScannedPage>();
      const opened = await pool.readPages(job, {
        from,
        count,
        onPage: (index, { reading, picture }) => void pages.set(index, { reading, picture }),
      });
      // It was opened before, to count its pages: what fails now is the machine, not the file.
      if (!opened.ok) throw new Error(`a file of sheets could not be opened again: ${opened.error.type}`);
      return Array.from({ length: count }, (_, at) => pages.get(from + at) ?? lost);
    },
  };
}

const lost: ScannedPage = {
  reading: { status: 'refused', refusal: { type: 'picture-damaged' } },
  picture: undefined,
};
