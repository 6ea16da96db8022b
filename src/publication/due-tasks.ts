import { addDays, type CalendarDay, daysBetween } from '../kernel/calendar-day';
import { type Actor, SYSTEM } from '../organisation/actor';
import { may, type Permission } from '../organisation/permission';
import { dueState, type Publication, type PublicationKind, type PublicationWindow } from './publication';

/** How pressing a task is; the order of the page. */
export const urgencies = ['late', 'today', 'week', 'later'] as const;
export type Urgency = (typeof urgencies)[number];

/** Everything the home page is worked out from, for one unit; read by `actions/read-due-tasks.server.ts`. */
export interface DueFacts {
  readonly unitCode: string;
  /** False until the unit has fields and an office to collect at. */
  readonly organisationReady: boolean;
  readonly plan: { readonly id: string; readonly title: string; readonly inForce: boolean } | undefined;
  /** A plan or amendment laid before the head. */
  readonly planWaiting: { readonly id: string; readonly title: string; readonly since: CalendarDay } | undefined;
  readonly planTasks: readonly {
    readonly id: string;
    readonly title: string;
    readonly due: CalendarDay;
    readonly lead: string;
    readonly done: boolean;
  }[];
  readonly difficultiesOpen: { readonly count: number; readonly since: CalendarDay } | undefined;
  /** The base period under way. */
  readonly period: FactsPeriod | undefined;
  /** The base period that ended last, where the plan covers it. */
  readonly lastPeriod: FactsPeriod | undefined;
  /** What waits for this very person at keying: a second entry is never of one's own sheets. */
  readonly keying: {
    readonly sheetsWaiting: number;
    readonly secondEntries: number;
    readonly differences: number;
    readonly batchesReady: number;
    /** Sheets still under way for anybody; for the overview of steps. */
    readonly openForAll: number;
  };
  readonly voidRequests: readonly { readonly id: string; readonly requestedBy: string; readonly since: CalendarDay }[];
  /** Contests of graded figures that wait for an answer by another person than this one. */
  readonly contestsToAnswer: readonly { readonly periodId: string; readonly since: CalendarDay }[];
  readonly publications: readonly FactsPublication[];
  /** Base periods whose roll-ups the nightly check found different from the ballots. */
  readonly differingPeriods: readonly { readonly periodId: string; readonly since: CalendarDay }[];
}

export interface FactsPeriod {
  readonly id: string;
  readonly from: CalendarDay;
  readonly until: CalendarDay;
  /** The day of the last box opening in the period. */
  readonly boxOpenedOn: CalendarDay | undefined;
  /** Whether paper ballots are collected, so that there is a box. */
  readonly hasBox: boolean;
  readonly dossierCountsEntered: boolean;
  readonly quota: readonly {
    readonly title: string;
    readonly required: number;
    readonly collected: number;
    readonly expected: number;
    /** Ballots the quota will ask for at the period's end, if dossiers go on coming as they did. */
    readonly requiredAtEnd: number;
  }[];
}

export interface FactsPublication {
  /** Where its pages are: the publication's id, or the period and kind not begun yet. */
  readonly key: string;
  readonly title: string;
  readonly kind: PublicationKind;
  readonly window: PublicationWindow;
  readonly publication: Publication | undefined;
  /** The state's day: when it was sent, returned, approved or published. */
  readonly since: CalendarDay | undefined;
  readonly postings: number;
  readonly reportSent: boolean;
  /** The unit above that is valid today; undefined at the top. */
  readonly above: string | undefined;
}

