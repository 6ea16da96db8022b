import { readHome } from '../../../publication/actions/read-due-tasks.server';
import { may } from '../../../organisation/permission';
import { urgencies } from '../../../publication/due-tasks';
import { wordsOf } from '../../../publication/task-words';
import { requireActor } from '../../require-actor';
import type { PageServerLoad } from './$types';

/** What this person has to do at the unit that is chosen; the layout knows which. */
export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { units, currentUnit } = await event.parent();
  const { app, locale } = event.locals;
  const today = app.clock.today();
  if (currentUnit === undefined)
    return { name: actor.name, today, unit: undefined, groups: [], steps: [], superior: false, watching: false };
  const { tasks, steps } = await readHome(app, actor, currentUnit);
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
    superior: may(actor, 'view-superior', currentUnit),
    watching:
      watches && !may(actor, 'prepare-publication', currentUnit) && !may(actor, 'approve-publication', currentUnit),
  };
};
