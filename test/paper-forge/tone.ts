import type { Dice } from './dice';
import type { Picture } from './picture';

const cell = 16;

/** Every value replaced by the table's entry for it (256 entries). */
export function mapTones(picture: Picture, tone: (value: number) => number): void {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => tone(value));
  for (const plane of picture.planes)
    for (let at = 0; at < plane.length; at += 1) plane[at] = table[plane[at] as number] as number;
}

/** Multiplies every pixel by a smooth field, worked out at every 16th pixel: lamps, shadows, vignettes, fading. */
export function shade(picture: Picture, light: (x: number, y: number) => number): void {
  const { width, height, planes } = picture;
  const columns = Math.ceil(width / cell) + 1;
  const rows = Math.ceil(height / cell) + 1;
  const field = Float32Array.from({ length: columns * rows }, (_, at) =>
    light((at % columns) * cell, Math.floor(at / columns) * cell),
  );
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / cell) * columns;
    const down = (y % cell) / cell;
    for (let column = 0; column + 1 < columns; column += 1) {
      const at = row + column;
      const left = (field[at] as number) * (1 - down) + (field[at + columns] as number) * down;
      const right = (field[at + 1] as number) * (1 - down) + (field[at + columns + 1] as number) * down;
      const end = Math.min(width, (column + 1) * cell);
      for (const plane of planes)
        for (let x = column * cell; x < end; x += 1) {
          const pixel = y * width + x;
          plane[pixel] = (plane[pixel] as number) * (left + ((right - left) * (x % cell)) / cell);
        }
    }
  }
}

/** Sensor noise: normal, `deviation` in gray values, read from a table at a random place for every row. */
export function addNoise(picture: Picture, deviation: number, dice: Dice): void {
  const table = Int16Array.from({ length: 32_749 }, () => Math.round(dice.normal(0, deviation)));
  for (const plane of picture.planes)
    for (let y = 0; y < picture.height; y += 1) {
      let from = dice.whole(0, table.length - 1);
      const start = y * picture.width;
      for (let at = start; at < start + picture.width; at += 1) {
        plane[at] = (plane[at] as number) + (table[from] as number);
        from = from + 1 === table.length ? 0 : from + 1;
      }
    }
}

/** Near a Gaussian of this deviation in pixels: two running means along both directions. */
export function blur(picture: Picture, deviation: number): void {
  const reach = Math.round(Math.sqrt(deviation * deviation * 6 + 1) / 2 - 0.5);
  for (const plane of picture.planes) {
    if (reach < 1) soften(plane, picture, deviation);
    else
      for (let pass = 0; pass < 2; pass += 1) {
        smearAlong(plane, picture, reach);
        smearDown(plane, picture, reach);
      }
  }
}

/** Motion along one direction of the picture, `reach` pixels each way. */
export function smearMotion(picture: Picture, reach: number, upright: boolean): void {
  for (const plane of picture.planes) (upright ? smearDown : smearAlong)(plane, picture, reach);
}

function smearAlong(plane: Uint8ClampedArray, { width, height }: Picture, reach: number): void {
  const part = 1 / (2 * reach + 1);
  const line = new Int32Array(width + 2 * reach);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    for (let x = 0; x < width; x += 1) line[x + reach] = plane[start + x] as number;
    line.fill(plane[start] as number, 0, reach);
    line.fill(plane[start + width - 1] as number, width + reach);
    let sum = 0;
    for (let x = 0; x < 2 * reach; x += 1) sum += line[x] as number;
    for (let x = 0; x < width; x += 1) {
      sum += line[x + 2 * reach] as number;
      plane[start + x] = (sum * part + 0.5) | 0;
      sum -= line[x] as number;
    }
  }
}

/** All columns at once, row by row, as the memory lies. */
function smearDown(plane: Uint8ClampedArray, { width, height }: Picture, reach: number): void {
  const part = 1 / (2 * reach + 1);
  const before = plane.slice();
  const rowAt = (y: number) => Math.min(height - 1, Math.max(0, y)) * width;
  const sums = new Int32Array(width);
  for (let y = -reach; y < reach; y += 1)
    for (let x = 0, from = rowAt(y); x < width; x += 1) sums[x] = (sums[x] as number) + (before[from + x] as number);
  for (let y = 0; y < height; y += 1) {
    const [entering, leaving, start] = [rowAt(y + reach), rowAt(y - reach), y * width];
    for (let x = 0; x < width; x += 1) {
      const sum = (sums[x] as number) + (before[entering + x] as number);
      plane[start + x] = (sum * part + 0.5) | 0;
      sums[x] = sum - (before[leaving + x] as number);
    }
  }
}

/** A 3 × 3 kernel for blurs below what a running mean can do. */
function soften(plane: Uint8ClampedArray, { width, height }: Picture, deviation: number): void {
  const side = Math.exp(-1 / (2 * deviation * deviation));
  const centre = 1 / (1 + 2 * side);
  const before = plane.slice();
  for (let y = 0; y < height; y += 1)
    for (let x = 1; x + 1 < width; x += 1) {
      const at = y * width + x;
      plane[at] = centre * ((before[at] as number) + side * ((before[at - 1] as number) + (before[at + 1] as number)));
    }
  before.set(plane);
  for (let at = width; at < plane.length - width; at += 1)
    plane[at] =
      centre * ((before[at] as number) + side * ((before[at - width] as number) + (before[at + width] as number)));
}
