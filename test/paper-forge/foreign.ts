import { create } from 'qrcode';
import type { Rectangle } from '../../src/paper/sheet-layout';
import { type Dice, throwDice } from './dice';
import { toJpeg, toPng } from './encode-picture';
import { lay } from './lay';
import { flat, lit, photographed, wornByCamera } from './phone';
import { blankPicture, type Picture } from './picture';
import { addNoise, blur, shade } from './tone';

/** Pictures that are no sheets. Whatever is read from one is an answer that nobody gave. */
export const foreignKinds = [
  'landscape',
  'text',
  'form',
  'checkers',
  'other-code',
  'newspaper',
  'squares-and-code',
  'blank',
  'black',
  'noise',
] as const;
export type ForeignKind = (typeof foreignKinds)[number];

export interface Foreign {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function forgeForeign(kind: ForeignKind, seed: string): Promise<Foreign> {
  const dice = throwDice(`foreign/${kind}/${seed}`);
  let picture = foreignPage(kind, dice);
  if (kind !== 'landscape' && dice.likely(0.5)) picture = seenByPhone(picture, dice);
  addNoise(picture, dice.real(0.5, 6), dice);
  const bytes = dice.likely(0.2) ? await toPng(picture) : toJpeg(picture, dice.whole(40, 95));
  return { name: `foreign-${kind}-${seed.replaceAll('/', '-')}`, bytes };
}

const [width, height] = [1654, 2339];

function foreignPage(kind: ForeignKind, dice: Dice): Picture {
  const page = blankPicture(width, height, [kind === 'black' ? 8 : 250]);
  switch (kind) {
    case 'landscape':
      return landscape(dice);
    case 'text':
      lines(page, { x: 150, y: 150, width: 1350, height: 2000 }, dice);
      return page;
    case 'newspaper':
      for (let column = 0; column < 4; column += 1)
        lines(page, { x: 60 + column * 390, y: 80 + dice.whole(0, 300), width: 360, height: 1900 }, dice);
      lay(page, landscape(dice), { toSheet: (x, y) => (x < 900 && y < 600 ? [x * 1.2, y * 1.2] : undefined) });
      return page;
    case 'form':
      lines(page, { x: 120, y: 120, width: 900, height: 2000 }, dice);
      boxes(page, dice);
      return page;
    case 'checkers':
      checkers(page, dice.whole(40, 200));
      return page;
    case 'other-code':
      lines(page, { x: 150, y: 700, width: 1350, height: 1400 }, dice);
      code(page, { x: 1250, y: 120, width: 260, height: 260 }, dice);
      return page;
    case 'squares-and-code':
      likeASheet(page, dice);
      return page;
    case 'noise':
      addNoise(page, 90, dice);
      blur(page, dice.real(0.5, 6));
      return page;
    case 'blank':
    case 'black':
      return page;
  }
}

function fill({ planes: [plane], width: wide, height: tall }: Picture, area: Rectangle, value: number): void {
  for (let y = Math.max(0, Math.round(area.y)); y < Math.min(tall, area.y + area.height); y += 1)
    plane?.fill(
      value,
      y * wide + Math.max(0, Math.round(area.x)),
      y * wide + Math.min(wide, Math.round(area.x + area.width)),
    );
}

/** Hills, sky and blobs of every size, as a photograph has edges and tones of every size. */
function landscape(dice: Dice): Picture {
  const photo = blankPicture(2400, 1800, [200]);
  const waves = Array.from({ length: 30 }, (_, octave) => {
    const fine = 0.001 * 1.22 ** octave;
    return {
      fx: dice.normal(0, fine),
      fy: dice.normal(0, fine),
      phase: dice.real(0, 6),
      deep: 0.25 / (1 + octave / 4),
    };
  });
  shade(photo, (x, y) =>
    waves.reduce((light, { fx, fy, phase, deep }) => light + deep * Math.sin(x * fx + y * fy + phase), 0.75),
  );
  for (let blob = dice.whole(5, 80); blob > 0; blob -= 1) {
    const side = dice.real(10, 300);
    fill(
      photo,
      { x: dice.real(0, 2400), y: dice.real(0, 1800), width: side, height: side * dice.real(0.3, 2) },
      dice.real(0, 255),
    );
  }
  blur(photo, dice.real(0.5, 3));
  return photo;
}

function lines(page: Picture, { x, y, width: wide, height: tall }: Rectangle, dice: Dice): void {
  for (let line = y; line < y + tall; line += 34)
    for (let at = x; at < x + wide - 20;) {
      const word = dice.real(15, 120);
      for (let letter = at; letter < Math.min(at + word, x + wide); letter += 14) {
        fill(page, { x: letter, y: line + dice.whole(0, 8), width: 3, height: dice.real(12, 24) }, 30);
        fill(page, { x: letter, y: line + dice.whole(4, 20), width: dice.real(5, 11), height: 3 }, 30);
      }
      at += word + 14;
    }
}

/** A questionnaire of somebody else: rows of outlined and of filled squares. */
function boxes(page: Picture, dice: Dice): void {
  for (let y = 200; y < 2000; y += dice.whole(50, 80))
    for (let column = 0; column < 5; column += 1) {
      const box = { x: 1060 + column * 110, y, width: 34, height: 34 };
      fill(page, box, 20);
      if (!dice.likely(0.25)) fill(page, { x: box.x + 4, y: y + 4, width: 26, height: 26 }, 250);
    }
}

function checkers(page: Picture, side: number): void {
  for (let y = 0; y * side < height; y += 1)
    for (let x = y % 2; x * side < width; x += 2)
      fill(page, { x: x * side, y: y * side, width: side, height: side }, 10);
}

function code(page: Picture, area: Rectangle, dice: Dice): void {
  const text = dice.pick([
    'https://dichvucong.gov.vn/ho-so/tra-cuu?ma=H57.123',
    'H1AAAAF0RGE1ABCDEFGH00000000',
    '00020101021138570010A000000727',
    'WIFI:S:UBND;T:WPA;P:12345678;;',
    String(dice.whole(0, 1e9)),
  ]);
  const { modules } = create(text, { errorCorrectionLevel: dice.pick(['L', 'Q'] as const) });
  const side = area.width / modules.size;
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column))
        fill(
          page,
          { x: area.x + column * side, y: area.y + row * side, width: Math.ceil(side), height: Math.ceil(side) },
          10,
        );
}

/** Corner squares and a code just where a sheet has them, all of it somebody else's. */
function likeASheet(page: Picture, dice: Dice): void {
  const millimetre = width / 210;
  for (const [x, y] of [
    [8, 8],
    [196, 8],
    [196, 283],
    [8, 283],
  ] as const)
    fill(page, { x: x * millimetre, y: y * millimetre, width: 6 * millimetre, height: 6 * millimetre }, 10);
  code(page, { x: 168 * millimetre, y: 12 * millimetre, width: 21 * millimetre, height: 21 * millimetre }, dice);
  boxes(page, dice);
}

function seenByPhone(picture: Picture, dice: Dice): Picture {
  const camera = {
    width: 2448,
    height: 3264,
    focalPixels: 2450,
    above: dice.real(260, 330),
    tilt: Math.abs(dice.normal(0, 8)),
    towards: dice.real(0, 6),
    roll: dice.real(-20, 20),
    aim: [0, 0] as const,
  };
  const photo = photographed(camera, [{ picture, dotsPerInch: 200, x: 0, y: 0, degrees: 0, bend: flat }], dice);
  lit(photo, dice);
  wornByCamera(photo, dice, 'hard');
  return photo;
}
