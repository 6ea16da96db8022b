import type { CalendarDay } from '../kernel/calendar-day';
import { foldDiacritics } from '../kernel/vietnamese-text';
import { type Field, type FieldCode, parseFieldCode } from '../organisation/field';
import { columnsOf, headerKey, type SheetTable } from '../platform/spreadsheet';
import type { DossierChannel, DossierCount } from './dossier-count';
import { type CellProblem, parseCount, parsePeriodCell } from './dossier-count-cells';
import type { PeriodId } from './reporting-period';

/** Names of the long form; the first of each is the one of docs/formats/import.md. */
const longColumns = {
  unit: ['unit', 'mã đơn vị', 'đơn vị', 'ma don vi'],
  period: ['period', 'kỳ', 'kỳ báo cáo', 'quý', 'mã kỳ'],
  field: ['field', 'mã lĩnh vực', 'lĩnh vực', 'tên lĩnh vực'],
  channel: ['channel', 'kênh', 'hình thức', 'hình thức tiếp nhận', 'hình thức nộp'],
  count: ['count', 'số hồ sơ', 'số lượng', 'số hồ sơ đã giải quyết', 'đã giải quyết', 'số lượng hồ sơ'],
} as const;

/** The wide export of the dossier software: a line a field, a column a channel. */
const wideColumns = {
  direct: ['trực tiếp', 'direct', 'tiếp nhận trực tiếp', 'nộp trực tiếp'],
  postal: ['bưu chính', 'postal', 'bưu chính công ích', 'BCCI', 'qua bưu chính', 'dịch vụ bưu chính công ích'],
  online: ['trực tuyến', 'online', 'tiếp nhận trực tuyến', 'nộp trực tuyến', 'dịch vụ công trực tuyến'],
} as const;

/** For finding the header below the title lines of an export. */
export const expectedHeaders: readonly string[] = [
  ...Object.values(longColumns).flat(),
  ...Object.values(wideColumns).flat(),
];

export interface ImportContext {
  readonly unitCode: string;
  readonly fields: readonly Pick<Field, 'code' | 'name'>[];
  /** Of lines that name no period; undefined where the person chose none. */
  readonly period: PeriodId | undefined;
  /** Own windows of the unit's plans, which may be named beside the quarters. */
  readonly ownWindows: readonly PeriodId[];
  readonly today: CalendarDay;
}

export type ImportProblem =
  | { readonly type: 'columns-missing'; readonly columns: readonly string[] }
  | { readonly type: 'all-other-units'; readonly unit: string }
  | ({ readonly line: number } & (
      | CellProblem
      | { readonly type: 'field-unknown'; readonly text: string }
      | { readonly type: 'channel-unknown'; readonly text: string }
      | { readonly type: 'row-twice'; readonly otherLine: number }
    ));

export interface ImportedCount extends DossierCount {
  readonly line: number;
}

export interface DossierImport {
  readonly counts: readonly ImportedCount[];
  readonly problems: readonly ImportProblem[];
  /** Lines of other units in a file of a whole province: left out, and said so. */
  readonly otherUnitLines: number;
  readonly totalLines: number;
}

const nothing = { counts: [], otherUnitLines: 0, totalLines: 0 };

/** Reads either form. With any problem nothing may be stored: a half-read file is worse than none. */
export function readDossierImport(table: Pick<SheetTable, 'header' | 'rows'>, context: ImportContext): DossierImport {
  const long = columnsOf(table.header, longColumns);
  const wide = columnsOf(table.header, wideColumns);
  const isWide = long.count === -1 && Object.values(wide).some((column) => column >= 0);
  const missing = (isWide ? (['field'] as const) : (['field', 'channel', 'count'] as const)).filter(
    (key) => long[key] === -1,
  );
  if (missing.length > 0)
    return { ...nothing, problems: [{ type: 'columns-missing', columns: missing.map((key) => longColumns[key][0]) }] };
  const counts: ImportedCount[] = [];
  const problems: ImportProblem[] = [];
  let otherUnitLines = 0;
  let totalLines = 0;
  for (const { line, cells } of table.rows) {
    const cell = (column: number) => (column >= 0 ? (cells[column] ?? '') : '');
    if (isTotalLine(cells)) {
      totalLines += 1;
      continue;
    }
    const unit = cell(long.unit);
    if (unit !== '' && unit.trim().toUpperCase() !== context.unitCode) {
      otherUnitLines += 1;
      continue;
    }
    const read = readLine(line, { ...context, cell, long, wide: isWide ? wide : undefined });
    counts.push(...read.counts);
    problems.push(...read.problems);
  }
  problems.push(...repeatedRows(counts));
  if (counts.length === 0 && problems.length === 0 && otherUnitLines > 0)
    problems.push({ type: 'all-other-units', unit: context.unitCode });
  return { counts, problems, otherUnitLines, totalLines };
}

