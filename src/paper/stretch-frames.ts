import type { PlacedStrip } from './paginate-strips';

/** Room for about eight written lines. */
const tallestFrame = 55;

/** What the last page leaves goes to the frames for handwriting on it, in equal parts. */
export function stretchFrames(pages: readonly (readonly PlacedStrip[])[], bodyHeight: number): PlacedStrip[][] {
  const last = pages.at(-1) ?? [];
  const end = last.at(-1);
  const frames = last.flatMap(({ strip }) => strip.frames);
  if (end === undefined || frames.length === 0) return pages.map((page) => [...page]);
  const left = bodyHeight - (end.y + end.strip.height);
  const tallest = Math.max(...frames.map(({ height }) => height));
  const more = Math.max(0, Math.min(left / frames.length, tallestFrame - tallest));
  let moved = 0;
  const stretched = last.map(({ strip, y }): PlacedStrip => {
    const placed = { strip, y: y + moved };
    if (strip.frames.length === 0) return placed;
    moved += more;
    const taller = strip.frames.map((frame) => ({ ...frame, height: frame.height + more }));
    return { ...placed, strip: { ...strip, height: strip.height + more, frames: taller } };
  });
  return [...pages.slice(0, -1).map((page) => [...page]), stretched];
}
