import type { GrayImage, PageToPixels } from '../page-reading';
import type { Rectangle } from '../sheet-layout';
import { type BoxPatch, samplePatch } from './box-patch';
import { cornersOf, type FoundCode } from './find-code';
import { type Point, project } from './homography';

/** A clean picture of a code that dirt or a streak made unreadable, and its corners in pixels of the whole picture. */
export interface RebuiltCode {
  readonly picture: GrayImage;
  readonly corners: FoundCode['corners'];
}

/** Every sheet's code is version 2 (docs/formats/ballot-layout.md): so many modules to a side. */
const modules = 25;
/** Samples to a module of the patch; samples to each side (2.4 mm) in which the code is looked for. */
const samples = 6;
const reach = 17;
/** Pixels to a module, and modules of white around, in the picture that is made. */
const dots = 4;
const border = 4;
/** Of the modules that are alike in every code: fewer seen mean that there is none. */
const leastAlike = 0.7;
/** Which of a module's samples, from the darkest on, speaks for it: its middle; under a dark streak a brighter one, under a light one a darker. */
const voices = [0.5, 0.75, 0.25];

/**
 * The code that the squares say stands at `code`, read module by module and drawn anew, those that are alike in every code as they must be
 * (ISO/IEC 18004, 6.3: finders with their white, timing, alignment). What is wrong besides, its own correction mends, or it stays unread.
 */
export function rebuildCodes(picture: GrayImage, map: PageToPixels, code: Rectangle): RebuiltCode[] {
  const step = code.width / modules / samples;
  const patch = samplePatch(picture, map, code, { x: 0, y: 0 }, { step, margin: (reach + 1) * step });
  if (patch.isCut) return [];
  const place = bestPlace(patch);
  if (place.alike < leastAlike) return [];
  const seen = { ...code, x: code.x + place.x * step, y: code.y + place.y * step };
  const corners = cornersOf(seen).map((corner) => project(map, corner)) as [Point, Point, Point, Point];
  return voices.map((voice) => ({ picture: drawn(darkModules(patch, place, voice)), corners }));
}

interface FixedModule {
  readonly column: number;
  readonly row: number;
  readonly isDark: boolean;
}

const fixed: readonly FixedModule[] = Array.from({ length: modules * modules }, (_, at) => at).flatMap((at) => {
  const [column, row] = [at % modules, Math.floor(at / modules)];
  const isDark = alwaysDark(column, row);
  return isDark === undefined ? [] : [{ column, row, isDark }];
});

/** Undefined where codes differ. */
function alwaysDark(column: number, row: number): boolean | undefined {
  const [right, bottom] = [modules - 1 - column, modules - 1 - row];
  const isLeft = column < 8;
  if (row < 8 && (isLeft || right < 8)) return inFinder(isLeft ? column : right, row);
  if (isLeft && bottom < 8) return inFinder(column, bottom);
  if (row === 6 || column === 6) return (row + column) % 2 === 0;
  const aside = Math.max(Math.abs(column - 18), Math.abs(row - 18));
  return aside <= 2 ? aside !== 1 : undefined;
}

/** Counted from the corner of the code; the eighth row and column are white. */
function inFinder(column: number, row: number): boolean {
  const aside = Math.max(Math.abs(column - 3), Math.abs(row - 3));
  return aside !== 2 && aside !== 4;
}

interface Place {
  /** In samples, from where the squares say that the code is. */
  readonly x: number;
  readonly y: number;
  /** Half-way between the known dark modules and the light ones. */
  readonly limit: number;
  /** Share of the known modules that are on the right side of it. */
  readonly alike: number;
}

/** The shift at which the known modules differ most, dark from light. */
function bestPlace(patch: BoxPatch): Place {
  const means = smoothed(patch);
  const known = fixed.map(({ column, row, isDark }) => ({ at: sampleAt(patch, column, row), isDark }));
  const lights = known.filter(({ isDark }) => !isDark).map(({ at }) => at);
  const darks = known.filter(({ isDark }) => isDark).map(({ at }) => at);
  const mean = (all: readonly number[], shift: number): number =>
    all.reduce((sum, at) => sum + means[at + shift]!, 0) / all.length;
  let best = { x: 0, y: 0, limit: 0, apart: -1 };
  for (let y = -reach; y <= reach; y += 1)
    for (let x = -reach; x <= reach; x += 1) {
      const shift = y * patch.columns + x;
      const [light, dark] = [mean(lights, shift), mean(darks, shift)];
      if (light - dark > best.apart) best = { x, y, limit: (light + dark) / 2, apart: light - dark };
    }
  const shift = best.y * patch.columns + best.x;
  const alike = known.filter(({ at, isDark }) => means[at + shift]! < best.limit === isDark).length / known.length;
  return { x: best.x, y: best.y, limit: best.limit, alike };
}

/** The sample in the middle of a module, where the code is not shifted. */
function sampleAt({ columns, rows }: BoxPatch, column: number, row: number): number {
  const half = (modules * samples) / 2;
  const x = Math.floor(columns / 2 - half + (column + 0.5) * samples);
  const y = Math.floor(rows / 2 - half + (row + 0.5) * samples);
  return y * columns + x;
}

/** Each sample the mean of nine. */
function smoothed({ columns, data }: BoxPatch): Float32Array {
  const means = new Float32Array(data.length);
  for (let at = columns + 1; at < data.length - columns - 1; at += 1) {
    let sum = 0;
    for (const row of [at - columns, at, at + columns]) sum += data[row - 1]! + data[row]! + data[row + 1]!;
    means[at] = sum / 9;
  }
  return means;
}

/** Row by row; of each module the samples within, without its edges, are put in order and the one at `voice` is asked. */
function darkModules(patch: BoxPatch, { x, y, limit }: Place, voice: number): boolean[] {
  return Array.from({ length: modules * modules }, (_, module) => {
    const [column, row] = [module % modules, Math.floor(module / modules)];
    const known = alwaysDark(column, row);
    if (known !== undefined) return known;
    const middle = sampleAt(patch, column, row) + y * patch.columns + x;
    const within: number[] = [];
    for (let down = -2; down <= 1; down += 1)
      for (let over = -2; over <= 1; over += 1) within.push(patch.data[middle + down * patch.columns + over]!);
    within.sort((a, b) => a - b);
    return within[Math.round(voice * (within.length - 1))]! < limit;
  });
}

function drawn(isDark: readonly boolean[]): GrayImage {
  const side = (modules + 2 * border) * dots;
  const data = new Uint8Array(side * side).fill(255);
  isDark.forEach((dark, module) => {
    if (!dark) return;
    const left = (border + (module % modules)) * dots;
    const top = (border + Math.floor(module / modules)) * dots;
    for (let row = top; row < top + dots; row += 1) data.fill(0, row * side + left, row * side + left + dots);
  });
  return { width: side, height: side, data };
}