export type DueTask = {
  readonly urgency: Urgency;
  /** The last day for it, where there is one. */
  readonly by: CalendarDay | undefined;
  /** Where the one button leads. */
  readonly href: string;
} & (
  | { readonly type: 'set-up-organisation' }
  | { readonly type: 'make-plan' }
  | { readonly type: 'approve-plan'; readonly title: string; readonly since: CalendarDay }
  | { readonly type: 'plan-task'; readonly title: string; readonly lead: string }
  | { readonly type: 'answer-difficulties'; readonly count: number; readonly since: CalendarDay }
  | { readonly type: 'enter-dossier-counts'; readonly periodId: string }
  | { readonly type: 'open-box'; readonly periodId: string }
  | { readonly type: 'ballots-short'; readonly field: string; readonly short: number; readonly required: number }
  | { readonly type: 'key-sheets'; readonly count: number }
  | { readonly type: 'second-entries'; readonly count: number }
  | { readonly type: 'settle-differences'; readonly count: number }
  | { readonly type: 'release-batches'; readonly count: number }
  | { readonly type: 'confirm-voids'; readonly count: number; readonly since: CalendarDay }
  | { readonly type: 'answer-contests'; readonly periodId: string; readonly count: number; readonly since: CalendarDay }
  | { readonly type: 'figures-differ'; readonly periodId: string; readonly since: CalendarDay }
  | { readonly type: 'prepare-publication'; readonly title: string; readonly from: CalendarDay }
  | { readonly type: 'change-returned'; readonly title: string; readonly since: CalendarDay; readonly note: string }
  /** Given back by the system: nothing to change, figures are hidden anew when it is sent (docs/adr/0094). */
  | { readonly type: 'send-again'; readonly title: string; readonly since: CalendarDay }
  | { readonly type: 'approve-publication'; readonly title: string; readonly since: CalendarDay }
  | { readonly type: 'awaiting-approval'; readonly title: string; readonly since: CalendarDay }
  | { readonly type: 'record-posting'; readonly title: string; readonly since: CalendarDay }
  | { readonly type: 'send-report'; readonly title: string; readonly above: string }
);

/** `DueTask` without what is worked out from the day. */
type Draft = DueTask extends infer Task
  ? Task extends DueTask
    ? Omit<Task, 'urgency'> & { readonly now?: boolean }
    : never
  : never;

/** Days ahead at which work with a last day starts to be shown. */
const remindBoxDaysAfter = 30;
const showQuotaDaysAhead = 21;
const showPublicationDaysAhead = 14;
const showPlanTaskDaysAhead = 30;
/** Days after publication within which notice and report should be out [D]; the plan names no day. */
const postingDays = 2;
const reportDays = 5;

/**
 * What this person has to do at this unit, most pressing first: `late` before `today` before `week` before `later`, then by
 * the last day. A pure function of plan and data; every task is one the person may do.
 */
export function dueTasks(facts: DueFacts, actor: Actor, today: CalendarDay): DueTask[] {
  const can = (permission: Permission): boolean => may(actor, permission, facts.unitCode);
  const base = `/van-phong/${facts.unitCode}`;
  const next = nextToPrepare(facts.publications);
  const drafts: Draft[] = [
    ...planTasks(facts, can, base, today),
    ...collectionTasks(facts, can, base, today),
    ...checkingTasks(facts, actor, can, base),
    ...contestTasks(facts, can, base),
    ...facts.publications.flatMap((one) => publicationTasks(one, one === next, can, base, today)),
  ];
  return drafts
    .map((draft) => {
      const { now, ...task } = draft;
      return { ...task, urgency: urgencyOf(task.by, now === true, today) } as DueTask;
    })
    .sort(byUrgency);
}

function urgencyOf(by: CalendarDay | undefined, now: boolean, today: CalendarDay): Urgency {
  if (by !== undefined && by < today) return 'late';
  if (now || by === undefined || by === today) return 'today';
  return daysBetween(today, by) <= 7 ? 'week' : 'later';
}

function byUrgency(one: DueTask, other: DueTask): number {
  const rank = urgencies.indexOf(one.urgency) - urgencies.indexOf(other.urgency);
  if (rank !== 0) return rank;
  // Work without a last day stands after work that has one.
  const day = (task: DueTask): string => task.by ?? '9999';
  return day(one) < day(other) ? -1 : day(one) > day(other) ? 1 : 0;
}

