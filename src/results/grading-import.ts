import type { CalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import { type OfficialCode, parseOfficialCode } from '../organisation/official';
import { columnsOf, headerKey, type SheetTable } from '../platform/spreadsheet';
import { type CellProblem, parseCount, parsePeriodCell } from '../survey/dossier-count-cells';
import type { PeriodId } from '../survey/reporting-period';
import { type FigureChange, type Subject, theUnit } from './grading-change';
import { type Measure, measures, parseMeasure } from './grading-measure';
import { measureName } from './grading-names';
import { dossierIndices } from './grading-rule';

/** Names of the columns; the first of each is the one of docs/formats/grading.md. */
const columnNames = {
  period: ['period', 'kỳ', 'kỳ báo cáo', 'quý', 'mã kỳ'],
  official: ['official', 'mã công chức', 'công chức', 'mã cán bộ', 'cán bộ'],
  measure: ['measure', 'nội dung', 'mã nội dung'],
  value: ['value', 'số', 'số liệu', 'số lượng'],
  index: ['index', 'chỉ số'],
  two: ['2', '2 điểm', 'hai điểm'],
  one: ['1', '1 điểm', 'một điểm'],
  zero: ['0', '0 điểm', 'không điểm'],
} as const;
type Columns = Record<keyof typeof columnNames, number>;

/** For finding the header below the title lines of an export. */
export const gradingHeaders: readonly string[] = Object.values(columnNames).flat();

export interface GradingImportContext {
  readonly officials: readonly { readonly code: OfficialCode; readonly name: string }[];
  /** Of lines that name no period; undefined where the person chose none. */
  readonly period: PeriodId | undefined;
  /** Own windows of the unit's plans, which may be named beside the quarters. */
  readonly ownWindows: readonly PeriodId[];
  readonly today: CalendarDay;
}

export type GradingImportProblem =
  | { readonly type: 'columns-missing'; readonly columns: readonly string[] }
  | ({ readonly line: number } & (
      | CellProblem
      | { readonly type: 'official-unknown'; readonly text: string }
      | { readonly type: 'measure-unknown'; readonly text: string }
      | { readonly type: 'index-unknown'; readonly text: string }
      | { readonly type: 'row-twice'; readonly otherLine: number }
    ));

export interface ImportedFigure extends FigureChange {
  readonly line: number;
  readonly value: number;
}

export interface GradingImport {
  readonly figures: readonly ImportedFigure[];
  readonly problems: readonly GradingImportProblem[];
}

/**
 * Reads either form: a figure a line, or an index a line with its dossiers of 2, 1 and 0 points. An empty cell says nothing.
 * With any problem nothing may be stored.
 */
export function readGradingImport(
  table: Pick<SheetTable, 'header' | 'rows'>,
  context: GradingImportContext,
): GradingImport {
  const columns = columnsOf(table.header, columnNames);
  const isWide = columns.value === -1 && columns.index >= 0;
  const needed = isWide ? (['index', 'two', 'one', 'zero'] as const) : (['measure', 'value'] as const);
  const missing = needed.filter((key) => columns[key] === -1);
  if (missing.length > 0)
    return { figures: [], problems: [{ type: 'columns-missing', columns: missing.map((key) => columnNames[key][0]) }] };
  const figures: ImportedFigure[] = [];
  const problems: GradingImportProblem[] = [];
  for (const { line, cells } of table.rows) {
    const read = readLine(line, { ...context, columns, isWide, cells });
    figures.push(...read.figures);
    problems.push(...read.problems);
  }
  return { figures, problems: [...problems, ...repeatedRows(figures)] };
}

interface LineContext extends GradingImportContext {
  readonly columns: Columns;
  readonly isWide: boolean;
  readonly cells: readonly string[];
}

function readLine(line: number, context: LineContext): GradingImport {
  const cell = (key: keyof Columns) =>
    (context.columns[key] >= 0 ? (context.cells[context.columns[key]] ?? '') : '').trim();
  const filled = context.isWide ? [cell('two'), cell('one'), cell('zero')] : [cell('value')];
  // A line of the example that nobody filled in.
  if (filled.every((text) => text === '')) return { figures: [], problems: [] };
  const problems: GradingImportProblem[] = [];
  const period = parsePeriodCell(cell('period'), context);
  if (!period.ok) problems.push({ line, ...period.error });
  const subject = subjectOf(cell('official'), context.officials);
  if (!subject.ok) problems.push({ line, ...subject.error });
  const wanted = context.isWide ? measuresOfIndex(cell('index')) : measureOf(cell('measure'));
  if (!wanted.ok) return { figures: [], problems: [...problems, { line, ...wanted.error }] };
  const figures: ImportedFigure[] = [];
  wanted.value.forEach((measure, at) => {
    const text = filled[at] ?? '';
    if (text === '') return;
    const value = parseCount(text);
    if (!value.ok) problems.push({ line, ...value.error });
    else if (period.ok && subject.ok)
      figures.push({ line, periodId: period.value, subject: subject.value, measure, value: value.value });
  });
  return { figures, problems };
}

type Unknown<Type extends string> = { readonly type: Type; readonly text: string };

function subjectOf(
  text: string,
  officials: GradingImportContext['officials'],
): Result<Subject, Unknown<'official-unknown'>> {
  if (text === '') return ok(theUnit);
  const code = parseOfficialCode(text);
  const found = officials.find((each) => each.code === code);
  // By name only where one official has it: a wrong person's points are worse than none.
  const named = officials.filter(({ name }) => headerKey(name) === headerKey(text));
  const official = found ?? (named.length === 1 ? named[0] : undefined);
  return official ? ok(official.code) : fail({ type: 'official-unknown', text: text.slice(0, 40) });
}

function measureOf(text: string): Result<readonly Measure[], Unknown<'measure-unknown'>> {
  const key = headerKey(text);
  const named = measures.find((each) => key !== '' && headerKey(measureName(each, 'vi')) === key);
  const measure = parseMeasure(text) ?? named;
  return measure ? ok([measure]) : fail({ type: 'measure-unknown', text: text.slice(0, 60) });
}

/** `1`, `Chỉ số 1`, `i1`. */
function measuresOfIndex(text: string): Result<readonly Measure[], Unknown<'index-unknown'>> {
  const number = Number(/^(?:i|chiso)?(\d)$/.exec(headerKey(text))?.[1]);
  const index = dossierIndices.find((each) => each === number);
  return index
    ? ok([`i${index}.2`, `i${index}.1`, `i${index}.0`])
    : fail({ type: 'index-unknown', text: text.slice(0, 40) });
}

function repeatedRows(figures: readonly ImportedFigure[]): GradingImportProblem[] {
  const first = new Map<string, number>();
  return figures.flatMap(({ line, periodId, subject, measure }): GradingImportProblem[] => {
    const key = `${periodId} ${subject} ${measure}`;
    const otherLine = first.get(key);
    if (otherLine === undefined) first.set(key, line);
    return otherLine === undefined ? [] : [{ line, type: 'row-twice', otherLine }];
  });
}
