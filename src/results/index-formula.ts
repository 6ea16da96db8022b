import { type CalendarDay, calendarDay } from '../kernel/calendar-day';
import type { Estimate, RowEstimate } from './estimate';
import { missingShare } from './missing-share';
import { type Method, overallRow, type ResultRow, type ShownRow } from './period-results';
import type { RuleMark } from './rule-mark';

/**
 * How the index that offices and the Ministry compare was worked out from a day on. All three figures are always computed; this
 * says which of them is "the index" of a period, so that a result of 2021 stands beside the results of 2021.
 */
export interface IndexFormula {
  readonly id: 'share-2012' | 'share-2017' | 'mean-2022' | 'mean-2023';
  readonly method: Method;
  readonly citation: string;
  /** How far it is known that this paper means this method (domain rules, §4). */
  readonly mark: RuleMark;
  readonly validFrom: CalendarDay;
}

/**
 * In the order of their days. That the headlines until 2021 are satisfied shares and later ones means is general knowledge,
 * not verified [G]; so is the day of Quyết định 1383. That these papers are the Ministry's method is verified [V].
 */
const indexFormulas: readonly IndexFormula[] = [
  {
    id: 'share-2012',
    method: 'satisfied-share',
    citation: 'Quyết định số 1383/QĐ-BNV ngày 28/12/2012 của Bộ Nội vụ',
    mark: 'G',
    validFrom: calendarDay('2012-12-28'),
  },
  {
    id: 'share-2017',
    method: 'satisfied-share',
    citation: 'Quyết định số 2640/QĐ-BNV ngày 10/10/2017 của Bộ Nội vụ',
    mark: 'G',
    validFrom: calendarDay('2017-10-10'),
  },
  {
    id: 'mean-2022',
    method: 'mean-score',
    citation: 'cách tính chỉ số hài lòng của Bộ Nội vụ từ kỳ năm 2022',
    mark: 'G',
    // The reporting year 2022 begins (Thông tư 01/2020/TT-VPCP).
    validFrom: calendarDay('2021-12-15'),
  },
  {
    id: 'mean-2023',
    method: 'mean-score',
    citation: 'Quyết định số 1001/QĐ-BNV ngày 11/12/2023 của Bộ Nội vụ (giai đoạn 2023–2026)',
    mark: 'G',
    validFrom: calendarDay('2023-12-11'),
  },
];

/** The formula of a period is the one that holds on its last day [D]; undefined before the first. */
export function indexFormulaOn(day: CalendarDay): IndexFormula | undefined {
  return indexFormulas.findLast(({ validFrom }) => validFrom <= day);
}

const figures: Readonly<Record<Method, keyof Omit<RowEstimate, 'n'>>> = {
  'satisfied-share': 'satisfiedShare',
  'mean-score': 'meanScore',
  'mean-score-01': 'meanScore01',
};

export function figureOf(
  row: Pick<ShownRow, 'satisfiedShare' | 'meanScore' | 'meanScore01'>,
  method: Method,
): Estimate {
  return row[figures[method]];
}

/** A figure never travels without these (invariant 5). */
export interface PeriodIndex extends Estimate {
  readonly formula: IndexFormula;
  readonly n: number;
  readonly missingShare: number;
}

/** The index of the period: the overall question ("Overall satisfaction is its own question", §4), by the formula of the day. */
export function periodIndex(
  results: { readonly rows: readonly ResultRow[] },
  until: CalendarDay,
): PeriodIndex | undefined {
  const formula = indexFormulaOn(until);
  const row = overallRow(results);
  if (!formula || !row || row.suppressed) return undefined;
  return { ...figureOf(row, formula.method), formula, n: row.n, missingShare: missingShare(row) };
}
