import type { ReportGrading } from '../documents/report-figures';
import type { PeriodGrading } from '../results/grading-period';
import { gradingText } from '../ui/text/grading';

/** What of the grading stands in report and poster; undefined where nothing was entered. Officials are never in it. */
export function frozenGrading(
  { rule, unitGrading, ratesRule, rates }: PeriodGrading,
  facts: Pick<ReportGrading, 'provisional' | 'onPoster'>,
): ReportGrading | undefined {
  const text = gradingText.vi;
  const grade =
    rule && unitGrading?.grade
      ? {
          title: text.grades[unitGrading.grade],
          totalTenths: unitGrading.totalTenths,
          maximumTenths: unitGrading.maximumTenths,
          fullMaximumTenths: unitGrading.fullMaximumTenths,
          citation: rule.citation,
          ownChoices: rule.ownChoices.map((choice) => text.choices[choice]),
          indices: unitGrading.outcomes.map((outcome) => ({
            number: outcome.index,
            title: text.indices[outcome.index],
            tenths: outcome.state === 'scored' ? outcome.tenths : null,
            dossiers:
              outcome.state === 'scored' && outcome.dossiers
                ? outcome.dossiers.two + outcome.dossiers.one + outcome.dossiers.zero
                : null,
          })),
        }
      : null;
  const counted = rates.flatMap((rate) => {
    if (rate.state !== 'counted') return [];
    const { id, hundredths, numerator, denominator, silenceCountsAsSatisfied } = rate;
    return [{ id, title: text.rates[id], hundredths, numerator, denominator, silenceCountsAsSatisfied }];
  });
  const shownRates = ratesRule && counted.length > 0 ? { citation: ratesRule.citation, lines: counted } : null;
  return grade || shownRates ? { ...facts, grade, rates: shownRates } : undefined;
}
