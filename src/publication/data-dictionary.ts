import type { Locale } from '../ui/locale';
import { openDataText } from '../ui/text/open-data';
import { csvCell, openDataColumns } from './open-data';

export type OpenDataColumn = (typeof openDataColumns)[number];
type ColumnType = keyof (typeof openDataText)['vi']['types'];

/** One column of the open data, explained: what the dictionary says, and what Parquet and SPSS are told. */
export interface DictionaryEntry {
  readonly column: OpenDataColumn;
  readonly type: ColumnType;
  readonly label: Readonly<Record<Locale, string>>;
  /** What the values mean, where they are few: as written in the file, in Vietnamese, in English. */
  readonly values: readonly { readonly value: string | number; readonly vi: string; readonly en: string }[];
  /** How it is computed from other columns of the line; k is the number of points of the scale. */
  readonly formula: string;
}

const texts: readonly OpenDataColumn[] = [
  'snapshot',
  'unit',
  'period',
  'form',
  'cut',
  'code',
  'group',
  'scope',
  'id',
  'title',
];

const formulas: Partial<Record<OpenDataColumn, string>> = {
  n: 'n1 + n2 + n3 + n4 + n5',
  satisfied_share: '(n[k-1] + n[k]) / n * 100',
  satisfied_share_low: 'Wilson 95 %, with n or effective_n_share',
  satisfied_share_high: 'Wilson 95 %, with n or effective_n_share',
  mean_score: 'mean / k * 100',
  mean_score_low: 'Student t 95 %, n - 1 or people - 1 degrees of freedom, cut at the ends of the scale',
  mean_score_high: 'Student t 95 %, n - 1 or people - 1 degrees of freedom, cut at the ends of the scale',
  mean_score_01: '(mean - 1) / (k - 1) * 100',
  mean_score_01_low: 'as mean_score_low',
  mean_score_01_high: 'as mean_score_high',
};

function typeOf(column: OpenDataColumn): ColumnType {
  if (texts.includes(column)) return 'text';
  if (column === 'suppressed') return 'flag';
  if (/^(satisfied_share|mean_score)/.test(column)) return 'percent';
  return column.startsWith('effective') ? 'number' : 'count';
}

function valuesOf(column: OpenDataColumn): DictionaryEntry['values'] {
  const { vi, en } = openDataText;
  const pairs = (words: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, word]) => ({ value, vi: word, en: other[value] ?? word }));
  if (column === 'cut') return pairs(vi.values.cut, en.values.cut);
  if (column === 'scope') return pairs(vi.values.scope, en.values.scope);
  if (column !== 'suppressed') return [];
  return [
    { value: 0, vi: vi.values.suppressed.no, en: en.values.suppressed.no },
    { value: 1, vi: vi.values.suppressed.yes, en: en.values.suppressed.yes },
  ];
}

export const dataDictionary: readonly DictionaryEntry[] = openDataColumns.map((column) => ({
  column,
  type: typeOf(column),
  label: { vi: openDataText.vi.columns[column], en: openDataText.en.columns[column] },
  values: valuesOf(column),
  formula: formulas[column] ?? '',
}));

/** The dictionary as CSV: UTF-8 with a byte order mark, one line a column of the data. */
export function dictionaryCsv(): string {
  const lines = dataDictionary.map(({ column, type, label, values, formula }) => [
    column,
    type,
    label.vi,
    label.en,
    values.map(({ value, vi, en }) => `${value} = ${vi} | ${en}`).join('; '),
    formula,
  ]);
  const head = ['column', 'type', 'label_vi', 'label_en', 'values', 'formula'];
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
