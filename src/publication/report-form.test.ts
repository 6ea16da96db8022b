import { describe, expect, test } from 'vitest';
import { exampleSnapshot } from './example-snapshot';
import { readReportForm } from './report-form';

const before = exampleSnapshot().report;
function form(fields: Record<string, string>) {
  return readReportForm((name) => fields[name] ?? '', before);
}

describe('the form of the report', () => {
  test('number, day and signer may be left blank for the registry', () => {
    const { report, problems } = form({ signerOffice: 'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH' });
    expect(problems).toEqual([]);
    expect(report.issuance.number).toBeUndefined();
    expect(report.issuance.date).toBeUndefined();
    expect(report.issuance.signer).toEqual({ office: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'] });
  });

  test('a number is taken with or without what follows the stroke', () => {
    expect(form({ number: '45/BC-UBND' }).report.issuance.number).toBe(45);
    expect(form({ number: ' 7 ' }).report.issuance.number).toBe(7);
  });

  test('a wrong number or day is named, and no typed word is lost', () => {
    const { report, problems } = form({
      number: 'bốn',
      date: '30/2/2025',
      'section-strengths': 'Công chức lịch sự.',
      recipients: '- UBND tỉnh;\n- Lưu: VT.',
    });
    expect(problems).toEqual([
      { type: 'number-invalid', field: 'number' },
      { type: 'day-invalid', field: 'date' },
    ]);
    expect(report.sections).toMatchObject([{ id: 'strengths', text: 'Công chức lịch sự.' }]);
    expect(report.issuance.recipients).toEqual(['UBND tỉnh', 'Lưu: VT']);
  });

  test('decomposed Unicode is composed', () => {
    expect(form({ 'section-strengths': 'Tố'.normalize('NFD') }).report.sections[0]?.text).toBe('Tố');
  });
});
