import { period as periodOf, type PeriodId, periodLabel } from '../survey/reporting-period';
import type { Locale } from '../ui/locale';
import { gradingText } from '../ui/text/grading';
import type { IndexOutcome } from './grading';
import { measures, officialMeasures } from './grading-measure';
import { measureName } from './grading-names';
import type { GradedOfficial, PeriodGrading } from './grading-period';
import type { ServiceRate } from './grading-rates';

/** A cell as the writers of CSV and XLSX take it. */
type CellToWrite = string | number | null;

/** The grading to take away: facts and grade, the indices, the rates (apart), officials where the reader sees any. */
export function gradingTable(grading: PeriodGrading, locale: Locale): CellToWrite[][] {
  const text = gradingText[locale];
  const { unit, period, rule, unitGrading } = grading;
  const facts: CellToWrite[][] = [
    [text.title, unit.name, unit.code],
    [text.choosePeriod, periodLabel(period, locale), period.id],
  ];
  if (!rule || !unitGrading) return [...facts, [text.headline.noRule], [], ...rateLines(grading.rates, locale)];
  const missing = unitGrading.outcomes.filter(({ state }) => state === 'no-data').map(({ index }) => index);
  return [
    ...facts,
    [text.headline.label, unitGrading.grade ? text.grades[unitGrading.grade] : text.headline.none],
    [text.table.total, unitGrading.totalTenths / 10, text.officials.maximum, unitGrading.maximumTenths / 10],
    ...(missing.length > 0 ? [[text.headline.missing(missing.join(', '))]] : []),
    [text.choices.basis(rule.citation, rule.validFrom)],
    [`${text.choices.own} ${rule.ownChoices.map((choice) => text.choices[choice]).join('; ')}`],
    ...(period.until > rule.unquestionedUntil ? [[text.check(rule.unquestionedUntil)]] : []),
    [],
    [text.table.index, '', text.table.points, text.table.two, text.table.one, text.table.zero, text.table.dossiers],
    ...unitGrading.outcomes.map((outcome) => outcomeLine(outcome, grading.gaps, locale)),
    [],
    ...rateLines(grading.rates, locale),
    ...officialLines(grading.officials, locale),
  ];
}

function outcomeLine(outcome: IndexOutcome, gaps: PeriodGrading['gaps'], locale: Locale): CellToWrite[] {
  const text = gradingText[locale];
  const name: CellToWrite[] = [outcome.index, text.indices[outcome.index]];
  if (outcome.state === 'no-data') return [...name, null, null, null, null, null, text.table.noData];
  const { two = null, one = null, zero = null } = outcome.dossiers ?? {};
  const dossiers = outcome.dossiers ? outcome.dossiers.two + outcome.dossiers.one + outcome.dossiers.zero : null;
  const gap = gaps.get(`i${outcome.index}`)?.map((id) => periodLabel(periodOf(id), locale));
  const note = gap ? text.table.gap(gap.join(', ')) : outcome.dossiers ? null : text.table.unitScored;
  return [...name, outcome.tenths / 10, two, one, zero, dossiers, note];
}

function rateLines(rates: readonly ServiceRate[], locale: Locale): CellToWrite[][] {
  const text = gradingText[locale].rates;
  return [
    [text.title, text.apart],
    ...rates.map((rate): CellToWrite[] => {
      const note = rate.silenceCountsAsSatisfied ? text.silence : null;
      if (rate.state !== 'counted')
        return [rate.id, text[rate.id], null, null, null, note, rate.state === 'no-data' ? text.noData : text.none];
      return [rate.id, text[rate.id], rate.hundredths / 100, rate.numerator, rate.denominator, note];
    }),
  ];
}

function officialLines(officials: readonly GradedOfficial[], locale: Locale): CellToWrite[][] {
  const text = gradingText[locale];
  if (officials.length === 0) return [];
  const indexNames = [1, 2, 3, 4, 7].map((index) => `${text.table.index} ${index}`);
  return [
    [],
    [text.officials.pointsTitle],
    [text.officials.name, '', ...indexNames, text.officials.points, text.officials.maximum, text.officials.grade],
    ...officials.map(({ code, name, grading }): CellToWrite[] => [
      name,
      code,
      ...grading.outcomes.map((outcome) => (outcome.state === 'scored' ? outcome.tenths / 10 : null)),
      ...(grading.grade
        ? [grading.totalTenths / 10, grading.maximumTenths / 10, text.officialGrades[grading.grade]]
        : [null, null, text.officials.noData]),
    ]),
  ];
}

/** The long form with every figure of the unit and of its officials, to be filled in; an empty value says nothing. */
export function exampleGradingRows(
  periodId: PeriodId,
  officials: readonly { readonly code: string }[],
  locale: Locale,
): CellToWrite[][] {
  const line = (official: string) => (measure: (typeof measures)[number]) =>
    [periodId, official, measure, null, measureName(measure, locale)] satisfies CellToWrite[];
  return [
    ['period', 'official', 'measure', 'value', gradingText[locale].file.measure],
    ...measures.map(line('')),
    ...officials.flatMap(({ code }) => officialMeasures.map(line(code))),
  ];
}
