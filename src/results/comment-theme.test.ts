import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { builtInThemes } from './built-in-themes';
import { frequentPhrases } from './comment-phrases';
import {
  checkTheme,
  type CommentTheme,
  linesOfTheme,
  themeLines,
  themeReader,
  themesOn,
  type ThemeVersion,
} from './comment-theme';
import { readText } from './comment-words';

const read = themeReader(builtInThemes);
const themesOf = (body: string) => read(readText(body));

/** Sentences as people write them, with the matters and fields a person finds in them. */
const written: readonly [string, readonly string[]][] = [
  ['Chờ lâu quá, từ 7 giờ đến 10 giờ mới tới lượt.', ['waiting']],
  ['cho qua lau, nguoi lon tuoi met', ['waiting']],
  ['Không phải chờ lâu như trước.', []],
  ['Cán bộ rất nhiệt tình, cảm ơn nhiều!', ['attitude', 'praise']],
  ['Cán bộ chưa được nhiệt tình lắm.', ['attitude']],
  ['Không chờ, cán bộ nhiệt tình', ['attitude', 'praise']],
  ['Phải đi lại ba lần mới đủ giấy tờ về đất.', ['papers', 'land']],
  ['Lệ phí chứng thực hơi cao, thu không có biên lai', ['fees', 'certification']],
  ['Ghế ngồi ít, quạt hỏng, phòng chờ nóng quá', ['facilities']],
  ['Nộp hồ sơ trên điện thoại khó, quên mật khẩu VNeID', ['online', 'residence']],
  ['Trả kết quả trễ hẹn 3 ngày, không ai gọi', ['late']],
  ['Góp ý từ tháng trước chưa thấy trả lời.', ['feedback']],
  ['Nên làm việc sáng thứ Bảy cho người đi làm', ['hours']],
  ['ok', []],
  ['Không có góp ý gì', []],
];

describe('themes of free text', () => {
  it.each(written)('"%s"', (body, themes) => {
    expect([...themesOf(body)].sort()).toEqual([...themes].sort());
  });

  it('do not run across a full stop or comma, and a gap is three words at most', () => {
    const one = themeReader([{ code: 'x', name: 'X', kind: 'matter', words: ['đi … lần'], except: [] }]);
    expect(one(readText('đi mấy lần'))).toEqual(['x']);
    expect(one(readText('đi lại hai ba lần'))).toEqual(['x']);
    expect(one(readText('đi lại có đến hai lần'))).toEqual([]);
    expect(one(readText('đi xa. Nhiều lần chờ'))).toEqual([]);
    expect(one(readText('đi, lần sau'))).toEqual([]);
  });

  it('are the same for any order and case, and a text has those of each of its sentences', () => {
    const bodies = fc.constantFrom(
      ...written.map(([body]) => body).filter((body) => readText(body).unmarked === false),
    );
    fc.assert(
      fc.property(bodies, bodies, (a, b) => {
        const both = new Set(themesOf(`${a}. ${b}`));
        expect([...both].sort()).toEqual([...new Set([...themesOf(a), ...themesOf(b)])].sort());
        expect(themesOf(a.toUpperCase().normalize('NFD'))).toEqual(themesOf(a));
      }),
    );
  });

  it('are built in as an office could have decided them', () => {
    for (const theme of builtInThemes)
      expect([theme.code, checkTheme(theme)]).toEqual([theme.code, { ok: true, value: undefined }]);
    expect(new Set(builtInThemes.map(({ code }) => code)).size).toBe(builtInThemes.length);
    // Each phrase finds itself, unless it is what an exception of the same theme names.
    for (const theme of builtInThemes)
      for (const phrase of theme.words)
        expect([phrase, themeReader([{ ...theme, except: [] }])(readText(phrase.replace('…', 'mấy')))]).toEqual([
          phrase,
          [theme.code],
        ]);
  });
});

describe('what the office decides about a theme', () => {
  const version = (more: Partial<ThemeVersion>): ThemeVersion => ({
    code: 'waiting',
    name: 'Chờ đợi',
    kind: 'matter',
    words: ['ngồi mãi'],
    except: [],
    validFrom: calendarDay('2025-06-15'),
    retired: false,
    ...more,
  });
  const codes = (themes: readonly CommentTheme[]) => themes.map(({ code }) => code);

  it('holds for periods that end on or after its day; the last decision counts', () => {
    const decided = [version({}), version({ words: ['ngồi hoài'] })];
    expect(themesOn(builtInThemes, decided, calendarDay('2025-06-14'))).toEqual(builtInThemes);
    const after = themesOn(builtInThemes, decided, calendarDay('2025-06-15'));
    expect(after.find(({ code }) => code === 'waiting')?.words).toEqual(['ngồi hoài']);
    expect(codes(after)).toEqual(codes(builtInThemes));
  });

  it('retires a theme, and brings it back', () => {
    const gone = themesOn(builtInThemes, [version({ retired: true })], calendarDay('2025-07-01'));
    expect(codes(gone)).not.toContain('waiting');
    const back = themesOn(builtInThemes, [version({ retired: true }), version({})], calendarDay('2025-07-01'));
    expect(codes(back)).toContain('waiting');
  });

  it('is written one phrase a line, exceptions with a minus, and read back the same', () => {
    expect(themeLines(' chờ lâu \n\n- không phải  chờ lâu\nchờ lâu')).toEqual({
      words: ['chờ lâu'],
      except: ['không phải chờ lâu'],
    });
    for (const { words, except } of builtInThemes)
      expect(themeLines(linesOfTheme({ words, except }))).toEqual({ words, except });
  });

  it('is refused without a name, without words, and with phrases that would find everything', () => {
    const check = (more: Partial<ThemeVersion>) => {
      const checked = checkTheme(version(more));
      return checked.ok ? 'ok' : checked.error.type;
    };
    expect(check({})).toBe('ok');
    expect(check({ name: ' ' })).toBe('theme-unnamed');
    expect(check({ words: [] })).toBe('theme-without-words');
    expect(check({ words: ['…'] })).toBe('theme-phrase-wrong');
    expect(check({ words: ['lâu …'] })).toBe('theme-phrase-wrong');
    expect(check({ except: ['?!'] })).toBe('theme-phrase-wrong');
    expect(check({ words: ['a'.repeat(61)] })).toBe('theme-phrase-wrong');
    expect(check({ words: Array.from({ length: 201 }, (_, at) => `chờ ${at}`) })).toBe('theme-too-many-phrases');
  });
});

describe('frequent phrases of ungrouped texts', () => {
  it('counts a phrase once a text, in either spelling, and leaves empty words out', () => {
    const texts = ['Loa phường ồn quá, loa phường to', 'loa phuong on', 'Loa phường và xe', 'và xe của tôi'].map(
      readText,
    );
    expect(frequentPhrases(texts, 5)).toEqual([{ phrase: 'loa phường', texts: 3 }]);
  });
});
