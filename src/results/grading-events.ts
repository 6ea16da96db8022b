import type { LogEvent } from '../log/entry';

type Acting = { readonly unitCode: string; readonly actor: string; readonly at: Date };

/** Figures for the grading were recorded; how many cells, never the figures of a person. */
export function gradingFiguresRecorded(
  acting: Acting,
  batchId: string,
  facts: {
    readonly added: number;
    readonly corrected: number;
    readonly takenBack: number;
    readonly period: string;
    readonly source: string;
  },
): LogEvent {
  return { ...acting, type: 'grading-figures-recorded', subject: batchId, body: facts };
}

/** The head decided how figures of officials are read. */
export function officialGradeRuleDecided(
  acting: Acting,
  id: string,
  rule: { readonly validFrom: string; readonly minimumAnswers: number; readonly bands: readonly unknown[] },
): LogEvent {
  const { validFrom, minimumAnswers, bands } = rule;
  const body = { from: validFrom, minimum: minimumAnswers, bands: JSON.stringify(bands) };
  return { ...acting, type: 'official-grade-rule-decided', subject: id, body };
}

/** An official contested the own figures: that it happened, not what was said and not by which figures. */
export function gradeContested(acting: Acting, id: string, period: string): LogEvent {
  return { ...acting, type: 'grade-contested', subject: id, body: { period } };
}

export function gradeContestAnswered(
  acting: Acting,
  id: string,
  facts: { readonly period: string; readonly outcome: string },
): LogEvent {
  return { ...acting, type: 'grade-contest-answered', subject: id, body: facts };
}
