import type { CalendarDay } from '../kernel/calendar-day';
import { isCutShort, type PlanInForce, type PublicationDay } from '../survey/plan';
import { period } from '../survey/reporting-period';
import type { Publication, PublicationKind, PublicationWindow } from './publication';

/** One line of what is to be published: the plan's day with what has become of it, or a correction beside the plan. */
export interface PlannedPublication {
  readonly planId: string;
  readonly periodId: string;
  readonly kind: PublicationKind;
  readonly window: PublicationWindow;
  /** The last day counted, where it is before the period's end. */
  readonly countsUntil: CalendarDay | null;
  /** Not in the text the plan follows (Hương Trà's fourth quarter): never late. */
  readonly offered: boolean;
  readonly publication: Publication | undefined;
}

/** Plan and deeds side by side, in order of their due day. A deed keeps the window it was begun with. */
export function plannedPublications(
  plans: readonly PlanInForce[],
  publications: readonly Publication[],
): PlannedPublication[] {
  const left = new Set(publications);
  const planned = plans.flatMap((plan) =>
    plan.content.publication.map((day) => {
      const publication = publications.find(
        ({ frame }) => frame.planId === plan.id && frame.periodId === day.periodId && frame.kind === day.kind,
      );
      if (publication !== undefined) left.delete(publication);
      return fromDay(plan.id, day, publication);
    }),
  );
  const beside = [...left].map((publication): PlannedPublication => {
    const { planId, periodId, kind, window, countsUntil } = publication.frame;
    return { planId, periodId, kind, window, countsUntil, offered: kind === 'correction', publication };
  });
  return [...planned, ...beside].sort((one, other) =>
    one.window.due < other.window.due ? -1 : one.window.due > other.window.due ? 1 : 0,
  );
}

function fromDay(planId: string, day: PublicationDay, publication: Publication | undefined): PlannedPublication {
  return {
    planId,
    periodId: day.periodId,
    kind: day.kind,
    window: publication?.frame.window ?? { due: day.due, last: day.lastDay },
    countsUntil: isCutShort(day) ? day.cutOff : null,
    // The supplement is promised by the notice it completes, so it is due though the plan does not name it.
    offered: day.origin === 'offered' && day.kind === 'regular',
    publication,
  };
}

/** The first day on which the figures can be final: the day after the last one counted. */
export function ripeOn(planned: Pick<PlannedPublication, 'periodId' | 'countsUntil'>): CalendarDay {
  return planned.countsUntil ?? period(planned.periodId).until;
}
