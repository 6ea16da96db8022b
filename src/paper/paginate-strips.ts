import { fail, ok, type Result } from '../kernel/result';
import type { Strip } from './sheet-drawing';

export interface PlacedStrip {
  readonly strip: Strip;
  /** Top, from the top of the page's body. */
  readonly y: number;
}

export interface StripTooTall {
  readonly type: 'strip-too-tall';
  readonly name: string;
}

/** Strips in order, whole, on as few pages as it takes; headings stay with what follows, column heads are set again. */
export function paginateStrips(strips: readonly Strip[], bodyHeight: number): Result<PlacedStrip[][], StripTooTall> {
  const pages: PlacedStrip[][] = [[]];
  let y = 0;
  for (const group of groupsOf(strips)) {
    const begins = y === 0;
    if (!begins && y + heightOf(group, false) > bodyHeight) {
      pages.push([]);
      y = 0;
    }
    const first = group[0] as Strip;
    if (y === 0 && first.heads !== undefined) {
      pages.at(-1)?.push({ strip: first.heads, y: 0 });
      y = first.heads.height;
    }
    for (const strip of group) {
      if (y > 0) y += strip.gap;
      pages.at(-1)?.push({ strip, y });
      y += strip.height;
    }
    if (y > bodyHeight + 0.001) return fail({ type: 'strip-too-tall', name: group.at(-1)?.name ?? '' });
  }
  return ok(pages);
}

/** What must stand on one page: headings and the strip they lead to. */
function groupsOf(strips: readonly Strip[]): Strip[][] {
  const groups: Strip[][] = [];
  let open: Strip[] = [];
  for (const strip of strips) {
    open.push(strip);
    if (strip.keepWithNext) continue;
    groups.push(open);
    open = [];
  }
  if (open.length > 0) groups.push(open);
  return groups;
}

function heightOf(group: readonly Strip[], atTop: boolean): number {
  return group.reduce((sum, strip, index) => sum + strip.height + (atTop && index === 0 ? 0 : strip.gap), 0);
}
