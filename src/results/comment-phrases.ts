import { type ReadText, type Word } from './comment-words';

/** Two words that often stand side by side in texts without a theme: what a list of words may lack. */
export interface FrequentPhrase {
  /** As it is written most often, in small letters. */
  readonly phrase: string;
  /** In how many texts. */
  readonly texts: number;
}

/** Words that say nothing by themselves; a pair that begins or ends with one is no phrase. */
const emptyWords = new Set(
  `và là của có cho các những một được rất thì mà ở tôi em ạ này đó khi với để đã đang sẽ bị về ra vào lại như nên cũng
   còn hay hoặc nhưng vì do từ đến theo trong ngoài trên dưới thêm nữa lắm quá hơn nhất mong đề nghị xin tại nếu chỉ vẫn
   ông bà anh chị cô chú bác mình chúng ta tôi người cái sự việc lần ngày không chưa`.split(/\s+/),
);

const fewestTexts = 3;

/** The most frequent first; each text counts a phrase once. A phrase written with and without diacritics is one. */
export function frequentPhrases(texts: readonly ReadText[], most: number): FrequentPhrase[] {
  const found = new Map<string, { texts: number; spellings: Map<string, number> }>();
  for (const text of texts) {
    const inText = new Map(pairsOf(text));
    for (const [key, spelling] of inText) {
      const entry = found.get(key) ?? { texts: 0, spellings: new Map<string, number>() };
      entry.texts += 1;
      entry.spellings.set(spelling, (entry.spellings.get(spelling) ?? 0) + 1);
      found.set(key, entry);
    }
  }
  return [...found.values()]
    .filter((entry) => entry.texts >= fewestTexts)
    .map((entry) => ({ phrase: mostOften(entry.spellings), texts: entry.texts }))
    .sort((a, b) => b.texts - a.texts || (a.phrase < b.phrase ? -1 : 1))
    .slice(0, most);
}

/** By key without diacritics, the spelling. */
function pairsOf({ body, words }: ReadText): [string, string][] {
  return words.flatMap((word, at): [string, string][] => {
    const next = words[at + 1];
    if (!next || next.afterBreak || saysNothing(word, body) || saysNothing(next, body)) return [];
    return [[`${word.plain} ${next.plain}`, `${spelled(word, body)} ${spelled(next, body)}`]];
  });
}

function spelled({ from, until }: Word, body: string): string {
  return body.slice(from, until).toLowerCase();
}

function saysNothing(word: Word, body: string): boolean {
  return emptyWords.has(spelled(word, body)) || /^\p{N}+$/u.test(word.plain);
}

/** Of equally frequent ones that with diacritics, which sorts behind. */
function mostOften(spellings: ReadonlyMap<string, number>): string {
  return [...spellings].reduce((best, each) =>
    each[1] > best[1] || (each[1] === best[1] && each[0] > best[0]) ? each : best,
  )[0];
}
