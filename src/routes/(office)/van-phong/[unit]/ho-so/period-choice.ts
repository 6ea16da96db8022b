import { collectionPeriodOn, collectionPeriods, type PlanContent } from '../../../../../survey/plan';
import { isBasePeriod, type Period, parsePeriodId, period } from '../../../../../survey/reporting-period';
import type { CalendarDay } from '../../../../../kernel/calendar-day';

export interface PeriodChoice {
  readonly period: Period;
  /** Collected for the year though the plan does not name it: the fourth quarter of Hương Trà. */
  readonly named: boolean;
}

/** The plan's own periods and the base periods they are made of, in order; longer ones after. */
export function periodChoices(content: PlanContent): PeriodChoice[] {
  const named = content.periods.filter(({ origin }) => origin === 'in-plan').map(({ periodId }) => periodId);
  const bases = collectionPeriods(content).map((each) => ({ period: each, named: named.includes(each.id) }));
  const longer = content.periods.map(({ periodId }) => period(periodId)).filter((each) => !isBasePeriod(each));
  return [...bases, ...longer.map((each) => ({ period: each, named: true }))];
}

/** The one asked for by the address, else the one under way, else the last that ended. */
export function chosenPeriod(content: PlanContent, asked: string | null, today: CalendarDay): Period {
  const choices = periodChoices(content);
  const wanted = asked ? parsePeriodId(asked) : undefined;
  const found = wanted && choices.find((choice) => choice.period.id === wanted.id);
  if (found) return found.period;
  const bases = collectionPeriods(content);
  return collectionPeriodOn(content, today) ?? bases.findLast(({ until }) => until < today) ?? (bases[0] as Period);
}
