import type { RowReading } from '../../src/paper/page-reading';
import type { Choice } from '../../src/paper/sheet-layout';

/**
 * What was really marked in a row, and every answer that is right.
 *
 * The rule: an answer is right where a person who sees the row at leisure, knowing what the sheet's instruction says, would
 * give it. Where people would differ, each of their answers is right. Where a person could not decide (two equal marks) none
 * is. `doubtful` is never wrong: it only costs a look. Reading `blank` where a person sees a mark is as wrong as another box.
 */
export interface RowTruth {
  readonly item: string;
  /** How it was marked, to count by: `cross`, `ring`, `double`, … */
  readonly how: MarkKind;
  /** Sets of choices; the empty set is a blank row. */
  readonly right: readonly (readonly Choice[])[];
}

export type MarkKind =
  | 'blank'
  | 'cross'
  | 'tick'
  | 'slash'
  | 'dash'
  | 'dot'
  | 'speck'
  | 'scribble'
  | 'filled'
  | 'ring'
  | 'outside'
  | 'overshoot'
  | 'corrected'
  | 'double'
  | 'erased'
  | 'erased-and-marked'
  | 'several';

export type Verdict = 'right' | 'doubtful' | 'wrong';

export function judgeRow(reading: Pick<RowReading, 'state' | 'choices'>, truth: RowTruth): Verdict {
  if (reading.state === 'doubtful') return 'doubtful';
  return truth.right.some((choices) => sameChoices(choices, reading.choices)) ? 'right' : 'wrong';
}

function sameChoices(one: readonly Choice[], other: readonly Choice[]): boolean {
  return one.length === other.length && one.every((choice) => other.includes(choice));
}
