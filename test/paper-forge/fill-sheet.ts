import type { AnswerBox, AnswerRow, Choice, PageLayout } from '../../src/paper/sheet-layout';
import type { Dice } from './dice';
import { cross, dash, dot, filled, type Hand, ring, scribble, slash, tick } from './mark-shapes';
import { draw, type Pen, type PenKind, pickPen, type Stroke } from './pen';
import type { Picture } from './picture';
import type { MarkKind, RowTruth } from './row-truth';

/** How carefully the sheet's writer keeps to its instruction. */
export interface Manner {
  readonly pens: Readonly<Partial<Record<PenKind, number>>>;
  /** What they do in a row of one choice. */
  readonly marks: Readonly<Partial<Record<MarkKind, number>>>;
  readonly size: readonly [number, number];
  readonly off: number;
  readonly spread: number;
  readonly wobble: number;
}

/** ✕ or a small ✓ inside the box, as the sheet asks; a few corrected as it says, a few left blank. */
export const carefully: Manner = {
  pens: { ballpoint: 88, felt: 4, 'pencil-hb': 8 },
  marks: { cross: 80, tick: 12, blank: 4, corrected: 4 },
  size: [0.6, 0.95],
  off: 0.25,
  spread: 0.22,
  wobble: 0.12,
};

/** Everything that people do who do not read instructions. */
export const carelessly: Manner = {
  pens: { ballpoint: 60, felt: 12, 'pencil-hb': 18, 'pencil-2h': 10 },
  marks: {
    cross: 24,
    tick: 16,
    slash: 8,
    dash: 4,
    dot: 5,
    speck: 1,
    scribble: 6,
    filled: 5,
    ring: 4,
    outside: 5,
    overshoot: 7,
    corrected: 5,
    double: 2,
    erased: 1,
    'erased-and-marked': 2,
    blank: 5,
  },
  size: [0.45, 1.3],
  off: 0.6,
  spread: 0.45,
  wobble: 0.3,
};

interface Writing {
  readonly sheet: Picture;
  readonly dotsPerInch: number;
  readonly pen: Pen;
  readonly hand: Hand;
  readonly dice: Dice;
}

/** Marks every row of the page on `sheet` (which is drawn on) and says what is true of each. */
export function fillPage(
  sheet: Picture,
  page: PageLayout,
  { manner, dotsPerInch, dice }: { manner: Manner; dotsPerInch: number; dice: Dice },
): { readonly rows: RowTruth[]; readonly pen: Pen } {
  const pen = pickPen(dice, manner.pens);
  const hand: Hand = {
    wobble: dice.real(0.3, 1) * manner.wobble,
    size: dice.real(...manner.size),
    off: [within(dice.normal(0, manner.off), 0.9), within(dice.normal(0, manner.off), 0.9)],
    spread: manner.spread * dice.real(0.5, 1),
    slant: dice.normal(0, 0.15),
  };
  const rows = page.rows.map((row, at) => {
    const boxes = page.boxes.filter((box) => box.item === row.item);
    const writing = { sheet, dotsPerInch, pen, hand, dice: dice.branch(at) };
    return row.kind === 'several' ? fillSeveral(row, boxes, writing) : fillOne(row, boxes, manner, writing);
  });
  return { rows, pen };
}

function within(value: number, reach: number): number {
  return Math.max(-reach, Math.min(reach, value));
}

function fillSeveral(row: AnswerRow, boxes: readonly AnswerBox[], writing: Writing): RowTruth {
  const chosen = boxes.filter(() => writing.dice.likely(0.35));
  for (const box of chosen) put(writing, cross(box, writing.hand, writing.dice));
  return { item: row.item, how: 'several', right: [chosen.map(({ choice }) => choice)] };
}

function fillOne(row: AnswerRow, boxes: readonly AnswerBox[], manner: Manner, writing: Writing): RowTruth {
  const { dice } = writing;
  const drawn = dice.weighted(manner.marks);
  const box = dice.pick(boxes);
  const others = boxes.filter((other) => other !== box);
  // What takes two boxes becomes a plain ✕ in a row that has one.
  const how = others.length === 0 && twoBoxes.has(drawn) ? 'cross' : drawn;
  const right = markRow(how, box, others, writing);
  return { item: row.item, how, right };
}

/** A small mark off the middle would hide in the box's own line. */
const centred = { spread: 0.3, off: [0, 0] } as const;

const twoBoxes: ReadonlySet<MarkKind> = new Set(['corrected', 'double', 'erased-and-marked']);

function markRow(how: MarkKind, box: AnswerBox, others: readonly AnswerBox[], writing: Writing): Choice[][] {
  const { hand, dice, pen } = writing;
  const only: Choice[][] = [[box.choice]];
  switch (how) {
    case 'blank':
      return [[]];
    case 'cross':
    case 'several':
      put(writing, cross(box, hand, dice));
      return only;
    case 'tick':
      put(writing, tick(box, hand, dice));
      return only;
    case 'slash':
      put(writing, slash(box, hand, dice));
      return only;
    case 'dash':
      put(writing, dash(box, { ...hand, ...centred }, dice));
      return only;
    case 'dot':
      put(writing, dot(box, dice.real(0.8, 1.8), { ...hand, ...centred }, dice));
      return only;
    case 'speck':
      // A touch of the pen: some would count it, some not.
      put(writing, dot(box, 0.2, hand, dice));
      return [...only, []];
    case 'scribble':
      put(writing, scribble(box, hand, dice));
      return only;
    case 'filled':
      put(writing, filled(box, pen.widthMillimetres, dice));
      return only;
    case 'ring':
      put(writing, ring(box, hand, dice));
      return only;
    case 'outside':
      put(writing, cross(box, { ...hand, off: aside(box, dice), spread: 0.1, size: dice.real(0.7, 1) }, dice));
      return only;
    case 'overshoot':
      put(writing, cross(box, { ...hand, size: dice.real(1.4, 1.8) }, dice));
      return only;
    case 'corrected':
      put(writing, filled(dice.pick(others), pen.widthMillimetres, dice));
      put(writing, cross(box, hand, dice));
      return only;
    case 'double':
      put(writing, cross(dice.pick(others), hand, dice));
      put(writing, cross(box, hand, dice));
      return [];
    case 'erased':
      rubOut(writing, cross(box, hand, dice));
      return [[]];
    case 'erased-and-marked':
      rubOut(writing, cross(dice.pick(others), hand, dice));
      put(writing, cross(box, hand, dice));
      return only;
  }
}

/** Over the box's edge to one side: its middle between a quarter and six tenths of a box from the box's middle. */
function aside(box: AnswerBox, dice: Dice): readonly [number, number] {
  const far = box.width * dice.real(0.25, 0.6);
  const angle = dice.real(0, 2 * Math.PI);
  return [far * Math.cos(angle), far * Math.sin(angle)];
}

function put({ sheet, dotsPerInch, pen, dice }: Writing, strokes: readonly Stroke[]): void {
  draw(sheet, strokes, { pen, dotsPerInch, dice });
}

/** What an eraser leaves of a pencil: a trace that a person knows for one. */
function rubOut({ sheet, dotsPerInch, dice }: Writing, strokes: readonly Stroke[]): void {
  const trace: Pen = {
    name: 'pencil',
    colour: [0.4, 0.4, 0.4],
    widthMillimetres: dice.real(0.5, 0.9),
    strength: dice.real(0.04, 0.14),
    grain: 0.3,
  };
  draw(sheet, strokes, { pen: trace, dotsPerInch, dice });
}
