import type { ActionContext } from '../platform/action-context';
import type { Config } from '../platform/config';

/** What the scanning desk needs of the world: it keeps pictures in the data folder. `App` is one. */
export interface DeskContext extends ActionContext {
  readonly config: Pick<Config, 'dataDir'>;
}
