import { type CalendarDay, formatDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import { fillText } from '../ui/fill-text';
import type { Locale } from '../ui/locale';
import { planText } from '../ui/text/survey-plans';
import type { PlanContent } from './plan';
import { periodLine, publicationLine, targetSentences } from './plan-content';
import type { PlanLines } from './plan-difference';

/** Every part of a plan as lines people can compare. */
export function planLines(locale: Locale, nameOf: (code: FieldCode) => string): PlanLines {
  const text = planText[locale];
  const day = (value: CalendarDay | undefined) => (value ? formatDay(value) : text.view.standing);
  return {
    title: ({ title }) => [title],
    issuance: ({ number, date, place, signerOffice, signerName }) => [
      `${text.view.number}: ${number || text.view.blank}; ${date ? formatDay(date) : text.view.blank}`,
      `${text.edit.place}: ${place}`,
      `${text.create.signer}: ${signerOffice.replaceAll('\n', ', ')} ${signerName}`.trim(),
    ],
    legalBases: ({ legalBases }) => legalBases,
    purposes: ({ purposes }) => purposes,
    requirements: ({ requirements }) => requirements,
    methods: ({ methods }) => methods,
    scope: ({ unitScope }) => unitScope,
    periods: ({ periods }) => periods.map(periodLine),
    fields: ({ fields }) => (fields === 'all' ? [text.view.allFields] : fields.map(nameOf)),
    channels: ({ channels }) => channels.map((channel) => text.channel[channel]),
    questionnaire: ({ questionnaire }) => [
      `${questionnaire.id}, ${fillText(text.view.versionLine, { version: questionnaire.version })}`,
    ],
    quota: ({ quota }) => [
      text.rule[quota.ruleId],
      ...quota.fixed.map((each) => `${nameOf(each.fieldCode)}: ${each.official} + ${each.reserve}`),
    ],
    targets: ({ targets }) => targetSentences(targets, locale),
    publication: ({ publication }) => publication.map(publicationLine),
    tasks: ({ tasks }) => tasks.map((task) => `${task.text} (${task.lead}; ${task.partner}; ${day(task.dueDay)})`),
    recipients: ({ recipients }) => recipients,
    options: (content) => optionLines(content, locale),
  };
}

function optionLines({ options }: PlanContent, locale: Locale): string[] {
  const text = planText[locale];
  return [
    `${text.view.officials}: ${options.figuresByOfficialShown ? text.view.officialsShown : text.view.officialsHidden}`,
    `${text.view.secondEntry}: ${fillText(text.view.secondEntryValue, { percent: options.secondEntryPercent })}`,
    ...(options.gradeOnPoster ? [text.edit.gradeOnPoster] : []),
    ...(options.bracketPerField ? [text.edit.bracketPerField] : []),
  ];
}