type Columns = Record<keyof typeof longColumns, number>;
interface LineContext extends ImportContext {
  readonly cell: (column: number) => string;
  readonly long: Columns;
  readonly wide: Record<DossierChannel, number> | undefined;
}

function readLine(line: number, context: LineContext): { counts: ImportedCount[]; problems: ImportProblem[] } {
  const { cell, long, wide } = context;
  const problems: ImportProblem[] = [];
  const period = parsePeriodCell(cell(long.period), context);
  if (!period.ok) problems.push({ line, ...period.error });
  const fieldCode = fieldOf(cell(long.field), context.fields);
  if (fieldCode === undefined) problems.push({ line, type: 'field-unknown', text: cell(long.field) });
  const cells: (readonly [DossierChannel | undefined, string])[] = wide
    ? (['direct', 'postal', 'online'] as const)
        .filter((channel) => wide[channel] >= 0)
        .map((channel) => [channel, cell(wide[channel]) || '0'])
    : [[channelOf(cell(long.channel)), cell(long.count)]];
  const counts: ImportedCount[] = [];
  for (const [channel, text] of cells) {
    const count = parseCount(text);
    if (channel === undefined) problems.push({ line, type: 'channel-unknown', text: cell(long.channel) });
    if (!count.ok) problems.push({ line, ...count.error });
    if (period.ok && fieldCode && channel && count.ok)
      counts.push({ line, periodId: period.value, fieldCode, channel, count: count.value });
  }
  return { counts, problems };
}

/** `Tổng cộng`, `Cộng`: the last line of an export. Never a field. */
function isTotalLine(cells: readonly string[]): boolean {
  return cells.some((cell) => ['tong', 'tongcong', 'cong', 'tongso', 'total'].includes(headerKey(cell)));
}

function fieldOf(text: string, fields: ImportContext['fields']): FieldCode | undefined {
  const code = parseFieldCode(text);
  const byCode = fields.find((field) => field.code === code);
  if (byCode) return byCode.code;
  const key = headerKey(text);
  return key === '' ? undefined : fields.find((field) => headerKey(field.name) === key)?.code;
}

const channelWords: Readonly<Record<DossierChannel, readonly string[]>> = {
  direct: ['direct', 'truc tiep', 'tiep nhan truc tiep', 'nop truc tiep', 'tai quay', 'tt'],
  postal: ['postal', 'buu chinh', 'buu chinh cong ich', 'bcci', 'qua buu chinh', 'buu dien'],
  online: ['online', 'truc tuyen', 'tiep nhan truc tuyen', 'nop truc tuyen', 'dich vu cong truc tuyen', 'dvc', 'dvctt'],
};

export function channelOf(text: string): DossierChannel | undefined {
  const word = foldDiacritics(text).replace(/\s+/g, ' ').trim();
  return (['direct', 'postal', 'online'] as const).find((channel) => channelWords[channel].includes(word));
}

function repeatedRows(counts: readonly ImportedCount[]): ImportProblem[] {
  const first = new Map<string, number>();
  return counts.flatMap(({ line, periodId, fieldCode, channel }): ImportProblem[] => {
    const key = `${periodId} ${fieldCode} ${channel}`;
    const otherLine = first.get(key);
    if (otherLine === undefined) first.set(key, line);
    return otherLine === undefined ? [] : [{ line, type: 'row-twice', otherLine }];
  });
}
