import type { CalendarDay } from '../kernel/calendar-day';
import type { RunBalance } from './sheet-movement';

/** One opening of a box: what was counted in it, and what became of it. */
export interface BoxSheets {
  readonly box: string;
  readonly openedOn: CalendarDay;
  /** Which of several openings of the box on that day. */
  readonly turn?: number | undefined;
  readonly found: number;
  /** By machine. */
  readonly read: number;
  /** By hand. */
  readonly keyed: number;
  /** In the box and no ballot: blank, torn, foreign, twice. */
  readonly refused: number;
  /** In a batch that two people took back. */
  readonly withdrawn: number;
  /** Counted when the box was opened, and not in the stack that was scanned. */
  readonly absent: number;
}

/** A run with what the machine read of it, by serial or, of a copy master, by count. */
export interface RunSheets extends RunBalance {
  readonly number: number;
  readonly read: number;
}

/** Everything that is known of the paper of one period. */
export interface PeriodSheets {
  readonly runs: readonly RunSheets[];
  readonly withCopyMaster: boolean;
  readonly boxes: readonly BoxSheets[];
  /** Brought by interviewers, not through a box. */
  readonly interviewed: number;
  /** Once it is over, a sheet that did not come back is missing. */
  readonly over: boolean;
}

export type SheetDifference =
  | { readonly type: 'nothing-printed-here'; readonly sheets: number }
  /** Given out and not seen again; with citizens as long as the period runs. */
  | { readonly type: 'missing' | 'still-out'; readonly sheets: number }
  | { readonly type: 'more-back-than-out'; readonly sheets: number }
  /** More of its sheets were read than were given out and not brought back. */
  | { readonly type: 'run-overread'; readonly run: number; readonly sheets: number }
  | {
      readonly type: 'box-not-finished' | 'box-overread' | 'box-withdrawn' | 'box-absent';
      readonly box: string;
      readonly openedOn: CalendarDay;
      readonly turn?: number | undefined;
      readonly sheets: number;
    };

/**
 * printed = issued + in stock; issued = returned unused + spoiled + in boxes + missing; in a box = read + keyed + refused (+
 * withdrawn + absent + not finished). Every term is printed, and every difference has a name.
 */
export interface SheetAccounting {
  readonly printed: number;
  readonly issued: number;
  readonly inStock: number;
  readonly returned: number;
  readonly spoiled: number;
  /** In boxes or brought by interviewers. */
  readonly cameBack: number;
  /** Negative: more came back than was given out. */
  readonly missing: number;
  readonly boxes: readonly (BoxSheets & { readonly notFinished: number })[];
  readonly interviewed: number;
  readonly differences: readonly SheetDifference[];
  /** Copies cannot be told from stuffing: the figures hold only as far as people recorded copies. */
  readonly withCopyMaster: boolean;
}

export function sheetAccounting(period: PeriodSheets): SheetAccounting {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const of = (term: keyof RunBalance) => sum(period.runs.map((run) => run[term]));
  const cameBack = sum(period.boxes.map(({ found }) => found)) + period.interviewed;
  const [issued, returned, spoiled] = [of('issued'), of('returned'), of('spoiled')];
  const missing = issued - returned - spoiled - cameBack;
  const boxes = period.boxes.map((box) => ({
    ...box,
    notFinished: box.found - box.read - box.keyed - box.refused - box.withdrawn - box.absent,
  }));
  return {
    printed: of('printed'),
    issued,
    inStock: of('inStock'),
    returned,
    spoiled,
    cameBack,
    missing,
    boxes,
    interviewed: period.interviewed,
    differences: [...outside(period, missing, cameBack), ...period.runs.flatMap(ofRun), ...boxes.flatMap(insideBox)],
    withCopyMaster: period.withCopyMaster,
  };
}

function outside({ runs, over }: PeriodSheets, missing: number, cameBack: number): SheetDifference[] {
  if (runs.length === 0) return cameBack > 0 ? [{ type: 'nothing-printed-here', sheets: cameBack }] : [];
  if (missing > 0) return [{ type: over ? 'missing' : 'still-out', sheets: missing }];
  return missing < 0 ? [{ type: 'more-back-than-out', sheets: -missing }] : [];
}

function ofRun({ number, read, out }: RunSheets): SheetDifference[] {
  return read > out ? [{ type: 'run-overread', run: number, sheets: read - out }] : [];
}

function insideBox({
  box,
  openedOn,
  turn,
  notFinished,
  withdrawn,
  absent,
}: SheetAccounting['boxes'][number]): SheetDifference[] {
  const opening = { box, openedOn, ...(turn === undefined ? {} : { turn }) };
  return [
    ...(notFinished > 0 ? [{ type: 'box-not-finished', ...opening, sheets: notFinished } as const] : []),
    ...(notFinished < 0 ? [{ type: 'box-overread', ...opening, sheets: -notFinished } as const] : []),
    ...(absent > 0 ? [{ type: 'box-absent', ...opening, sheets: absent } as const] : []),
    ...(withdrawn > 0 ? [{ type: 'box-withdrawn', ...opening, sheets: withdrawn } as const] : []),
  ];
}
