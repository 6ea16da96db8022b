import type { PeriodId } from '../survey/reporting-period';
import {
  type Figures,
  type FiguresProblem,
  figuresProblems,
  type Measure,
  officialMeasures,
  withEmptyPointsAsZero,
} from './grading-measure';

/** Code of an official, or '' for the unit as a whole. */
export type Subject = string;
export const theUnit: Subject = '';

export interface StandingFigure {
  readonly periodId: PeriodId;
  readonly subject: Subject;
  readonly measure: Measure;
  readonly value: number;
}

/** A figure to record; null takes the standing one back. */
export interface FigureChange {
  readonly periodId: PeriodId;
  readonly subject: Subject;
  readonly measure: Measure;
  readonly value: number | null;
}

export type ChangeProblem = { readonly periodId: PeriodId; readonly subject: Subject } & (
  FiguresProblem | { readonly type: 'measure-not-for-officials'; readonly measure: Measure }
);

export interface FiguresPlanned {
  readonly changes: readonly (FigureChange & { readonly before: number | undefined })[];
  readonly problems: readonly ChangeProblem[];
}

const cellOf = ({ periodId, subject, measure }: Omit<StandingFigure, 'value'>) => `${periodId} ${subject} ${measure}`;

/** Figures of one period and subject among those that stand. */
export function figuresOf(standing: readonly StandingFigure[], periodId: PeriodId, subject: Subject): Figures {
  const own = standing.filter((each) => each.periodId === periodId && each.subject === subject);
  return new Map(own.map(({ measure, value }) => [measure, value]));
}

/**
 * What must be recorded so that the wanted figures stand: only what differs. The figures as they would then stand are
 * checked as a whole; with any problem nothing may be stored.
 */
export function planFigures(standing: readonly StandingFigure[], wanted: readonly FigureChange[]): FiguresPlanned {
  const before = new Map(standing.map((figure) => [cellOf(figure), figure.value]));
  const changes = new Map<string, FigureChange>();
  const problems: ChangeProblem[] = [];
  for (const { periodId, subject } of subjectsIn(wanted)) {
    const own = wanted.filter((each) => each.periodId === periodId && each.subject === subject);
    const after = new Map(figuresOf(standing, periodId, subject));
    for (const { measure, value } of own) {
      if (value === null) after.delete(measure);
      else after.set(measure, value);
    }
    const filled = withEmptyPointsAsZero(after);
    const foreign =
      subject === theUnit ? undefined : [...filled.keys()].find((each) => !officialMeasures.includes(each));
    if (foreign !== undefined)
      problems.push({ periodId, subject, type: 'measure-not-for-officials', measure: foreign });
    problems.push(...figuresProblems(filled).map((problem) => ({ periodId, subject, ...problem })));
    for (const change of own) if (change.value === null) changes.set(cellOf(change), change);
    for (const [measure, value] of filled) {
      const change = { periodId, subject, measure, value };
      changes.set(cellOf(change), change);
    }
  }
  const differing = [...changes].flatMap(([cell, change]) => {
    const old = before.get(cell);
    return change.value === (old ?? null) ? [] : [{ ...change, before: old }];
  });
  return { changes: differing, problems };
}

function subjectsIn(wanted: readonly FigureChange[]): { readonly periodId: PeriodId; readonly subject: Subject }[] {
  const keys = new Map(wanted.map(({ periodId, subject }) => [`${periodId} ${subject}`, { periodId, subject }]));
  return [...keys.values()];
}
