import { type BracketRule, requiredBallots, type YamaneRule } from './quota-rule';

export interface CurvePoint {
  readonly dossiers: number;
  readonly ballots: number;
}

/** The saw of a bracket rule: both ends of every bracket, so that the falls are drawn upright. */
export function bracketCurve(rule: BracketRule | YamaneRule, mostDossiers: number): CurvePoint[] {
  const at = new Set<number>([0, mostDossiers]);
  for (let step = 1; step <= 40; step += 1) at.add(Math.round((mostDossiers * step) / 40));
  if (rule.kind === 'brackets') {
    for (const { upTo } of rule.brackets) {
      if (upTo !== undefined && upTo < mostDossiers) {
        at.add(upTo);
        at.add(upTo + 1);
      }
    }
  }
  return [...at].sort((a, b) => a - b).map((dossiers) => ({ dossiers, ballots: requiredBallots(rule, dossiers) }));
}

/** A round number at or above `value`: 1, 2, 2.5, 5 times a power of ten. */
export function roundUpForAxis(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 1.2, 1.5, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= value) ?? value;
}
