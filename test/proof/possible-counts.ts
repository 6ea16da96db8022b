import type { Highs } from './highs';

/** Σ sign × count = value, or ≥ value; counts by their names. */
export interface Equation {
  readonly terms: ReadonlyMap<string, number>;
  readonly value: number;
  readonly atLeast?: boolean;
}

const tolerance = 1e-6;

/**
 * All counts from 0 on that agree with the equations. What was found possible once answers later questions, so that most of
 * them need no linear programming of their own.
 */
export class PossibleCounts {
  private readonly equations: string;
  private readonly points: ReadonlyMap<string, number>[] = [];

  constructor(
    private readonly highs: Highs,
    equations: readonly Equation[],
  ) {
    const lines = equations.map(({ terms, value, atLeast }, at) => {
      const left = [...terms].map(([name, sign]) => `${sign < 0 ? '-' : '+'} ${name}`).join(' ');
      return left === '' ? '' : ` e${at}: ${left} ${atLeast ? '>=' : '='} ${value}\n`;
    });
    this.equations = lines.join('');
  }

  /** The largest that the sum of the named counts can be, or `enough` if it can be that or more. */
  most(wanted: readonly string[], enough: number): number {
    const sum = wanted.join(' + ');
    const isEnough = (point: ReadonlyMap<string, number>) =>
      wanted.reduce((more, name) => more + (point.get(name) ?? 0), 0) > enough - tolerance;
    if (this.points.some(isEnough)) return enough;
    const found = this.highs.solve(
      `Maximize\n obj: ${sum}\nSubject To\n${this.equations} most: ${sum} <= ${enough}\nEnd`,
    );
    if (found.Status !== 'Optimal') throw new Error(`the attack could not be solved: ${found.Status}`);
    this.points.push(new Map(Object.entries(found.Columns).map(([name, { Primal }]) => [name, Primal])));
    return found.ObjectiveValue;
  }
}
