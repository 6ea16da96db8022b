import { describe, expect, test } from 'vitest';
import { faceColours, facesOfScale, faceSprite, faceSvg, faceUse, type FaceLevel } from './face';

const levels: FaceLevel[] = [1, 2, 3, 4, 5];

describe('faces of the answer scale', () => {
  test('each face is smaller than 300 bytes and hidden from screen readers, since the words beside it speak', () => {
    for (const level of levels) {
      expect(Buffer.byteLength(faceSvg(level))).toBeLessThan(300);
      expect(faceSvg(level)).toContain('aria-hidden="true"');
    }
  });

  test('no two faces have the same shape, so colour is never needed to tell them apart', () => {
    expect(new Set(levels.map((level) => faceSvg(level))).size).toBe(5);
    for (const level of levels) expect(faceSvg(level)).not.toMatch(/#[0-9a-f]{3}/i);
  });

  test('the sprite holds every face that faceUse points to', () => {
    for (const level of levels) {
      const id = /href="#(\w+)"/.exec(faceUse(level))?.[1];
      expect(faceSprite).toContain(`id="${id}"`);
      expect(faceColours[level].line).toMatch(/^#[0-9a-f]{6}$/);
    }
  });

  test('scales run from worst to best', () => {
    expect(facesOfScale('five')).toEqual([1, 2, 3, 4, 5]);
    expect(facesOfScale('three')).toEqual([2, 4, 5]);
  });
});
