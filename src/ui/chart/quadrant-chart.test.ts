import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quadrantChart, type QuadrantPoint } from './quadrant-chart';

const interval = fc
  .tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map((three) => {
    const [low = 0, value = 0, high = 0] = [...three].sort((a, b) => a - b);
    return { low, value, high };
  });
const point: fc.Arbitrary<QuadrantPoint> = fc.record({
  number: fc.integer({ min: 1, max: 21 }).map(String),
  name: fc.constantFrom('Thời hạn', 'A < B & "C"'),
  across: interval.map(({ low, value, high }) => ({ low: low * 100, value: value * 100, high: high * 100 })),
  up: interval,
  sure: fc.boolean(),
  marked: fc.boolean(),
});
const words = { title: 'Hình', across: 'x', up: 'y', corners: ['a', 'b', 'c', 'd'] } as const;

it('draws every point within its frame at both widths, whatever the figures, and only numbers that are numbers', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 21 }), fc.constantFrom(330, 620), (points, width) => {
      const lines = { across: 80, up: 0.5 };
      const plain = (value: number) => value.toFixed(1);
      const svg = quadrantChart(points, { words, lines, width, height: 360, formatAcross: plain, formatUp: plain });
      expect(svg).not.toContain('NaN');
      const circles = [...svg.matchAll(/<circle cx="([^"]+)" cy="([^"]+)"/g)];
      expect(circles).toHaveLength(points.length);
      for (const [, x, y] of circles) {
        expect(Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= 360).toBe(true);
      }
    }),
  );
});
