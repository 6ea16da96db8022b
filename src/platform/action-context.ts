import type { Clock } from './clock';
import type { Db } from './database.server';

/** What every action needs from the outside world; doors pass `event.locals.app`. */
export interface ActionContext {
  readonly db: Db;
  readonly clock: Clock;
}
