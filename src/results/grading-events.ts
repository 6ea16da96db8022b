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
