/**
 * Vietnamese typed before Unicode: TCVN3 ("ABC", fonts .VnTime…) puts one byte where Unicode has a letter, VNI ("VNI-Times")
 * puts the mark in a second character. Both arrive as Latin-1 letters that read as nonsense: `TiÕng ViÖt`, `Tieáng Vieät`.
 * Tables: TCVN 5712:1993 (VN3); VNI for Windows.
 */
export type LegacyEncoding = 'tcvn3' | 'vni';

// From 0xA1 on, one entry per byte; a dot where TCVN3 has no letter.
const tcvn3FromA1 =
  'ĂÂÊÔƠƯĐăâêôơưđ......' + // A1–B4
  'àảãáạ.ằẳẵắ.......ặ' + // B5–C6
  'ầẩẫấậè.ẻẽéẹềểễếệìỉ' + // C7–D8
  '...ĩíịò.ỏõóọồổỗốộ' + // D9–E9
  'ờởỡớợùủũúụừửữứựỳỷỹýỵ'; // EA–FE

const tcvn3ToUnicode = new Map<string, string>();
[...tcvn3FromA1].forEach((letter, index) => {
  if (letter !== '.') tcvn3ToUnicode.set(String.fromCharCode(0xa1 + index), letter);
});

// The base letter and its mark character, then the composed letter; the upper-case pair follows by upper-casing all three.
const vniPairs = [
  ...markedWith('a', 'ù:á ø:à û:ả õ:ã ï:ạ â:â á:ấ à:ầ å:ẩ ã:ẫ ä:ậ ê:ă é:ắ è:ằ ú:ẳ ü:ẵ ë:ặ'),
  ...markedWith('e', 'ù:é ø:è û:ẻ õ:ẽ ï:ẹ â:ê á:ế à:ề å:ể ã:ễ ä:ệ'),
  ...markedWith('o', 'ù:ó ø:ò û:ỏ õ:õ ï:ọ â:ô á:ố à:ồ å:ổ ã:ỗ ä:ộ'),
  ...markedWith('ô', 'ù:ớ ø:ờ û:ở õ:ỡ ï:ợ'),
  ...markedWith('u', 'ù:ú ø:ù û:ủ õ:ũ ï:ụ'),
  ...markedWith('ö', 'ù:ứ ø:ừ û:ử õ:ữ ï:ự'),
  ...markedWith('y', 'ù:ý ø:ỳ û:ỷ õ:ỹ'),
  ...markedWith('', 'ô:ơ ö:ư î:ỵ ñ:đ í:í ì:ì æ:ỉ ó:ĩ ò:ị'),
];
const vniToUnicode = new Map<string, string>(
  vniPairs.flatMap(([from, to]): [string, string][] => [
    [from, to],
    [from.toUpperCase(), to.toUpperCase()],
    // VNI writes a capital with its mark small where people type by hand.
    ...(from.length === 2
      ? [[(from[0] as string).toUpperCase() + (from[1] as string), to.toUpperCase()] as [string, string]]
      : []),
  ]),
);

function markedWith(base: string, table: string): [string, string][] {
  return table.split(' ').map((entry) => {
    const [mark, letter] = entry.split(':') as [string, string];
    return [base + mark, letter];
  });
}

export function fromTcvn3(text: string): string {
  return [...text].map((character) => tcvn3ToUnicode.get(character) ?? character).join('');
}

export function fromVni(text: string): string {
  let result = '';
  for (let index = 0; index < text.length;) {
    const pair = vniToUnicode.get(text.slice(index, index + 2));
    const single = vniToUnicode.get(text[index] as string);
    result += pair ?? single ?? text[index];
    index += pair === undefined ? 1 : 2;
  }
  return result;
}

/** The inverse of `fromTcvn3`; undefined where TCVN3 has no letter (capitals with a tone need another font). */
export function toTcvn3(text: string): string | undefined {
  return encodeWith(text, tcvn3FromUnicode);
}

/** The inverse of `fromVni`; undefined for a letter outside Vietnamese and ASCII. */
export function toVni(text: string): string | undefined {
  return encodeWith(text, vniFromUnicode);
}

const tcvn3FromUnicode = new Map([...tcvn3ToUnicode].map(([from, to]) => [to, from]));
const vniFromUnicode = new Map([...vniToUnicode].toReversed().map(([from, to]) => [to, from]));

function encodeWith(text: string, table: ReadonlyMap<string, string>): string | undefined {
  let result = '';
  for (const letter of text.normalize('NFC')) {
    const code = table.get(letter) ?? (letter.charCodeAt(0) < 0x80 ? letter : undefined);
    if (code === undefined) return undefined;
    result += code;
  }
  return result;
}

export function fromLegacy(text: string, encoding: LegacyEncoding): string {
  return encoding === 'tcvn3' ? fromTcvn3(text) : fromVni(text);
}

const onset = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?';
const closable = '(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|oa|oă|oe|oo|uâ|uê|uô|uơ|uy|uyê|ươ)';
const open =
  '(?:ai|ao|au|ay|âu|ây|eo|êu|ia|iêu|iu|oai|oay|oao|oeo|oi|ôi|ơi|ua|uây|ui|uôi|uya|uyu|ưa|ưi|ươi|ươu|ưu|yêu)';
const freeSyllable = new RegExp(`^${onset}(?:${open}|${closable}(?:ng|nh|[mn])?)$`);
// Before c, ch, p, t only the tones sắc and nặng stand.
const stoppedSyllable = new RegExp(`^${onset}${closable}(?:ch|[cpt])$`);
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Whether a word (letters only) could be a Vietnamese syllable in Unicode: right letters, right shape, at most one tone. */
export function isVietnameseSyllable(word: string): boolean {
  const decomposed = word.toLowerCase().normalize('NFD');
  const tones = decomposed.match(toneMarks) ?? [];
  if (tones.length > 1) return false;
  const base = decomposed.replace(toneMarks, '').normalize('NFC');
  if (stoppedSyllable.test(base)) return tones[0] === '\u0301' || tones[0] === '\u0323';
  return freeSyllable.test(base);
}

/** A word keeps its marks: everything between spaces, digits and ASCII punctuation. Only words with non-ASCII letters tell. */
function tellingWords(text: string): string[] {
  return text.split(/[\s\d!-/:-@[-`{-~–—“”‘’…]+/).filter((word) => /[\u0080-\uffff]/.test(word));
}

/**
 * The old font the text was typed in, or undefined for Unicode. Decides by counting words that are Vietnamese syllables as they
 * stand and after each conversion: needs 2 telling words, 70 % of them mended, and fewer that were right before.
 */
export function detectLegacyEncoding(text: string): LegacyEncoding | undefined {
  const words = tellingWords(text.slice(0, 200_000)).slice(0, 5000);
  if (words.length < 2) return undefined;
  const right = (convert: (word: string) => string): number =>
    words.filter((word) => isVietnameseSyllable(convert(word))).length;
  const asIs = right((word) => word.normalize('NFC'));
  const tcvn3 = right(fromTcvn3);
  const vni = right(fromVni);
  const best = Math.max(tcvn3, vni);
  if (best <= asIs || best < 0.7 * words.length) return undefined;
  return tcvn3 >= vni ? 'tcvn3' : 'vni';
}
