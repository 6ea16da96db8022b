import type { CalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import { cleanText, foldDiacritics } from '../kernel/vietnamese-text';
import { columnsOf, headerKey, type SheetTable } from '../platform/spreadsheet';
import { isBasePeriod, parsePeriodId, type PeriodId } from '../survey/reporting-period';
import { type Channel, parseChannel } from './channel';

/** Columns beside the answers, in the order of docs/formats/import.md; a file may order them as it likes. */
const namedColumns = {
  unit: ['unit', 'mã đơn vị', 'đơn vị'],
  period: ['period', 'kỳ', 'kỳ báo cáo'],
  channel: ['channel', 'kênh', 'kênh thu phiếu'],
  field: ['field', 'lĩnh vực', 'mã lĩnh vực'],
  official: ['official', 'công chức', 'mã công chức'],
  form: ['form', 'mẫu', 'mẫu phiếu'],
  version: ['version', 'phiên bản'],
  overall: ['overall', 'đánh giá chung'],
} as const;
type NamedColumn = keyof typeof namedColumns;

/** By these the header line is found below title lines. */
export const ballotHeaders: readonly string[] = [...Object.values(namedColumns).flat(), 'q1', 'q2', 'q3'];

export interface BallotLine {
  /** Line of the file, the header being line 1. */
  readonly line: number;
  readonly unitCode: string;
  readonly periodId: PeriodId;
  readonly channel: Channel;
  readonly fieldCode: string | undefined;
  readonly officialCode: string | undefined;
  readonly formId: string;
  readonly formVersion: number;
  readonly answers: Uint8Array;
}

export type LineProblem =
  | { readonly type: 'unknown-unit'; readonly value: string }
  | { readonly type: 'unit-not-yours'; readonly value: string }
  | { readonly type: 'unknown-period'; readonly value: string }
  | { readonly type: 'not-a-base-period'; readonly value: string }
  | { readonly type: 'period-not-begun'; readonly value: string; readonly from: CalendarDay }
  | { readonly type: 'period-published'; readonly value: string }
  | { readonly type: 'unknown-channel'; readonly value: string }
  | { readonly type: 'unknown-field'; readonly value: string }
  | { readonly type: 'unknown-official'; readonly value: string }
  | { readonly type: 'unknown-form'; readonly value: string }
  | { readonly type: 'wrong-version'; readonly form: string; readonly value: string; readonly known: string }
  | { readonly type: 'off-scale'; readonly column: string; readonly value: string; readonly points: number }
  | { readonly type: 'too-many-answers'; readonly column: string; readonly items: number };

export interface RejectedLine {
  readonly line: number;
  readonly problems: readonly LineProblem[];
}

export type BallotFileError =
  | { readonly type: 'ballot-file-empty' }
  | { readonly type: 'ballot-columns-missing'; readonly columns: string }
  | { readonly type: 'ballot-column-twice'; readonly column: string };
/** Where each column stands. `answers[0]` is q1. */
interface BallotColumns {
  readonly named: Readonly<Record<NamedColumn, number>>;
  readonly answers: readonly number[];
}

export interface BallotTable {
  readonly columns: BallotColumns;
  readonly lines: SheetTable['rows'];
}

/** `q7`, `Q07` and `Câu 7` are question 7; undefined for other columns. */
function questionNumber(header: string): number | undefined {
  const found = /^(?:q|cau)0*([1-9]\d{0,2})$/.exec(headerKey(header));
  return found ? Number(found[1]) : undefined;
}

/** Finds the columns by name; others are ignored, the named ones must all be there once, q1…qN without a gap. */
export function readBallotTable(sheet: Pick<SheetTable, 'header' | 'rows'>): Result<BallotTable, BallotFileError> {
  if (sheet.rows.length === 0) return fail({ type: 'ballot-file-empty' });
  const named = columnsOf(sheet.header, namedColumns);
  const numbers = sheet.header.map(questionNumber);
  const last = Math.max(1, ...numbers.map((number) => number ?? 0));
  const questions = Array.from({ length: last }, (_, index) => index + 1);
  const missing = [
    ...(Object.keys(named) as NamedColumn[]).filter((name) => named[name] < 0),
    ...questions.filter((number) => !numbers.includes(number)).map((number) => `q${number}`),
  ];
  if (missing.length > 0) return fail({ type: 'ballot-columns-missing', columns: missing.join(', ') });
  const keys = sheet.header.map(headerKey);
  const twice = (Object.keys(named) as NamedColumn[]).find(
    (name) => keys.filter((key) => key === keys[named[name]]).length > 1,
  );
  const question = questions.find((number) => numbers.indexOf(number) !== numbers.lastIndexOf(number));
  const repeated = twice ?? (question === undefined ? undefined : `q${question}`);
  if (repeated !== undefined) return fail({ type: 'ballot-column-twice', column: repeated });
  return ok({ columns: { named, answers: questions.map((number) => numbers.indexOf(number)) }, lines: sheet.rows });
}

/** One form as the importer needs it. `length` is the number of bytes of a ballot, `items` those of q1…qN. */
export interface FormLayout {
  readonly items: number;
  readonly length: number;
  readonly points: number;
}

/** Everything known of one unit that lines may name. Codes and names are looked up by `lookupKey`. */
export interface UnitKnowledge {
  readonly mayImport: boolean;
  readonly fields: ReadonlyMap<string, string>;
  readonly officials: ReadonlyMap<string, string>;
  /** By form id, then version. */
  readonly forms: ReadonlyMap<string, ReadonlyMap<number, FormLayout>>;
  readonly publishedPeriods: ReadonlySet<string>;
}

export interface ImportKnowledge {
  readonly today: CalendarDay;
  readonly units: ReadonlyMap<string, UnitKnowledge>;
}

/** `Tư pháp`, `tu phap`, `TP ` → one key each: case, diacritics and spaces do not matter. */
export function lookupKey(text: string): string {
  return foldDiacritics(cleanText(text)).replace(/\s+/g, ' ');
}

/** The unit codes a table names, to load what is known of them. */
export function unitsNamed(table: BallotTable): string[] {
  return [
    ...new Set(table.lines.map(({ cells }) => cleanText(cells[table.columns.named.unit] ?? '').toUpperCase())),
  ].filter((code) => code !== '');
}

/** A whole number as typed or as a spreadsheet stores it (`4`, `4.0`); undefined for anything else. */
function wholeNumber(text: string): number | undefined {
  return /^\d{1,6}([.,]0+)?$/.test(text) ? Number(text.replace(/[.,]0+$/, '')) : undefined;
}

interface Checked<T> {
  readonly value: T;
  readonly problems: readonly LineProblem[];
}

const quarterNumbers = ['i', 'ii', 'iii', 'iv'];

/** `2025-Q1`, `Quý I/2025`, `Q1/2025`. */
function periodOf(text: string) {
  const spoken = /^(?:quy|q)\s*(iv|i{1,3}|[1-4])\s*(?:\/|-|nam|\s)\s*(\d{4})$/.exec(foldDiacritics(text));
  if (!spoken) return parsePeriodId(text);
  const word = spoken[1] ?? '';
  const number = quarterNumbers.includes(word) ? quarterNumbers.indexOf(word) + 1 : Number(word);
  return parsePeriodId(`${spoken[2]}-Q${number}`);
}

function checkPeriod(text: string, unit: UnitKnowledge | undefined, today: CalendarDay): Checked<PeriodId> {
  const period = periodOf(text);
  if (!period) return { value: '' as PeriodId, problems: [{ type: 'unknown-period', value: text }] };
  const refused = (problem: LineProblem) => ({ value: period.id, problems: [problem] });
  if (!isBasePeriod(period)) return refused({ type: 'not-a-base-period', value: period.id });
  if (period.from > today) return refused({ type: 'period-not-begun', value: period.id, from: period.from });
  if (unit?.publishedPeriods.has(period.id)) return refused({ type: 'period-published', value: period.id });
  return { value: period.id, problems: [] };
}

function checkForm(
  id: string,
  versionText: string,
  unit: UnitKnowledge,
): Checked<{ version: number; layout: FormLayout } | undefined> {
  const versions = unit.forms.get(id);
  if (!versions) return { value: undefined, problems: [{ type: 'unknown-form', value: id }] };
  const version = wholeNumber(versionText);
  const layout = version === undefined ? undefined : versions.get(version);
  if (version === undefined || !layout) {
    return {
      value: undefined,
      problems: [{ type: 'wrong-version', form: id, value: versionText, known: [...versions.keys()].join(', ') }],
    };
  }
  return { value: { version, layout }, problems: [] };
}

function checkAnswers(cells: readonly string[], columns: BallotColumns, layout: FormLayout): Checked<Uint8Array> {
  const answers = new Uint8Array(layout.length);
  const problems: LineProblem[] = [];
  const read = (column: string, text: string, slot: number) => {
    if (text === '') return;
    const value = wholeNumber(text);
    if (value === undefined || value < 1 || value > layout.points)
      problems.push({ type: 'off-scale', column, value: text, points: layout.points });
    else answers[slot] = value;
  };
  columns.answers.forEach((at, index) => {
    const text = cells[at]?.trim() ?? '';
    if (index < layout.items) read(`q${index + 1}`, text, index);
    else if (text !== '') problems.push({ type: 'too-many-answers', column: `q${index + 1}`, items: layout.items });
  });
  read('overall', cells[columns.named.overall]?.trim() ?? '', layout.items);
  return { value: answers, problems };
}

function checkLine(
  line: number,
  cells: readonly string[],
  columns: BallotColumns,
  known: ImportKnowledge,
): Result<BallotLine, RejectedLine> {
  const text = (column: NamedColumn) => cleanText(cells[columns.named[column]] ?? '');
  const problems: LineProblem[] = [];
  const unitCode = text('unit').toUpperCase();
  const unit = known.units.get(unitCode);
  if (!unit) problems.push({ type: 'unknown-unit', value: unitCode });
  else if (!unit.mayImport) problems.push({ type: 'unit-not-yours', value: unitCode });
  const period = checkPeriod(text('period'), unit, known.today);
  problems.push(...period.problems);
  const channel = parseChannel(text('channel'));
  if (!channel) problems.push({ type: 'unknown-channel', value: text('channel') });
  const fieldCode = unit?.fields.get(lookupKey(text('field')));
  if (unit && text('field') !== '' && fieldCode === undefined)
    problems.push({ type: 'unknown-field', value: text('field') });
  const officialCode = unit?.officials.get(lookupKey(text('official')));
  if (unit && text('official') !== '' && officialCode === undefined)
    problems.push({ type: 'unknown-official', value: text('official') });
  const formId = text('form').toUpperCase();
  const form = unit && checkForm(formId, text('version'), unit);
  problems.push(...(form?.problems ?? []));
  const answers = form?.value && checkAnswers(cells, columns, form.value.layout);
  problems.push(...(answers?.problems ?? []));
  if (problems.length > 0 || !channel || !form?.value || !answers) return fail({ line, problems });
  return ok({
    line,
    unitCode,
    periodId: period.value,
    channel,
    fieldCode,
    officialCode,
    formId,
    formVersion: form.value.version,
    answers: answers.value,
  });
}

export interface CheckedBallots {
  readonly accepted: readonly BallotLine[];
  readonly rejected: readonly RejectedLine[];
}

/** Every line is either accepted or rejected with all its reasons; none is dropped and none is guessed. */
export function checkBallotTable(table: BallotTable, known: ImportKnowledge): CheckedBallots {
  const accepted: BallotLine[] = [];
  const rejected: RejectedLine[] = [];
  for (const { line, cells } of table.lines) {
    const checked = checkLine(line, cells, table.columns, known);
    if (checked.ok) accepted.push(checked.value);
    else rejected.push(checked.error);
  }
  return { accepted, rejected };
}

/** The same problem on many lines, told once. `lines` holds the first few line numbers. */
export interface ProblemGroup {
  readonly problem: LineProblem;
  readonly count: number;
  readonly lines: readonly number[];
}

const linesNamed = 8;

/** The most frequent problem first. */
export function groupProblems(rejected: readonly RejectedLine[]): ProblemGroup[] {
  const groups = new Map<string, { problem: LineProblem; count: number; lines: number[] }>();
  for (const { line, problems } of rejected) {
    for (const problem of problems) {
      const key = JSON.stringify(problem);
      const group = groups.get(key) ?? { problem, count: 0, lines: [] };
      group.count += 1;
      if (group.lines.length < linesNamed) group.lines.push(line);
      groups.set(key, group);
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}

export interface ImportCount {
  readonly unitCode: string;
  readonly periodId: string;
  readonly channel: Channel;
  readonly formId: string;
  readonly formVersion: number;
  readonly ballots: number;
}

/** The preview: how many ballots per unit, period, channel and form. Sums to the number of lines. */
export function countLines(lines: readonly BallotLine[]): ImportCount[] {
  const counts = new Map<string, ImportCount>();
  for (const { unitCode, periodId, channel, formId, formVersion } of lines) {
    const key = [unitCode, periodId, channel, formId, formVersion].join('\n');
    counts.set(key, { unitCode, periodId, channel, formId, formVersion, ballots: (counts.get(key)?.ballots ?? 0) + 1 });
  }
  return [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}

/**
 * What the file says, without how it was saved: CSV, XLSX, order of columns and byte order mark give the same text, so
 * that the same ballots are known again (docs/formats/import.md). Hashed by the action.
 */
export function canonicalLines(lines: readonly BallotLine[]): string {
  const rows = lines.map((line) =>
    [
      line.unitCode,
      line.periodId,
      line.channel,
      line.fieldCode ?? '',
      line.officialCode ?? '',
      line.formId,
      line.formVersion,
      line.answers.join(''),
    ].join('|'),
  );
  return `hailong-ballots-1\n${rows.join('\n')}\n`;
}
