import { readHome } from '../../../publication/actions/read-due-tasks.server';
import { may } from '../../../organisation/permission';
import { urgencies } from '../../../publication/due-tasks';
import { wordsOf } from '../../../publication/task-words';
import type { Actor } from '../../../organisation/actor';
import type { UnitCode } from '../../../organisation/unit';
import type { ActionContext } from '../../../platform/action-context';
import { readUnitsBelow } from '../../../publication/actions/read-units-below.server';
import { period, periodLabel } from '../../../survey/reporting-period';
import { requireActor } from '../../require-actor';
import type { PageServerLoad } from './$types';

/** What this person has to do at the unit that is chosen; the layout knows which. */
export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { units, currentUnit } = await event.parent();
  const { app, locale } = event.locals;
  const today = app.clock.today();
  if (currentUnit === undefined)
    return {
      name: actor.name,
      today,
      unit: undefined,
      groups: [],
      steps: [],
      below: undefined,
      period: undefined,
      watching: false,
    };
  const { tasks, steps, periodId } = await readHome(app, actor, currentUnit, locale);
  const watches = may(actor, 'view-publication', currentUnit);
  return {
    name: actor.name,
    today,
    unit: units.find(({ code }) => code === currentUnit),
    groups: urgencies
      .map((urgency) => ({
        urgency,
        tasks: tasks
          .filter((task) => task.urgency === urgency)
          .map((task) => ({ by: task.by, href: task.href, ...wordsOf(task, today, locale) })),
      }))
      .filter((group) => group.tasks.length > 0),
    steps: watches ? steps : [],
    period: periodId === undefined ? undefined : periodLabel(period(periodId), locale),
    below: may(actor, 'view-superior', currentUnit) ? await belowOf(app, actor, currentUnit) : undefined,
    watching:
      watches && !may(actor, 'prepare-publication', currentUnit) && !may(actor, 'approve-publication', currentUnit),
  };
};

/** How many units there are below, and how many of them are late. */
async function belowOf(app: ActionContext, actor: Actor, unit: string) {
  const below = await readUnitsBelow(app, actor, unit as UnitCode);
  if (!below.ok) return undefined;
  const { units } = below.value;
  return { count: units.length, late: units.filter(({ late }) => late > 0).map(({ code, name }) => ({ code, name })) };
}
