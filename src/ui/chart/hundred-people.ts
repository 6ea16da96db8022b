import { chartColours, coordinate, picture } from './svg';

/** Percent 0–100. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const columns = 20;
const pitch = 17;
const radius = 6.6;

/**
 * "Cứ 100 người": a dot for each of a hundred people. Full up to the lower end of the interval, half-toned and ringed
 * between its ends, empty beyond; rounded as the words beside it are. `title` says it in words.
 */
export function hundredPeople({ low, high }: Interval, title: string): string {
  const sure = Math.round(low);
  const possible = Math.round(high);
  const dots = Array.from({ length: 100 }, (_, index) => {
    const x = coordinate((index % columns) * pitch + pitch / 2);
    const y = coordinate(Math.floor(index / columns) * pitch + pitch / 2);
    if (index < sure) return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${chartColours.mark}"/>`;
    if (index < possible) {
      return `<circle cx="${x}" cy="${y}" r="${radius - 0.9}" fill="${chartColours.interval}" stroke="${chartColours.mark}" stroke-width="1.6" stroke-dasharray="2.4 2"/>`;
    }
    return `<circle cx="${x}" cy="${y}" r="${radius - 0.6}" fill="#ffffff" stroke="#aab6b1" stroke-width="1.2"/>`;
  });
  return picture({ width: columns * pitch, height: (100 / columns) * pitch }, title, dots.join(''));
}
