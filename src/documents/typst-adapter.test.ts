import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { pdfPageSizes, pdfRuns, pdfWords, squeezed } from '../../test/documents/pdf-text';
import { exampleFigures, exampleIssuance } from './example-figures';
import type { Block, OfficialDocument } from './official-document';
import { draftReport, reportDocument } from './results-report';
import { renderPdf } from './typst-adapter.server';

vi.setConfig({ testTimeout: 30_000 });

function paper(body: readonly Block[], more: Partial<OfficialDocument> = {}): OfficialDocument {
  return { kind: 'report', issuance: exampleIssuance, subject: 'Kết quả', bases: [], body, appendices: [], ...more };
}

const report = reportDocument(exampleFigures, draftReport(exampleFigures), exampleIssuance);

/** Everything Typst could take for markup, and letters of Vietnamese. */
const letters = fc.constantFrom(...'aăâđêôơưẤễộỰỹ AZ019.#$*_@<>[](){}\\"\'`~^=+-/|;:,!?%&“”–…\u00a0');
const hostileText = fc.string({ unit: letters, minLength: 1, maxLength: 60 });

describe('PDF of an official paper', () => {
  test('any text comes out letter by letter, never as markup', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, hostileText, hostileText, async (sentence, item, cell) => {
        const words = pdfWords(
          await renderPdf(
            paper([
              { type: 'paragraph', text: `đầu${sentence}đuôi` },
              { type: 'list', items: [`mục${item}hết`] },
              { type: 'table', columns: [{ title: 'Ô', align: 'left' }], rows: [{ cells: [`ô${cell}hết`] }] },
              { type: 'paragraph', text: 'Hết' },
            ]),
          ),
        );
        expect(words).toContain(squeezed(`đầu${sentence}đuôi`));
        expect(words).toContain(squeezed(`mục${item}hết`));
        expect(words).toContain(squeezed(`ô${cell}hết`));
      }),
      { numRuns: 40 },
    );
  });

  test('what looks like code of the typesetter is printed, not run', async () => {
    const words = pdfWords(
      await renderPdf(
        paper([{ type: 'paragraph', text: '#read("/etc/passwd") 1. $x$ *đậm* @tên <nhãn> \\ #sys.version' }]),
      ),
    );
    expect(words).toContain(squeezed('#read("/etc/passwd") 1. $x$ *đậm* @tên <nhãn> \\ #sys.version'));
    expect(words).not.toContain('root:');
  });

  test('letters have the sizes and weights of Nghị định 30/2020, phụ lục I', async () => {
    const runs = pdfRuns(await renderPdf(report));
    const look = (text: string): string | undefined => {
      const run = runs.find((candidate) => candidate.text.trim().startsWith(text));
      return run === undefined ? undefined : `${run.font} ${run.size}`;
    };
    expect(look('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBe('Tinos-Bold 12');
    expect(look('Độc lập - Tự do - Hạnh phúc')).toBe('Tinos-Bold 13');
    expect(look('ỦY BAN NHÂN DÂN')).toBe('Tinos-Regular 12');
    expect(look('XÃ HƯƠNG TRÀ')).toBe('Tinos-Bold 12');
    expect(look('Số: 07/BC-UBND')).toBe('Tinos-Regular 13');
    expect(look('Hương Trà, ngày 15 tháng 6 năm 2025')).toBe('Tinos-Italic 13');
    expect(look('BÁO CÁO')).toBe('Tinos-Bold 14');
    expect(look('Kết quả đánh giá mức độ hài lòng')).toBe('Tinos-Bold 14');
    expect(look('I. KẾT QUẢ')).toBe('Tinos-Bold 14');
    expect(look('TM. ỦY BAN NHÂN DÂN')).toBe('Tinos-Bold 14');
    expect(look('Nơi nhận:')).toBe('Tinos-BoldItalic 12');
    expect(look('- Lưu: VT, Ttr.')).toBe('Tinos-Regular 11');
  });

  test('the page is A4, its number stands on every page but the first', async () => {
    const pdf = await renderPdf(report);
    expect(new Set(pdfPageSizes(pdf))).toEqual(new Set(['595x842']));
    const numbers = pdfRuns(pdf).filter((run) => run.size === 14 && /^\d+$/.test(run.text));
    const pages = Math.max(...pdfRuns(pdf).map((run) => run.page));
    expect(pages).toBeGreaterThan(3);
    expect(numbers.map((run) => Number(run.text))).toEqual(Array.from({ length: pages - 1 }, (_, index) => index + 2));
  });

  test('the same paper gives the same bytes, and a changed one is quick', async () => {
    const first = await renderPdf(report);
    expect(Buffer.from(await renderPdf(report)).equals(Buffer.from(first))).toBe(true);
    const started = performance.now();
    await renderPdf({ ...report, subject: 'Khác' });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('a landscape appendix turns the page', async () => {
    const pdf = await renderPdf(
      paper([{ type: 'paragraph', text: 'Hết' }], {
        appendices: [{ title: 'Bảng', landscape: true, body: [{ type: 'paragraph', text: 'Rộng' }] }],
      }),
    );
    expect(pdfPageSizes(pdf)).toEqual(['595x842', '842x595']);
  });

  test('bad content is printed all the same: long words, long names, empty parts, no signer', async () => {
    const long = `${'x'.repeat(300)} ${'Ủy ban nhân dân '.repeat(700)}`;
    const pdf = await renderPdf(
      paper(
        [
          { type: 'heading', level: 1, text: '' },
          { type: 'paragraph', text: long },
          { type: 'list', items: [] },
          { type: 'paragraph', text: [] },
          { type: 'table', columns: [], rows: [{ cells: ['thừa', 'nữa'] }] },
          {
            type: 'table',
            columns: Array.from({ length: 30 }, (_, at) => ({ title: `Cột ${at}`, align: 'right' as const })),
            rows: [{ cells: ['1'] }],
          },
          { type: 'figure', alt: '', svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', bars: [] },
        ],
        {
          subject: '',
          bases: [''],
          issuance: {
            ...exampleIssuance,
            agency: `Ủy ban nhân dân ${'xã rất dài '.repeat(40)}`,
            signer: { office: [] },
            recipients: [],
          },
        },
      ),
    );
    const words = pdfWords(pdf);
    expect(words).toContain('x'.repeat(300));
    expect(words.match(/Ủybannhândân/g)?.length).toBeGreaterThan(680);
    expect(words).toContain('thừanữa');
    expect(words).toContain('Lưu:VT');
  });
});
