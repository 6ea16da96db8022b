import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deviations, type OracleCase, rowsOf } from '../../../test/fixtures/survey/compare';
import { estimateCommand } from './estimate-command';

const fixtures = 'test/fixtures/survey';
const oracle = JSON.parse(readFileSync(join(fixtures, 'oracle-adjusted.json'), 'utf8')) as readonly OracleCase[];

describe('hailong estimate with unequal probabilities, known totals and differences, against R survey 4.1', () => {
  const kindOf = ({ args }: OracleCase) =>
    ['--post-strata', '--rake', '--calibrate', '--response', '--pps', '--probs'].find((flag) => args.includes(flag)) ??
    'none';
  for (const kind of new Set(oracle.map(kindOf))) {
    const cases = oracle.filter((call) => kindOf(call) === kind);
    it(`gives the figures of R for ${cases.length} calls with ${kind}`, async () => {
      const found: string[] = [];
      for (const call of cases) found.push(...deviations(await rowsOf(call.args), call));
      expect(found.slice(0, 30).join('\n')).toBe('');
    });
  }
});

describe('hailong estimate on random designs with odd data', () => {
  const cases = JSON.parse(readFileSync(join(fixtures, 'random/cases.json'), 'utf8')) as readonly OracleCase[];
  it(`gives the figures of R for ${cases.length} calls`, async () => {
    const found: string[] = [];
    for (const call of cases) found.push(...deviations(await rowsOf(call.args), call));
    expect(found.slice(0, 30).join('\n')).toBe('');
  });
});

