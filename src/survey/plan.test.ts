import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import type { UnitCode } from '../organisation/unit';
import { checkPlan } from './check-plan';
import { type HuongTraInput, huongTraTemplate } from './huong-tra-template';
import { collectionPeriodOn, collectionPeriods, isCutShort, type PlanContent, planSpan, publicationDays } from './plan';
import { leafletText, type PlanNames, planPaper, radioText } from './plan-content';
import { period } from './reporting-period';

const input: HuongTraInput = {
  unit: { code: 'QNG-HT' as UnitCode, name: 'Xã Hương Trà', type: 'commune' },
  superior: { name: 'Huyện Trà Bồng', type: 'district' },
  officeName: 'Bộ phận Tiếp nhận và trả kết quả',
  year: 2025,
  number: '31/KH-UBND',
  date: calendarDay('2025-02-26'),
  signerName: 'Hồ Minh Hiếu',
  questionnaire: { id: 'A', version: 1 },
  channels: ['web', 'kiosk', 'paper'],
  controlDecision: { number: '33/QĐ-UBND', date: calendarDay('2025-02-21') },
  withFourthQuarter: false,
};
const huongTra = huongTraTemplate(input);
const names: PlanNames = {
  unit: 'xã Hương Trà',
  officeName: input.officeName,
  field: (code) => code,
  questionnaire: { title: 'Phiếu A', source: 'SIPAS', itemCount: 21 },
  url: 'http://localhost/ke-hoach',
};
const wordsOf = (content: PlanContent): string => JSON.stringify(planPaper(content, names));

test('the template for Hương Trà carries every legal basis and every task of the seed, word for word', () => {
  const seed = readFileSync('test/fixtures/huong-tra-2025-sentences.txt', 'utf8').trim().split('\n');
  const all = [
    ...huongTra.legalBases,
    ...huongTra.purposes,
    ...huongTra.tasks.map(({ text }) => text),
    ...huongTra.methods,
  ]
    .join('\n')
    .toLowerCase();
  for (const sentence of seed) expect(all).toContain(sentence.toLowerCase());
});

test('for another unit no word of Hương Trà is left', () => {
  const other = huongTraTemplate({
    ...input,
    unit: { code: 'QNG-BT' as UnitCode, name: 'Phường Bình Tân', type: 'ward' },
    superior: { name: 'Tỉnh Quảng Ngãi', type: 'province' },
    controlDecision: undefined,
    year: 2026,
    officeName: 'Trung tâm Phục vụ hành chính công phường Bình Tân',
  });
  const words = JSON.stringify(other);
  expect(words).not.toMatch(/Hương Trà|huyện|UBND xã/);
  expect(other.place).toBe('Bình Tân');
  expect(other.title).toContain('tại Trung tâm Phục vụ hành chính công phường Bình Tân năm 2026');
  expect(other.legalBases[3]).toContain('số …/QĐ-UBND ngày …/…/2026');
  expect(wordsOf(other)).not.toContain('phường Bình Tân phường Bình Tân');
  expect(checkPlan(other)).toEqual([]);
});

test('Hương Trà publishes on 15 March, June and September until the 20th, and the year on 14 December with a supplement', () => {
  expect(
    publicationDays({ content: huongTra }).map(({ periodId, kind, due, lastDay, cutOff }) => [
      periodId,
      kind,
      due,
      lastDay,
      cutOff,
    ]),
  ).toEqual([
    ['2025-Q1', 'regular', '2025-03-15', '2025-03-20', '2025-03-14'],
    ['2025-Q2', 'regular', '2025-06-15', '2025-06-20', '2025-06-14'],
    ['2025-Q3', 'regular', '2025-09-15', '2025-09-20', '2025-09-14'],
    ['2025', 'regular', '2025-12-14', '2025-12-14', '2025-12-13'],
    ['2025', 'supplement', '2025-12-15', '2025-12-20', '2025-12-14'],
  ]);
  expect(publicationDays({ content: huongTra }).map(isCutShort)).toEqual([false, false, false, true, false]);
});

test('the notice of the year says in the plan that it counts ballots to 13 December', () => {
  expect(wordsOf(huongTra)).toContain(
    'Ngày 14/12/2025: công bố kết quả năm 2025, tính các phiếu thu đến hết ngày 13/12/2025',
  );
});

test('the fourth quarter is collected for the year in any case; its own notice is offered and marked', () => {
  expect(collectionPeriods(huongTra).map(({ id }) => id)).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
  const four = huongTraTemplate({ ...input, withFourthQuarter: true });
  expect(four.periods.find(({ periodId }) => periodId === '2025-Q4')?.origin).toBe('offered');
  expect(wordsOf(four)).toContain(
    'Quý IV năm 2025: Từ ngày 15/9/2025 đến ngày 14/12/2025 (theo lựa chọn của đơn vị, không có trong kế hoạch mẫu)',
  );
  expect(checkPlan(four)).toEqual([]);
});

