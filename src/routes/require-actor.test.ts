import { expect, it } from 'vitest';
import { safeNext } from './require-actor';

it('sends people on to paths of this site only', () => {
  for (const path of ['/', '/van-phong/QNG-HT/ket-qua?ky=2025-Q1', '/ket-qua?tim=H%C6%B0%C6%A1ng']) {
    expect(safeNext(path, '/van-phong')).toBe(path);
  }
  const elsewhere = [
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
  ];
  for (const path of [...elsewhere, '/\r\nset-cookie: a=b', 'van-phong', '/hương', null, undefined]) {
    expect(safeNext(path, '/van-phong')).toBe('/van-phong');
  }
});
