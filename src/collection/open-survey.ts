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
  readonly officeName: string;
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
  readonly plans: readonly { readonly id: string; readonly content: PlanContent }[];
  readonly questionnaireOf: (plan: PlanContent) => Questionnaire | undefined;
  readonly fields: readonly (SurveyField & { readonly active: boolean })[];
  readonly officials: readonly (OpenSurvey['officials'][number] & { readonly active: boolean })[];
}

/** What an office asks on a day: the plan in force whose base period holds the day, its form, and the choices it offers. */
export function surveyOn(day: CalendarDay, sources: Sources): SurveyToday {
  for (const plan of sources.plans) {
    const period = collectionPeriodOn(plan.content, day);
    const questionnaire = period && sources.questionnaireOf(plan.content);
    if (period && questionnaire) return { state: 'open', survey: openSurvey(plan, period, questionnaire, sources) };
  }
  return { state: 'closed', office: sources.office, opensOn: nextOpening(day, sources) };
}

function openSurvey(
  plan: Sources['plans'][number],
  period: Period,
  questionnaire: Questionnaire,
  sources: Sources,
): OpenSurvey {
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

function nextOpening(day: CalendarDay, sources: Sources): CalendarDay | undefined {
  return sources.plans
    .flatMap((plan) => collectionPeriods(plan.content))
    .map((period) => period.from)
    .filter((from) => from > day)
    .sort()[0];
}
