import { sheetText } from '../ui/text/ballot-sheet';
import { bold, type Drawing, type Measure, regular, strip, type Strip, textAt } from './sheet-drawing';
import { bodyOf, type PaperMeasures } from './sheet-paper';

/** Side of the boxes in the pictures: clearly smaller than a box that counts. */
const side = 3.6;
const pen = { width: 0.4, lightness: 0.15 };
/** Between the frame and what is in it, and between two pictures. */
const inset = 2.5;
const cellGap = 3;

const pictures = [
  { words: sheetText.guide.right, width: side + 2.2, draw: rightPicture },
  { words: sheetText.guide.changed, width: 2 * side + 4.2, draw: changedPicture },
  { words: sheetText.guide.wrong, width: 2 * side + 7.6, draw: wrongPicture },
];

/** How to mark, with three small pictures: right, changed, not so. ✕ is no letter of Tinos: it is drawn. */
export function guideStrip(measures: PaperMeasures, measure: Measure): Strip {
  const body = bodyOf(measures);
  const { letters } = measures;
  const title = guideTitle(body.x + inset, 1.8, letters.body, measure);
  const cell = (body.width - 2 * inset - 2 * cellGap) / 3;
  const top = 1.8 + title.height + 1.8;
  const cells = pictures.map(({ words, width, draw }, index) => {
    const x = body.x + inset + index * (cell + cellGap);
    const wordsWidth = cell - width;
    const size = measure(words, wordsWidth, regular(letters.small));
    const height = Math.max(size.height, side + 1.4);
    return {
      height,
      drawings: [...draw(x + 0.4, top + 0.9), textAt(x + width, top + 0.3, wordsWidth, words, regular(letters.small))],
    };
  });
  const height = top + Math.max(...cells.map((each) => each.height)) + 2;
  const frame: Drawing = {
    kind: 'rectangle',
    x: body.x,
    y: 0,
    width: body.width,
    height,
    fill: null,
    radius: 1.5,
    line: { width: 0.2, lightness: 0.35 },
  };
  return strip({
    height,
    drawings: [frame, ...title.drawings, ...cells.flatMap(({ drawings }) => drawings)],
    gap: 2.5,
    name: sheetText.guide.titleBefore,
  });
}

/** One line with the sign itself between the words; two where they do not fit. */
function guideTitle(
  x: number,
  y: number,
  size: number,
  measure: Measure,
): { readonly drawings: readonly Drawing[]; readonly height: number } {
  const { titleBefore, titleAfter } = sheetText.guide;
  const before = measure(titleBefore, 1_000, bold(size));
  const after = measure(titleAfter, 1_000, bold(size));
  const sign = 3.4;
  const signX = x + before.width + 1;
  return {
    height: before.height,
    drawings: [
      textAt(x, y, before.width + 0.5, titleBefore, bold(size)),
      ...cross(signX, y + (before.height - sign) / 2 + 0.3, sign),
      textAt(signX + sign + 1, y, after.width + 0.5, titleAfter, bold(size)),
    ],
  };
}

/** What to do, once more, for the head of the later pages. */
export function guideReminder(x: number, y: number, width: number, measures: PaperMeasures): Drawing[] {
  const wordsX = x + 2 * side + 5;
  return [
    ...changedPicture(x + 0.2, y + 0.5),
    textAt(wordsX, y, width - (wordsX - x), sheetText.again, regular(measures.letters.small)),
  ];
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
  const second = x + side + 3.6;
  const tick = [
    [x + 0.7, y + 1.7],
    [x + 1.7, y + 3.1],
    [x + 4.7, y - 0.9],
  ] as const;
  return [
    exampleBox(x, y, false),
    { kind: 'path', points: tick, line: pen },
    exampleBox(second, y, false),
    { kind: 'circle', x: second + side / 2, y: y + side / 2, radius: side * 0.72, line: pen },
  ];
}
