import type { LogEvent } from '../log/entry';
import type { PrintRun } from './print-run';
import type { SheetMovement } from './sheet-movement';

/** Events of printed sheets (invariant 4): counts, never a serial. */
interface Occasion {
  readonly unitCode: string;
  readonly actor: string;
  readonly at: Date;
}

export function printRunMade(occasion: Occasion, run: PrintRun): LogEvent {
  const { number, kind, formId: form, formVersion: version, periodId: period, paper, sheets } = run;
  return {
    ...occasion,
    type: kind === 'numbered' ? 'print-run-made' : 'copy-master-made',
    subject: run.run,
    body: { number, run: run.run, form, version, period, paper, sheets },
  };
}

export function printRunPrinted(
  occasion: Occasion,
  run: PrintRun,
  printing: { readonly number: number; readonly reason: string | undefined },
): LogEvent {
  const again = printing.number > 1;
  return {
    ...occasion,
    type: again ? 'print-run-printed-again' : 'print-run-printed',
    subject: run.run,
    body: { number: run.number, sheets: run.sheets, ...(again ? { reason: printing.reason ?? '' } : {}) },
  };
}

export function sheetsMoved(occasion: Occasion, run: PrintRun, movement: SheetMovement): LogEvent {
  const { kind, place, sheets, day, correction } = movement;
  const types = {
    copied: 'sheets-copied',
    issued: 'sheets-issued',
    returned: 'sheets-returned',
    spoiled: 'sheets-spoiled',
  } as const;
  return {
    ...occasion,
    type: correction ? 'sheet-movement-corrected' : types[kind],
    subject: run.run,
    body: {
      number: run.number,
      place,
      sheets,
      day,
      ...(correction ? { kind, replaces: correction.replaces, reason: correction.reason } : {}),
    },
  };
}
