import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTarget, targetNumber } from './plan-target';

test('a target is read as whole hundredths of a percent, with comma or point and with or without the sign', () => {
  const read = (text: string) => parseTarget(text);
  expect(read('90')).toEqual({ ok: true, value: 9000 });
  expect(read('92,5')).toEqual({ ok: true, value: 9250 });
  expect(read('92.05 %')).toEqual({ ok: true, value: 9205 });
  expect(read('100,00%')).toEqual({ ok: true, value: 10000 });
  expect(read('')).toEqual({ ok: true, value: undefined });
  expect(read(' ')).toEqual({ ok: true, value: undefined });
});

test('what is no percentage is refused with what was typed', () => {
  for (const text of ['chín mươi', '90,555', '-5', '90,', '1.000', '9e1', '90 trên 100', ',5'])
    expect(parseTarget(text)).toEqual({ ok: false, error: { type: 'target-malformed', text } });
});

test('every target that is written is read again as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom('vi' as const, 'en' as const), (value, locale) => {
      expect(parseTarget(`${targetNumber(value, locale)}\u00a0%`)).toEqual({ ok: true, value });
    }),
  );
});
