import { notApplicable } from '../survey/questionnaire';
import { alikenessCells } from './alikeness';
import type { TallyLayout } from './tally';

/**
 * The six sums of a factor (`alikenessCells`) in three numbers, two in each, for a recount: half the additions. With m
 * answers, a of them satisfied, s points: m² and am; a² and sm; s² and 1. Whole numbers below 2^53 add up exactly.
 */
export interface WordPlan {
  /** `spanNumbers` of each factor: first slot, one past the last, place of its cells. */
  readonly spans: Int32Array;
  /** By factor and byte: what an answer adds to m, a and s, packed. */
  readonly weights: Int32Array;
  readonly length: number;
  /** Ballots whose words can be added up before the lower sum of a word reaches the upper one. */
  readonly mostBallots: number;
  /** Where `wordsOfBallot` writes. */
  readonly scratch: Float64Array;
}

const wordsOfFactor = 3;
const spanNumbers = 3;
/** 53 bits in two halves; of the last word the upper is small: a number of ballots. */
const upper = 2 ** 26;
const upperOfLast = 2 ** 31;

/** Of a byte's weight: 1 for an answer, 1 shifted here for a satisfied one, the points shifted there. */
const satisfiedShift = 8;
const pointsShift = 16;
const eightBits = 255;

const plans = new WeakMap<TallyLayout, WordPlan>();

/** Made once for the thousands of offices that ask the same form. */
export function wordPlan(layout: TallyLayout): WordPlan {
  const before = plans.get(layout);
  if (before) return before;
  const { factors, cells } = layout;
  const most = factors.map(({ first, end }) => {
    const items = end - first;
    const points = items * (cells[first] ?? 0);
    // The largest sum of each half: m² and a² below, sm above, s² below.
    return Math.floor(
      Math.min((upper - 1) / items ** 2, (2 * upper - 1) / (items * points), (upperOfLast - 1) / points ** 2),
    );
  });
  const made = {
    spans: Int32Array.from(factors.flatMap(({ first, end, offset }) => [first, end, offset])),
    weights: Int32Array.from(factors.flatMap(({ satisfiedFrom }) => weightsOfBytes(satisfiedFrom))),
    length: factors.length * wordsOfFactor,
    mostBallots: Math.min(2 ** 22 - 1, ...most),
    scratch: new Float64Array(factors.length * wordsOfFactor),
  };
  plans.set(layout, made);
  return made;
}

function weightsOfBytes(satisfiedFrom: number): number[] {
  return Array.from({ length: 256 }, (_, byte) => {
    if (byte === 0 || byte === notApplicable) return 0;
    return 1 + (Number(byte >= satisfiedFrom) << satisfiedShift) + (byte << pointsShift);
  });
}

/** The words of the ballot that begins at `begin`, in a buffer that the next call overwrites. */
export function wordsOfBallot(plan: WordPlan, answers: Uint8Array, begin: number): Float64Array {
  const { spans, weights, scratch: words } = plan;
  let word = 0;
  for (let span = 0, weight = 0; span < spans.length; span += spanNumbers, weight += 256) {
    const end = begin + (spans[span + 1] as number);
    let packed = 0;
    for (let at = begin + (spans[span] as number); at < end; at += 1) {
      packed += weights[weight + (answers[at] as number)] as number;
    }
    const m = packed & eightBits;
    const a = (packed >> satisfiedShift) & eightBits;
    const s = packed >> pointsShift;
    words[word] = m * m + a * m * upper;
    words[word + 1] = a * a + s * m * upper;
    words[word + 2] = s * s + (m > 0 ? upperOfLast : 0);
    word += wordsOfFactor;
  }
  return words;
}

/** Adds the sums in the words from `from` on to the cells from `at` on, and leaves the words empty. */
export function emptyWords(plan: WordPlan, words: Float64Array, from: number, alike: Float64Array, at: number): void {
  for (let word = from, cell = at; word < from + plan.length; word += wordsOfFactor, cell += alikenessCells) {
    const first = words[word] as number;
    const second = words[word + 1] as number;
    const third = words[word + 2] as number;
    const am = Math.floor(first / upper);
    const sm = Math.floor(second / upper);
    const people = Math.floor(third / upperOfLast);
    (alike[cell] as number) += people;
    (alike[cell + 1] as number) += first - am * upper;
    (alike[cell + 2] as number) += am;
    (alike[cell + 3] as number) += second - sm * upper;
    (alike[cell + 4] as number) += sm;
    (alike[cell + 5] as number) += third - people * upperOfLast;
    words.fill(0, word, word + wordsOfFactor);
  }
}
