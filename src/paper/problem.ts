import { paperProblem, type PaperError } from '../collection/keying-problem';
import type { Locale } from '../ui/locale';
import { scanDeskText } from '../ui/text/scan-desk';
import { scanningText } from '../ui/text/scanning';
import type { ControlError } from './actions/control-scanning.server';
import type { DecideRowError } from './actions/decide-row.server';
import type { DrawCheckError } from './actions/draw-check-rows.server';
import type { ReceiveScanError } from './actions/receive-scan.server';
import type { ReleaseScanError } from './actions/release-scanned-batch.server';
import type { RuleSheetsError } from './actions/rule-sheets.server';
import type { FileRefusal } from './page-reading';
import type { SheetRefusal } from './scan-refusal';

export type ScanError =
  | ControlError
  | DecideRowError
  | DrawCheckError
  | ReceiveScanError
  | ReleaseScanError
  | RuleSheetsError
  | { readonly type: 'no-such-sheet'; readonly sheet: number }
  | { readonly type: 'not-sheet-numbers' }
  | { readonly type: 'no-picture' };

type OwnProblem = keyof (typeof scanDeskText)['vi']['problem'];

function isOwn(error: ScanError): error is ScanError & { readonly type: OwnProblem } {
  return error.type in scanDeskText.vi.problem;
}

const notFound: readonly string[] = ['no-such-file', 'no-picture', 'no-such-row'];
const conflicts: readonly string[] = ['row-wants-nothing', 'row-of-another-reader'];

/** The only place of this room that knows HTTP and words; what keying knows already is said by it. */
export function scanProblem(error: ScanError, locale: Locale): { readonly status: number; readonly text: string } {
  if (!isOwn(error)) return paperProblem(error as PaperError, locale);
  const status = notFound.includes(error.type) ? 404 : conflicts.includes(error.type) ? 409 : 422;
  return { status, text: filled(scanDeskText[locale].problem[error.type], { ...error }) };
}

/** Why a page or sheet was not read, and what to do. */
export function refusalText(refusal: SheetRefusal | FileRefusal, locale: Locale): string {
  const own: Readonly<Record<string, string>> = scanDeskText[locale].refusal;
  const reader: Readonly<Record<string, string>> = scanningText[locale].refusal;
  return filled(own[refusal.type] ?? reader[refusal.type] ?? '', { ...refusal });
}

function filled(text: string, facts: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name];
    return typeof fact === 'number' ? String(Math.round(fact)) : String(fact ?? '');
  });
}
