import type { SheetLayout } from './sheet-layout';

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
  const pages = layout.pages.length;
  const sheets = serials.map((serial, index) => ({
    serial: serial ?? null,
    run,
    pages: Array.from({ length: pages }, (_, page) => index * pages + page + 1),
  }));
  return `${JSON.stringify({ ...layout, run, kind, sheets })}\n`;
}
