import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pdfWords, squeezed } from '../../test/documents/pdf-text';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { sheetText } from '../ui/text/ballot-sheet';
import { typesetSheet } from './sheet-typesetting-adapter.server';

function wordsOf(text: string): string {
  const [factor, ...others] = questionnaireC.factors;
  const [item, ...items] = factor!.items;
  const questionnaire = {
    ...questionnaireC,
    factors: [{ ...factor!, items: [{ ...item!, text }, ...items] }, ...others],
  };
  const sheet = typesetSheet({ questionnaire }, { paper: 'A4', marks: { run: 'A0B1C', kind: 'copy-master' } });
  if (!sheet.ok) throw new Error(sheet.error.type);
  // Word joiners keep "Ông/Bà" on one line and are no letters.
  return pdfWords(sheet.value.template).replaceAll('\u2060', '');
}

describe('the words of a sheet', () => {
  it('are on paper letter by letter, never as markup', () => {
    const letter = fc.constantFrom(...'ắễộựđỹƠ#*_$@`\\"[]{}<>=-+/1.aZ ~^&%');
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 60 }), (letters) => {
        const text = letters.join('').trim();
        fc.pre(text !== '' && !text.includes('  '));
        expect(wordsOf(text)).toContain(squeezed(text));
      }),
      { numRuns: 15 },
    );
  });

  it('hold every sentence of the official form: aim, secrecy, items, thanks', () => {
    const words = wordsOf('Công chức có thái độ giao tiếp lịch sự');
    const items = questionnaireC.factors.flatMap((factor) => factor.items.slice(1).map(({ text }) => text));
    const sentences = [sheetText.introduction, sheetText.confidential, sheetText.thanks, sheetText.codeHoldsCopy];
    for (const text of [...items, questionnaireC.overall.text, ...sentences])
      expect(words, text).toContain(squeezed(text));
  });
});
