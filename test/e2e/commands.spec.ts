import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { clusterDirOf } from '../../src/platform/embedded-postgres.server';
import { findPostmaster } from '../../src/platform/postgres-leftover.server';
import { freePort, startServer } from './started-server';

const start = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/start.mjs', ...args], { encoding: 'utf8', timeout: 60_000 });
const hailong = (...args: string[]) =>
  spawnSync(process.execPath, ['src/bin/hailong.mjs', ...args], { encoding: 'utf8', timeout: 120_000 });

test.describe('npm start', () => {
  test('names a taken port and what to do, and touches nothing', async () => {
    const server = await startServer();
    const { port } = new URL(server.url);
    const second = start(`--port=${port}`, '--host=127.0.0.1', `--data=${server.dataDir}-other`);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`Cổng ${port} đang có chương trình khác dùng`);
    await server.stop();
  });

  test('refuses a data folder that another server uses', async () => {
    const server = await startServer();
    const second = start(`--port=${await freePort()}`, `--data=${server.dataDir}`);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain('Đã có một máy chủ khác đang dùng thư mục dữ liệu');
    await server.stop();
  });

  test('says which flag it does not understand', () => {
    const wrong = start('--prot', '1');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('--prot');
  });

  test('stops in order when npm itself gets SIGTERM, and leaves no database behind', async () => {
    mkdirSync('.cache/e2e', { recursive: true });
    const dataDir = mkdtempSync(join(process.cwd(), `.cache/e2e/data-${process.pid}-`));
    const port = await freePort();
    const npm = spawn('npm', ['start', '--', `--port=${port}`, `--data=${dataDir}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    npm.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await expect.poll(() => output, { timeout: 60_000 }).toContain(`http://localhost:${port}\n`);
    // The one-time link that makes the first administrator.
    await expect.poll(() => output).toMatch(/\/thiet-lap\/\S{20,}/);
    const postmaster = await findPostmaster(clusterDirOf(dataDir));
    expect(postmaster).toBeDefined();
    const ended = new Promise((done) => npm.once('exit', done));
    npm.kill('SIGTERM');
    await ended;
    await expect.poll(() => findPostmaster(clusterDirOf(dataDir)), { timeout: 20_000 }).toBeUndefined();
    expect(output).toContain('Đã dừng');
    rmSync(dataDir, { recursive: true, force: true });
  });
});

test.describe('the hailong command', () => {
  test('answers the same beside a running server and without one; a backup restores into the same figures', async () => {
    test.setTimeout(300_000);
    const server = await startServer({ demo: true });
    const results = (...args: string[]) =>
      hailong('results', '--unit', 'QNG-HT', '--period', '2025-Q1', '--json', ...args);
    const beside = results('--demo', `--data=${server.dataDir}`);
    expect(beside.status).toBe(0);
    const figures = JSON.parse(beside.stdout) as { unit: string; period: string; form: string; rows: object[] };
    expect(figures).toMatchObject({ unit: 'QNG-HT', period: '2025-Q1', form: 'A' });
    expect(figures.rows.at(-1)).toMatchObject({ scope: 'overall', suppressed: false });

    const file = `${server.dataDir}-backup.hailong`;
    const restored = `${server.dataDir}-restored`;
    expect(hailong('backup', file, '--demo', `--data=${server.dataDir}`).status).toBe(0);
    await server.stop();
    expect(hailong('restore', file, `--data=${restored}`).status).toBe(0);
    expect(JSON.parse(results(`--data=${restored}`).stdout)).toEqual(figures);
    const again = hailong('restore', file, `--data=${restored}`, '--json');
    expect(again.status).toBe(1);
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { type: 'data-not-empty' } });
    rmSync(restored, { recursive: true, force: true });
    rmSync(file, { force: true });
  });

  test('has help and exit codes', () => {
    expect(hailong('--help')).toMatchObject({ status: 0 });
    expect(hailong('--help').stdout).toContain('backup');
    expect(hailong('bakcup').status).toBe(2);
    expect(hailong('results', '--unit', 'QNG-HT').status).toBe(2);
    expect(
      hailong('results', '--unit', 'X', '--period', '2025-Q1', `--data=.cache/e2e/data-${process.pid}-none`).status,
    ).toBe(1);
  });
});
