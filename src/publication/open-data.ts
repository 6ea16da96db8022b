import { publicationText } from '../ui/text/publication';
import type { SnapshotContent, SnapshotCut, SnapshotRow } from './snapshot';

/** Columns of the open-data CSV, docs/formats/open-data.md. Figures are written unrounded with a decimal point. */
export const openDataColumns = [
  'snapshot',
  'unit',
  'period',
  'form',
  'form_version',
  'cut',
  'code',
  'group',
  'ballots',
  'scope',
  'id',
  'title',
  'suppressed',
  'n',
  'missing',
  'not_applicable',
  'n1',
  'n2',
  'n3',
  'n4',
  'n5',
  'satisfied_share',
  'satisfied_share_low',
  'satisfied_share_high',
  'mean_score',
  'mean_score_low',
  'mean_score_high',
  'mean_score_01',
  'mean_score_01_low',
  'mean_score_01_high',
  'people',
  'effective_n_share',
  'effective_n_mean',
] as const;

type Cell = string | number | null;

/** What the tables are made of: a snapshot, or other figures in the same shape: the office's own page, a line of several units. */
export type OpenDataTable = Pick<SnapshotContent, 'ballots' | 'rows'> & {
  readonly id: string;
  readonly cuts: readonly (Omit<SnapshotCut, 'by'> & { readonly by: SnapshotCut['by'] | 'units' })[];
  readonly unit: Pick<SnapshotContent['unit'], 'code'>;
  readonly period: Pick<SnapshotContent['period'], 'id'>;
  readonly form: Pick<SnapshotContent['form'], 'id' | 'version'>;
};

/** One row a figure, cells in the order of `openDataColumns`; numbers as numbers, null where there is none. */
export function openDataRows(table: OpenDataTable): Cell[][] {
  const whole = { by: 'all', code: '', title: '', ballots: table.ballots };
  return [
    ...table.rows.map((row) => cellsOf(table, whole, row)),
    ...table.cuts.flatMap((cut) => cut.rows.map((row) => cellsOf(table, cut, row))),
  ];
}

/** The suppressed tables as UTF-8 CSV with a byte order mark, so that Excel reads the Vietnamese. Never a single ballot. */
export function openDataCsv(table: OpenDataTable): string {
  const lines: readonly (readonly Cell[])[] = [openDataColumns, ...openDataRows(table)];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function cellsOf(
  { id, unit, period, form }: OpenDataTable,
  group: { readonly by: string; readonly code: string; readonly title: string; readonly ballots: number | null },
  row: SnapshotRow,
): Cell[] {
  const names: Cell[] = [
    id,
    unit.code,
    period.id,
    form.id,
    form.version,
    group.by,
    group.code,
    group.title,
    group.ballots,
  ];
  const line: Cell[] = [row.scope, row.id, row.title, row.suppressed ? 1 : 0];
  const width = openDataColumns.length - names.length - line.length;
  if (row.suppressed) return [...names, ...line, ...Array<Cell>(width).fill(null)];
  const counts = Array.from({ length: 5 }, (_, index): Cell => row.distribution[index] ?? null);
  const estimates = [row.satisfiedShare, row.meanScore, row.meanScore01].flatMap(({ value, low, high }) => [
    value,
    low,
    high,
  ]);
  const { people = null, effectiveForShare = null, effectiveForMean = null } = row.byPerson ?? {};
  const worth: Cell[] = [people, effectiveForShare, effectiveForMean];
  return [...names, ...line, row.n, row.missing, row.notApplicable, ...counts, ...estimates, ...worth];
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection); our own numbers
 * are written as they are.
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** What the open data hold of a snapshot: everything but the words of the report and the people in it. */
export type OpenDataJson = Omit<SnapshotContent, 'report'> & {
  readonly license: string;
  readonly publishedOn: string;
  readonly page: string;
};

export function openDataJson(
  content: SnapshotContent,
  published: { readonly on: string; readonly page: string },
): OpenDataJson {
  const { report: _words, ...figures } = content;
  return { ...figures, publishedOn: published.on, page: published.page, license: publicationText.vi.portal.license };
}
