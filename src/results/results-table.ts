import { formatDay } from '../kernel/calendar-day';
import { pointsOf } from '../survey/questionnaire';
import { period, periodLabel } from '../survey/reporting-period';
import type { Locale } from '../ui/locale';
import { indexFormulaText } from '../ui/text/index-formula';
import { resultsText } from '../ui/text/results';
import type { Estimate } from './estimate';
import { combinedCode } from './combined-group';
import { combinedTitle, groupTitle } from './group-title';
import { figureOf, periodIndex } from './index-formula';
import { compositeIndex, equalWeights } from './index-formula-composite';
import { missingShare } from './missing-share';
import type { PeriodResults, ResultRow } from './period-results';
import { isOwnChoice } from './rule-mark';

/** A cell as the writers of CSV and XLSX take it. */
type CellToWrite = string | number | null;

/**
 * The table people take away, in long form: first the facts (unit, period, form, method), an empty line, then a header and
 * one line a row of figures. Percent unrounded; a hidden line has words in place of numbers.
 */
export function resultsTable(results: PeriodResults, unitName: string, locale: Locale): CellToWrite[][] {
  const text = resultsText[locale];
  const { columns } = text.file;
  const scale = text.scale[results.form.scale];
  const interval = (name: string) => [name, `${name} ${columns.low}`, `${name} ${columns.high}`];
  const header = [
    columns.cut,
    columns.code,
    columns.group,
    columns.kind,
    columns.id,
    columns.title,
    text.columns.n,
    text.columns.missing,
    indexFormulaText[locale].file.missingShare,
    text.columns.notApplicable,
    ...scale,
    ...interval(text.columns.share),
    ...interval(text.columns.mean),
    ...interval(columns.b01),
    columns.note,
  ];
  const points = pointsOf(results.form.scale);
  const lines = (cut: string, code: string, group: string, rows: readonly ResultRow[]) =>
    rows.map((row) => [cut, code, group, ...rowCells(row, points, locale)]);
  return [
    ...facts(results, unitName, locale),
    [],
    header,
    ...lines(text.file.whole, '', '', results.rows),
    ...results.cuts.flatMap(({ by, groups, combined }) => [
      ...groups.flatMap((group) => lines(text.cuts.title[by], group.code, groupTitle(by, group, locale), group.rows)),
      ...(combined ? lines(text.cuts.title[by], combinedCode, combinedTitle(by, combined, locale), combined.rows) : []),
    ]),
  ];
}

function facts(results: PeriodResults, unitName: string, locale: Locale): CellToWrite[][] {
  const text = resultsText[locale];
  const names = text.file.facts;
  const { form } = results;
  return [
    [names.unit, unitName, results.unitCode],
    [names.period, periodLabel(period(results.periodId), locale), results.periodId],
    ...(results.countsUntil === null ? [] : [[names.countsUntil, formatDay(results.countsUntil)]]),
    [names.form, form.title, text.formName(form.id, form.version)],
    [names.ballots, results.ballots],
    [names.repeats, results.possibleRepeats],
    [names.voids, results.voids.total],
    [names.note, names.noteText(pointsOf(form.scale))],
    ...indexFacts(results, locale),
  ];
}

/** The index of the period and the composite, each with method, interval, n and by whose choice. */
function indexFacts(results: PeriodResults, locale: Locale): CellToWrite[][] {
  const text = indexFormulaText[locale];
  const index = periodIndex(results, period(results.periodId).until);
  const composite = compositeIndex(results.rows, equalWeights(results.rows));
  const cells = ({ value, low, high }: Estimate) => [value, low, high];
  const own = index && isOwnChoice(index.formula.mark) ? text.ownChoice : '';
  return [
    ...(index
      ? [
          [
            text.file.index,
            text.methods[index.formula.method],
            ...cells(index),
            index.n,
            index.missingShare * 100,
            `${text.source(index.formula.citation)} ${own}`.trim(),
          ],
        ]
      : []),
    ...(composite
      ? (['satisfied-share', 'mean-score', 'mean-score-01'] as const).map((method) => [
          text.file.composite,
          text.methods[method],
          ...cells(figureOf(composite, method)),
          composite.n,
          composite.missingShare * 100,
          text.composite.equal,
        ])
      : []),
  ];
}

function rowCells(row: ResultRow, points: number, locale: Locale): CellToWrite[] {
  const text = resultsText[locale];
  const name: CellToWrite[] = [text.file.kinds[row.scope], row.id, row.title];
  if (row.suppressed) return [...name, ...new Array<null>(4 + points + 9).fill(null), text.hidden];
  const cells = ({ value, low, high }: Estimate) => [value, low, high];
  return [
    ...name,
    row.n,
    row.missing,
    missingShare(row) * 100,
    row.notApplicable,
    ...row.distribution,
    ...cells(row.satisfiedShare),
    ...cells(row.meanScore),
    ...cells(row.meanScore01),
    null,
  ];
}
