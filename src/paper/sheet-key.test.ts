import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeSheetKey, readSheetKey, sheetKeyFile, sheetKeyFor, testSheetKey } from './sheet-key-adapter.server';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheet-key-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the key of the sheets', () => {
  it('is made once, for its owner only, also when many come at once', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => officeSheetKey(folder)));
    const bytes = keys.map((key) => (key.ok ? Buffer.from(key.value.bytes).toString('hex') : key.error.type));
    expect(new Set(bytes).size).toBe(1);
    expect(bytes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(sheetKeyFile(folder))).mode & 0o777).toBe(0o600);
  });

  it('is read as bytes or as digits, and nothing else passes for one', async () => {
    const file = join(folder, 'other.key');
    await writeFile(file, `${'07'.repeat(32)}\n`);
    expect(await readSheetKey(file)).toEqual({ ok: true, value: { bytes: Buffer.alloc(32, 7), kind: 'file' } });
    await writeFile(file, 'secret');
    expect(await readSheetKey(file)).toEqual({ ok: false, error: { type: 'not-a-key', file } });
    expect(await readSheetKey(join(folder, 'none'))).toMatchObject({ ok: false, error: { type: 'key-unreadable' } });
  });

  it('is the test key only where neither a key nor a data folder is', async () => {
    expect(await sheetKeyFor(undefined, join(folder, 'none'), false)).toEqual({ ok: true, value: testSheetKey });
    expect(await sheetKeyFor(undefined, folder, true)).toMatchObject({ ok: true, value: { kind: 'file' } });
  });
});
