import { create } from 'qrcode';
import type { PageLayout, Rectangle, SheetLayout } from '../../src/paper/sheet-layout';
import { throwDice } from './dice';
import { blankPicture, type Picture } from './picture';

/**
 * A page as a printer would make it, from its layout alone: squares, code, outlines of boxes and frames, gray bars for words.
 * It shares nothing with the product's own printing, and can draw layouts that nobody would print.
 */
export function rasterOfLayout(
  layout: Pick<SheetLayout, 'width' | 'height'>,
  page: PageLayout,
  { codeText, dotsPerInch }: { codeText: string; dotsPerInch: number },
): Picture {
  const scale = dotsPerInch / 25.4;
  const picture = blankPicture(Math.round(layout.width * scale), Math.round(layout.height * scale), [255]);
  const fill = (area: Rectangle, value: number) => fillArea(picture, area, { scale, value });
  for (const anchor of page.anchors) fill(anchor, 0);
  drawCode(page.code, codeText, fill);
  printWords(page, fill);
  const line = (0.6 * 25.4) / 72;
  for (const box of [...page.boxes, ...page.frames]) {
    fill(grown(box, line / 2), 0);
    fill(grown(box, -line / 2), 255);
  }
  return picture;
}

function grown({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** With soft edges, as a pixel that is half covered is half dark. */
function fillArea(picture: Picture, area: Rectangle, { scale, value }: { scale: number; value: number }): void {
  const [plane] = picture.planes;
  if (!plane) return;
  const [left, top] = [area.x * scale, area.y * scale];
  const [right, bottom] = [left + area.width * scale, top + area.height * scale];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(picture.height, Math.ceil(bottom)); y += 1)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(picture.width, Math.ceil(right)); x += 1) {
      const covered = (Math.min(x + 1, right) - Math.max(x, left)) * (Math.min(y + 1, bottom) - Math.max(y, top));
      const at = y * picture.width + x;
      plane[at] = (plane[at] as number) * (1 - covered) + value * covered;
    }
}

function drawCode(area: Rectangle, text: string, fill: (area: Rectangle, value: number) => void): void {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
  const side = area.width / modules.size;
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column))
        fill({ x: area.x + column * side, y: area.y + row * side, width: side, height: side }, 0);
}

/** Bars as long as words beside the boxes of every row. */
function printWords(page: PageLayout, fill: (area: Rectangle, value: number) => void): void {
  for (const row of page.rows) {
    const dice = throwDice(row.item);
    const first = Math.min(...page.boxes.filter(({ item }) => item === row.item).map(({ x }) => x));
    for (let y = row.area.y + 1; y + 2 < row.area.y + row.area.height; y += 4.5)
      for (let x = row.area.x + 1; x < first - 8;) {
        const width = dice.real(2, 9);
        if (x + width < first - 4) fill({ x, y, width, height: 1.8 }, dice.real(60, 140));
        x += width + 1.2;
      }
  }
}
