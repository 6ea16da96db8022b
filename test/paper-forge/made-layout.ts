import { layoutFormat, type PageLayout, type SheetLayout } from '../../src/paper/sheet-layout';
import { layoutTag } from '../../src/paper/sheet-code';
import type { Dice } from './dice';

/** A layout that nobody typeset: squares, code and boxes of the agreed sizes, rows at random, for sheets of `own-raster.ts`. */
export function madeLayout(dice: Dice): SheetLayout {
  const paper = dice.likely(0.8) ? 'A4' : 'A5';
  const [width, height] = paper === 'A4' ? [210, 297] : [148, 210];
  const pages = Array.from({ length: dice.whole(1, 3) }, (_, at) =>
    madePage(at + 1, { width, height, dice: dice.branch(at) }),
  );
  const layout = { format: layoutFormat, form: 'F', version: dice.whole(1, 99), paper, width, height, pages } as const;
  return { ...layout, tag: layoutTag(layout) };
}

function madePage(page: number, { width, height, dice }: { width: number; height: number; dice: Dice }): PageLayout {
  const square = (x: number, y: number) => ({ x, y, width: 6, height: 6 });
  const [right, bottom] = [width - 14, height - 14];
  const boxes: PageLayout['boxes'] = [];
  const rows: PageLayout['rows'] = [];
  for (let y = 45; y + 12 < height - 30;) {
    const item = `q${page}-${rows.length + 1}`;
    const kind = dice.likely(0.85) ? 'one' : 'several';
    const most = Math.floor((width - 80) / 14.4);
    const choices = dice.whole(2, Math.min(6, most));
    const tall = dice.real(7.2, 11);
    for (let choice = 1; choice <= choices; choice += 1)
      boxes.push({
        item,
        choice,
        x: width - 16 - 14.4 * (choices + 1 - choice),
        y: y + tall / 2 - 2.1,
        width: 4.2,
        height: 4.2,
      });
    rows.push({ item, kind, area: { x: 12, y, width: width - 24, height: tall } });
    y += tall;
  }
  return {
    page,
    anchors: [square(8, 8), square(right, 8), square(right, bottom), square(8, bottom)],
    code: { x: width - 40, y: 12, width: 21, height: 21 },
    codeText: { x: width - 40, y: 34, width: 21, height: 4 },
    rows,
    boxes,
    frames: page === 1 ? [{ item: 'free', x: 15, y: height - 30, width: width - 40, height: 14 }] : [],
  };
}
