import { formatCount, formatPercent } from '../ui/format';
import type { Locale } from '../ui/locale';
import { irregularitiesText } from '../ui/text/irregularities';
import { channelGroups, type SignScore } from './irregularity-scores';

const inPercent = new Set<SignScore['kind']>(['straight-lining', 'all-highest', 'little-variety', 'round-counts']);
const withoutFigure = new Set<SignScore['kind']>(['sheet-order', 'keyer-difference']);

function figure(kind: SignScore['kind'], value: number | null, locale: Locale): string {
  if (value === null || withoutFigure.has(kind)) return '';
  return inPercent.has(kind) ? formatPercent(value, 0, locale) : formatCount(Math.round(value), locale);
}

/** How often chance alone gives as much: `1 trong 2.000 lần`. */
function odds(p: number, locale: Locale): string {
  const text = irregularitiesText[locale];
  if (p > 0.2) return text.often;
  const times = 1 / Math.max(p, 1e-9);
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(times)) - 1);
  return text.oneIn(formatCount(Math.round(times / scale) * scale, locale));
}

/** Where in the office: channel groups, a batch, or all of it. */
function placeOf({ kind, subject }: SignScore, locale: Locale): string {
  const text = irregularitiesText[locale];
  if (subject === '') return text.office;
  if (kind === 'identical-sheets' || kind === 'sheet-order' || kind === 'keyer-difference') return text.batch(subject);
  const groups = subject.split('/').flatMap((name) => channelGroups.filter((group) => group === name));
  return groups.map((group) => text.group[group]).join(' – ');
}

/** What a score says, in words. */
export function wordsOfSign(score: SignScore, locale: Locale) {
  const text = irregularitiesText[locale];
  const { kind } = score;
  const value = figure(kind, score.value, locale);
  const expected = figure(kind, score.expected, locale);
  return {
    kind: text.kind[kind],
    place: placeOf(score, locale),
    value,
    expected,
    odds: odds(score.p, locale),
    said: text.said[kind](value, expected, formatCount(score.n, locale)),
    why: text.why[kind],
    next: text.next[kind],
  };
}
