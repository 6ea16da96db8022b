import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { wordText, zipText } from '../../test/documents/zip-text';
import { renderDocx } from './docx-adapter.server';
import { exampleFigures, exampleIssuance } from './example-figures';
import type { Block, OfficialDocument } from './official-document';
import { draftReport, reportDocument } from './results-report';

vi.setConfig({ testTimeout: 30_000 });

function paper(body: readonly Block[], more: Partial<OfficialDocument> = {}): OfficialDocument {
  return { kind: 'report', issuance: exampleIssuance, subject: 'Kết quả', bases: [], body, appendices: [], ...more };
}

const report = reportDocument(exampleFigures, draftReport(exampleFigures), exampleIssuance);

async function xmlOf(document: OfficialDocument): Promise<string> {
  return zipText(await renderDocx(document), 'word/document.xml');
}

/** Size in half points, weight and slant of the first run that begins with the text. */
function look(xml: string, text: string): string | undefined {
  const run = [...xml.matchAll(/<w:r>((?:(?!<\/w:r>).)*)<\/w:r>/gs)].find((match) =>
    wordText(match[1] ?? '')
      .trim()
      .startsWith(text),
  )?.[1];
  if (run === undefined) return undefined;
  const on = (tag: string): boolean => new RegExp(`<w:${tag}/>`).test(run);
  return [/<w:sz w:val="(\d+)"\/>/.exec(run)?.[1], on('b') ? 'bold' : '', on('i') ? 'italic' : '']
    .filter(Boolean)
    .join(' ');
}

describe('DOCX of an official paper', () => {
  test('page and margins are those of Nghị định 30/2020: A4, 20, 20, 30 and 20 mm', async () => {
    const xml = await xmlOf(report);
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/);
  });

  test('letters have the sizes and weights of phụ lục I, in half points', async () => {
    const xml = await xmlOf(report);
    expect(look(xml, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBe('24 bold');
    expect(look(xml, 'Độc lập - Tự do - Hạnh phúc')).toBe('26 bold');
    expect(look(xml, 'HUYỆN TRÀ BỒNG')).toBe('24');
    expect(look(xml, 'XÃ HƯƠNG TRÀ')).toBe('24 bold');
    expect(look(xml, 'Số: 07/BC-UBND')).toBe('26');
    expect(look(xml, 'Hương Trà, ngày 15 tháng 6 năm 2025')).toBe('26 italic');
    expect(look(xml, 'BÁO CÁO')).toBe('28 bold');
    expect(look(xml, 'I. KẾT QUẢ')).toBe('28 bold');
    expect(look(xml, 'Trong kỳ có 238 phiếu')).toBe('28');
    expect(look(xml, 'TM. ỦY BAN NHÂN DÂN')).toBe('28 bold');
    expect(look(xml, 'Nơi nhận:')).toBe('24 bold italic');
    expect(look(xml, '- Lưu: VT, Ttr.')).toBe('22');
  });

  test('the page number stands in the head of every page but the first', async () => {
    const file = await renderDocx(report);
    const xml = await zipText(file, 'word/document.xml');
    expect(xml).toContain('<w:titlePg/>');
    const heads = await Promise.all([1, 2].map((number) => zipText(file, `word/header${number}.xml`)));
    const numbered = heads.filter((head) => head.includes('PAGE'));
    expect(numbered).toHaveLength(1);
    expect(numbered[0]).toContain('<w:sz w:val="28"/>');
    expect(numbered[0]).toContain('<w:jc w:val="center"/>');
  });

  test('body paragraphs are justified, indented 10 mm, with 6 points between', async () => {
    const xml = await xmlOf(paper([{ type: 'paragraph', text: 'Nội dung của báo cáo' }]));
    const paragraph = [...xml.matchAll(/<w:p>((?:(?!<\/w:p>).)*)<\/w:p>/gs)].find((match) =>
      match[1]?.includes('Nội dung của'),
    )?.[1];
    expect(paragraph).toContain('<w:jc w:val="both"/>');
    expect(paragraph).toMatch(/<w:ind w:firstLine="567"\/>/);
    expect(paragraph).toMatch(/<w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"\/>/);
  });

  test('any text comes out unharmed, also marks of XML and what XML forbids', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fc.integer({ min: 0x20, max: 0xd7ff }), { maxLength: 40 })
          .map((codes) => String.fromCharCode(...codes)),
        async (text) => {
          const xml = await xmlOf(
            paper([
              { type: 'list', items: [`[${text}]`] },
              { type: 'paragraph', text: 'Hết' },
            ]),
          );
          const visible = (value: string): string => value.normalize('NFC').replace(/[\p{C}\s]/gu, '');
          expect(visible(wordText(xml))).toContain(visible(`- [${text}]`));
        },
      ),
      { numRuns: 10 },
    );
    const xml = await xmlOf(paper([{ type: 'paragraph', text: '</w:t> & <b> " \u0001\u0000\ufffe\ud800 hết' }]));
    expect(wordText(xml)).toContain('</w:t> & <b> " □ hết./.');
    expect(xml).not.toMatch(/[\u0000-\u0008\ufffe]/);
  });

  test('PDF and DOCX say the same words', async () => {
    const words = wordText(await xmlOf(report)).replace(/[\s\u00a0]+/g, '');
    for (const part of [
      'Kếtquảtheotừngtiêuchí'.toLocaleUpperCase('vi'),
      'CHỦTỊCHHồMinhHiếu',
      'Bảng1.Sốphiếuthuvề',
      'Biểuđồ1.',
    ]) {
      expect(words).toContain(part);
    }
    expect(words).toContain('huyệnTràBồng;');
  });

  test('bad content is written all the same', async () => {
    const body: Block[] = [
      { type: 'heading', level: 1, text: '' },
      { type: 'paragraph', text: 'Ủy ban '.repeat(1500) },
      { type: 'table', columns: [], rows: [{ cells: ['thừa', 'nữa'] }] },
      { type: 'figure', alt: '', svg: '', bars: [] },
    ];
    const issuance = { ...exampleIssuance, agency: 'Rất dài '.repeat(60), signer: { office: [] }, recipients: [] };
    expect(wordText(await xmlOf(paper(body, { issuance })))).toContain('thừa nữa');
  });
});
