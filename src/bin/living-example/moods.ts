import type { Chance } from '../../kernel/random';
import type { ExampleField } from './setting';

/** What one visitor of the example felt; shifts are on the scale of the latent satisfaction, one unit ≈ one step of answers. */
export interface Visit {
  readonly field: ExampleField;
  readonly channel: 'web' | 'code' | 'kiosk' | 'paper';
  readonly officialMood: number;
  /** Quarter 1–4: feedback handling improves after the first quarter's report. */
  readonly quarter: number;
}

const fieldMood: Readonly<Record<ExampleField, number>> = { TP: 0.25, CT: 0.3, DD: -0.55, LD: 0.1, NN: 0 };
// People write franker things on their own phone than under the official's eyes.
const channelMood: Readonly<Record<Visit['channel'], number>> = { web: -0.3, code: -0.15, kiosk: 0.15, paper: 0.05 };
const factorMood: Readonly<Record<string, number>> = { I: 0.1, II: 0.05, III: 0.25, IV: 0.15, V: -0.45 };
// Hard spots of real offices: one visit is not enough to complete the dossier; replies to suggestions come late.
const itemMood: Readonly<Record<string, number>> = { 'I.2': -0.3, 'II.4': -0.2, 'III.5': -0.45, 'V.4': -0.35 };
const thresholds = [-2.6, -1.75, -0.85, 0.55];

/** Sum of twelve uniforms minus six: close enough to a normal variable for moods. */
function normal(chance: Chance): number {
  let sum = 0;
  for (let i = 0; i < 12; i += 1) sum += chance(1_000_000) / 1_000_000;
  return sum - 6;
}

function answerOf(latent: number): number {
  return 1 + thresholds.filter((threshold) => latent > threshold).length;
}

/**
 * Answers by item id plus `overall`; an item is left out (no answer) now and then, more often in factor V, which few have met.
 * `items` are the questionnaire's item ids, e.g. `III.5`.
 */
export function answersOf(visit: Visit, items: readonly string[], chance: Chance): Map<string, number> {
  const person = normal(chance) * 0.75 - 0.02;
  const base = person + fieldMood[visit.field] + channelMood[visit.channel];
  const answers = new Map<string, number>();
  for (const item of items) {
    const factor = item.split('.')[0] ?? item;
    const skipped = chance(100) < (factor === 'V' ? 14 : 2);
    if (skipped) continue;
    const learned = factor === 'V' ? 0.12 * (visit.quarter - 1) : 0.03 * (visit.quarter - 1);
    const official = factor === 'III' ? visit.officialMood : 0;
    answers.set(
      item,
      answerOf(base + (factorMood[factor] ?? 0) + (itemMood[item] ?? 0) + learned + official + normal(chance) * 0.55),
    );
  }
  if (chance(100) < 97)
    answers.set('overall', answerOf(base - 0.2 + 0.04 * (visit.quarter - 1) + normal(chance) * 0.45));
  return answers;
}
