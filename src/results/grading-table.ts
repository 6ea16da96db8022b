import { period as periodOf, type PeriodId, periodLabel } from '../survey/reporting-period';
import type { Locale } from '../ui/locale';
import { formatCount, formatDecimal } from '../ui/format';
import { gradingText } from '../ui/text/grading';
import { resultsText } from '../ui/text/results';
import type { IndexOutcome } from './grading';
import { measures, officialMeasures } from './grading-measure';
import { measureName } from './grading-names';
import type { OfficialGradeRule, OfficialReading, QuestionnaireGrade } from './grading-official';
import type { GradedOfficial, PeriodGrading } from './grading-period';
import type { ServiceRate } from './grading-rates';

/** A cell as the writers of CSV and XLSX take it. */
type CellToWrite = string | number | null;

/**
 * The grading to take away: facts and grade, the indices, the rates (apart), officials where the reader sees any, and what
 * ballots say of them (apart again).
 */
export function gradingTable(grading: PeriodGrading, said: BallotsOnOfficials, locale: Locale): CellToWrite[][] {
  const text = gradingText[locale];
  const { unit, period, rule, unitGrading } = grading;
  const facts: CellToWrite[][] = [
    [text.title, unit.name, unit.code],
    [text.choosePeriod, periodLabel(period, locale), period.id],
  ];
  if (!rule || !unitGrading)
    return [...facts, [text.headline.noRule], [], ...rateLines(grading.rates, locale), ...readingLines(said, locale)];
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
    ...readingLines(said, locale),
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

/** What ballots say of officials, and by which rule of the unit they are graded. */
export interface BallotsOnOfficials {
  readonly readings: readonly OfficialReading[];
  readonly rule: OfficialGradeRule | undefined;
}

function readingLines({ readings, rule }: BallotsOnOfficials, locale: Locale): CellToWrite[][] {
  if (readings.length === 0) return [];
  const text = gradingText[locale].readings;
  const ends = [resultsText[locale].file.columns.low, resultsText[locale].file.columns.high];
  return [
    [],
    [text.title, text.note],
    [rule ? ruleWords(rule, locale) : text.noRuleYet],
    [text.official, '', text.n, text.missing, text.raw, ...ends, text.shrunk, ...ends, text.grade],
    ...readings.map((reading): CellToWrite[] => {
      const { name, code } = reading;
      if (reading.state === 'hidden') return [name, code, ...new Array<null>(8).fill(null), text.hidden];
      const { n, missingShare, share, shrunk } = reading;
      const drawn = shrunk ? [shrunk.value, shrunk.low, shrunk.high] : [null, null, null];
      const raw = [share.value, share.low, share.high];
      return [name, code, n, missingShare * 100, ...raw, ...drawn, gradeWords(reading.grade, locale)];
    }),
  ];
}

/** `Theo lựa chọn của đơn vị (…): chỉ xếp mức khi có từ 30 câu trả lời; Tốt: từ 90 %; …` */
export function ruleWords(rule: OfficialGradeRule, locale: Locale): string {
  const text = gradingText[locale].readings;
  const bands = rule.bands.map(({ name, fromPercent }) =>
    text.band(name, `${formatPlain(fromPercent, locale)}\u00a0%`),
  );
  return `${text.rule(formatCount(rule.minimumAnswers, locale), rule.basis)} ${bands.join('; ')}.`;
}

/** `82,5`, `90`: no more decimals than were typed. */
function formatPlain(value: number, locale: Locale): string {
  return formatDecimal(value, Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : 2, locale);
}

/** A grade in words: why there is none, or every band that the interval touches. */
export function gradeWords(grade: QuestionnaireGrade, locale: Locale): string {
  const text = gradingText[locale].readings;
  if (grade.state === 'no-rule') return text.noRule;
  if (grade.state === 'too-few') return text.tooFew(formatCount(grade.minimum, locale));
  return grade.lowest === grade.highest ? grade.highest : text.between(grade.lowest, grade.highest);
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
