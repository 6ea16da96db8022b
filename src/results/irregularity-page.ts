import { holmAdjusted } from './holm';
import type { SignScore } from './irregularity-scores';

/** A score with the chance that, among all scores of its page, honest offices alone would show one as odd. */
export interface JudgedScore extends SignScore {
  readonly adjustedP: number;
}

/** On a page without anything wrong, one page in twenty shows a sign all the same. */
export const falseAlarmRate = 0.05;

/** All scores of a page together, the oddest first. */
export function judgePage(scores: readonly SignScore[]): JudgedScore[] {
  const adjusted = holmAdjusted(scores.map(({ p }) => p));
  return scores
    .map((score, at) => ({ ...score, adjustedP: adjusted[at] ?? 1 }))
    .sort((a, b) => a.p - b.p || (a.unitCode < b.unitCode ? -1 : 1));
}

export function isWorthALook({ adjustedP }: JudgedScore): boolean {
  return adjustedP <= falseAlarmRate;
}
