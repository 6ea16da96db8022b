import type { PageLayout, Rectangle } from '../../src/paper/sheet-layout';
import type { Dice } from './dice';
import { lay, type ToSheet } from './lay';
import { blankPicture, inGray, type Picture } from './picture';
import { addNoise, blur } from './tone';

export interface Copy {
  readonly picture: Picture;
  /** Where the page's boxes and frames are on the copy. */
  placed(page: PageLayout): PageLayout;
}

/**
 * The sheet as it comes out of a photocopier: a little larger or smaller, shifted and turned, harder in contrast, grown or thinned,
 * speckled, with lines of a dirty glass. Gray only.
 */
export function photocopied(original: Picture, dotsPerInch: number, dice: Dice): Copy {
  const sheet = inGray(original);
  const { width, height } = sheet;
  const copy = blankPicture(width, height, [255]);
  const millimetre = dotsPerInch / 25.4;
  const [scaleX, scaleY] = [1 + dice.normal(0, 0.006), 1 + dice.normal(0, 0.006)];
  const angle = dice.normal(0, 0.006);
  const [shiftX, shiftY] = [dice.normal(0, 1.2) * millimetre, dice.normal(0, 1.2) * millimetre];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const toSheet: ToSheet = (x, y) => {
    const [dx, dy] = [x - width / 2 - shiftX, y - height / 2 - shiftY];
    return [width / 2 + (dx * cos + dy * sin) / scaleX, height / 2 + (dy * cos - dx * sin) / scaleY];
  };
  lay(copy, sheet, { toSheet });
  blur(copy, dice.real(0.6, 1.4));
  addNoise(copy, dice.real(4, 12), dice);
  const middle = dice.real(135, 205);
  const steep = dice.real(0.025, 0.08);
  const [plane] = copy.planes;
  const table = Uint8ClampedArray.from(
    { length: 256 },
    (_, value) => 12 + 243 / (1 + Math.exp(-steep * (value - middle))),
  );
  if (plane) for (let at = 0; at < plane.length; at += 1) plane[at] = table[plane[at] as number] as number;
  speckle(copy, dice);
  if (dice.likely(0.3)) lineOfTheGlass(copy, dice);
  const ofCopy = (u: number, v: number): readonly [number, number] => {
    const [a, b] = [(u * millimetre - width / 2) * scaleX, (v * millimetre - height / 2) * scaleY];
    const [x, y] = [width / 2 + shiftX + a * cos - b * sin, height / 2 + shiftY + a * sin + b * cos];
    return [x / millimetre, y / millimetre];
  };
  return { picture: copy, placed: (page) => placedBy(page, ofCopy) };
}

/** Boxes and frames where `to` puts their middles, for a hand to write in. */
function placedBy(page: PageLayout, to: (x: number, y: number) => readonly [number, number]): PageLayout {
  const move = <T extends Rectangle>(place: T): T => {
    const [x, y] = to(place.x + place.width / 2, place.y + place.height / 2);
    return { ...place, x: x - place.width / 2, y: y - place.height / 2 };
  };
  return { ...page, boxes: page.boxes.map(move), frames: page.frames.map(move) };
}

function speckle({ width, height, planes: [plane] }: Picture, dice: Dice): void {
  for (let count = dice.whole(50, 1500); count > 0 && plane; count -= 1) {
    const at = dice.whole(0, height - 3) * width + dice.whole(0, width - 3);
    const value = dice.real(0, 120);
    for (const near of dice.likely(0.4) ? [0, 1, width, width + 1] : [0, 1]) plane[at + near] = value;
  }
}

function lineOfTheGlass({ width, height, planes: [plane] }: Picture, dice: Dice): void {
  const x = dice.whole(10, width - 10);
  const strength = dice.real(0.15, 0.6);
  for (let y = 0; y < height && plane; y += 1)
    for (const column of [x, x + 1]) {
      const at = y * width + column;
      plane[at] = (plane[at] as number) * (1 - strength);
    }
}
