import { type CalendarDay, parseCalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import { type Field, type FieldCode, parseFieldCode } from '../organisation/field';
import {
  type PlanChannel,
  planChannels,
  type PlanContent,
  type PlanPeriod,
  type PlanTask,
  type PublicationDay,
} from './plan';
import { parseTarget, type PlanTargets, type TargetIndex, targetIndices, type TargetMalformed } from './plan-target';
import { type QuotaRuleId, quotaRuleIds } from './quota-rule';
import { parsePeriodId, type PeriodId, windowPeriod, yearPeriod, quartersOf } from './reporting-period';

/** What a form sent: cleaned text by name, and all values of a name that may come more than once. */
export interface SentForm {
  text(name: string): string;
  all(name: string): readonly string[];
}

export type PlanFormProblem =
  | { readonly type: 'date-malformed'; readonly text: string }
  | TargetMalformed
  | { readonly type: 'questionnaire-unknown' }
  | { readonly type: 'plan-year-odd'; readonly year: string };

export type ReadPlan = Result<PlanContent, readonly PlanFormProblem[]>;

/** One publication day a row of the form: which period, and whether regular or supplement. */
export interface PublicationRow {
  readonly key: string;
  readonly periodId: PeriodId;
  readonly kind: PublicationDay['kind'];
}

/** The rows the form offers: quarters and year of the plan's year, its own windows, and the supplement of the year. */
export function publicationRows(content: PlanContent): PublicationRow[] {
  const named = content.periods.map(({ periodId }) => periodId);
  const offered = [...quartersOf(content.year).map(({ id }) => id), yearPeriod(content.year).id];
  const ids = [...new Set([...offered, ...named])];
  return [
    ...ids.map((periodId) => ({ key: `cb-${periodId}`, periodId, kind: 'regular' as const })),
    { key: `cb-${yearPeriod(content.year).id}-bs`, periodId: yearPeriod(content.year).id, kind: 'supplement' as const },
  ];
}

const spareTasks = 3;

/** How many task lines the form shows: those there are and some empty ones. */
export function taskLineCount(content: PlanContent): number {
  return content.tasks.length + spareTasks;
}

/** The draft as sent, over the draft as it stood. What a plan may not say is told by `checkPlan` afterwards. */
export function readPlanForm(before: PlanContent, form: SentForm, fields: readonly Pick<Field, 'code'>[]): ReadPlan {
  const problems: PlanFormProblem[] = [];
  const day = (name: string): CalendarDay | undefined => {
    const text = form.text(name);
    const parsed = text === '' ? undefined : parseCalendarDay(text);
    if (text !== '' && parsed === undefined) problems.push({ type: 'date-malformed', text });
    return parsed;
  };
  const targets = readTargets(form, problems);
  const { targets: _old, ...kept } = before;
  const content: PlanContent = {
    ...kept,
    title: form.text('title'),
    number: form.text('number'),
    date: day('date'),
    place: form.text('place'),
    signerOffice: form.text('signerOffice'),
    signerName: form.text('signerName'),
    legalBases: lines(form.text('legalBases')),
    purposes: lines(form.text('purposes')),
    requirements: lines(form.text('requirements')),
    methods: lines(form.text('methods')),
    recipients: lines(form.text('recipients')),
    periods: readPeriods(before, form, day),
    fields: form.text('fieldChoice') === 'some' ? chosenFields(form, fields) : 'all',
    channels: planChannels.filter((channel) => form.all('channels').includes(channel)) as PlanChannel[],
    questionnaire: questionnaireOf(form.text('questionnaire')) ?? before.questionnaire,
    quota: readQuota(form, fields),
    ...(Object.keys(targets).length > 0 ? { targets } : {}),
    publication: readPublication(before, day),
    tasks: readTasks(before, form, day),
    options: {
      figuresByOfficialShown: form.text('officialsShown') !== '',
      secondEntryPercent: Number(form.text('secondEntryPercent').replace(',', '.') || '0'),
      bracketPerField: form.text('bracketPerField') !== '',
      gradeOnPoster: form.text('gradeOnPoster') !== '',
    },
  };
  return problems.length > 0 ? fail(problems) : ok(content);
}

/** `A/1`: id and version, as the select sends them. */
export function questionnaireOf(text: string): PlanContent['questionnaire'] | undefined {
  const parts = /^([A-Z0-9.-]{1,20})\/(\d{1,4})$/.exec(text);
  return parts ? { id: parts[1] as string, version: Number(parts[2]) } : undefined;
}

function lines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/;$/, ''))
    .filter((line) => line !== '');
}

