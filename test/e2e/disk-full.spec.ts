import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type Answer, BallotConnection, ballotNumber, type SentBallot } from '../../bench/ballot-sender';
import { startServer } from './started-server';

const mayMakeNamespaces = spawnSync('unshare', ['-Urm', 'true']).status === 0;

test('a full disk refuses ballots with a message, loses none that were accepted, and goes on when there is room', async () => {
  test.skip(!mayMakeNamespaces, 'unshare -Urm is not allowed here: the full disk needs a small file system of its own');
  test.setTimeout(300_000);
  mkdirSync('.cache/e2e', { recursive: true });
  const dataDir = mkdtempSync(join(process.cwd(), `.cache/e2e/data-${process.pid}-`));
  const mount = 'mount -t tmpfs -o size=160m,mode=0700 tmpfs "$0" && exec "$@"';
  const server = await startServer({
    demo: true,
    dataDir,
    through: (node, args) => ['unshare', '-Urm', 'sh', '-c', mount, dataDir, node, ...args],
  });
  // The small file system is seen only through the server's own root.
  const ballast = join(`/proc/${server.process.pid}/root`, dataDir, 'ballast');
  const connection = new BallotConnection('127.0.0.1', Number(new URL(server.url).port));
  const send = (ballot: SentBallot): Promise<Answer> =>
    connection.send(ballot.body).catch(() => ({ status: 0, body: 'cut off' }));
  const accepted: SentBallot[] = [];
  try {
    fillDisk(ballast);
    let refusal: Answer | undefined;
    for (let n = 1; n <= 60_000 && refusal === undefined; n += 1) {
      const ballot = ballotNumber(n);
      const answer = await send(ballot);
      if (answer.status === 201) accepted.push(ballot);
      else refusal = answer;
    }
    expect(refusal?.status).toBe(503);
    expect(refusal?.body).toContain('"problem":"not-stored"');
    rmSync(ballast);
    let again: Answer | undefined;
    for (let attempt = 0; attempt < 300 && again?.status !== 201; attempt += 1) {
      await sleep(200);
      again = await send(ballotNumber(100_000 + attempt));
    }
    expect(again?.status).toBe(201);
    // Sent once more, every accepted ballot is already known: none was lost, none is counted twice.
    for (const ballot of accepted)
      expect(await send(ballot)).toMatchObject({ status: 200, body: '{"status":"repeat"}' });
  } finally {
    connection.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

function fillDisk(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    for (let size = 1024 * 1024; size >= 4096; size >>= 1) writeUntilFull(descriptor, Buffer.alloc(size));
  } finally {
    closeSync(descriptor);
  }
}

function writeUntilFull(descriptor: number, block: Buffer): void {
  for (;;) {
    try {
      writeSync(descriptor, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
  }
}
