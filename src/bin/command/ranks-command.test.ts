import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ranksCommand } from './ranks-command';

const folder = mkdtempSync(join(tmpdir(), 'ranks-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const units = file('units.csv', 'xa,y,s,df\nA,90.125,1,Inf\nB,70,2,30\nC,,1,9\nD,90.125,1,Inf\nE,40,2.5,12\nG,80,,3\n');
const call = ['--csv', units, '--estimate', 'y', '--se', 's', '--name', 'xa'];

describe('hailong ranks', () => {
  it('prints ranks with marginal and simultaneous sets, and names who is left out', async () => {
    const { exitCode, output } = await ranksCommand([...call, '--df', 'df', '--json']);
    expect(exitCode).toBe(0);
    const found = JSON.parse(output);
    expect(found).toMatchObject({ level: 0.95, method: 'differences', seed: 2024 });
    expect(found.critical).toBeGreaterThan(2);
    expect(found.rows.map((row: { unit: string }) => row.unit)).toEqual(['A', 'D', 'B', 'E']);
    const one = { rank: { from: 1, to: 2 }, marginal: { from: 1, to: 2 }, simultaneous: { from: 1, to: 2 } };
    expect(found.rows[0]).toMatchObject({
      ...one,
      estimate: 90.125,
      se: 1,
      df: null,
      band: 'first',
      surelyFirst: false,
    });
    expect(found.rows[3]).toMatchObject({
      rank: { from: 4, to: 4 },
      simultaneous: { from: 4, to: 4 },
      df: 12,
      surelyLast: true,
    });
    expect(found.unranked).toEqual([
      { unit: 'C', reason: 'no-estimate' },
      { unit: 'G', reason: 'no-error' },
    ]);
  });

  it('gives the same for the same seed, and turns the order round when asked', async () => {
    const first = await ranksCommand([...call, '--json', '--seed', '7']);
    expect(await ranksCommand([...call, '--json', '--seed', '7'])).toEqual(first);
    const lowest = JSON.parse((await ranksCommand([...call, '--json', '--lowest-first'])).output);
    expect(lowest.rows[0]).toMatchObject({ unit: 'E', surelyFirst: true, estimate: 40 });
    const intervals = JSON.parse((await ranksCommand([...call, '--json', '--method', 'intervals'])).output);
    expect(intervals).toMatchObject({ repetitions: null, critical: null });
    expect(intervals.rows[0]).toMatchObject({ marginal: null, simultaneous: { from: 1, to: 2 } });
  });

  it('ranks shares by their counts, with an error where all answered alike', async () => {
    const counts = file('counts.csv', 'xa;hl;n\nA;5;5\nB;270;300\nC;60;300\nD;0;0\n');
    const shares = ['--csv', counts, '--satisfied', 'hl', '--answers', 'n', '--name', 'xa', '--json'];
    const found = JSON.parse((await ranksCommand(shares)).output);
    expect(found.rows[0]).toMatchObject({ unit: 'A', estimate: 1, se: null, n: 5, simultaneous: { from: 1, to: 2 } });
    expect(found.rows[2]).toMatchObject({ unit: 'C', surelyLast: true });
    expect(found.unranked).toEqual([{ unit: 'D', reason: 'no-estimate' }]);
  });

  it('knows that figures of one sample are not independent', async () => {
    const text = 'y,s\n1,1\n0,1\n';
    const pair = ['--csv', file('pair.csv', text), '--estimate', 'y', '--se', 's', '--json'];
    const covariance = file('covariance.csv', '1,0.95\n0.95,1\n');
    const found = async (...more: string[]) => JSON.parse((await ranksCommand([...pair, ...more])).output).rows[0];
    expect((await found()).simultaneous).toEqual({ from: 1, to: 2 });
    // The difference has a standard error of √0.1.
    expect((await found('--covariance', covariance)).simultaneous).toEqual({ from: 1, to: 1 });
  });

  it('refuses in words what it cannot rank', async () => {
    const refused = async (text: string, ...more: string[]) => {
      const given = ['--csv', file('bad.csv', text), '--estimate', 'y', '--se', 's', ...more];
      const { exitCode, messages } = await ranksCommand(given);
      expect(exitCode).toBe(1);
      return messages.join('');
    };
    expect(await refused('y,s\n1,0\n2,1\n')).toContain('sai số chuẩn bằng 0');
    expect(await refused('y,s\n1,-1\n')).toContain('không được âm');
    expect(await refused('y,s,d\n1,1,0\n', '--df', 'd')).toContain('bậc tự do');
    expect(await refused('y,x\n1,2\n')).toContain('không có cột “s”');
    const odd = file('odd.csv', '1,0\n0,1\n');
    expect(await refused('y,s\n1,1\n2,2\n', '--covariance', odd)).toContain('đường chéo');
    expect(await refused('y,s\n1,1\n2,2\n3,1\n', '--covariance', odd)).toContain('2 hàng, nhưng có 3 đơn vị');
    const exact = ['--csv', file('exact.csv', 'y,s\n1,0\n2,0\n'), '--estimate', 'y', '--se', 's', '--exact', '--json'];
    expect(JSON.parse((await ranksCommand(exact)).output).rows[0]).toMatchObject({ simultaneous: { from: 1, to: 1 } });
  });

  it('says what is wrong with the command line, with exit code 2', async () => {
    const wrong = async (...args: string[]) => {
      const { exitCode, messages } = await ranksCommand(args);
      expect(exitCode).toBe(2);
      return messages.join('');
    };
    expect(await wrong('--estimate', 'y')).toContain('thiếu --csv');
    expect(await wrong('--csv', units, '--estimate', 'y')).toContain('thiếu --se');
    expect(await wrong(...call, '--level', '95')).toContain('--level phải');
    expect(await wrong(...call, '--answers', 'n')).toContain('chỉ dùng');
    expect(await wrong(...call, '--method', 'x')).toContain('differences, intervals');
    expect(await wrong(...call, '--covariance', 'x', '--method', 'intervals')).toContain('--covariance chỉ');
    expect(await wrong(...call, '--nope')).toContain('Tham số chưa đúng');
  });
});
