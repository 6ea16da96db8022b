import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleFigures, exampleIssuance, exampleRow } from './example-figures';
import type { ReportFigures, ReportRow } from './report-figures';
import { draftReport, reportDocument, type ReportDraft, reportPrompts, type ReportSectionId } from './results-report';

function textOf(draft: ReportDraft, id: ReportSectionId): string {
  return draft.sections.find((section) => section.id === id)?.text ?? '';
}

function allText(figures: ReportFigures): string {
  return draftReport(figures)
    .sections.map((section) => section.text)
    .join('\n');
}

const hide = (row: ReportRow): ReportRow => ({ scope: row.scope, id: row.id, title: row.title, suppressed: true });
const nothing: ReportFigures = {
  ...exampleFigures,
  ballots: 0,
  possibleRepeats: 0,
  voids: { count: 0, reasons: [] },
  overallWithVoids: null,
  marginPercentagePoints: null,
  quota: null,
  rows: exampleFigures.rows.map(hide),
  cuts: [],
  collectedBy: [],
  changeFromLast: null,
};

describe('drafted report', () => {
  test('a change whose interval covers zero is never called a rise or a fall', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 40, noNaN: true }),
        (points, half) => {
          const changeFromLast = {
            label: 'Quý I năm 2025',
            satisfiedSharePoints: points,
            low: points - half,
            high: points + half,
          };
          const text = allText({ ...exampleFigures, changeFromLast });
          const covers = changeFromLast.low <= 0 && changeFromLast.high >= 0;
          expect(/hài lòng chung tăng/.test(text)).toBe(!covers && points > 0);
          expect(/hài lòng chung giảm/.test(text)).toBe(!covers && points < 0);
          expect(/chưa đủ căn cứ kết luận/.test(text)).toBe(covers);
        },
      ),
    );
  });

  test('a difference without interval is given, and nothing is concluded from it', () => {
    const changeFromLast = { label: 'Quý I năm 2025', satisfiedSharePoints: 12 };
    expect(textOf(draftReport({ ...exampleFigures, changeFromLast }), 'results')).toContain(
      '+12,00 điểm phần trăm; chưa tính được khoảng tin cậy',
    );
  });

  test('who reports is the agency, also where the unit is named by its place', () => {
    const figures = { ...exampleFigures, unit: { name: 'Xã Hương Trà' } };
    expect(textOf(draftReport(figures), 'opening')).toContain('Ủy ban nhân dân xã Hương Trà báo cáo kết quả');
  });

  test('every index stands with its interval and n', () => {
    const text = textOf(draftReport(exampleFigures), 'results');
    expect(text).toMatch(/84,69\u00a0% \(khoảng tin cậy 95\u00a0%: [\d,]+–[\d,]+\u00a0%; n\u00a0=\u00a0235\)/);
    expect(text).toContain('phương pháp A');
    expect(text).toContain('phương pháp B');
    expect(text).toContain('Hai phương pháp không so sánh với nhau');
  });

  test('quota, short fields, voids with and without, repeats and hidden groups are all told', () => {
    const results = textOf(draftReport(exampleFigures), 'results');
    expect(results).toContain(
      'là 877; số phiếu tối thiểu theo Quyết định số 70/2021/QĐ-UBND của UBND tỉnh Quảng Ngãi là 176; số phiếu thu về là 238, đạt',
    );
    expect(results).toContain('Lao động, thương binh và xã hội (thiếu 3 phiếu)');
    expect(results).toContain('vô hiệu, không tính vào kết quả: 4 (trùng lặp: 3; phiếu thử: 1)');
    expect(results).toContain('Nếu tính cả các phiếu này');
    expect(results).toContain('2 phiếu có thể bị gửi lặp');
    expect(textOf(draftReport(exampleFigures), 'weaknesses')).toContain(
      'Có dưới 5 phiếu nên chưa công bố được kết quả riêng: Văn hóa, thông tin',
    );
  });

  test('neighbours whose intervals meet are said to be within the error', () => {
    expect(textOf(draftReport(exampleFigures), 'strengths')).toContain('chênh lệch với nhóm liền sau còn trong sai số');
    const factors = ['I', 'II'].map((id, at) =>
      exampleRow({ scope: 'factor', id, title: `Nhóm ${id}` }, 95 - at * 35, 900),
    );
    const text = textOf(draftReport({ ...exampleFigures, rows: factors }), 'strengths');
    expect(text).not.toContain('còn trong sai số');
    expect(text).toContain('nhóm liền sau là “Nhóm II”: 60,00');
  });

  test('the best of bad figures is no strength', () => {
    const rows = ['I', 'II'].map((id, at) =>
      exampleRow({ scope: 'factor', id, title: `Nhóm ${id}` }, 30 - at * 5, 900),
    );
    expect(textOf(draftReport({ ...exampleFigures, rows }), 'strengths')).not.toContain('Nhóm I');
  });

  test('causes are asked for, never invented; what is still open is found', () => {
    const draft = draftReport(exampleFigures);
    expect(textOf(draft, 'causes')).toContain('Cơ quan thông báo kịp thời kết quả xử lý');
    const open = reportPrompts(draft);
    expect(new Set(open.map(({ section }) => section))).toEqual(new Set(['causes', 'measures', 'proposals']));
    const written = {
      sections: draft.sections.map((section) => ({
        ...section,
        text: section.text.replace(/\[[^\]]*\]/g, 'Đã xác minh'),
      })),
    };
    expect(reportPrompts(written)).toEqual([]);
  });

  test('without ballots, or with everything hidden, no number is made up', () => {
    const empty = draftReport(nothing);
    expect(textOf(empty, 'results')).toContain('không có phiếu nào được tính');
    expect(textOf(empty, 'strengths')).toBe('Số phiếu trong kỳ chưa đủ để nêu ưu điểm từ số liệu.');
    const hidden = draftReport({ ...nothing, ballots: 3 });
    expect(textOf(hidden, 'results')).toContain('dưới mức tối thiểu 5 nên không công bố chỉ số chung');
    expect(hidden.sections.map(({ text }) => text).join('\n')).not.toMatch(/\d+,\d\d\u00a0%/);
  });
});