type Can = (permission: Permission) => boolean;

function planTasks(facts: DueFacts, can: Can, base: string, today: CalendarDay): Draft[] {
  const drafts: Draft[] = [];
  if (!facts.organisationReady) {
    if (can('edit-organisation')) drafts.push({ type: 'set-up-organisation', by: undefined, href: `${base}/to-chuc` });
    return drafts;
  }
  const { planWaiting, plan, difficultiesOpen } = facts;
  if (planWaiting !== undefined && can('approve-plan')) {
    drafts.push({
      type: 'approve-plan',
      title: planWaiting.title,
      since: planWaiting.since,
      by: undefined,
      href: `${base}/ke-hoach/${planWaiting.id}`,
    });
  }
  if (plan === undefined && planWaiting === undefined && can('edit-plan')) {
    drafts.push({ type: 'make-plan', by: undefined, href: `${base}/ke-hoach` });
  }
  if (can('edit-plan') && plan !== undefined) {
    for (const task of facts.planTasks) {
      if (task.done || daysBetween(today, task.due) > showPlanTaskDaysAhead) continue;
      drafts.push({
        type: 'plan-task',
        title: task.title,
        lead: task.lead,
        by: task.due,
        href: `${base}/ke-hoach/${plan.id}#cong-viec`,
      });
    }
  }
  if (difficultiesOpen !== undefined && difficultiesOpen.count > 0 && can('answer-difficulty')) {
    drafts.push({ type: 'answer-difficulties', ...difficultiesOpen, by: undefined, href: `${base}/ke-hoach` });
  }
  return drafts;
}

function collectionTasks(facts: DueFacts, can: Can, base: string, today: CalendarDay): Draft[] {
  const drafts: Draft[] = [];
  const { period, lastPeriod } = facts;
  if (lastPeriod !== undefined && !lastPeriod.dossierCountsEntered && can('enter-dossier-counts')) {
    const href = `${base}/ho-so?ky=${lastPeriod.id}`;
    drafts.push({ type: 'enter-dossier-counts', periodId: lastPeriod.id, by: undefined, now: true, href });
  }
  for (const each of [lastPeriod, period]) {
    if (each === undefined || !each.hasBox || each.boxOpenedOn !== undefined || !can('open-box')) continue;
    const daysLeft = daysBetween(today, each.until);
    if (daysLeft < -remindBoxDaysAfter) continue;
    drafts.push({ type: 'open-box', periodId: each.id, by: each.until, href: `${base}/mo-hom` });
  }
  if (period === undefined) return drafts;
  const daysLeft = daysBetween(today, period.until);
  if (can('manage-collection') || can('issue-codes')) {
    for (const line of period.quota) {
      const short = line.required - line.collected;
      // At today's pace it will be reached: nobody needs to act, until the last three weeks.
      if (short <= 0 || (line.expected >= line.requiredAtEnd && daysLeft > showQuotaDaysAhead)) continue;
      const href = can('manage-collection') ? `${base}/thu-phieu` : `${base}/ho-so`;
      drafts.push({ type: 'ballots-short', field: line.title, short, required: line.required, by: period.until, href });
    }
  }
  return drafts;
}

