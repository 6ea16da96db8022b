import { describe, expect, test } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { composeDocument } from './compose-document';
import { exampleFigures, exampleIssuance } from './example-figures';
import type { ReportFigures, ReportGrading } from './report-figures';
import { gradingIsApart } from './report-grading';
import { noticeSheet } from './results-notice';
import { draftReport, reportDocument } from './results-report';

const grading: ReportGrading = {
  provisional: false,
  onPoster: true,
  grade: {
    title: 'Xuất sắc',
    totalTenths: 150,
    maximumTenths: 160,
    fullMaximumTenths: 180,
    citation: 'Thông tư số 01/2018/TT-VPCP',
    ownChoices: ['đúng nửa thì làm tròn lên'],
    indices: [
      { number: 1, title: 'Thời gian giải quyết', tenths: 13, dossiers: 1428 },
      { number: 4, title: 'Số cơ quan phải liên hệ', tenths: null, dossiers: null },
      { number: 8, title: 'Tiếp thu, giải trình', tenths: 20, dossiers: null },
    ],
  },
  rates: {
    citation: 'Quyết định số 766/QĐ-TTg',
    lines: [
      {
        id: 'R3',
        title: 'Hồ sơ không bị phản ánh',
        hundredths: 9619,
        numerator: 1539,
        denominator: 1600,
        silenceCountsAsSatisfied: true,
      },
    ],
  },
};
const withGrading: ReportFigures = { ...exampleFigures, grading };
const blocksOf = (figures: ReportFigures) =>
  composeDocument(reportDocument(figures, draftReport(exampleFigures), exampleIssuance));

const words = (blocks: unknown): string => JSON.stringify(blocks).replaceAll('\u00a0', ' ');

describe('the grading in the report', () => {
  test('stands under a heading of its own and in an appendix, and says that it is not of the questionnaire', () => {
    const { blocks, appendices } = blocksOf(withGrading);
    const at = blocks.findIndex(
      (block) => block.type === 'heading' && block.text.endsWith('Xếp loại giải quyết thủ tục hành chính'),
    );
    const section = blocks.slice(at, at + 4);
    expect(words(section[1])).toContain(gradingIsApart.slice(0, -1));
    expect(words(section[2])).toContain(
      '15,0 trên 16,0 điểm, xếp loại Xuất sắc. Chỉ số chưa có số liệu, không tính: 4.',
    );
    expect(words(section[3])).toContain(
      'Theo Quyết định số 766/QĐ-TTg: hồ sơ không bị phản ánh (R3, hồ sơ không ai phản ánh được tính là hài lòng) 96,19 %.',
    );
    const appendix = appendices.at(-1);
    expect(appendix?.title).toBe('XẾP LOẠI VÀ TỶ LỆ TÍNH TỪ HỒ SƠ');
    const text = words(appendix?.blocks);
    for (const each of ['"1","Thời gian giải quyết","1.428","1,3"', '"4","Số cơ quan phải liên hệ","–","chưa có"'])
      expect(text).toContain(each);
    expect(text).toContain('Cộng, xếp loại: Xuất sắc","","15,0 / 16,0');
    expect(text).toContain('Ở R3, hồ sơ không ai phản ánh được tính là hài lòng');
  });

  test('changes nothing else: without its section and appendix the report is the report without grading', () => {
    const bare = blocksOf(exampleFigures);
    const graded = blocksOf(withGrading);
    const at = graded.blocks.findIndex(
      (block) => block.type === 'heading' && block.text.endsWith('Xếp loại giải quyết thủ tục hành chính'),
    );
    expect([...graded.blocks.slice(0, at), ...graded.blocks.slice(at + 4)]).toEqual(bare.blocks);
    expect(graded.appendices.slice(0, -1).map(({ title, blocks }) => [title, blocks])).toEqual(
      bare.appendices.map(({ title, blocks }) => [title, blocks]),
    );
    expect(words(bare)).not.toContain('xếp loại');
  });

  test('of a period that is not over gives points and no grade', () => {
    const text = words(blocksOf({ ...exampleFigures, grading: { ...grading, provisional: true } }));
    expect(text).toContain('điểm tạm tính');
    expect(text).not.toContain('Xuất sắc');
  });
});

describe('the grading on the poster', () => {
  const factsOf = (change: Partial<ReportGrading>) =>
    noticeSheet({
      figures: { ...exampleFigures, grading: { ...grading, ...change } },
      issuance: exampleIssuance,
      pageUrl: 'https://x.vn/ket-qua/1',
      publicationId: '1',
      frozenOn: calendarDay('2025-03-15'),
      contacts: [],
    }).facts.filter(({ words: said }) => said.includes('01/2018'));

  test('stands there only where the plan asks for it and the period is over, with its source', () => {
    expect(factsOf({})).toEqual([
      {
        figure: 'Xuất sắc',
        words: 'xếp loại theo Thông tư 01/2018/TT-VPCP (15,0 trên 16,0 điểm), tính từ hồ sơ, không từ phiếu khảo sát',
        good: null,
      },
    ]);
    expect(factsOf({ onPoster: false })).toEqual([]);
    expect(factsOf({ provisional: true })).toEqual([]);
    expect(factsOf({ grade: null })).toEqual([]);
  });
});
