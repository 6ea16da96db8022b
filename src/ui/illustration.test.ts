import { expect, test } from 'vitest';
import { illustrationSvg, type IllustrationName } from './illustration';

const names: IllustrationName[] = ['ballot-box', 'kiosk', 'phone', 'sealed-poster', 'five-faces'];

test('every drawing is small, hidden from screen readers, and stands alone as a file', () => {
  for (const name of names) {
    const svg = illustrationSvg(name);
    expect(Buffer.byteLength(svg)).toBeLessThan(3000);
    expect(svg).toContain('aria-hidden="true"');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>$/s);
    expect(svg).not.toMatch(/href|<script|undefined|NaN/);
  }
});
