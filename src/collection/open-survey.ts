import type { CalendarDay } from '../kernel/calendar-day';
import type { Official } from '../organisation/official';
import type { UnitCode } from '../organisation/unit';
import type { PlanContent } from '../survey/plan';
import { collectionPeriodOn, collectionPeriods, surveysField } from '../survey/plan';
import { answerSlots, type Questionnaire, type Slot, textQuestions } from '../survey/questionnaire';
import type { Period } from '../survey/reporting-period';
import type { FieldCode } from '../organisation/field';
import type { Channel } from './channel';

/** The office as the citizen sees it. */
export interface SurveyOffice {
  readonly unitCode: UnitCode;
  readonly unitName: string;
  /** Undefined where the unit gave it no name of its own. */
  readonly officeName: string | undefined;
  /** Short code in links, `/p/qng-ht`. */
  readonly office: string;
}

export interface SurveyField {
  readonly code: FieldCode;
  readonly name: string;
}

/** Everything that pages show and acceptance checks while an office's survey is open. */
export interface OpenSurvey extends SurveyOffice {
  readonly planId: string;
  readonly period: Period;
  readonly channels: readonly Channel[];
  readonly questionnaire: Questionnaire;
  readonly slots: readonly Slot[];
  /** Own free-text questions and the two texts every form ends with. */
  readonly texts: readonly TextQuestion[];
  readonly fields: readonly SurveyField[];
  readonly officials: readonly Pick<Official, 'code' | 'name' | 'title' | 'photoId' | 'counters'>[];
}

export interface TextQuestion {
  readonly id: string;
  /** Undefined for the two standing texts, whose words stand in `ui/text/collection.ts`. */
  readonly text: string | undefined;
}

export type SurveyToday =
  | { readonly state: 'open'; readonly survey: OpenSurvey }
  | { readonly state: 'closed'; readonly office: SurveyOffice; readonly opensOn: CalendarDay | undefined };

/** "Ý kiến khác (xin ghi cụ thể)" of the official forms, and "Sáng kiến, kiến nghị" after KH Sơn Kim 1, 2021. */
export const standingTexts = ['other-opinion', 'proposal'] as const;

interface Sources {
  readonly office: SurveyOffice;
  /** The plan in force today, with the form it names. */
  readonly current:
    { readonly id: string; readonly content: PlanContent; readonly questionnaire: Questionnaire } | undefined;
  /** All plans in force at some time: they tell when the next period begins. */
  readonly plans: readonly PlanContent[];
  readonly fields: readonly (SurveyField & { readonly active: boolean })[];
  readonly officials: readonly (OpenSurvey['officials'][number] & { readonly active: boolean })[];
}

/** What an office asks on a day: the plan in force whose base period holds the day, its form, and the choices it offers. */
export function surveyOn(day: CalendarDay, sources: Sources): SurveyToday {
  const period = sources.current && collectionPeriodOn(sources.current.content, day);
  if (sources.current && period) return { state: 'open', survey: openSurvey(sources.current, period, sources) };
  return { state: 'closed', office: sources.office, opensOn: nextOpening(day, sources.plans) };
}

function openSurvey(plan: NonNullable<Sources['current']>, period: Period, sources: Sources): OpenSurvey {
  const { questionnaire } = plan;
  return {
    ...sources.office,
    planId: plan.id,
    period,
    channels: plan.content.channels,
    questionnaire,
    slots: answerSlots(questionnaire),
    texts: [
      ...textQuestions(questionnaire).map(({ id, text }) => ({ id, text })),
      ...standingTexts.map((id) => ({ id, text: undefined })),
    ],
    fields: sources.fields
      .filter((field) => field.active && surveysField(plan.content, field.code))
      .map(({ code, name }) => ({ code, name })),
    officials: sources.officials
      .filter((official) => official.active)
      .map(({ code, name, title, photoId, counters }) => ({ code, name, title, photoId, counters })),
  };
}

function nextOpening(day: CalendarDay, plans: readonly PlanContent[]): CalendarDay | undefined {
  return plans
    .flatMap(collectionPeriods)
    .map((period) => period.from)
    .filter((from) => from > day)
    .sort()[0];
}
