import { parseCalendarDay } from '../kernel/calendar-day';
import { cleanText } from '../kernel/vietnamese-text';
import type { SnapshotReport } from './snapshot';

export type ReportFormProblem = {
  readonly type: 'number-invalid' | 'day-invalid' | 'text-too-long';
  readonly field: string;
};

/** `get` reads one field of the form. */
export type FormFields = (name: string) => string;

const longestSection = 20_000;
const longestLine = 300;

/**
 * What the clerk typed into the report's form, over what was there before. A field that cannot be right (number, day) is
 * left blank and named in `problems`; everything else is kept, so that no typed word is lost.
 */
export function readReportForm(
  get: FormFields,
  before: SnapshotReport,
): { readonly report: SnapshotReport; readonly problems: readonly ReportFormProblem[] } {
  const problems: ReportFormProblem[] = [];
  const sections = before.sections.map((section) => {
    const text = cleanText(get(`section-${section.id}`));
    if (text.length > longestSection) problems.push({ type: 'text-too-long', field: `section-${section.id}` });
    return { ...section, text: text.slice(0, longestSection) };
  });
  const number = readNumber(get('number'), problems);
  const date = readDay(get('date'), problems);
  const signerName = line(get('signerName'));
  const { number: _number, date: _date, signer: _signer, ...office } = before.issuance;
  return {
    report: {
      sections,
      issuance: {
        ...office,
        place: line(get('place')) || office.place,
        ...(number === undefined ? {} : { number }),
        ...(date === undefined ? {} : { date }),
        signer: { office: lines(get('signerOffice')), ...(signerName === '' ? {} : { name: signerName }) },
        recipients: lines(get('recipients')).map((each) => each.replace(/^[-–]\s*/, '').replace(/[;.]$/, '')),
      },
    },
    problems,
  };
}

function readNumber(typed: string, problems: ReportFormProblem[]): number | undefined {
  const text = line(typed).replace(/\/.*$/, '');
  if (text === '') return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) > 0) return Number(text);
  problems.push({ type: 'number-invalid', field: 'number' });
  return undefined;
}

function readDay(typed: string, problems: ReportFormProblem[]): SnapshotReport['issuance']['date'] {
  const text = line(typed);
  if (text === '') return undefined;
  const day = parseCalendarDay(text);
  if (day === undefined) problems.push({ type: 'day-invalid', field: 'date' });
  return day;
}

function line(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').slice(0, longestLine);
}

function lines(text: string): string[] {
  return cleanText(text)
    .split(/\r?\n/)
    .map(line)
    .filter((each) => each !== '')
    .slice(0, 30);
}