test('in every year the template is without a problem and its base periods tile its days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2015, max: 2099 }), fc.boolean(), (year, withFourthQuarter) => {
      const content = huongTraTemplate({ ...input, year, withFourthQuarter });
      expect(checkPlan(content)).toEqual([]);
      expect(planSpan(content)).toEqual({ from: period(String(year)).from, until: period(String(year)).until });
      for (const { due, cutOff } of content.publication) expect(cutOff < due).toBe(true);
    }),
  );
});

test('a day outside the plan belongs to no period', () => {
  expect(collectionPeriodOn(huongTra, calendarDay('2025-03-14'))?.id).toBe('2025-Q1');
  expect(collectionPeriodOn(huongTra, calendarDay('2025-03-15'))?.id).toBe('2025-Q2');
  expect(collectionPeriodOn(huongTra, calendarDay('2024-12-14'))).toBeUndefined();
  expect(collectionPeriodOn(huongTra, calendarDay('2025-12-15'))).toBeUndefined();
});

test('the paper has the three parts of the seed, the bracket table, and the tasks with lead, partner and day', () => {
  const paper = planPaper(huongTra, names);
  expect(
    paper.body
      .filter((block) => block.type === 'heading' && block.level === 1)
      .map((block) => 'text' in block && block.text),
  ).toEqual(['MỤC ĐÍCH, YÊU CẦU', 'NỘI DUNG', 'TỔ CHỨC THỰC HIỆN']);
  const table = paper.body.find((block) => block.type === 'table');
  expect(table).toMatchObject({
    rows: [
      { cells: ['Đến 99', '60 %', '–'] },
      { cells: ['Từ 100 đến 499', '40 %', '–'] },
      { cells: ['Từ 500 đến 999', '30 %', '–'] },
      { cells: ['Từ 1.000 trở lên', '20 %', '–'] },
    ],
  });
  expect(JSON.stringify(paper.appendices)).toContain('14/3/2025');
  expect(JSON.stringify(paper.body)).toContain('./.');
});

test('a target stands in the paper with how it is judged; a plan without one does not speak of it', () => {
  expect(wordsOf(huongTra)).not.toContain('Chỉ tiêu mức độ hài lòng');
  const words = wordsOf({ ...huongTra, targets: { 'satisfied-share': 9250 } });
  expect(words).toContain('Chỉ tiêu mức độ hài lòng');
  expect(words).toContain('Tỷ lệ hài lòng chung từ 92,5\u00a0% trở lên.');
  expect(words).toContain('theo lựa chọn của đơn vị');
});

test('radio text and leaflet use whole words: no abbreviation is read out', () => {
  expect(radioText(huongTra, names).join(' ')).not.toMatch(/UBND|TTHC|\//);
  expect(leafletText(huongTra, names).points).toHaveLength(5);
});

test('what is wrong with a plan is named: dates outside the period, the wrong way round, no channel, overlapping periods', () => {
  const types = (change: Partial<PlanContent>) => checkPlan({ ...huongTra, ...change }).map(({ type }) => type);
  const [first] = huongTra.publication;
  if (first === undefined) throw new Error('no publication day');
  expect(types({ publication: [{ ...first, lastDay: calendarDay('2025-03-14') }] })).toEqual([
    'publication-last-day-before-due',
  ]);
  expect(
    types({ publication: [{ ...first, cutOff: calendarDay('2025-03-16'), due: calendarDay('2025-03-17') }] }),
  ).toEqual(['publication-cut-off-outside']);
  expect(types({ publication: [{ ...first, due: calendarDay('2025-03-14') }] })).toEqual([
    'publication-due-before-cut-off',
  ]);
  expect(types({ publication: [{ ...first, periodId: period('2024').id }] })).toEqual([
    'publication-of-unknown-period',
  ]);
  expect(types({ channels: [] })).toEqual(['plan-without-channel']);
  expect(types({ periods: [], publication: [] })).toEqual(['plan-without-period']);
  expect(
    types({ periods: [...huongTra.periods, { periodId: period('W20250301-20250401').id, origin: 'in-plan' }] }),
  ).toContain('plan-periods-overlap');
  expect(types({ quota: { ruleId: 'fixed', fixed: [] } })).toEqual(['fixed-quota-missing']);
  expect(types({ number: 'KH số 31' })).toEqual(['plan-number-malformed']);
  for (const hundredths of [0, -1, 100_01, Number.NaN])
    expect(types({ targets: { 'satisfied-share': hundredths } })).toEqual(['target-out-of-range']);
  expect(types({ targets: { 'satisfied-share': 1, 'mean-score': 100_00 } })).toEqual([]);
  expect(types({ options: { ...huongTra.options, secondEntryPercent: 120 } })).toEqual(['plan-share-out-of-range']);
});
