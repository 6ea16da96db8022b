import { describe, expect, it } from 'vitest';
import { exampleLayout } from '../../../test/paper/example-layout';
import type { PageReading, ReadPage } from '../page-reading';
import { scanReport } from './scan-report';

const layout = exampleLayout();
const reading = (serial: string | undefined, change: Partial<ReadPage> = {}): ReadPage => ({
  status: 'read',
  tag: layout.tag,
  run: 'ABCDE',
  page: 1,
  serial,
  rows: [{ item: 'i1', state: 'marked', choices: [4], boxes: [], doubt: 0 }],
  writtenFrames: [],
  pageToPixels: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  dotsPerInch: 200,
  warnings: [],
  ...change,
});
const file = (name: string, ...pages: PageReading[]) => ({
  file: name,
  pages: pages.map((page, index) => ({ index, reading: page })),
  refusal: undefined,
});

describe('the report of a scan', () => {
  it('names serial and answers together only with the test key', () => {
    const files = [file('a.pdf', reading('BBBBBBBB'), reading('AAAAAAAA'))];
    expect(scanReport(files, [layout], 'test').sheets[0]).toMatchObject({ serial: 'BBBBBBBB', form: 'X' });
    const report = scanReport(files, [layout], 'file');
    expect(report.serials).toEqual(['AAAAAAAA', 'BBBBBBBB']);
    expect(JSON.stringify(report.sheets)).not.toMatch(/serial|AAAAAAAA|BBBBBBBB/);
  });

  it('refuses a numbered page that came before, and no copy of a copy master', () => {
    const files = [
      file('a.pdf', reading('AAAAAAAA'), reading(undefined)),
      file('b.pdf', reading('AAAAAAAA'), reading(undefined)),
    ];
    expect(scanReport(files, [layout], 'test').sheets).toMatchObject([
      { status: 'read' },
      { status: 'read' },
      { status: 'refused', refusal: { type: 'duplicate-serial', firstFile: 'a.pdf', firstFilePage: 1 } },
      { status: 'read' },
    ]);
  });

  it('warns where a page of a sheet is missing', () => {
    const two = { ...layout, pages: [layout.pages[0]!, { ...layout.pages[0]!, page: 2 }] };
    const files = [file('a.pdf', reading('AAAAAAAA'), reading('AAAAAAAA', { page: 2 }), reading('BBBBBBBB'))];
    expect(scanReport(files, [two], 'test').sheets.map(({ warnings }) => warnings)).toEqual([[], [], ['missing-page']]);
  });

  it('joins the options of a multiple choice', () => {
    const rows = [{ item: 'm', state: 'marked' as const, choices: [1, 3], boxes: [], doubt: 0 }];
    expect(scanReport([file('a', reading('A', { rows }))], [layout], 'test').sheets[0]?.rows?.[0]?.choice).toBe('1+3');
  });

  it('holds sheets against the print runs of a data folder: other unit, other period, closed period', () => {
    const book = {
      runs: new Map([
        ['ABCDE', { unitCode: 'QNG-HT', periodId: '2025-Q1', isClosed: false }],
        ['CLSED', { unitCode: 'QNG-HT', periodId: '2024-Q4', isClosed: true }],
      ]),
      unit: undefined,
      period: undefined,
    };
    const files = [
      file('a.pdf', reading('AAAAAAAA'), reading('BBBBBBBB', { run: 'CLSED' }), reading('CCCCCCCC', { run: 'NONE0' })),
    ];
    const report = scanReport(files, [layout], 'file', book);
    expect(report.checks).toEqual(expect.arrayContaining(['run', 'period']));
    expect(report.checks).not.toContain('unit');
    expect(report.sheets).toMatchObject([
      { status: 'read' },
      { status: 'refused', refusal: { type: 'period-closed', period: '2024-Q4' } },
      { status: 'read' },
    ]);
    expect(report.sheets[2]?.warnings).toContain('unknown-run');
    expect(scanReport(files, [layout], 'file', { ...book, unit: 'HTI-SK' }).sheets[0]).toMatchObject({
      status: 'refused',
      refusal: { type: 'run-of-other-unit', unit: 'QNG-HT' },
    });
    expect(scanReport(files, [layout], 'file', { ...book, period: '2025-Q2' }).sheets[0]).toMatchObject({
      refusal: { type: 'run-of-other-period', period: '2025-Q1' },
    });
    expect(scanReport(files, [layout], 'file').checks).not.toContain('run');
  });
});
