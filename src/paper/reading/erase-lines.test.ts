import { describe, expect, it } from 'vitest';
import { type Chance, seededChance } from '../../kernel/random';
import { type InkMask, withoutLines } from './erase-lines';

const [columns, rows] = [120, 40];
const blank = (): InkMask => ({ columns, rows, ink: new Uint8Array(columns * rows) });
const inkOf = ({ ink }: InkMask): number => ink.reduce((sum, one) => sum + one, 0);
const dot = ({ ink }: InkMask, x: number, y: number): void => {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column > 0 && column < columns - 1 && row > 0 && row < rows - 1) ink[row * columns + column] = 1;
};

/** A line as thin as a pixel is met by some of the samples only. */
function streak(mask: InkMask, from: number, to: number, met: number, chance: Chance): InkMask {
  for (let row = 0; row < rows; row += 1) if (chance(100) < met) dot(mask, from + ((to - from) * row) / rows, row);
  return mask;
}

/** Letters up and down, five samples high, from column to column. */
function words(mask: InkMask, left: number, right: number, middle: number): InkMask {
  for (let column = left; column < right; column += 0.3) dot(mask, column, middle + 2.5 * Math.sin(column * 1.9));
  return mask;
}

const lying = ({ columns: wide, rows: high, ink }: InkMask): InkMask => ({
  columns: high,
  rows: wide,
  ink: Uint8Array.from(ink, (_, at) => ink[(at % high) * wide + Math.floor(at / high)]!),
});

describe('the ink of a frame without lines', () => {
  it('has no streak left, straight or askew, met by a third of the samples or by all', () => {
    const chance = seededChance(1);
    for (const met of [33, 100])
      for (const drift of [-3, -1, 0, 2, 3]) {
        const mask = streak(streak(blank(), 30, 30 + drift, met, chance), 80, 80 + drift, met, chance);
        expect(inkOf(withoutLines(mask)), `${met} ${drift}`).toBeLessThan(3);
      }
    for (const drift of [-3, 0, 3])
      expect(inkOf(withoutLines(lying(streak(blank(), 30, 30 + drift, 90, chance))))).toBeLessThan(3);
  });

  it('keeps the words, beside a streak and under it', () => {
    const mask = words(blank(), 10, 100, 20);
    const written = inkOf(mask);
    expect(inkOf(withoutLines(mask))).toBe(written);
    const both = withoutLines(streak(words(blank(), 10, 100, 20), 60, 61, 90, seededChance(2)));
    expect(inkOf(both)).toBeGreaterThan(0.9 * written);
    expect(inkOf(both)).toBeLessThan(written + 3);
  });

  it('keeps a short word, though a letter of it is tall', () => {
    const mask = words(blank(), 50, 60, 20);
    for (let row = 10; row < 24; row += 1) dot(mask, 52, row);
    expect(inkOf(withoutLines(mask))).toBe(inkOf(mask));
  });
});
