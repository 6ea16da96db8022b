import type { SheetLayout } from './sheet-layout';

/** Pages of the PDF a sheet takes: an odd number gets an empty back, or the next sheet would begin on it. */
export function pagesOfPrint({ pages }: Pick<SheetLayout, 'pages'>): number {
  return pages.length === 1 ? 1 : pages.length + (pages.length % 2);
}

/**
 * The layout file of a printed pile (docs/formats/ballot-layout.md): the layout itself, and which pages of the PDF are which
 * sheet. Readers of layouts pass over what follows `pages`.
 */
export function printedLayout(
  layout: SheetLayout,
  run: string,
  kind: 'numbered' | 'copy-master',
  serials: readonly (string | undefined)[],
): string {
  const inPrint = pagesOfPrint(layout);
  const sheets = serials.map((serial, index) => ({
    serial: serial ?? null,
    run,
    pages: layout.pages.map((_, page) => index * inPrint + page + 1),
  }));
  return `${JSON.stringify({ ...layout, run, kind, sheets })}\n`;
}
