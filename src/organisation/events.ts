import type { LogEvent } from '../log/entry';

/** The log events of this room: every change of who may act, and of what figures are counted by. */
export type OrganisationEvent =
  | 'set-up-completed'
  | 'unit-saved'
  | 'field-saved'
  | 'procedure-saved'
  | 'counter-saved'
  | 'official-saved'
  | 'photo-changed'
  | 'account-created'
  | 'account-renamed'
  | 'roles-changed'
  | 'account-disabled'
  | 'account-enabled'
  | 'password-reset'
  | 'password-changed'
  | 'second-step-on'
  | 'second-step-off'
  | 'organisation-imported';

/** Names of people stand in the tables; the log carries codes and user names only. */
export function organisationEvent(
  type: OrganisationEvent,
  facts: { unitCode: string; subject: string; actor: string; at: Date; body?: LogEvent['body'] },
): LogEvent {
  return { body: {}, ...facts, type };
}
