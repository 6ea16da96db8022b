import type { Dice } from './dice';
import { lay } from './lay';
import { blankPicture, inGray, type Picture } from './picture';
import { addNoise, blur } from './tone';

/**
 * The sheet as it comes out of a photocopier: a little larger or smaller, shifted and turned, harder in contrast, grown or thinned,
 * speckled, with lines of a dirty glass. Gray only.
 */
export function photocopied(original: Picture, dotsPerInch: number, dice: Dice): Picture {
  const sheet = inGray(original);
  const { width, height } = sheet;
  const copy = blankPicture(width, height, [255]);
  const millimetre = dotsPerInch / 25.4;
  const [scaleX, scaleY] = [1 + dice.normal(0, 0.006), 1 + dice.normal(0, 0.006)];
  const angle = dice.normal(0, 0.006);
  const [shiftX, shiftY] = [dice.normal(0, 1.2) * millimetre, dice.normal(0, 1.2) * millimetre];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  lay(copy, sheet, {
    toSheet: (x, y) => {
      const [dx, dy] = [x - width / 2 - shiftX, y - height / 2 - shiftY];
      return [width / 2 + (dx * cos + dy * sin) / scaleX, height / 2 + (dy * cos - dx * sin) / scaleY];
    },
  });
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
  return copy;
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
