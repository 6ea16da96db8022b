import { describe, expect, it } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import type { Unit } from '../organisation/unit';
import { period } from '../survey/reporting-period';
import { gradeUnit } from './grading';
import type { Figures } from './grading-measure';
import type { OfficialReading } from './grading-official';
import type { PeriodGrading } from './grading-period';
import { decision766, serviceRates } from './grading-rates';
import { circular2018 } from './grading-rule';
import { gradingTable } from './grading-table';

const figures: Figures = new Map([
  ['i1.2', 15],
  ['i1.1', 5],
  ['i1.0', 0],
  ['r.dossiers', 20],
  ['r.dossiers-unsatisfied', 1],
]);

function graded(periodId: string): PeriodGrading {
  return {
    unit: { code: 'QNG-HT', name: 'Xã Hương Trà', type: 'commune' } as Unit,
    period: period(periodId),
    rule: circular2018,
    unitGrading: gradeUnit(figures, circular2018, 'commune'),
    gaps: new Map([['i1', [period('2025-Q2').id]]]),
    ratesRule: decision766,
    rates: serviceRates(figures),
    dossiersResolved: undefined,
    exceeding: [],
    officials: [],
  };
}

const readings: readonly OfficialReading[] = [
  {
    code: 'CB01',
    name: 'Lan',
    state: 'shown',
    n: 40,
    missingShare: 0.1,
    share: { value: 90, low: 77, high: 96 },
    grade: { state: 'graded', lowest: 'Khá', highest: 'Tốt' },
  },
  { code: 'CB02', name: 'Quý', state: 'hidden' },
];

const said = {
  readings,
  rule: {
    validFrom: calendarDay('2025-01-01'),
    minimumAnswers: 30,
    bands: [
      { name: 'Tốt', fromPercent: 82.5 },
      { name: 'Khá', fromPercent: 0 },
    ],
    basis: 'QĐ 15',
  },
};

describe('the grading people take away', () => {
  const lines = gradingTable(graded('2025-Q1'), said, 'vi').map((cells) => cells.join('|'));

  it('says grade, points, maximum, what is missing, and what the unit chose', () => {
    expect(lines).toContain('Xếp loại của đơn vị|Yếu');
    expect(lines).toContain('Tổng điểm|1.8|Tối đa|2');
    expect(lines).toContain('Thiếu số liệu: chỉ số 2, 3, 4, 5, 6, 7, 8, 9.');
    expect(lines.some((line) => line.startsWith('Theo lựa chọn của đơn vị'))).toBe(true);
    expect(lines).toContain('1|Tổng thời gian giải quyết so với quy định|1.8|15|5|0|20|chưa gồm Quý II năm 2025');
  });

  it('keeps the rates apart and says what silence counts as', () => {
    expect(lines).toContain(
      'R3|Hồ sơ không bị chê, bị phản ánh hay trễ hạn|95|19|20|Người không nói gì được tính là hài lòng.',
    );
    expect(lines.some((line) => line.includes('Không so sánh, không cộng với chỉ số hài lòng'))).toBe(true);
  });

  it('asks for the guide that holds only after the day until which nobody needs to ask', () => {
    const asks = (id: string) =>
      gradingTable(graded(id), { readings: [], rule: undefined }, 'vi').some(([cell]) =>
        String(cell).includes('118/2025'),
      );
    expect([asks('2025-Q2'), asks('2025-Q3')]).toEqual([false, true]);
    expect(circular2018.unquestionedUntil).toBe(calendarDay('2025-06-30'));
  });

  it('has no number of an official who is hidden', () => {
    const hidden = gradingTable(graded('2025-Q1'), said, 'vi').find((cells) => cells[1] === 'CB02') ?? [];
    expect(hidden.some((cell) => typeof cell === 'number')).toBe(false);
    expect(lines).toContain(
      'Theo lựa chọn của đơn vị (QĐ 15): chỉ xếp mức khi có từ 30 câu trả lời; Tốt: từ 82,5\u00a0%; Khá: từ 0\u00a0%.',
    );
    expect(lines).toContain('Lan|CB01|40|10|90|77|96||||chưa đủ phiếu để phân biệt: Khá đến Tốt');
  });
});
