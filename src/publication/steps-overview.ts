import type { CalendarDay } from '../kernel/calendar-day';
import type { DueFacts, FactsPublication } from './due-tasks';
import { dueState } from './publication';

/** The steps of one measured period, in the order of its life. */
export const steps = [
  'plan',
  'dossier-counts',
  'ballots',
  'box',
  'keying',
  'voids',
  'prepare',
  'approve',
  'publish',
  'post',
  'report',
] as const;
export type Step = (typeof steps)[number];

export type StepState = 'done' | 'under-way' | 'late' | 'ahead';

export interface StepLine {
  readonly step: Step;
  readonly state: StepState;
  /** A count that goes with it: ballots short, voids waiting, openings. */
  readonly count: number | undefined;
  readonly by: CalendarDay | undefined;
}

/**
 * What observer and superior office see on their home page: every step of the publication that is next, or of the last one
 * while something is still missing, and where it stands. No survey data but counts.
 */
export function stepsOverview(facts: DueFacts, today: CalendarDay): StepLine[] {
  const period = facts.period ?? facts.lastPeriod;
  const next = publicationInFocus(
    facts.publications.filter(({ kind }) => kind !== 'correction'),
    today,
  );
  const line = (
    step: Step,
    state: StepState,
    rest: { readonly count?: number; readonly by?: CalendarDay } = {},
  ): StepLine => ({
    step,
    state,
    count: rest.count,
    by: rest.by,
  });
  const keyingOpen = facts.keying.openForAll;
  const lines = [
    line('plan', facts.plan?.inForce === true ? 'done' : facts.planWaiting !== undefined ? 'under-way' : 'ahead'),
  ];
  if (period !== undefined) {
    const short = period.quota.reduce((sum, quota) => sum + Math.max(0, quota.required - quota.collected), 0);
    const over = period.until < today;
    lines.push(
      // While the period runs the counts still grow.
      line('dossier-counts', !over ? 'under-way' : period.dossierCountsEntered ? 'done' : 'late', { by: period.until }),
      line('ballots', short === 0 && period.quota.length > 0 ? 'done' : over ? 'late' : 'under-way', {
        count: short,
        by: period.until,
      }),
    );
    if (period.hasBox)
      lines.push(
        line('box', period.boxOpenedOn !== undefined ? 'done' : over ? 'late' : 'under-way', { by: period.until }),
      );
  }
  lines.push(
    line('keying', keyingOpen > 0 ? 'under-way' : 'done', { count: keyingOpen }),
    line('voids', facts.voidRequests.length > 0 ? 'under-way' : 'done', { count: facts.voidRequests.length }),
  );
  return next === undefined ? lines : [...lines, ...publicationSteps(next, today)];
}

/** The oldest one not finished; else the next to come; else the last. */
export function publicationInFocus<T extends Pick<FactsPublication, 'window' | 'publication'>>(
  publications: readonly T[],
  today: CalendarDay,
): T | undefined {
  const ordered = [...publications].sort((one, other) => (one.window.due < other.window.due ? -1 : 1));
  const begun = ordered.filter((one) => one.window.due <= today || one.publication !== undefined);
  const open = begun.find((one) => one.publication?.state !== 'published');
  return open ?? ordered.find((one) => one.window.due > today) ?? begun.at(-1);
}

function publicationSteps(next: FactsPublication, today: CalendarDay): StepLine[] {
  const state = next.publication?.state;
  const late = dueState(next.window, next.publication, today).type === 'late';
  const begun = next.window.due <= today;
  const prepared = state === 'prepared' || state === 'approved' || state === 'published';
  const approved = state === 'approved' || state === 'published';
  const published = state === 'published';
  const line = (step: Step, done: boolean, open: boolean): StepLine => ({
    step,
    state: done ? 'done' : late ? 'late' : open ? 'under-way' : 'ahead',
    count: undefined,
    by: next.window.last,
  });
  return [
    line('prepare', prepared, begun || state !== undefined),
    line('approve', approved, prepared),
    line('publish', published, approved),
    {
      step: 'post',
      state: next.postings > 0 ? 'done' : published ? 'under-way' : 'ahead',
      count: undefined,
      by: undefined,
    },
    {
      step: 'report',
      state: next.reportSent ? 'done' : published ? 'under-way' : 'ahead',
      count: undefined,
      by: undefined,
    },
  ];
}
