import type { Clock } from './clock';
import type { Config } from './config';
import type { Db } from './database.server';
import type pg from 'pg';

/** What `bin/server` builds once and every door receives as `event.locals.app`. */
export interface App {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly config: Config;
}
