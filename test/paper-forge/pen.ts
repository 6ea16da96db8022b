import type { Dice } from './dice';
import type { Picture } from './picture';

export interface Pen {
  readonly name: 'ballpoint' | 'felt' | 'pencil';
  /** Share of red, green and blue light that comes back from a full stroke. */
  readonly colour: readonly [number, number, number];
  readonly widthMillimetres: number;
  /** How much of the paper a stroke covers, 0–1. */
  readonly strength: number;
  /** How much of a stroke the tooth of the paper leaves white, 0–1. */
  readonly grain: number;
}

/** A line of points in page millimetres, drawn without lifting the pen. */
export type Stroke = readonly (readonly [number, number])[];

const inks = {
  blue: [0.12, 0.2, 0.55],
  black: [0.12, 0.12, 0.13],
  red: [0.78, 0.16, 0.17],
} as const;

export function pickPen(dice: Dice, weights: Readonly<Partial<Record<PenKind, number>>>): Pen {
  const kind = dice.weighted(weights);
  const colour = inks[dice.weighted({ blue: 6, black: 3, red: 1 })];
  switch (kind) {
    case 'ballpoint':
      return {
        name: 'ballpoint',
        colour,
        widthMillimetres: dice.real(0.3, 0.75),
        strength: dice.real(0.8, 1),
        grain: dice.real(0, 0.2),
      };
    case 'felt':
      return { name: 'felt', colour, widthMillimetres: dice.real(0.8, 1.4), strength: dice.real(0.9, 1), grain: 0 };
    case 'pencil-hb':
      return {
        name: 'pencil',
        colour: [0.3, 0.3, 0.31],
        widthMillimetres: dice.real(0.45, 0.8),
        strength: dice.real(0.7, 0.95),
        grain: dice.real(0.25, 0.45),
      };
    case 'pencil-2h':
      return {
        name: 'pencil',
        colour: [0.45, 0.45, 0.46],
        widthMillimetres: dice.real(0.35, 0.6),
        strength: dice.real(0.5, 0.8),
        grain: dice.real(0.3, 0.5),
      };
  }
}

export type PenKind = 'ballpoint' | 'felt' | 'pencil-hb' | 'pencil-2h';

/** Draws strokes that were made in one go: where they cross, the ink is no darker. */
export function draw(
  sheet: Picture,
  strokes: readonly Stroke[],
  { pen, dotsPerInch, dice }: { pen: Pen; dotsPerInch: number; dice: Dice },
): void {
  const scale = dotsPerInch / 25.4;
  const reach = (pen.widthMillimetres * scale) / 2 + 1;
  const points = strokes.flat();
  const left = Math.max(0, Math.floor(Math.min(...points.map(([x]) => x)) * scale - reach));
  const top = Math.max(0, Math.floor(Math.min(...points.map(([, y]) => y)) * scale - reach));
  const width = Math.min(sheet.width, Math.ceil(Math.max(...points.map(([x]) => x)) * scale + reach)) - left;
  const height = Math.min(sheet.height, Math.ceil(Math.max(...points.map(([, y]) => y)) * scale + reach)) - top;
  if (width <= 0 || height <= 0) return;
  const cover = { left, top, width, height, ink: new Float32Array(width * height) };
  for (const stroke of strokes)
    for (let at = 0; at + 1 < Math.max(2, stroke.length); at += 1) {
      const from = stroke[at];
      const to = stroke[at + 1] ?? from;
      if (from && to) coverSegment(cover, { from, to, scale, radius: (pen.widthMillimetres * scale) / 2 });
    }
  takeLight(sheet, cover, pen, dice);
}

interface Cover {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly ink: Float32Array;
}

interface Segment {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly scale: number;
  readonly radius: number;
}

function coverSegment({ left, top, width, height, ink }: Cover, { from, to, scale, radius }: Segment): void {
  const ax = from[0] * scale - left;
  const ay = from[1] * scale - top;
  const dx = to[0] * scale - left - ax;
  const dy = to[1] * scale - top - ay;
  const square = dx * dx + dy * dy;
  const startY = Math.max(0, Math.floor(Math.min(ay, ay + dy) - radius - 1));
  const endY = Math.min(height, Math.ceil(Math.max(ay, ay + dy) + radius + 1));
  const startX = Math.max(0, Math.floor(Math.min(ax, ax + dx) - radius - 1));
  const endX = Math.min(width, Math.ceil(Math.max(ax, ax + dx) + radius + 1));
  for (let y = startY; y < endY; y += 1)
    for (let x = startX; x < endX; x += 1) {
      const px = x + 0.5 - ax;
      const py = y + 0.5 - ay;
      const along = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square));
      const covered = radius + 0.5 - Math.hypot(px - along * dx, py - along * dy);
      const at = y * width + x;
      if (covered > (ink[at] as number)) ink[at] = Math.min(1, covered);
    }
}

function takeLight(sheet: Picture, { left, top, width, height, ink }: Cover, pen: Pen, dice: Dice): void {
  const tooth = Float32Array.from({ length: 4099 }, () => dice.real(0, 1));
  const { planes } = sheet;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const covered = ink[y * width + x] as number;
      if (covered === 0) continue;
      // Two pixels each way share a grain.
      const grain = tooth[(((y + top) >> 1) * 1009 + ((x + left) >> 1) * 31) % 4099] as number;
      const kept = covered * pen.strength * (1 - pen.grain * grain * 2 * (grain > 0.5 ? 1 : 0.4));
      const at = (y + top) * sheet.width + x + left;
      const [red, green, blue] = pen.colour;
      const gray = 0.299 * red + 0.587 * green + 0.114 * blue;
      for (let plane = 0; plane < planes.length; plane += 1) {
        const back = planes.length === 1 ? gray : (pen.colour[plane] as number);
        const values = planes[plane] as Uint8ClampedArray;
        values[at] = (values[at] as number) * (1 - Math.max(0, kept) * (1 - back));
      }
    }
}
