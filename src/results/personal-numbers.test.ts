import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from './comment-words';
import { hiddenMark, hidePersonalNumbers, nameHider } from './personal-numbers';

describe('numbers that name a person', () => {
  it.each([
    ['Gọi tôi số 0912345678 nhé', `Gọi tôi số ${hiddenMark} nhé`],
    ['ĐT: 0912 345 678.', `ĐT: ${hiddenMark}.`],
    ['+84 912.345.678', hiddenMark],
    ['CCCD 051085001234', `CCCD ${hiddenMark}`],
    ['CMND 212 345 678', `CMND ${hiddenMark}`],
    ['mã 000.19.10.H45-250312-0001 chưa xong', `mã ${hiddenMark} chưa xong`],
    ['thư le.van+a@gmail.com', `thư ${hiddenMark}`],
  ])('are hidden: %s', (written, shown) => {
    expect(hidePersonalNumbers(written)).toBe(shown);
  });

  it.each([
    'ngày 15/03/2025 và 15-3-2025, 15.03.2025',
    'năm 2024-2025',
    'nộp 30.000 đồng, 1.250.000đ, cả thảy 30.000.000',
    '150.000.000 đồng tiền đất',
    'Quyết định 766/QĐ-TTg, quầy 3, 7h30, 2 lần, 12 ngày',
  ])('are no others: %s', (written) => {
    expect(hidePersonalNumbers(written)).toBe(written);
  });

  it('never leave nine or more digits in a row, however they are grouped, and leave words as they are', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 12 });
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom('', ' ', '.', '-'),
        fc.integer({ min: 2, max: 4 }),
        (number, between, size) => {
          const text = number.join('').replace(new RegExp(`(\\d{${size}})(?=\\d)`, 'g'), `$1${between}`);
          expect(hidePersonalNumbers(`gọi ${text} nhé`)).toBe(`gọi ${hiddenMark} nhé`);
        },
      ),
    );
  });
});

describe('names of officials', () => {
  const hide = nameHider(['Nguyễn Thị Hoa', 'Trần Văn Bình', 'An']);
  const shown = (body: string) => hide(readText(body)) ?? body;

  it('are hidden in full, by their last two words, and behind a form of address', () => {
    expect(shown('Cô Nguyễn Thị Hoa rất tốt')).toBe(`Cô ${hiddenMark} rất tốt`);
    expect(shown('anh Văn Bình')).toBe(`anh ${hiddenMark}`);
    expect(shown('Chị Hoa, chị HOA và em bình')).toBe(`Chị ${hiddenMark}, chị ${hiddenMark} và em ${hiddenMark}`);
    expect(shown('chi hoa o quay 1 rat nhiet tinh')).toBe(`chi ${hiddenMark} o quay 1 rat nhiet tinh`);
  });

  it('are not looked for in other words', () => {
    for (const body of ['Cô hòa nhã', 'hoa trong phòng đẹp', 'bình thường', 'an toàn', 'chị. Hoa đẹp'])
      expect(shown(body)).toBe(body);
  });
});
