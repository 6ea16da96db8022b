import type { Dice } from './dice';
import { lay, type ToSheet } from './lay';
import { blankPicture, type Picture } from './picture';
import { addNoise, blur, mapTones, shade, smearMotion } from './tone';

/** A sheet on the table, in millimetres: `x`, `y` of its middle, turned, bent along one direction. */
export interface LyingSheet {
  readonly picture: Picture;
  /** Of the picture. */
  readonly dotsPerInch: number;
  readonly x: number;
  readonly y: number;
  readonly degrees: number;
  readonly bend: Bend;
  /** Part of the sheet that is torn off or folded under, from its picture's pixels. */
  readonly shown?: (u: number, v: number) => boolean;
}

/** The sheet's height over the table along `direction` (radians): a table of heights and the way along the paper. */
export interface Bend {
  readonly direction: number;
  readonly height: (along: number) => number;
}

export const flat: Bend = { direction: 0, height: () => 0 };

/** A pinhole over the table; its distances in millimetres. */
export interface Camera {
  readonly width: number;
  readonly height: number;
  readonly focalPixels: number;
  readonly above: number;
  /** Leaning from straight down, in degrees, and towards where. */
  readonly tilt: number;
  readonly towards: number;
  readonly roll: number;
  readonly aim: readonly [number, number];
}

type Vector = readonly [number, number, number];