function checkingTasks(facts: DueFacts, actor: Actor, can: Can, base: string): Draft[] {
  const drafts: Draft[] = [];
  const { sheetsWaiting, secondEntries, differences, batchesReady } = facts.keying;
  const href = `${base}/nhap-phieu`;
  const waiting = (
    type: 'key-sheets' | 'second-entries' | 'settle-differences' | 'release-batches',
    count: number,
    permission: Permission,
  ) => {
    if (count > 0 && can(permission)) drafts.push({ type, count, by: undefined, href });
  };
  waiting('key-sheets', sheetsWaiting, 'key-ballots');
  waiting('second-entries', secondEntries, 'key-ballots');
  waiting('settle-differences', differences, 'review-keying');
  waiting('release-batches', batchesReady, 'review-keying');
  // The head and the compiling clerk, who publish; whoever sees results reads it on their page.
  for (const { periodId, since } of can('edit-plan') ? facts.differingPeriods : []) {
    drafts.push({
      type: 'figures-differ',
      periodId,
      since,
      by: undefined,
      now: true,
      href: `${base}/ket-qua?ky=${periodId}`,
    });
  }
  // Who asked for a void never decides it.
  const others = facts.voidRequests.filter((request) => request.requestedBy !== actor.accountId);
  const oldest = others.map((request) => request.since).sort()[0];
  if (oldest !== undefined && can('confirm-void')) {
    drafts.push({ type: 'confirm-voids', count: others.length, since: oldest, by: undefined, href: `${base}/vo-hieu` });
  }
  return drafts;
}

/** One line a period: the page of the grading shows one period at a time. */
function contestTasks({ contestsToAnswer }: DueFacts, can: Can, base: string): Draft[] {
  if (!can('govern-grading')) return [];
  return [...new Set(contestsToAnswer.map(({ periodId }) => periodId))].sort().map((periodId) => {
    const days = contestsToAnswer.filter((each) => each.periodId === periodId).map(({ since }) => since);
    const href = `${base}/xep-loai?ky=${periodId}#kien-nghi`;
    const since = days.reduce((first, day) => (day < first ? day : first));
    return { type: 'answer-contests', periodId, count: days.length, since, by: undefined, href };
  });
}

/** The one that comes next is always shown, however far ahead: people see what they work towards. */
function nextToPrepare(publications: readonly FactsPublication[]): FactsPublication | undefined {
  return publications
    .filter(({ publication }) => publication === undefined || publication.state === 'drafted')
    .reduce<FactsPublication | undefined>(
      (first, one) => (first && first.window.due <= one.window.due ? first : one),
      undefined,
    );
}

function publicationTasks(
  facts: FactsPublication,
  isNext: boolean,
  can: Can,
  base: string,
  today: CalendarDay,
): Draft[] {
  const { publication, title, window } = facts;
  const href = `${base}/cong-bo/${facts.key}`;
  const since = facts.since ?? today;
  const late = dueState(window, publication, today).type === 'late';
  switch (publication?.state) {
    case undefined:
    case 'drafted':
      if (!can('prepare-publication')) return [];
      if (!isNext && daysBetween(today, window.due) > showPublicationDaysAhead) return [];
      return [{ type: 'prepare-publication', title, from: window.due, by: window.last, href }];
    case 'returned': {
      if (!can('prepare-publication')) return [];
      const what = { title, since, by: window.last, now: true, href };
      return publication.returnedBy === SYSTEM.accountId
        ? [{ type: 'send-again', ...what }]
        : [{ type: 'change-returned', note: publication.note, ...what }];
    }
    case 'prepared':
      if (can('approve-publication'))
        return [{ type: 'approve-publication', title, since, by: window.last, now: true, href }];
      // The clerk can only remind the head: shown once it is late.
      return late && can('prepare-publication')
        ? [{ type: 'awaiting-approval', title, since, by: window.last, href }]
        : [];
    case 'approved':
      return [];
    case 'published':
      return afterPublication(facts, publication.publishedOn, can, href);
  }
}

function afterPublication(facts: FactsPublication, publishedOn: CalendarDay, can: Can, href: string): Draft[] {
  const { title, above } = facts;
  const drafts: Draft[] = [];
  if (facts.postings === 0 && can('record-posting')) {
    drafts.push({
      type: 'record-posting',
      title,
      since: publishedOn,
      by: addDays(publishedOn, postingDays),
      href: `${href}#niem-yet`,
    });
  }
  if (!facts.reportSent && above !== undefined && can('prepare-publication')) {
    drafts.push({ type: 'send-report', title, above, by: addDays(publishedOn, reportDays), href: `${href}#bao-cao` });
  }
  return drafts;
}