describe('report as a paper', () => {
  test('it has the six parts in order, numbered by the program, and an appendix of the items', () => {
    const document = reportDocument(exampleFigures, draftReport(exampleFigures), exampleIssuance);
    const parts = document.body.flatMap((block) => (block.type === 'heading' && block.level === 1 ? [block.text] : []));
    expect(parts).toEqual(['Kết quả', 'Ưu điểm', 'Hạn chế', 'Nguyên nhân', 'Giải pháp', 'Kiến nghị']);
    expect(document.body.at(-1)).toMatchObject({ type: 'paragraph' });
    const [appendix] = document.appendices;
    const rows = appendix?.body.flatMap((block) => (block.type === 'table' ? block.rows : [])) ?? [];
    expect(rows).toHaveLength(21 + 5);
  });

  test('what the clerk wrote is what is printed; an emptied part says so', () => {
    const draft: ReportDraft = {
      sections: draftReport(exampleFigures).sections.map((section) =>
        section.id === 'causes'
          ? { ...section, text: 'Do mất điện ngày 3/6.\n- Quầy 2 đóng' }
          : section.id === 'proposals'
            ? { ...section, text: ' ' }
            : section,
      ),
    };
    const { body } = reportDocument(exampleFigures, draft, exampleIssuance);
    expect(body).toContainEqual({ type: 'paragraph', text: 'Do mất điện ngày 3/6.' });
    expect(body).toContainEqual({ type: 'list', marker: '-', items: ['Quầy 2 đóng'] });
    expect(body).toContainEqual({ type: 'paragraph', text: 'Không.' });
  });

  test('own questions and respondents stand in appendices of their own, hidden ones without a number', () => {
    const questions = [
      {
        id: 'q1',
        title: 'Có phải đi lại nhiều lần?',
        part: 'own',
        kind: 'single',
        options: ['Có', 'Không'],
        suppressed: false,
        n: 40,
        counts: [10, 30],
      },
      { id: 'gioi', title: 'Giới tính', part: 'respondent', kind: 'single', options: ['Nam', 'Nữ'], suppressed: true },
    ] as const;
    const { appendices } = reportDocument({ ...exampleFigures, questions }, { sections: [] }, exampleIssuance);
    expect(appendices.map(({ title }) => title)).toEqual([
      'Kết quả theo từng tiêu chí',
      'Câu hỏi riêng của cơ quan',
      'Thông tin về người trả lời',
    ]);
    const [own, hidden] = appendices
      .slice(1)
      .map(({ body }) => body.flatMap((block) => (block.type === 'table' ? block.rows.map((row) => row.cells) : [])));
    expect(own).toEqual([
      ['Có phải đi lại nhiều lần?', '40', ''],
      ['Có', '10', '25,00'],
      ['Không', '30', '75,00'],
    ]);
    expect(hidden).toEqual([['Giới tính', 'ẩn (dưới 5 phiếu)', '–']]);
  });

  test('too few voided answers to show give only the range', () => {
    const figures = { ...exampleFigures, overallWithVoids: null, overallWithVoidsRange: { low: 83.1, high: 84.9 } };
    expect(textOf(draftReport(figures), 'results')).toContain(
      'Nếu tính cả các phiếu này, tỷ lệ hài lòng chung nằm trong khoảng 83,10–84,90\u00a0%',
    );
  });

  test('a hidden group carries no number into any table or chart', () => {
    const document = reportDocument(nothing, draftReport(nothing), exampleIssuance);
    const cells = [...document.body, ...document.appendices.flatMap((appendix) => appendix.body)].flatMap((block) =>
      block.type === 'table' ? block.rows.flatMap((row) => row.cells.slice(2)) : [],
    );
    expect(cells.filter((cell) => /\d/.test(cell))).toEqual([]);
    const figures = document.body.flatMap((block) => (block.type === 'figure' ? block.bars : []));
    expect(figures.every((bar) => bar.value === null && bar.low === undefined)).toBe(true);
  });
});
