import type { GrayImage, PageToPixels } from '../page-reading';
import type { TextFrame } from '../sheet-layout';
import { type BoxPatch, samplePatch } from './box-patch';

/** Millimetres between samples, and from the frame's line to where its inside begins: curl moves lines by as much. */
const step = 0.6;
const inset = 2.5;
/** Square millimetres of ink: a word of three letters has more, a speck less. */
const leastInk = 4;

/** The frames with something written in them. To ask a person once too often does no harm: a streak counts as writing. */
export function writtenFrames(
  picture: GrayImage,
  map: PageToPixels,
  frames: readonly TextFrame[],
  threshold: number,
): string[] {
  return frames.filter((frame) => inkIn(picture, map, frame, threshold) >= leastInk).map(({ item }) => item);
}

function inkIn(picture: GrayImage, map: PageToPixels, frame: TextFrame, threshold: number): number {
  const inside = {
    x: frame.x + inset,
    y: frame.y + inset,
    width: frame.width - 2 * inset,
    height: frame.height - 2 * inset,
  };
  if (inside.width < 5 || inside.height < 3) return 0;
  // In tiles, for the light is not even over a whole frame.
  const tiles = Math.ceil(inside.width / 20);
  let inked = 0;
  for (let tile = 0; tile < tiles; tile += 1) {
    const part = { ...inside, x: inside.x + (tile * inside.width) / tiles, width: inside.width / tiles };
    inked += darkSamples(samplePatch(picture, map, part, { x: 0, y: 0 }, { step, margin: 0 }), threshold);
  }
  return inked * step * step;
}

function darkSamples({ data, paper }: BoxPatch, threshold: number): number {
  const limit = paper * (1 - threshold / 255);
  let dark = 0;
  for (const value of data) if (value < limit) dark += 1;
  return dark;
}
