import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divergingBar, reachOf } from './distribution-bar';
import { hundredPeople } from './hundred-people';
import { intervalChart, wrap } from './interval-chart';

const counts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 5, maxLength: 5 });
const widths = (svg: string) =>
  [...svg.matchAll(/<rect x="([\d.-]+)" y="[\d.-]+" width="([\d.-]+)"/g)].map(
    (found) => [Number(found[1]), Number(found[2])] as const,
  );

describe('a diverging bar', () => {
  it('gives every answer its share of the width and stays inside the drawing', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 6 }), (rows) => {
        const reach = reachOf(rows);
        for (const row of rows) {
          const total = row.reduce((sum, count) => sum + count, 0);
          const parts = widths(divergingBar(row, reach, 't')).slice(1);
          const unit = 100 / (reach.left + reach.right);
          const drawn = row.filter((count) => count > 0);
          expect(parts).toHaveLength(drawn.length);
          parts.forEach(([x, width], index) => {
            expect(width).toBeCloseTo(((drawn[index] ?? 0) / total) * 100 * unit, 1);
            expect(x).toBeGreaterThanOrEqual(-0.02);
            expect(x + width).toBeLessThanOrEqual(100.02);
          });
        }
      }),
    );
  });

  it('says in words what it shows, with nothing in them taken for markup', () => {
    expect(divergingBar([1, 0, 0, 0, 4], reachOf([[1, 0, 0, 0, 4]]), 'A < B & "C"')).toContain(
      'aria-label="A &lt; B &amp; &quot;C&quot;"',
    );
  });
});

describe('a hundred people', () => {
  it('are always a hundred, full below the interval and empty above it', () => {
    fc.assert(
      fc.property(fc.float({ min: 0, max: 100, noNaN: true }), fc.float({ min: 0, max: 100, noNaN: true }), (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const svg = hundredPeople({ value: (low + high) / 2, low, high }, 't');
        const full = svg.match(/r="6.6"/g)?.length ?? 0;
        expect(svg.match(/<circle/g)).toHaveLength(100);
        expect(full).toBe(Math.round(low));
        expect(svg.match(/fill="#ffffff"/g)?.length ?? 0).toBe(100 - Math.round(high));
      }),
    );
  });
});

describe('an interval chart', () => {
  it('draws no mark for a hidden line', () => {
    const svg = intervalChart(
      [
        { name: 'Tư pháp', figure: '87,2 %', interval: { value: 87.2, low: 80, high: 92 } },
        { name: 'Đất đai', figure: 'đã ẩn', interval: undefined },
      ],
      { title: 'Theo lĩnh vực' },
    );
    expect(svg.match(/<circle/g)).toHaveLength(1);
    expect(svg).toContain('đã ẩn');
  });

  it('breaks long names at spaces and loses no word of four lines', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zđ]{1,9}$/), { minLength: 1, maxLength: 12 }), (words) => {
        expect(wrap(words.join(' '), 32).join(' ')).toBe(words.join(' '));
      }),
    );
  });
});
