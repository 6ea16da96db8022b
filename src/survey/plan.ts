import type { CalendarDay } from '../kernel/calendar-day';
import { assert } from '../kernel/result';
import type { FieldCode } from '../organisation/field';
import type { UnitCode } from '../organisation/unit';
import type { QuestionnaireId } from './questionnaire';
import type { PlanTargets } from './plan-target';
import { basePeriodsOf, holds, parsePeriodId, type Period, period, type PeriodId } from './reporting-period';
import type { QuotaChoice } from './quota-rule';

/** How ballots come in; the same words as `src/collection/channel.ts` and the import files. */
export const planChannels = ['web', 'code', 'kiosk', 'paper', 'interview'] as const;
export type PlanChannel = (typeof planChannels)[number];

export interface PlanPeriod {
  readonly periodId: PeriodId;
  /** `offered`: not in the text the plan follows (Hương Trà names no fourth quarter); shown as "không có trong kế hoạch". */
  readonly origin: 'in-plan' | 'offered';
}

/** When one period's results are due. `cutOff` is the last day whose ballots count in that notice. */
export interface PublicationDay {
  readonly periodId: PeriodId;
  /** `supplement` completes a notice that was due before its period ended. */
  readonly kind: 'regular' | 'supplement';
  readonly due: CalendarDay;
  readonly lastDay: CalendarDay;
  readonly cutOff: CalendarDay;
  readonly origin: 'in-plan' | 'offered';
}

export interface PlanTask {
  readonly id: string;
  readonly text: string;
  /** Undefined for a standing task ("thường xuyên"). */
  readonly dueDay: CalendarDay | undefined;
  readonly lead: string;
  readonly partner: string;
}

export interface PlanOptions {
  /** Whether figures by official may appear on portal, poster, open data. Default no. */
  readonly figuresByOfficialShown: boolean;
  /** Share of keyed ballots entered a second time by another person, 0–100. */
  readonly secondEntryPercent: number;
  /** Quảng Ngãi: choose the bracket by each field's own count instead of the office's total. */
  readonly bracketPerField: boolean;
  /** Whether the grade by Thông tư 01/2018 stands on the poster. Default no; plans made before do not say. */
  readonly gradeOnPoster?: boolean;
}

/** What the plan says; fixed once approved. An amendment is a new version with its own content. */
export interface PlanContent {
  readonly year: number;
  /** What follows KẾ HOẠCH, without it: "Tổ chức đánh giá mức độ hài lòng …". */
  readonly title: string;
  /** Official number, `31/KH-UBND`; empty until the registry gives it. */
  readonly number: string;
  readonly date: CalendarDay | undefined;
  readonly place: string;
  readonly signerOffice: string;
  readonly signerName: string;
  readonly legalBases: readonly string[];
  readonly purposes: readonly string[];
  readonly requirements: readonly string[];
  /** How ballots are collected and results made known, in the plan's own words. */
  readonly methods: readonly string[];
  /** Units the plan covers; its own unit first. */
  readonly unitScope: readonly UnitCode[];
  readonly periods: readonly PlanPeriod[];
  readonly fields: 'all' | readonly FieldCode[];
  readonly channels: readonly PlanChannel[];
  readonly questionnaire: { readonly id: QuestionnaireId; readonly version: number };
  readonly quota: QuotaChoice;
  /** How satisfied people should be; absent where the plan sets no target, as in plans made before. */
  readonly targets?: PlanTargets;
  readonly publication: readonly PublicationDay[];
  readonly tasks: readonly PlanTask[];
  readonly recipients: readonly string[];
  readonly options: PlanOptions;
}

interface PlanCommon {
  readonly unitCode: UnitCode;
  readonly id: string;
  /** 1, then one more for each amendment. */
  readonly version: number;
  readonly content: PlanContent;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Why this version amends the one before; empty for version 1. */
  readonly reason: string;
}

export type DraftPlan = PlanCommon & { readonly state: 'draft' };
export type ApprovedPlan = PlanCommon & {
  readonly state: 'approved';
  readonly approvedAt: Date;
  readonly approvedBy: string;
};
export type PublishedPlan = PlanCommon & {
  readonly state: 'published';
  readonly approvedAt: Date;
  readonly approvedBy: string;
  readonly publishedAt: Date;
  readonly publishedBy: string;
};
export type Plan = DraftPlan | ApprovedPlan | PublishedPlan;
/** A plan by which ballots may be collected. */
export type PlanInForce = ApprovedPlan | PublishedPlan;

export function isInForce(plan: Plan): plan is PlanInForce {
  return plan.state !== 'draft';
}

/** First and last day of all periods together. */
export function planSpan(content: PlanContent): { readonly from: CalendarDay; readonly until: CalendarDay } {
  const periods = content.periods.map(({ periodId }) => period(periodId));
  const from = periods.map((each) => each.from).sort()[0];
  const until = periods
    .map((each) => each.until)
    .sort()
    .at(-1);
  assert(from !== undefined && until !== undefined, 'plan without a period');
  return { from, until };
}

/** The periods a ballot can carry under this plan, in order of time. */
export function collectionPeriods(content: PlanContent): Period[] {
  const bases = new Map<PeriodId, Period>();
  for (const { periodId } of content.periods) {
    for (const base of basePeriodsOf(period(periodId))) bases.set(base.id, base);
  }
  return [...bases.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** The base period a ballot of `day` belongs to; undefined when the plan collects nothing that day. */
export function collectionPeriodOn(content: PlanContent, day: CalendarDay): Period | undefined {
  return collectionPeriods(content).find((candidate) => holds(candidate, day));
}

/** In order of their due day. */
export function publicationDays(plan: { readonly content: PlanContent }): PublicationDay[] {
  return [...plan.content.publication].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** Whether a notice must say that it does not hold all days of its period. */
export function isCutShort(day: PublicationDay): boolean {
  return day.cutOff < period(day.periodId).until;
}

export function surveysField(content: PlanContent, field: FieldCode): boolean {
  return content.fields === 'all' || content.fields.includes(field);
}

/** Tasks of the template to open the box of a period are done by the record of an opening, not by a tick. */
export const boxTaskPrefix = 'mo-hom-';

export function boxTaskPeriod(task: Pick<PlanTask, 'id'>): Period | undefined {
  return task.id.startsWith(boxTaskPrefix) ? parsePeriodId(task.id.slice(boxTaskPrefix.length)) : undefined;
}
