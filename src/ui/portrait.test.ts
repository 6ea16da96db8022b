import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portraitSvg } from './portrait';

const sitters = fc.record({
  seed: fc.integer({ min: 0, max: 100_000 }),
  sex: fc.constantFrom('female', 'male'),
  age: fc.constantFrom('young', 'middle', 'senior'),
} as const);

test('a seed always draws the same small face, without a link to anywhere', () => {
  fc.assert(
    fc.property(sitters, (sitter) => {
      const svg = portraitSvg(sitter);
      expect(svg).toBe(portraitSvg(sitter));
      expect(svg.length).toBeLessThan(2500);
      expect(svg).not.toMatch(/href|url\(|undefined|NaN/);
    }),
  );
});

test('twenty officials of one office rarely look alike', () => {
  const faces = Array.from({ length: 20 }, (_, seed) =>
    portraitSvg({ seed, sex: seed % 2 ? 'male' : 'female', age: 'middle' }),
  );
  expect(new Set(faces).size).toBeGreaterThan(16);
});
