import { chartColours, line, picture, rect, scaleColours } from './svg';

const height = 10;

/** How far the bars of one table reach to both sides of the middle, in percent of the answers. */
export interface DivergingReach {
  readonly left: number;
  readonly right: number;
}

/** Answers left and right of the middle: the middle answer of five is split; of three points only the lowest stands left. */
function sides(distribution: readonly number[]): { readonly left: number; readonly total: number } {
  const total = distribution.reduce((sum, count) => sum + count, 0);
  const [first = 0, second = 0, third = 0] = distribution;
  return { left: distribution.length === 3 ? first : first + second + third / 2, total };
}

/** One reach for all bars that stand in a column, so that their middles align; never narrower than a tenth of the bar. */
export function reachOf(distributions: readonly (readonly number[])[]): DivergingReach {
  const shares = distributions.map(sides).filter(({ total }) => total > 0);
  const most = (side: (each: { left: number; total: number }) => number) =>
    Math.max(10, ...shares.map((each) => (side(each) / each.total) * 100));
  return { left: most(({ left }) => left), right: most(({ left, total }) => total - left) };
}

/** A plain stacked bar, worst answer first, over the whole width. */
export function stackedBar(distribution: readonly number[], title: string): string {
  const total = distribution.reduce((sum, count) => sum + count, 0);
  const body = bars(distribution, 0, total === 0 ? 0 : 100 / total, 0.4);
  return stretched(title, rect({ x: 0, y: 0, width: 100, height }, '#f1f4f3') + body);
}

/** Rectangles from `x` on, `unit` wide for each answer, with white gaps between them. */
function bars(distribution: readonly number[], x: number, unit: number, gap = 0): string {
  const colours = scaleColours(distribution.length);
  let from = x;
  return distribution
    .map((count, index) => {
      const width = count * unit;
      const part = { x: from, y: 0, width: Math.max(width / 2, width - gap), height };
      from += width;
      return width > 0 ? rect(part, colours[index] ?? chartColours.empty) : '';
    })
    .join('');
}

function stretched(title: string, body: string): string {
  return picture({ width: 100, height }, title, body).replace('role="img"', 'preserveAspectRatio="none" role="img"');
}

/**
 * A stacked bar that diverges from its middle: dissatisfied to the left, satisfied to the right. `title` says the same in
 * words. The drawing is 100 wide and may be stretched: it holds rectangles only.
 */
export function divergingBar(distribution: readonly number[], reach: DivergingReach, title: string): string {
  const { left, total } = sides(distribution);
  const unit = 100 / (reach.left + reach.right);
  const middle = reach.left * unit;
  const share = (count: number) => (total === 0 ? 0 : (count / total) * 100 * unit);
  const body = bars(distribution, middle - share(left), share(1));
  return stretched(
    title,
    rect({ x: 0, y: 0, width: 100, height }, '#f1f4f3') + body + line(middle, 0, middle, height, '#ffffff', 0.6),
  );
}
