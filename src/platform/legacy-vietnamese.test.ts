import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectLegacyEncoding, fromTcvn3, fromVni, isVietnameseSyllable, toTcvn3, toVni } from './legacy-vietnamese';

const lower = [...'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ'];
const sentences = [
  'Công chức có thái độ giao tiếp lịch sự',
  'Tư pháp – Hộ tịch',
  'Đất đai, môi trường',
  'Lao động, thương binh và xã hội',
  'Ủy ban nhân dân xã Hương Trà',
  'Nguyễn Thị Phượng',
];
const words = fc.array(fc.constantFrom(...lower), { minLength: 1, maxLength: 6 }).map((letters) => letters.join(''));

describe('TCVN3 and VNI', () => {
  test('every Vietnamese lower-case word comes back from TCVN3 as it was', () => {
    fc.assert(fc.property(words, (word) => fromTcvn3(toTcvn3(word) ?? '') === word));
  });

  // VNI cannot tell `ô` + a mark from `ơ` + a mark when letters collide without a syllable; real syllables never do.
  test('every Vietnamese syllable comes back from VNI as it was, in small letters and capitals', () => {
    for (const sentence of sentences) {
      for (const text of [sentence.toLowerCase(), sentence.toUpperCase()]) {
        const typed = toVni(text.replace('–', '-'));
        expect(fromVni(typed ?? '')).toBe(text.replace('–', '-'));
      }
    }
    for (const letter of lower) expect(fromVni(toVni(letter) ?? '')).toBe(letter);
  });

  test('published samples are read: TiÕng ViÖt, Tieáng Vieät, Nguyeãn, §Êt ®ai', () => {
    expect(fromTcvn3('TiÕng ViÖt')).toBe('Tiếng Việt');
    expect(fromTcvn3('§Êt ®ai')).toBe('Đất đai');
    expect(fromTcvn3('T\u00ad ph¸p')).toBe('Tư pháp');
    expect(fromVni('Tieáng Vieät')).toBe('Tiếng Việt');
    expect(fromVni('Nguyeãn')).toBe('Nguyễn');
    expect(fromVni('Ñaát ñai')).toBe('Đất đai');
    expect(fromVni('ÖÙng phoù')).toBe('Ứng phó');
  });

  test('the old font of a text is recognised, and Unicode, decomposed or not, is left alone', () => {
    for (const sentence of sentences) {
      const plain = sentence.toLowerCase().replace('–', '-');
      expect(detectLegacyEncoding(plain)).toBeUndefined();
      expect(detectLegacyEncoding(plain.normalize('NFD'))).toBeUndefined();
      expect(detectLegacyEncoding(toTcvn3(plain) ?? '')).toBe('tcvn3');
      expect(detectLegacyEncoding(toVni(plain) ?? '')).toBe('vni');
    }
  });

  test('English, French and numbers are no old font', () => {
    for (const text of [
      'unit,period,count',
      'Hôtel à Genève, café déjà vu',
      '12 34 56',
      '',
      'Müller & Söhne GmbH, Köln, Straße',
    ]) {
      expect(detectLegacyEncoding(text)).toBeUndefined();
    }
  });

  test('a syllable has one tone at most and the shape of Vietnamese', () => {
    for (const word of ['nghiêng', 'quyết', 'giặt', 'ủy', 'đường', 'thuỷ'])
      expect(isVietnameseSyllable(word)).toBe(true);
    for (const word of ['ViÖt', 'hôtel', 'strasse', 'ấ̀', 'xyz']) expect(isVietnameseSyllable(word)).toBe(false);
  });
});
