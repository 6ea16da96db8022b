import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deviations, type OracleCase, rowsOf } from '../../../test/fixtures/survey/compare';
import { estimateCommand } from './estimate-command';

const fixtures = 'test/fixtures/survey';
const oracle = JSON.parse(readFileSync(join(fixtures, 'oracle.json'), 'utf8')) as readonly OracleCase[];

describe('hailong estimate against R survey 4.1', () => {
  for (const file of new Set(oracle.map(({ args }) => args[1] ?? ''))) {
    const cases = oracle.filter(({ args }) => args[1] === file);
    it(`gives the figures of R for ${cases.length} calls on ${file}`, async () => {
      const found: string[] = [];
      for (const call of cases) {
        const ours = await rowsOf(call.args);
        found.push(...deviations(ours, call));
      }
      expect(found.slice(0, 30).join('\n')).toBe('');
    });
  }
});

const folder = mkdtempSync(join(tmpdir(), 'estimate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function csv(name: string, text: string): string {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, text);
  return file;
}

describe('hailong estimate', () => {
  it('bootstraps to within simulation error of Taylor, the same for the same seed', async () => {
    // Linear statistics and mild ratios: elsewhere replicates see curvature that Taylor does not (docs/estimate.md).
    const calls = [
      ['mean', 'apistrat', '--strata', 'stype', '--fpc', 'fpc'],
      ['mean', 'apiclus1', '--cluster', 'dnum', '--fpc', 'fpc'],
      ['total', 'apiclus2', '--cluster', 'dnum', '--cluster', 'snum', '--fpc', 'fpc1', '--fpc', 'fpc2'],
    ];
    for (const [statistic = '', file, ...design] of calls) {
      const call = ['--csv', `${fixtures}/${file}.csv`, '--statistic', statistic, '--value', 'api00', ...design];
      const [taylor] = await rowsOf(call);
      const [first] = await rowsOf([...call, '--method', 'bootstrap', '--replicates', '4000', '--seed', '7']);
      const [again] = await rowsOf([...call, '--method', 'bootstrap', '--replicates', '4000', '--seed', '7']);
      expect(first).toEqual(again);
      expect(first?.estimate).toBe(taylor?.estimate);
      expect(Math.abs((first?.se ?? 0) / (taylor?.se ?? 1) - 1), file).toBeLessThan(0.05);
    }
  });

  it('gives a proportion of nobody and of everybody an interval that is not a point and stays within 0…1', async () => {
    const file = csv('all', `y,h\n${'1,a\n'.repeat(10)}${'1,b\n'.repeat(10)}`);
    const [everybody] = await rowsOf(['--csv', file, '--statistic', 'proportion', '--value', 'y', '--strata', 'h']);
    expect(everybody).toMatchObject({ estimate: 1, se: 0, high: 1, df: 18 });
    expect(everybody?.low).toBeCloseTo(0.8306, 3);
    const [t] = await rowsOf(['--csv', file, '--statistic', 'proportion', '--value', 'y', '--interval', 't']);
    expect(t).toMatchObject({ low: 1, high: 1 });
    const counted = csv('counted', 'y,N\n1,3\n1,3\n1,3\n');
    const [census] = await rowsOf(['--csv', counted, '--statistic', 'proportion', '--value', 'y', '--fpc', 'N']);
    expect(census).toMatchObject({ estimate: 1, se: 0, low: 1, high: 1 });
  });

  it('reads files of Vietnamese Excel: semicolons, decimal commas, a byte order mark', async () => {
    const file = csv('excel', '\uFEFFđiểm;tầng\r\n1,5;"A"\r\n2,5;A\r\n4;B\r\n;B\r\n5;B\r\n');
    const [row] = await rowsOf(['--csv', file, '--statistic', 'mean', '--value', 'điểm', '--strata', 'tầng']);
    expect(row).toMatchObject({ group: null, n: 4, estimate: 3.25, df: 3 });
  });

  it('reads letters whose marks are written apart, in names, answers and groups', async () => {
    const apart = (text: string) => text.normalize('NFD');
    const file = csv('apart', apart('trả lời,xã\ncó,Điền\nkhông,Điền\ncó,Hải\nkhông,Hải\n'));
    const call = [
      '--csv',
      file,
      '--statistic',
      'proportion',
      '--value',
      'trả lời',
      '--level',
      apart('có'),
      '--by',
      apart('xã'),
    ];
    const rows = await rowsOf([...call, '--contrast', apart('Điền-Hải')]);
    expect(rows.map(({ group, estimate }) => [group, estimate])).toEqual([
      ['Hải', 0.5],
      ['Điền', 0.5],
      [apart('Điền-Hải'), 0],
    ]);
  });

  it('gives a quantile of a domain within one cluster as a point, since nothing in it varies by the design', async () => {
    const rows = ['1,a,3.3', '2,a,1.7', '4,a,2.9', '5,a,1.1', '2,b,1.3', '3,b,2.2', '9,c,1'];
    const call = ['--csv', csv('within', `y,c,w\n${rows.join('\n')}\n`), '--statistic', 'quantile', '--value', 'y'];
    for (const probability of ['0.2', '0.37', '0.5', '0.7', '0.9']) {
      const found = await rowsOf([
        ...call,
        '--probability',
        probability,
        '--cluster',
        'c',
        '--weights',
        'w',
        '--by',
        'c',
      ]);
      for (const { estimate, se, low, high } of found) expect([se, low, high]).toEqual([0, estimate, estimate]);
    }
  });

  it('says which flags had no part, and refuses one that is given twice', async () => {
    const file = csv('flags', 'y,x\n1,1\n2,3\n');
    const call = ['--csv', file, '--statistic', 'mean', '--value', 'y', '--denominator', 'x', '--seed', '1', '--json'];
    const { exitCode, output, messages } = await estimateCommand(call);
    expect([exitCode, (JSON.parse(output) as { rows: unknown[] }).rows.length]).toEqual([0, 1]);
    expect(messages).toEqual([expect.stringContaining('--denominator, --seed')]);
    const twice = await estimateCommand([...call, '--strata', 'x', '--strata', 'y']);
    expect([twice.exitCode, twice.output]).toEqual([2, '']);
    expect(twice.messages[0]).toContain('--strata');
  });

  it('gives the jackknife error of R where every cluster was drawn and the people in them were not: 0, or none with strata', async () => {
    const file = csv('all-clusters', `y,c,N,M,s\n${'1,a,2,9,o\n2,a,2,9,o\n4,b,2,9,o\n7,b,2,9,o\n'}`);
    const call = [
      '--csv',
      file,
      '--statistic',
      'mean',
      '--value',
      'y',
      '--cluster',
      'c',
      '--fpc',
      'N',
      '--method',
      'jackknife',
    ];
    expect((await rowsOf(call))[0]?.se).toBe(0);
    const two = call.flatMap((word) => (word === '--fpc' ? ['--cluster', 'y', '--fpc'] : [word]));
    const within = [...two, '--fpc', 'M'];
    expect((await rowsOf(within))[0]).toMatchObject({ estimate: 3.5, se: 0 });
    const stratified = await rowsOf([...within, '--strata', 's']);
    expect(stratified[0]).toMatchObject({ estimate: 3.5, se: null, low: null, high: null });
  });

  it('gives the difference of two groups although a third one is empty', async () => {
    const call = (file: string) => [
      '--csv',
      file,
      '--statistic',
      'mean',
      '--value',
      'y',
      '--by',
      'g',
      '--contrast',
      'a - b',
    ];
    const lines = 'y,g,w\n1,a,1\n4,a,2\n2,b,1\n9,b,1\n5,b,3\n';
    for (const method of ['taylor', 'jackknife', 'bootstrap']) {
      const flags = ['--weights', 'w', '--method', method];
      const [two, three] = [csv('two', lines), csv('three', `${lines}7,c,0\n`)];
      const difference = (await rowsOf([...call(three), ...flags])).find(({ group }) => group === 'a - b');
      expect(difference?.se).toBeGreaterThan(0);
      if (method !== 'taylor') continue;
      const alone = (await rowsOf([...call(two), ...flags])).find(({ group }) => group === 'a - b');
      expect(difference?.estimate).toBeCloseTo(alone?.estimate ?? NaN, 12);
    }
  });

  it('takes quoted decimal commas for what they are, and thousands for nothing', async () => {
    const call = (name: string, text: string) => ['--csv', csv(name, text), '--statistic', 'mean', '--value', 'y'];
    const [row] = await rowsOf(call('quoted', 'y,g\n"1,5",a\n"2,25",a\n3,b\n'));
    expect(row?.estimate).toBe(2.25);
    for (const text of ['y\n"1,500"\n"2,500"\n', 'y\n"1,5"\n2.5\n'])
      expect((await estimateCommand(call('unclear', text))).exitCode).toBe(1);
  });

  it('says aloud that a cluster name of two strata means two clusters', async () => {
    const file = csv('nested', 'y,h,c\n1,a,1\n2,a,2\n3,b,1\n5,b,2\n');
    const call = ['--csv', file, '--statistic', 'mean', '--value', 'y', '--strata', 'h', '--cluster', 'c', '--json'];
    const { output, messages } = await estimateCommand(call);
    expect(JSON.parse(output)).toMatchObject({ rows: [{ estimate: 2.75, df: 2 }] });
    expect(messages.join('')).toContain('mỗi tầng được coi là một cụm khác nhau');
  });
});

describe('hailong estimate refuses', () => {
  const refused = async (text: string, ...args: string[]): Promise<string> => {
    const call = ['--csv', csv('bad', text), '--statistic', 'mean', '--value', 'y', ...args, '--json'];
    const { exitCode, output, messages } = await estimateCommand(call);
    expect(exitCode).toBe(1);
    expect(JSON.parse(output)).toHaveProperty('error.type');
    return messages.join('\n');
  };

  it('a stratum with one unit, by name, unless a rule is chosen', async () => {
    const text = 'y,h\n1,a\n2,a\n3,Xã Một\n';
    expect(await refused(text, '--strata', 'h')).toContain('Tầng “Xã Một” (giai đoạn 1) chỉ có một đơn vị');
    expect(await refused(text, '--strata', 'h', '--method', 'bootstrap')).toContain('Xã Một');
    const call = ['--csv', csv('one', text), '--statistic', 'mean', '--value', 'y', '--strata', 'h'];
    expect((await rowsOf([...call, '--lonely', 'certainty']))[0]?.estimate).toBe(2);
  });

  it('a file it cannot read right, saying where', async () => {
    const gone = await estimateCommand(['--csv', join(folder, 'gone.csv'), '--statistic', 'mean', '--value', 'y']);
    expect(gone).toMatchObject({ exitCode: 1, messages: [expect.stringContaining('Không có tệp')] });
    expect(await refused('')).toContain('không có dữ liệu');
    expect(await refused('y\n')).toContain('không có dữ liệu');
    expect(await refused('x\n1\n2\n')).toContain('không có cột “y”. Các cột trong tệp: x');
    expect(await refused('y,y\n1,2\n2,3\n')).toContain('hai cột cùng tên');
    expect(await refused('y\n1\ntốt\n')).toContain('dòng 3: “tốt” không phải là số');
    expect(await refused('y,x\n1,2\n3\n')).toContain('Dòng 3 có 1 ô');
    expect(await refused('y,h\n1,a\n2,\n', '--strata', 'h')).toContain('dòng 3 để trống');
    expect(await refused('y\n"1\n')).toContain('mở mà không đóng');
  });

  it('a design that cannot be', async () => {
    const text = 'y,c,N,w\n1,1,9,1\n2,2,9,1\n3,3,9,-1\n';
    expect(await refused(text, '--cluster', 'c', '--fpc', 'N', '--fpc', 'N')).toContain('1 giai đoạn chọn mẫu nhưng 2');
    expect(await refused('y,c\n1,1\n2,1\n', '--cluster', 'c', '--lonely', 'adjust')).toContain('Cả mẫu chỉ có một');
    expect(await refused(text, '--weights', 'w')).toContain('Dòng 4: trọng số không được âm');
    expect(await refused('y,N\n1,2\n2,2\n3,2\n', '--fpc', 'N')).toContain('có 3 đơn vị trong mẫu nhưng fpc chỉ ghi 2');
    expect(await refused('y,N\n1,7\n2,8\n3,7\n', '--fpc', 'N')).toContain('nhiều số fpc khác nhau');
    expect(await refused('y,N\n1,0.5\n2,8\n3,7\n', '--fpc', 'N')).toContain('phải đều là số đơn vị');
  });

  it('says why there is no figure where nobody answered or all weights are zero', async () => {
    for (const text of ['y,w\nNA,1\n,1\n', 'y,w\n1,0\n2,0\n']) {
      const call = ['--csv', csv('none', text), '--statistic', 'mean', '--value', 'y', '--weights', 'w'];
      const { exitCode, messages } = await estimateCommand(call);
      expect({ exitCode, said: messages.join() }).toMatchObject({
        exitCode: 0,
        said: expect.stringContaining('không tính được số nào'),
      });
    }
  });

  it('a command line it does not know, with exit code 2', async () => {
    const file = csv('fine', 'y\n1\n2\n');
    const wrong = async (...args: string[]) => {
      const { exitCode, messages } = await estimateCommand(['--csv', file, '--value', 'y', ...args]);
      expect(exitCode).toBe(2);
      return messages.join('\n');
    };
    expect(await wrong()).toContain('thiếu --statistic');
    expect(await wrong('--statistic', 'median')).toContain('mean, total, proportion, ratio, quantile');
    expect(await wrong('--statistic', 'ratio')).toContain('thiếu --denominator');
    expect(await wrong('--statistic', 'quantile', '--probability', '50')).toContain('--probability');
    expect(await wrong('--statistic', 'mean', '--method', 'brr')).toContain('taylor, jackknife, bootstrap');
    expect(await wrong('--statistic', 'mean', '--unknown')).toContain('không có tham số --unknown');
  });
});
