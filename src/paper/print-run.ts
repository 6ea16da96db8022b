import type { SheetProblem } from './compose-sheet';
import type { SheetInput } from './sheet-content';
import type { SheetLayout } from './sheet-layout';
import type { Paper } from './sheet-paper';
import { mostSheets } from './sheet-serials';

export type RunKind = 'numbered' | 'copy-master';

/** What is printed besides the form; the form itself is fixed by id and version. */
export type PrintedContent = Omit<SheetInput, 'questionnaire'>;

/** Sheets made together. Never changed: to print something else, make another run. */
export interface PrintRun {
  readonly unitCode: string;
  /** Five characters, in the code of every sheet. */
  readonly run: string;
  /** 1, 2, … in the unit. */
  readonly number: number;
  readonly kind: RunKind;
  readonly formId: string;
  readonly formVersion: number;
  readonly periodId: string;
  readonly paper: Paper;
  /** Numbered sheets; 0 for a copy master, whose copies are recorded as movements. */
  readonly sheets: number;
  readonly layout: SheetLayout;
  readonly content: PrintedContent;
  readonly madeBy: string;
  readonly madeByName: string;
  readonly madeAt: Date;
}

export interface RunDraft {
  readonly kind: RunKind;
  readonly periodId: string;
  readonly paper: Paper;
  readonly sheets: number;
  readonly withFields: boolean;
  readonly withOfficials: boolean;
}

export type PrintRunError =
  | SheetProblem
  | { readonly type: 'no-plan-for-printing' }
  | { readonly type: 'period-not-in-plan' }
  | { readonly type: 'run-count-invalid'; readonly most: number };

export function isRunSize({ kind, sheets }: Pick<RunDraft, 'kind' | 'sheets'>): boolean {
  return kind === 'copy-master' || (Number.isSafeInteger(sheets) && sheets >= 1 && sheets <= mostSheets);
}

/** One file of a pile holds so many sheets: a second or two to make, a ream or two to print. */
export const sheetsPerFile = 500;

export function filesOf({ kind, sheets }: Pick<PrintRun, 'kind' | 'sheets'>): { from: number; until: number }[] {
  const all = kind === 'copy-master' ? 1 : sheets;
  return Array.from({ length: Math.ceil(all / sheetsPerFile) }, (_, index) => ({
    from: index * sheetsPerFile + 1,
    until: Math.min(all, (index + 1) * sheetsPerFile),
  }));
}
