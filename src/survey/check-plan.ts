import type { CalendarDay } from '../kernel/calendar-day';
import { collectionPeriods, type PlanContent } from './plan';
import { mostHundredths, type TargetIndex, targetIndices } from './plan-target';
import { period, type PeriodId } from './reporting-period';

/** What keeps a plan from being saved or approved; each names what to do in ui/text/survey.ts. */
export type PlanProblem =
  | { readonly type: 'plan-title-missing' }
  | { readonly type: 'plan-year-odd'; readonly year: number }
  | { readonly type: 'plan-without-legal-basis' }
  | { readonly type: 'plan-without-period' }
  | { readonly type: 'plan-periods-overlap'; readonly first: PeriodId; readonly second: PeriodId }
  | { readonly type: 'plan-without-channel' }
  | { readonly type: 'plan-without-field' }
  | { readonly type: 'plan-share-out-of-range' }
  | { readonly type: 'target-out-of-range'; readonly index: TargetIndex }
  | { readonly type: 'fixed-quota-missing' }
  | { readonly type: 'plan-number-malformed'; readonly number: string }
  | { readonly type: 'publication-of-unknown-period'; readonly periodId: PeriodId }
  | { readonly type: 'publication-last-day-before-due'; readonly periodId: PeriodId }
  | { readonly type: 'publication-cut-off-outside'; readonly periodId: PeriodId; readonly cutOff: CalendarDay }
  | { readonly type: 'publication-due-before-cut-off'; readonly periodId: PeriodId }
  | { readonly type: 'task-text-missing'; readonly where: number }
  | { readonly type: 'task-lead-missing'; readonly where: number };

export function checkPlan(content: PlanContent): PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (content.title === '') problems.push({ type: 'plan-title-missing' });
  if (content.year < 2010 || content.year > 2100) problems.push({ type: 'plan-year-odd', year: content.year });
  if (content.number !== '' && !/^\d{1,5}\/[\p{L}\d&.-]+$/u.test(content.number)) {
    problems.push({ type: 'plan-number-malformed', number: content.number });
  }
  if (content.legalBases.length === 0) problems.push({ type: 'plan-without-legal-basis' });
  if (content.channels.length === 0) problems.push({ type: 'plan-without-channel' });
  if (content.fields !== 'all' && content.fields.length === 0) problems.push({ type: 'plan-without-field' });
  const { secondEntryPercent } = content.options;
  if (!(secondEntryPercent >= 0 && secondEntryPercent <= 100)) problems.push({ type: 'plan-share-out-of-range' });
  if (content.quota.ruleId === 'fixed' && content.quota.fixed.every(({ official }) => official === 0)) {
    problems.push({ type: 'fixed-quota-missing' });
  }
  return [
    ...problems,
    ...targetProblems(content),
    ...periodProblems(content),
    ...publicationProblems(content),
    ...taskProblems(content),
  ];
}

/** Nought is reached by everybody and is no target. */
function targetProblems({ targets = {} }: PlanContent): PlanProblem[] {
  return targetIndices.flatMap((index) => {
    const hundredths = targets[index];
    const fits = hundredths === undefined || (hundredths > 0 && hundredths <= mostHundredths);
    return fits ? [] : [{ type: 'target-out-of-range', index } as const];
  });
}

function periodProblems(content: PlanContent): PlanProblem[] {
  const bases = collectionPeriods(content);
  if (bases.length === 0) return [{ type: 'plan-without-period' }];
  return bases.flatMap((first, index) => {
    const second = bases[index + 1];
    return second !== undefined && second.from <= first.until
      ? [{ type: 'plan-periods-overlap', first: first.id, second: second.id } as const]
      : [];
  });
}

function publicationProblems(content: PlanContent): PlanProblem[] {
  const named = new Set(content.periods.map(({ periodId }) => periodId));
  return content.publication.flatMap(({ periodId, due, lastDay, cutOff }): PlanProblem[] => {
    if (!named.has(periodId)) return [{ type: 'publication-of-unknown-period', periodId }];
    const { from, until } = period(periodId);
    const problems: PlanProblem[] = [];
    if (lastDay < due) problems.push({ type: 'publication-last-day-before-due', periodId });
    if (cutOff < from || cutOff > until) problems.push({ type: 'publication-cut-off-outside', periodId, cutOff });
    if (due <= cutOff) problems.push({ type: 'publication-due-before-cut-off', periodId });
    return problems;
  });
}

function taskProblems(content: PlanContent): PlanProblem[] {
  return content.tasks.flatMap(({ text, lead }, index): PlanProblem[] => [
    ...(text === '' ? [{ type: 'task-text-missing', where: index + 1 } as const] : []),
    ...(lead === '' ? [{ type: 'task-lead-missing', where: index + 1 } as const] : []),
  ]);
}
