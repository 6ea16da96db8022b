import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldDiacritics } from '../kernel/vietnamese-text';
import { findInPlain, findInText, highlighted, parseCommentQuery, plainWords } from './comment-search';
import { readText } from './comment-words';

const finds = (query: string, body: string): boolean =>
  findInText(parseCommentQuery(query), readText(body)) !== undefined;
const hits = (query: string, body: string): string[] => {
  const text = readText(body);
  return highlighted(text.body, findInText(parseCommentQuery(query), text) ?? [])
    .filter((piece) => piece.hit)
    .map((piece) => piece.text);
};

const syllables =
  'thủ tục hồ sơ chờ lâu quá cán bộ hướng dẫn nhiệt tình đất đai lệ phí đúng hẹn nộp trực tuyến ghế quạt máy hòa thúy kỹ ủy ban xã không được trả kết quả Đinh Nguyễn PHƯỜNG giấy khai sinh 2025'.split(
    ' ',
  );
const sentence = fc
  .array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 12 })
  .map((words) => words.join(' '));
const word = fc.constantFrom(...syllables);

describe('searching free text, by example', () => {
  it('without diacritics finds every spelling, with diacritics the same spelling only', () => {
    expect(finds('thu tuc', 'Thủ tục còn rườm rà')).toBe(true);
    expect(finds('thủ tục', 'Thủ tục còn rườm rà')).toBe(true);
    expect(finds('thụ túc', 'Thủ tục còn rườm rà')).toBe(false);
    expect(finds('hồ', 'Hộ kinh doanh ở hố ga, cần hỗ trợ')).toBe(false);
    expect(finds('ho', 'Hộ kinh doanh')).toBe(true);
    expect(finds('đất', 'Dat nhà tôi, đất ruộng')).toBe(true);
    expect(finds('dat', 'Đất ruộng')).toBe(true);
  });

  it('with diacritics also finds what was written without any, as on an old telephone', () => {
    expect(finds('hồ sơ', 'ho so nop ba lan chua xong')).toBe(true);
    expect(finds('hồ sơ', 'ông ho nhiều, sơ sài')).toBe(false);
    // Here the writer has diacritics, so `ho` is meant to be `ho`.
    expect(finds('hồ', 'ông ho nhiều, chờ mệt')).toBe(false);
  });

  it('takes old and new places of the tone, y and i, composed and decomposed, capitals and small letters as one', () => {
    expect(finds('hoà nhã', 'Cán bộ HÒA NHÃ')).toBe(true);
    expect(finds('thuỷ', 'chị Thủy'.normalize('NFD'))).toBe(true);
    expect(finds('uỷ ban'.normalize('NFD'), 'Ủy ban xã')).toBe(true);
    expect(finds('kĩ', 'giải thích kỹ')).toBe(true);
    expect(finds('quí', 'Quý cơ quan')).toBe(true);
    expect(finds('thúi', 'Thúy')).toBe(false);
  });

  it('asks for whole words, for all of them, for phrases in quotation marks and beginnings with a star', () => {
    expect(finds('than', 'thanh toán')).toBe(false);
    expect(finds('than*', 'thanh toán')).toBe(true);
    expect(finds('thủ*', 'thủng lốp')).toBe(true);
    expect(finds('thủ*', 'thúng lúa')).toBe(false);
    expect(finds('lâu chờ', 'chờ rất lâu')).toBe(true);
    expect(finds('"chờ lâu"', 'chờ rất lâu')).toBe(false);
    expect(finds('“chờ lâu', 'phải chờ lâu')).toBe(true);
    expect(finds('phí "chờ lâu"', 'chờ lâu')).toBe(false);
    expect(finds('  ?! ', 'gì cũng được')).toBe(true);
  });

  it('shows what was found, in the words of the writer', () => {
    expect(hits('cho lau', 'Chờ rất lâu, chờ mãi')).toEqual(['Chờ', 'lâu', 'chờ']);
    expect(hits('"cho lau" lau', 'chờ lâu quá')).toEqual(['chờ lâu']);
  });
});

describe('searching free text, as laws', () => {
  it('is blind to the form of the letters on either side', () => {
    const forms = fc.constantFrom<(text: string) => string>(
      (text) => text.normalize('NFD'),
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
    );
    fc.assert(
      fc.property(sentence, word, forms, forms, (body, asked, one, other) => {
        expect(finds(one(asked), other(body))).toBe(finds(asked, body));
      }),
    );
  });

  it('finds every text by its own words, folded or not, and a folded query finds no less than the query', () => {
    fc.assert(
      fc.property(sentence, sentence, (body, query) => {
        expect(finds(body, body)).toBe(true);
        expect(finds(`"${body}"`, body)).toBe(true);
        expect(finds(foldDiacritics(body), body)).toBe(true);
        if (finds(query, body)) expect(finds(foldDiacritics(query), body)).toBe(true);
      }),
    );
  });

  it('agrees with looking at the words one by one, and more words never find more', () => {
    // An oracle that shares no code: lists of words, compared as strings.
    const words = (text: string) => foldDiacritics(text).split(' ');
    fc.assert(
      fc.property(sentence, fc.array(word, { minLength: 1, maxLength: 3 }), (body, asked) => {
        const plain = asked.map(foldDiacritics);
        // The one syllable of the list with a second spelling of i and y is spelled with y on both sides.
        expect(finds(plain.join(' '), body)).toBe(plain.every((each) => words(body).includes(each)));
        if (finds(asked.join(' '), body)) for (const each of asked) expect(finds(each, body)).toBe(true);
      }),
    );
  });

  it('is sure without the text only of what is so', () => {
    const query = fc
      .array(fc.tuple(word, fc.constantFrom('', '*', '"')), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.map(([each, mark]) => (mark === '"' ? `"${each} sơ"` : each + mark)).join(' '));
    fc.assert(
      fc.property(sentence, query, fc.boolean(), (body, typed, folded) => {
        const asked = parseCommentQuery(folded ? foldDiacritics(typed) : typed);
        const text = readText(body);
        const quick = findInPlain(asked, plainWords(text));
        if (quick !== 'maybe') expect(quick === 'yes').toBe(findInText(asked, text) !== undefined);
      }),
    );
  });

  it('cuts a text into pieces that are the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.string({ maxLength: 10 }),
        sentence,
        (noise, query, body) => {
          const text = readText(`${noise} ${body}`);
          const spans = findInText(parseCommentQuery(query), text) ?? [];
          expect(
            highlighted(text.body, spans)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text.body);
        },
      ),
      { numRuns: 25 },
    );
  });
});
