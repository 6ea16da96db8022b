import { formatDay } from '../kernel/calendar-day';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
  const { app, actor, locale } = locals;
  return {
    locale,
    path: url.pathname,
    today: app.clock.today(),
    demoDay: app.config.demo ? formatDay(app.clock.today()) : undefined,
    person: actor ? { name: actor.name } : undefined,
  };
};
