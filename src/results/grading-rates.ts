import { type CalendarDay, calendarDay } from '../kernel/calendar-day';
import type { Branded } from '../kernel/branded';
import { type Figures, type Measure, measuresOf } from './grading-measure';
import type { RuleMark } from './rule-mark';

export interface RatesRule {
  readonly id: 'qd766-2022';
  readonly citation: string;
  readonly mark: RuleMark;
  readonly validFrom: CalendarDay;
}

/** Quyết định 766/QĐ-TTg, group "mức độ hài lòng"; formulas after the domain rules, §4 [V]. */
export const decision766: RatesRule = {
  id: 'qd766-2022',
  citation: 'Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ',
  mark: 'V',
  validFrom: calendarDay('2022-06-23'),
};

export function ratesRuleOn(day: CalendarDay): RatesRule | undefined {
  return decision766.validFrom <= day ? decision766 : undefined;
}

export const rateIds = ['R1', 'R2', 'R3'] as const;
export type RateId = (typeof rateIds)[number];

/** Hundredths of a percent, rounded half up in whole numbers: 9625 is 96,25 %. Not the percent of a questionnaire. */
export type RateHundredths = Branded<number, 'RateHundredths'>;

/**
 * A rate over everything that was handled: a full count, so it has no interval. In R3 silence counts as satisfied: whoever
 * shows it says so, and never beside an index of a questionnaire without saying so.
 */
export type ServiceRate = { readonly id: RateId; readonly silenceCountsAsSatisfied: boolean } & (
  | {
      readonly state: 'counted';
      readonly numerator: number;
      readonly denominator: number;
      readonly hundredths: RateHundredths;
    }
  | { readonly state: 'no-data' }
  /** Nothing was handed in: 0 ÷ 0 is no rate. */
  | { readonly state: 'none-to-count' }
);

export function serviceRates(figures: Figures): ServiceRate[] {
  const count = (measure: Measure) => figures.get(measure) ?? 0;
  const complaints = measuresOf('r.complaints').every((measure) => figures.has(measure));
  const dossiers = measuresOf('r.dossiers').every((measure) => figures.has(measure));
  const all = count('r.complaints');
  return [
    rate('R1', complaints, count('r.complaints-on-time'), all),
    rate('R2', complaints, all - count('r.complaints-unsatisfied'), all),
    rate('R3', dossiers, count('r.dossiers') - count('r.dossiers-unsatisfied'), count('r.dossiers')),
  ];
}

function rate(id: RateId, hasData: boolean, numerator: number, denominator: number): ServiceRate {
  const common = { id, silenceCountsAsSatisfied: id === 'R3' };
  if (!hasData) return { ...common, state: 'no-data' };
  if (denominator === 0) return { ...common, state: 'none-to-count' };
  const hundredths = Math.floor((20_000 * numerator + denominator) / (2 * denominator)) as RateHundredths;
  return { ...common, state: 'counted', numerator, denominator, hundredths };
}
