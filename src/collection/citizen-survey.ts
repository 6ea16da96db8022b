import type { Slot } from '../survey/questionnaire';
import { periodLabel } from '../survey/reporting-period';
import type { Locale } from '../ui/locale';
import type { OpenSurvey, TextQuestion } from './open-survey';

/** An open survey as pages show it: plain data, nothing that a citizen should not see. */
export interface CitizenSurvey {
  readonly unitCode: string;
  readonly unitName: string;
  readonly officeName: string | undefined;
  readonly office: string;
  readonly periodId: string;
  readonly periodLabel: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly source: string;
  readonly scaleOrder: 'ascending' | 'descending';
  readonly fields: readonly { readonly code: string; readonly name: string }[];
  readonly officials: readonly {
    readonly code: string;
    readonly name: string;
    readonly title: string;
    readonly photo: string | undefined;
    readonly counters: readonly string[];
  }[];
  /** Factors in order, then `overall`, then `own`. */
  readonly parts: readonly { readonly id: string; readonly title: string; readonly slots: readonly Slot[] }[];
  readonly respondent: readonly Slot[];
  readonly texts: readonly TextQuestion[];
}

export function citizenSurvey(survey: OpenSurvey, locale: Locale): CitizenSurvey {
  const { questionnaire, slots } = survey;
  const own = slots.filter(({ part }) => part === 'own');
  return {
    unitCode: survey.unitCode,
    unitName: survey.unitName,
    officeName: survey.officeName,
    office: survey.office,
    periodId: survey.period.id,
    periodLabel: periodLabel(survey.period, locale),
    formId: questionnaire.id,
    formVersion: questionnaire.version,
    source: questionnaire.source,
    scaleOrder: questionnaire.scaleOrder,
    fields: survey.fields,
    officials: survey.officials.map(({ photoId, ...official }) => ({
      ...official,
      photo: photoId && `/anh/${survey.unitCode}/${photoId}`,
    })),
    parts: [
      ...questionnaire.factors.map(({ id, title }) => ({
        id,
        title,
        slots: slots.filter(({ factorId }) => factorId === id),
      })),
      { id: 'overall', title: '', slots: slots.filter(({ part }) => part === 'overall') },
      ...(own.length > 0 ? [{ id: 'own', title: '', slots: own }] : []),
    ],
    respondent: slots.filter(({ part }) => part === 'respondent'),
    texts: survey.texts,
  };
}

/** How many rating questions a form posted without script leaves open. */
export function openRatings(survey: CitizenSurvey, answers: Readonly<Record<string, unknown>>): number {
  const ratings = survey.parts.flatMap((part) => part.slots).filter(({ kind }) => kind === 'rating');
  return ratings.filter(({ questionId }) => answers[questionId] === undefined).length;
}
