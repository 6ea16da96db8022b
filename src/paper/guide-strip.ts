import { sheetText } from '../ui/text/ballot-sheet';
import { bold, type Drawing, type Measure, movedDown, regular, strip, type Strip, textAt } from './sheet-drawing';
import { bodyOf, type PaperMeasures } from './sheet-paper';

/** Side of the boxes in the pictures: clearly smaller than a box that counts. */
const side = 3.6;
const pen = { width: 0.4, lightness: 0.15 };

/** How to mark, with three small pictures: right, changed, not so. ✕ is no letter of Tinos: it is drawn. */
export function guideStrip(measures: PaperMeasures, measure: Measure): Strip {
  const body = bodyOf(measures);
  const { letters } = measures;
  const { titleBefore, titleAfter, right, changed, wrong } = sheetText.guide;
  const inset = 2.5;
  const style = bold(letters.body);
  const title = measure(titleBefore, 1_000, style);
  const signX = body.x + inset + title.width + 1.2;
  const drawings: Drawing[] = [
    textAt(body.x + inset, 1.6, title.width + 1, titleBefore, style),
    ...cross(signX, 1.6 + (title.height - 3.2) / 2 + 0.2, 3.2),
    textAt(signX + 4.4, 1.6, 60, titleAfter, style),
  ];
  const gap = 4;
  const cell = (body.width - 2 * inset - 2 * gap) / 3;
  const pictures = [
    [right, rightPicture],
    [changed, changedPicture],
    [wrong, wrongPicture],
  ] as const;
  const top = 1.6 + title.height + 1.6;
  let height = 0;
  pictures.forEach(([words, picture], index) => {
    const x = body.x + inset + index * (cell + gap);
    const pictureWidth = index === 0 ? side + 2.4 : 2 * side + 4.4;
    const size = measure(words, cell - pictureWidth, regular(letters.small));
    drawings.push(...picture(x + 0.4, top + 0.6));
    drawings.push(textAt(x + pictureWidth, top, cell - pictureWidth, words, regular(letters.small)));
    height = Math.max(height, size.height, side + 1.2);
  });
  const whole = top + height + 1.8;
  const frame: Drawing = {
    kind: 'rectangle',
    x: body.x,
    y: 0,
    width: body.width,
    height: whole,
    fill: null,
    line: { width: 0.2, lightness: 0.35 },
    radius: 1.5,
  };
  return strip({ height: whole, drawings: [frame, ...drawings], gap: 2.5, name: sheetText.guide.title });
}

/** The same three pictures in one line, for the head of the later pages. */
export function guideReminder(x: number, y: number, width: number, measures: PaperMeasures): Drawing[] {
  const pictures = 2 * side + 6;
  return [
    ...changedPicture(x + 0.4, y + 0.4),
    textAt(x + pictures, y, width - pictures, sheetText.again, regular(measures.letters.small)),
  ].map((drawing) => movedDown(drawing, 0));
}

function exampleBox(x: number, y: number, filled: boolean): Drawing {
  return {
    kind: 'rectangle',
    x,
    y,
    width: side,
    height: side,
    fill: filled ? 0.15 : 1,
    line: { width: 0.2, lightness: 0 },
    radius: 0,
  };
}

function cross(x: number, y: number, size: number): Drawing[] {
  const [near, far] = [0.14 * size, 0.86 * size];
  return [
    {
      kind: 'path',
      points: [
        [x + near, y + near],
        [x + far, y + far],
      ],
      line: pen,
    },
    {
      kind: 'path',
      points: [
        [x + far, y + near],
        [x + near, y + far],
      ],
      line: pen,
    },
  ];
}

function rightPicture(x: number, y: number): Drawing[] {
  return [exampleBox(x, y, false), ...cross(x, y, side)];
}

function changedPicture(x: number, y: number): Drawing[] {
  const second = x + side + 1.8;
  return [exampleBox(x, y, true), exampleBox(second, y, false), ...cross(second, y, side)];
}

/** A tick over the edge and a circle around. */
function wrongPicture(x: number, y: number): Drawing[] {
  const second = x + side + 2.2;
  return [
    exampleBox(x, y, false),
    {
      kind: 'path',
      points: [
        [x + 0.8, y + 1.8],
        [x + 1.8, y + 3.2],
        [x + 4.6, y - 1],
      ],
      line: pen,
    },
    exampleBox(second, y, false),
    { kind: 'circle', x: second + side / 2, y: y + side / 2, radius: side * 0.78, line: pen },
  ];
}
