import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readdirSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/database/fresh';
import { backUp, isKeptPath } from './backup.server';
import { restore } from './restore.server';

const migrationsFolder = join(import.meta.dirname, '../../migrations');
const knownMigrations = new Set(readdirSync(migrationsFolder));
const at = new Date('2025-10-20T02:00:00Z');
let folder: string;
let full: FreshDatabase;
let backup: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  full = await freshDatabase();
  for (let n = 0; n < 1_234; n += 1) await insertEntry(full, `việc số ${n}\n"${n}"`);
  await mkdir(join(folder, 'data/uploads/photos'), { recursive: true });
  await mkdir(join(folder, 'data/keys'), { recursive: true });
  await writeFile(join(folder, 'data/uploads/photos/ảnh.jpg'), Buffer.alloc(1_000_000, 7));
  await writeFile(join(folder, 'data/keys/empty'), '');
  backup = join(folder, 'sao-luu.hailong');
  const made = await backUp({ address: full.ownerAddress, dataDir: join(folder, 'data'), file: backup, at });
  expect(made.ok && made.value).toMatchObject({ rows: 1_234, files: 2 });
});
afterAll(async () => {
  await full.close();
  await rm(folder, { recursive: true });
});

function insertEntry(database: FreshDatabase, subject: string) {
  return sql`
    insert into log_entry (unit_code, type, subject, actor, at, body, leaf_hash)
    values ('U', 't', ${subject}, 'a', ${at}, ${Buffer.from([0, 255, 10])}, ${Buffer.from('h')})
  `.execute(database.db);
}

async function restored(file: string, dataDir: string) {
  const empty = await freshDatabase();
  const outcome = await restore({ address: empty.ownerAddress, dataDir, file, migrationsFolder, knownMigrations });
  const entries = await sql`select * from log_entry order by id`.execute(empty.db);
  return { empty, outcome, rows: entries.rows };
}

describe('a backup', () => {
  it('restored into an empty database gives every row and file back, and the next row the next number', async () => {
    const target = join(folder, 'restored');
    await mkdir(target);
    const { empty, outcome, rows } = await restored(backup, target);
    expect(outcome.ok && outcome.value).toMatchObject({ rows: 1_234, files: 2, createdAt: at.toISOString() });
    expect(rows).toEqual((await sql`select * from log_entry order by id`.execute(full.db)).rows);
    expect(await readFile(join(target, 'uploads/photos/ảnh.jpg'))).toEqual(Buffer.alloc(1_000_000, 7));
    await insertEntry(empty, 'next');
    expect((await sql`select max(id) as last from log_entry`.execute(empty.db)).rows).toEqual([{ last: 1_235 }]);
    await expect(sql`delete from log_entry`.execute(empty.db)).rejects.toThrow();
    await empty.close();
  });

  it('can be read by its owner only, and overwrites nothing', async () => {
    expect((await stat(backup)).mode & 0o077).toBe(0);
    const again = await backUp({ address: full.ownerAddress, dataDir: folder, file: backup, at });
    expect(again).toEqual({ ok: false, error: { type: 'file-exists', file: backup } });
  });

  it('that was cut, altered, or is something else, is refused and leaves nothing', async () => {
    const whole = await readFile(backup);
    const lines = gunzipSync(whole).toString().split('\n');
    const faults: [string, Buffer][] = [
      ['backup-damaged', whole.subarray(0, whole.length >> 1)],
      ['backup-damaged', gzipSync(lines.filter((_line, index) => index !== 100).join('\n'))],
      ['backup-damaged', gzipSync(lines.slice(0, -2).join('\n'))],
      ['backup-damaged', gzipSync(lines.join('\n').replace('"uploads/photos/', '"uploads/../../'))],
      ['not-a-backup', gzipSync('{"format":"other"}')],
      ['not-a-backup', gzipSync('')],
      ['backup-too-new', gzipSync(lines.join('\n').replace('0001-foundation.sql', '9999-later.sql'))],
    ];
    for (const [type, bytes] of faults) {
      const file = join(folder, 'faulty');
      await writeFile(file, bytes);
      const { empty, outcome, rows } = await restored(file, join(folder, 'never'));
      expect(outcome).toMatchObject({ ok: false, error: { type } });
      expect(rows).toEqual([]);
      await empty.close();
    }
  });

  it('never goes over data that is there', async () => {
    const outcome = await restore({
      address: full.ownerAddress,
      dataDir: folder,
      file: backup,
      migrationsFolder,
      knownMigrations,
    });
    expect(outcome).toMatchObject({ ok: false, error: { type: 'data-not-empty' } });
  });
});

describe('a path in a backup', () => {
  it('stays within keys and uploads', () => {
    expect(['uploads/a', 'keys/b/c'].every(isKeptPath)).toBe(true);
    expect(
      ['uploads', 'postgres/x', '/uploads/a', 'uploads/../x', 'uploads//x', 'uploads\\..\\x', ''].some(isKeptPath),
    ).toBe(false);
  });
});