const folder = mkdtempSync(join(tmpdir(), 'estimate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const strat = ['--csv', `${fixtures}/apistrat.csv`, '--strata', 'stype', '--fpc', 'fpc'];
const mean = [...strat, '--statistic', 'mean', '--value', 'api00'];

describe('known totals', () => {
  it('are met: the estimated total of what was calibrated on is known, without error', async () => {
    const totals = `${fixtures}/totals-types-api99.csv`;
    const call = [...strat, '--calibrate', 'stype', '--calibrate', 'api99', '--totals', totals, '--statistic', 'total'];
    const [row] = await rowsOf([...call, '--value', 'api99']);
    expect(row?.estimate).toBeCloseTo(3914069, 3);
    expect(row?.se ?? NaN).toBeLessThan(1e-6);
  });

  it('of strata that were drawn by those very totals change nothing', async () => {
    const known = ['--post-strata', 'stype', '--post-totals', `${fixtures}/post-types.csv`];
    const [before] = await rowsOf(mean);
    const [after] = await rowsOf([...mean, ...known]);
    expect(after?.estimate).toBeCloseTo(before?.estimate ?? NaN, 9);
    expect(after?.se).toBeCloseTo(before?.se ?? NaN, 9);
  });

  it('bootstrap to within simulation error of Taylor, weighted anew in each replicate', async () => {
    const totals = `${fixtures}/totals-types-api99.csv`;
    const call = [...mean, '--calibrate', 'stype', '--calibrate', 'api99', '--totals', totals];
    const [taylor] = await rowsOf(call);
    const [bootstrap] = await rowsOf([...call, '--method', 'bootstrap', '--replicates', '1000', '--seed', '3']);
    expect(Math.abs((bootstrap?.se ?? 0) / (taylor?.se ?? 1) - 1)).toBeLessThan(0.12);
  });
});

describe('differences between groups', () => {
  it('have the variance of the covariance matrix that is printed with them', async () => {
    const call = [...mean, '--by', 'stype', '--contrast', 'E-H', '--covariance', '--json'];
    const { output } = await estimateCommand(call);
    const { rows, covariance } = JSON.parse(output) as {
      rows: { group: string; estimate: number; se: number }[];
      covariance: { groups: string[]; matrix: number[][] };
    };
    expect(covariance.groups).toEqual(['E', 'H', 'M']);
    const entry = (i: number, j: number) => covariance.matrix[i]?.[j] ?? NaN;
    expect(rows.map(({ group }) => group)).toEqual(['E', 'H', 'M', 'E-H']);
    expect(rows[3]?.se).toBeCloseTo(Math.sqrt(entry(0, 0) + entry(1, 1) - 2 * entry(0, 1)), 9);
    expect(rows[0]?.se).toBeCloseTo(Math.sqrt(entry(0, 0)), 9);
  });

  it('find groups whose names hold hyphens or begin with one', async () => {
    const csv = file('hyphens.csv', 'y,g\n1,-1\n2,-1\n4,a-b\n8,a-b\n3,0\n9,0\n');
    const call = ['--csv', csv, '--statistic', 'mean', '--value', 'y', '--by', 'g'];
    const rows = await rowsOf([...call, '--contrast', 'a-b--1', '--contrast', '-1 - 0']);
    expect(rows.slice(3).map(({ group, estimate }) => [group, estimate])).toEqual([
      ['a-b--1', 4.5],
      ['-1 - 0', -4.5],
    ]);
  });
});

describe('hailong estimate refuses, in words that say what to do,', () => {
  const refused = async (...args: string[]): Promise<string> => {
    const { exitCode, output, messages } = await estimateCommand([...args, '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(output)).toHaveProperty('error.type');
    return messages.join('\n');
  };
  const csv = file('some.csv', 'y,g,x,p,r\n1,a,1,0.5,1\n2,a,2,0.5,1\n4,b,1,0.25,0\n5,b,3,0.5,0\n');
  const call = ['--csv', csv, '--statistic', 'mean', '--value', 'y'];
  const totals = (name: string, text: string) => file(`${name}.csv`, text);

  it('totals that do not fit the sample', async () => {
    const post = (text: string) => refused(...call, '--post-strata', 'g', '--post-totals', totals('post', text));
    expect(await post('g,total\na,10\n')).toContain('không có tổng của “b”');
    expect(await post('g,total\na,10\nb,5\nc,7\n')).toContain('có “c” nhưng trong mẫu không có');
    expect(await post('g,total\na,10\na,5\nb,7\n')).toContain('ghi “a” hai lần');
    expect(await post('k,total\na,10\nb,5\n')).toContain('phải gồm đúng các cột: g, total');
    const calibrate = (text: string) => refused(...call, '--calibrate', 'x', '--totals', totals('cal', text));
    expect(await calibrate('name,total\n(Intercept),10\n')).toContain('không có tổng của “x”');
    expect(await calibrate('name,total\nx,10\nxz,3\n')).toContain('có “xz” nhưng trong mẫu không có');
    const twice = totals('twice', 'name,total\n(Intercept),9\nga,4\ngb,5\n');
    expect(await refused(...call, '--calibrate', 'g', '--totals', twice)).toContain('suy ra được lẫn nhau');
    const far = totals('far', 'name,total\n(Intercept),4\nx,11.9\n');
    expect(await refused(...call, '--calibrate', 'x', '--totals', far, '--bounds', '0.9,1.1')).toContain(
      'Hãy nới --bounds',
    );
  });

  it('cells in which nobody answered', async () => {
    expect(await refused(...call, '--response', 'r', '--cells', 'g')).toContain('Nhóm “b” không có ai');
    expect(await refused(...call, '--response', 'x')).toContain('không phải là 1 (có trả lời) hoặc 0');
  });

  it('probabilities and joint probabilities that cannot be', async () => {
    expect(await refused(...call, '--probs', 'x')).toContain('phải lớn hơn 0 và không quá 1');
    expect(await refused(...call, '--probs', 'p', '--weights', 'x')).toContain('Không dùng --weights cùng với --probs');
    expect(await refused(...call, '--cluster', 'g', '--pps', 'brewer', '--probs', 'p')).toContain('Đơn vị “b”');
    expect(await refused(...call, '--pps', 'brewer')).toContain('nhưng 0 cột xác suất');
    const joint = totals('joint', '0.5,0.2\n0.2,0.5\n');
    expect(await refused(...call, '--pps', 'ht', '--joint', joint)).toContain('Tệp có 4 dòng nhưng ma trận có 2 hàng');
    const odd = totals('odd', '0.5,0.2\n0.2,x\n');
    expect(await refused(...call, '--pps', 'ht', '--joint', odd)).toContain('không phải là số');
    expect(await refused(...call, '--pps', 'brewer', '--probs', 'p', '--method', 'jackknife')).toContain(
      'Hãy dùng taylor',
    );
  });

  it('a difference between groups that are not there', async () => {
    expect(await refused(...call, '--by', 'g', '--contrast', 'a-c')).toContain('Các nhóm: a, b');
  });

  it('flags that do not go together, with exit code 2', async () => {
    const wrong = async (...args: string[]) => {
      const { exitCode, messages } = await estimateCommand([...call, ...args]);
      expect(exitCode).toBe(2);
      return messages.join('\n');
    };
    expect(await wrong('--contrast', 'a-b')).toContain('thiếu --by');
    expect(await wrong('--pps', 'ht')).toContain('thiếu --joint');
    expect(await wrong('--joint', csv)).toContain('thiếu --pps');
    expect(await wrong('--post-strata', 'g')).toContain('thiếu --post-totals');
    expect(await wrong('--rake', 'g', '--margins', csv, '--calibrate', 'x', '--totals', csv)).toContain(
      'chỉ dùng một trong ba',
    );
    expect(await wrong('--calibrate', 'x', '--totals', csv, '--bounds', '1.2,2')).toContain('--bounds cần hai số');
    expect(await wrong('--cells', 'g')).toContain('thiếu --response');
  });
});
