import { layoutTag } from '../../src/paper/sheet-code';
import { layoutFormat, type PageLayout, type SheetLayout } from '../../src/paper/sheet-layout';

/** A sheet like a printed one, made without the printer: rows of five boxes below a head, squares and code where they stand. */
export function exampleLayout({
  form = 'X',
  rows = 25,
  paper = 'A4',
}: { readonly form?: string; readonly rows?: number; readonly paper?: 'A4' | 'A5' } = {}): SheetLayout {
  const [width, height] = paper === 'A4' ? [210, 297] : [148, 210];
  const pitch = paper === 'A4' ? 7.9 : 9;
  const firstBox = width - 85;
  const items = Array.from({ length: rows }, (_, at) => ({ item: `i${at + 1}`, y: 62 + at * pitch }));
  const page: PageLayout = {
    page: 1,
    anchors: [
      [8, 8],
      [width - 14, 8],
      [width - 14, height - 14],
      [8, height - 14],
    ].map(([x, y]) => ({ x: x!, y: y!, width: 6, height: 6 })),
    code: { x: width - 38, y: 8, width: 21, height: 21 },
    codeText: { x: width - 66, y: 31, width: 58, height: 4 },
    rows: items.map(({ item, y }) => ({
      item,
      kind: 'one',
      area: { x: 15, y: y - 1.5, width: width - 30, height: 7.2 },
    })),
    boxes: items.flatMap(({ item, y }) =>
      [1, 2, 3, 4, 5].map((choice) => ({
        item,
        choice,
        x: firstBox + (choice - 1) * 14.4,
        y,
        width: 4.2,
        height: 4.2,
      })),
    ),
    frames: [{ item: 'proposal', x: 18, y: height - 32, width: width - 36, height: 14 }],
  };
  const layout = { format: layoutFormat, form, version: 1, paper, width, height, pages: [page] } as const;
  return { ...layout, pages: [page], tag: layoutTag({ ...layout, pages: [page] }) };
}
