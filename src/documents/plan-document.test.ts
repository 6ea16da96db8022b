import { expect, test } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { parseUnitCode } from '../organisation/unit';
import { huongTraTemplate } from '../survey/huong-tra-template';
import type { PlanContent } from '../survey/plan';
import type { PlanNames } from '../survey/plan-content';
import { composeDocument } from './compose-document';
import { documentProblems } from './document-problems';
import { planDocument } from './plan-document';

const unitCode = parseUnitCode('QNG-HT');
if (unitCode === undefined) throw new Error('not a unit code');

const content: PlanContent = huongTraTemplate({
  unit: { code: unitCode, name: 'Xã Hương Trà', type: 'commune' },
  superior: { name: 'Huyện Trà Bồng', type: 'district' },
  officeName: 'Bộ phận Tiếp nhận và Trả kết quả',
  year: 2025,
  number: '31/KH-UBND',
  date: calendarDay('2025-02-26'),
  signerName: 'Hồ Minh Hiếu',
  questionnaire: { id: 'A', version: 1 },
  channels: ['web', 'kiosk', 'paper'],
  controlDecision: { number: '33/QĐ-UBND', date: calendarDay('2025-02-21') },
  withFourthQuarter: true,
});
const names: PlanNames = {
  unit: 'xã Hương Trà',
  officeName: 'Bộ phận Tiếp nhận và Trả kết quả',
  field: (code) => code,
  questionnaire: { title: 'Phiếu 21 tiêu chí', source: 'Kế hoạch An Mỹ', itemCount: 21 },
  url: 'https://hailong.example.vn/ke-hoach/QNG-HT/1',
};
const office = { agency: 'ỦY BAN NHÂN DÂN XÃ HƯƠNG TRÀ', agencyCode: 'UBND', place: 'Hương Trà' };

test('the plan of Hương Trà becomes KẾ HOẠCH number 31/KH-UBND with its day, bases, quota table and signer', () => {
  const document = planDocument(content, names, office);
  expect(documentProblems(document)).toEqual([]);
  const paper = composeDocument(document);
  expect(paper).toMatchObject({
    typeName: 'KẾ HOẠCH',
    number: 'Số: 31/KH-UBND',
    placeAndDate: 'Hương Trà, ngày 26 tháng 02 năm 2025',
  });
  expect(paper.signer.name).toBe('Hồ Minh Hiếu');
  expect(paper.bases.at(-1)).toMatch(/\.$/);
  expect(
    paper.blocks.some((block) => block.type === 'table' && block.rows.some((row) => row.cells.includes('60 %'))),
  ).toBe(true);
  const last = paper.blocks.at(-1);
  expect(last?.type === 'paragraph' && last.runs.at(-1)?.text).toMatch(/[^.]\.\/\.$/);
});

test('number and day that the registry has not given yet stay blank, a number of its own form is kept', () => {
  const blank = composeDocument(planDocument({ ...content, number: '', date: undefined }, names, office));
  expect(blank.number).toMatch(/^Số: \u00a0+\/KH-UBND$/);
  expect(blank.placeAndDate).toMatch(/năm 2025$/);
  expect(composeDocument(planDocument({ ...content, number: '31a/KH-UBND' }, names, office)).number).toBe(
    'Số: 31a/KH-UBND',
  );
});