function readPeriods(
  before: PlanContent,
  form: SentForm,
  day: (name: string) => CalendarDay | undefined,
): PlanPeriod[] {
  const originOf = (id: PeriodId) => before.periods.find(({ periodId }) => periodId === id)?.origin;
  const chosen = form.all('periods').flatMap((text) => parsePeriodId(text)?.id ?? []);
  const from = day('windowFrom');
  const until = day('windowUntil');
  const window = from && until && from <= until ? [windowPeriod(from, until).id] : [];
  return [...new Set([...chosen, ...window])].map((periodId) => ({
    periodId,
    origin: originOf(periodId) ?? (periodId.endsWith('-Q4') ? 'offered' : 'in-plan'),
  }));
}

function chosenFields(form: SentForm, fields: readonly Pick<Field, 'code'>[]): FieldCode[] {
  return fields.map(({ code }) => code).filter((code) => form.all('fields').includes(code));
}

function readQuota(form: SentForm, fields: readonly Pick<Field, 'code'>[]): PlanContent['quota'] {
  const ruleId: QuotaRuleId = quotaRuleIds.find((id) => id === form.text('quotaRule')) ?? 'quang-ngai-2021';
  const number = (name: string) => (/^\d{1,6}$/.test(form.text(name)) ? Number(form.text(name)) : 0);
  const fixed = fields.flatMap(({ code }) => {
    const fieldCode = parseFieldCode(code);
    const official = number(`official-${code}`);
    const reserve = number(`reserve-${code}`);
    return fieldCode && official + reserve > 0 ? [{ fieldCode, official, reserve }] : [];
  });
  return { ruleId, fixed: ruleId === 'fixed' ? fixed : [] };
}

/** The field of the form for one target. */
export function targetFieldName(index: TargetIndex): string {
  return `target-${index}`;
}

function readTargets(form: SentForm, problems: PlanFormProblem[]): PlanTargets {
  const targets: Partial<Record<TargetIndex, number>> = {};
  for (const index of targetIndices) {
    const read = parseTarget(form.text(targetFieldName(index)));
    if (!read.ok) problems.push(read.error);
    else if (read.value !== undefined) targets[index] = read.value;
  }
  return targets;
}

function readPublication(before: PlanContent, day: (name: string) => CalendarDay | undefined): PublicationDay[] {
  return publicationRows(before).flatMap(({ key, periodId, kind }): PublicationDay[] => {
    const due = day(`${key}-due`);
    const lastDay = day(`${key}-last`);
    const cutOff = day(`${key}-cut`);
    if (due === undefined || cutOff === undefined) return [];
    const known = before.publication.find((each) => each.periodId === periodId && each.kind === kind);
    return [{ periodId, kind, due, lastDay: lastDay ?? due, cutOff, origin: known?.origin ?? 'offered' }];
  });
}

function readTasks(before: PlanContent, form: SentForm, day: (name: string) => CalendarDay | undefined): PlanTask[] {
  return Array.from({ length: taskLineCount(before) }, (_, index) => index).flatMap((index): PlanTask[] => {
    const text = form.text(`task-${index}-text`);
    if (text === '') return [];
    const old = before.tasks[index];
    const id = old?.id ?? freshTaskId(before, index);
    return [
      {
        id,
        text,
        lead: form.text(`task-${index}-lead`),
        partner: form.text(`task-${index}-partner`),
        dueDay: day(`task-${index}-due`),
      },
    ];
  });
}

function freshTaskId(before: PlanContent, index: number): string {
  const used = new Set(before.tasks.map(({ id }) => id));
  let number = index + 1;
  while (used.has(`viec-${number}`)) number += 1;
  return `viec-${number}`;
}
