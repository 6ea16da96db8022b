import type { PageLayout, Rectangle } from '../../src/paper/sheet-layout';
import type { Dice } from './dice';
import { draw, type Pen, pickPen, type Stroke } from './pen';
import type { Picture } from './picture';

/** Something like a line of words: loops and strokes of a letter's height, from left to right. */
function wordsIn({ x, y, width }: Rectangle, height: number, dice: Dice): Stroke[] {
  const strokes: Stroke[] = [];
  const end = x + width * dice.real(0.3, 0.98);
  for (let at = x + 1; at < end; at += dice.real(1.5, 3)) {
    const letters = dice.whole(2, 7);
    const points: [number, number][] = [];
    for (let letter = 0; letter < letters && at < end; letter += 1, at += dice.real(1.2, 2.2)) {
      const rise = dice.likely(0.25) ? 1.5 : 0.8;
      points.push([at, y], [at + 0.5, y - height * rise * dice.real(0.7, 1)], [at + 1, y + dice.normal(0, 0.2)]);
      if (dice.likely(0.2))
        strokes.push([
          [at + 0.3, y - height * 1.6],
          [at + 1, y - height * 1.9],
        ]);
    }
    if (points.length > 0) strokes.push(points);
  }
  return strokes;
}

/** Writes in some of the page's frames; the items of those. */
export function writeInFrames(
  sheet: Picture,
  page: PageLayout,
  { dotsPerInch, dice, share }: { dotsPerInch: number; dice: Dice; share: number },
): string[] {
  const pen = pickPen(dice, { ballpoint: 9, 'pencil-hb': 1 });
  return page.frames.flatMap((frame, at) => {
    const own = dice.branch(at);
    if (!own.likely(share)) return [];
    const pitch = own.real(6, 9);
    const lines = Math.max(1, Math.min(own.whole(1, 4), Math.floor(frame.height / pitch)));
    for (let line = 0; line < lines; line += 1)
      draw(
        sheet,
        wordsIn({ ...frame, y: frame.y + Math.min(frame.height - 1, pitch * (line + 0.8)) }, own.real(2, 3), own),
        {
          pen,
          dotsPerInch,
          dice: own,
        },
      );
    return [frame.item];
  });
}

/** Idle drawings anywhere but near the boxes and frames, where they would be answers. */
export function doodle(
  sheet: Picture,
  page: PageLayout,
  { width, height, dotsPerInch, dice }: { width: number; height: number; dotsPerInch: number; dice: Dice },
): void {
  const pen: Pen = pickPen(dice, { ballpoint: 1 });
  const points: [number, number][] = [[dice.real(5, width - 5), dice.real(5, height - 5)]];
  for (let step = 0; step < 60; step += 1) {
    const [x, y] = points.at(-1) as [number, number];
    const angle = step * dice.real(0.4, 1);
    points.push([x + 2 * Math.cos(angle) + 0.5, y + 2 * Math.sin(angle)]);
  }
  const near = (area: Rectangle) =>
    points.some(
      ([x, y]) => x > area.x - 4 && x < area.x + area.width + 4 && y > area.y - 4 && y < area.y + area.height + 4,
    );
  if (![...page.boxes, ...page.frames].some(near)) draw(sheet, [points], { pen, dotsPerInch, dice });
}
