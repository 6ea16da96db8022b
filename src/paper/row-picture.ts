import type { PageLayout, Rectangle } from './sheet-layout';

/**
 * Where boxes stand side by side over so much of the page, the words before them are left out, so that the boxes are larger;
 * words behind a box belong to it.
 */
const wideRowMillimetres = 30;
const margin = { x: 8, y: 1.5 };

/** What a person must see of a row, in millimetres of its page; undefined where the layout has no such row. */
export function pictureArea(page: PageLayout, item: string): Rectangle | undefined {
  const frame = page.frames.find((one) => one.item === item);
  if (frame) return grown(frame, 3, 1);
  const row = page.rows.find((one) => one.item === item);
  if (!row) return undefined;
  const boxes = page.boxes.filter((one) => one.item === item);
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  if (boxes.length === 0 || right - left < wideRowMillimetres) return grown(row.area, 2, margin.y);
  const end = Math.max(right + margin.x, row.area.x + row.area.width);
  return { ...grown(row.area, 0, margin.y), x: left - margin.x, width: end - left + margin.x };
}

function grown({ x, y, width, height }: Rectangle, across: number, down: number): Rectangle {
  return { x: x - across, y: y - down, width: width + 2 * across, height: height + 2 * down };
}