/** Table millimetres that a pixel sees at height zero, or on the bent sheet. */
export function view(camera: Camera, sheet: LyingSheet): ToSheet {
  const ray = rayOf(camera);
  const eye = eyeOf(camera);
  const way = wayAlong(sheet.bend);
  const turn = (sheet.degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [along, across] = [Math.cos(sheet.bend.direction), Math.sin(sheet.bend.direction)];
  const scale = sheet.dotsPerInch / 25.4;
  return (x, y) => {
    const direction = ray(x, y);
    if (direction[2] > -0.05) return undefined;
    let height = 0;
    let [px, py] = [0, 0];
    for (let step = 0; step < 6; step += 1) {
      const reach = (height - eye[2]) / direction[2];
      const [dx, dy] = [eye[0] + reach * direction[0] - sheet.x, eye[1] + reach * direction[1] - sheet.y];
      [px, py] = [dx * cos + dy * sin, dy * cos - dx * sin];
      height = sheet.bend.height(px * along + py * across);
    }
    const s = px * along + py * across;
    const stretched = way(s) - s;
    const [u, v] = [px + stretched * along, py + stretched * across];
    return [sheet.picture.width / 2 + u * scale, sheet.picture.height / 2 + v * scale];
  };
}

function eyeOf({ above, tilt, towards, aim }: Camera): Vector {
  const lean = (tilt * Math.PI) / 180;
  const back = above * Math.tan(lean);
  return [aim[0] - back * Math.cos(towards), aim[1] - back * Math.sin(towards), above];
}

function rayOf(camera: Camera): (x: number, y: number) => Vector {
  const eye = eyeOf(camera);
  const forward = unit([camera.aim[0] - eye[0], camera.aim[1] - eye[1], -eye[2]]);
  const roll = (camera.roll * Math.PI) / 180;
  const up: Vector = [Math.sin(roll), -Math.cos(roll), 0];
  // The table's y runs down as seen from above, so that its axes are left-handed.
  const right = unit(crossProduct(up, forward));
  const down = crossProduct(right, forward);
  return (x, y) => {
    const [sx, sy] = [(x - camera.width / 2) / camera.focalPixels, (y - camera.height / 2) / camera.focalPixels];
    return [
      forward[0] + sx * right[0] + sy * down[0],
      forward[1] + sx * right[1] + sy * down[1],
      forward[2] + sx * right[2] + sy * down[2],
    ];
  };
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

function crossProduct([ax, ay, az]: Vector, [bx, by, bz]: Vector): Vector {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

/** Length along the bent paper from its middle to where it stands over `along`. */
function wayAlong({ height }: Bend): (along: number) => number {
  const half = 260;
  const way = new Float64Array(2 * half + 1);
  for (let at = half; at < 2 * half; at += 1)
    way[at + 1] = (way[at] as number) + Math.hypot(1, height(at + 1 - half) - height(at - half));
  for (let at = half; at > 0; at -= 1)
    way[at - 1] = (way[at] as number) - Math.hypot(1, height(at - half) - height(at - 1 - half));
  return (along) => {
    const at = Math.min(2 * half - 0.001, Math.max(0, along + half));
    const low = Math.floor(at);
    return (way[low] as number) + ((way[low + 1] as number) - (way[low] as number)) * (at - low);
  };
}

/** Curled as from a roll, waved, or folded once. `tall` in millimetres over a sheet of `length`. */
export function pickBend(dice: Dice, tall: number, length: number): Bend {
  const direction = dice.likely(0.8) ? dice.pick([0, Math.PI / 2]) : dice.real(0, Math.PI);
  const half = length / 2;
  switch (dice.weighted({ arch: 3, cup: 2, wave: 2, fold: 2 })) {
    case 'arch':
      return { direction, height: (s) => Math.max(0, tall * (1 - (s / half) ** 2)) };
    case 'cup':
      return { direction, height: (s) => Math.min(2, (s / half) ** 2) * tall };
    case 'wave': {
      const [pitch, phase] = [dice.real(120, 260), dice.real(0, 6)];
      return { direction, height: (s) => (tall / 2) * (1 + Math.sin((2 * Math.PI * s) / pitch + phase)) * 0.6 };
    }
    case 'fold': {
      const at = dice.normal(0, 30);
      return { direction, height: (s) => Math.max(0, tall * (1 - Math.abs(s - at) / half)) };
    }
  }
}

/** A table of one texture, lit by a lamp; the sheets are laid on it one after the other. */
export function photographed(camera: Camera, sheets: readonly LyingSheet[], dice: Dice): Picture {
  const colour = sheets[0]?.picture.planes.length === 3;
  const photo = tableTop(camera, colour, dice.branch('table'));
  for (const sheet of sheets) lay(photo, sheet.picture, { toSheet: view(camera, sheet), shown: sheet.shown });
  return photo;
}

const tile = 512;

function tableTop({ width, height }: Camera, colour: boolean, dice: Dice): Picture {
  const base = dice.real(30, 210);
  const tint = colour ? [dice.real(0.9, 1.15), 1, dice.real(0.6, 1.05)] : [1];
  const table = blankPicture(
    width,
    height,
    tint.map((share) => Math.min(255, base * share)),
  );
  const pattern = patternOf(dice.pick(['plain', 'wood', 'cloth', 'tiles']), dice);
  for (const plane of table.planes) {
    const patch = Uint8ClampedArray.from(pattern, (factor) => (plane[0] as number) * factor);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += tile) {
        const from = (y % tile) * tile;
        plane.set(patch.subarray(from, from + Math.min(tile, width - x)), y * width + x);
      }
  }
  return table;
}

/** Brightness of a square of `tile` pixels, which is repeated. */
function patternOf(kind: 'plain' | 'wood' | 'cloth' | 'tiles', dice: Dice): Float32Array {
  const [pitch, deep, lean] = [dice.real(15, 90), dice.real(0.05, 0.3), dice.real(-0.3, 0.3)];
  const grain = Float32Array.from({ length: 8191 }, () => dice.normal(0, 0.03));
  const line = (x: number, y: number): number => {
    const across = x + lean * y;
    if (kind === 'wood')
      return deep * (Math.abs(((across / pitch) % 2) - 1) - 0.5) + (grain[Math.abs(across | 0)] as number);
    if (kind === 'cloth') return (deep / 2) * (((x >> 2) + (y >> 2)) % 2);
    return kind === 'tiles' && (x < 7 || y < 7) ? -deep : 0;
  };
  return Float32Array.from({ length: tile * tile }, (_, at) => {
    const [x, y] = [at % tile, Math.floor(at / tile)];
    return 1 + line(x, y) + (grain[(at * 7) % 8191] as number);
  });
}

/** Lamp, vignette and the shadow of a hand or the phone itself. */
export function lit(photo: Picture, dice: Dice): void {
  const { width, height } = photo;
  const [lampX, lampY] = [dice.real(-0.3, 1.3) * width, dice.real(-0.3, 1.3) * height];
  const fall = dice.real(0.1, 0.75);
  const vignette = dice.real(0, 0.3);
  const diagonal = Math.hypot(width, height);
  const shadow = dice.likely(0.45) ? pickShadow(photo, dice) : () => 1;
  const brightest = dice.real(0.8, 1.02);
  shade(photo, (x, y) => {
    const lamp = 1 - fall * (Math.hypot(x - lampX, y - lampY) / diagonal) ** 1.3;
    const corner = 1 - vignette * ((2 * Math.hypot(x - width / 2, y - height / 2)) / diagonal) ** 2;
    return brightest * Math.max(0.15, lamp) * corner * shadow(x, y);
  });
}

function pickShadow({ width, height }: Picture, dice: Dice): (x: number, y: number) => number {
  const angle = dice.real(0, 2 * Math.PI);
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  const through = [dice.real(0.25, 0.75) * width, dice.real(0.25, 0.75) * height] as const;
  const dark = dice.real(0.25, 0.6);
  const soft = dice.real(15, 160);
  const bent = dice.real(0, 0.0004);
  return (x, y) => {
    const along = (x - through[0]) * -ny + (y - through[1]) * nx;
    const off = (x - through[0]) * nx + (y - through[1]) * ny + bent * along * along;
    return 1 - dark / (1 + Math.exp(-off / soft));
  };
}

/** Lens, hand and sensor. */
export function wornByCamera(photo: Picture, dice: Dice, wear: 'mild' | 'hard'): void {
  const hard = wear === 'hard';
  blur(photo, dice.real(0.4, hard ? 1.9 : 1));
  if (dice.likely(hard ? 0.3 : 0.1)) smearMotion(photo, dice.whole(1, hard ? 3 : 1), dice.likely(0.5));
  const gamma = dice.real(0.8, 1.25);
  mapTones(photo, (value) => 255 * (value / 255) ** gamma);
  addNoise(photo, dice.real(1, hard ? 9 : 4), dice);
}
