import type { Actor } from './actor';
import { SYSTEM } from './actor';
import type { OfficialCode } from './official';
import type { Role } from './role';

/** Each named by the deed it allows. */
export const permissions = [
  'view-organisation',
  'edit-organisation',
  'manage-accounts',
  'view-plan',
  'edit-plan',
  'approve-plan',
  'edit-questionnaire',
  'report-difficulty',
  'answer-difficulty',
  'view-dossier-counts',
  'enter-dossier-counts',
  'manage-collection',
  'issue-codes',
  'key-ballots',
  'review-keying',
  'import-ballots',
  'view-box',
  'open-box',
  'view-results',
  'view-official-figures',
  'view-grading',
  'enter-grading',
  'govern-grading',
  'view-voids',
  'request-void',
  'confirm-void',
  'view-publication',
  'prepare-publication',
  'approve-publication',
  'record-posting',
  'view-log',
  'view-superior',
  'combine-units',
  'view-irregularities',
] as const;
export type Permission = (typeof permissions)[number];

/** What everyone who watches sees: all steps, counts, incidents and the suppressed figures. */
const watching = [
  'view-organisation',
  'view-plan',
  'view-dossier-counts',
  'view-box',
  'view-results',
  'view-grading',
  'view-voids',
  'view-publication',
  'view-log',
] as const;

/** The whole table. Who confirms a void never asked for it: the action checks the person. */
const allowed: Readonly<Record<Role, readonly Permission[]>> = {
  // Accounts only: an administrator sees no result before it is published.
  administrator: ['view-organisation', 'manage-accounts'],
  head: [
    ...watching,
    'edit-organisation',
    'edit-plan',
    'approve-plan',
    'edit-questionnaire',
    'report-difficulty',
    'answer-difficulty',
    'open-box',
    'view-official-figures',
    'govern-grading',
    'confirm-void',
    'approve-publication',
    'record-posting',
  ],
  'one-stop-head': [
    ...watching,
    'edit-organisation',
    'report-difficulty',
    'enter-dossier-counts',
    'enter-grading',
    'manage-collection',
    'issue-codes',
    'key-ballots',
    'review-keying',
    'open-box',
    'request-void',
    'confirm-void',
    'record-posting',
  ],
  'compiling-clerk': [
    ...watching,
    'edit-organisation',
    'edit-plan',
    'edit-questionnaire',
    'report-difficulty',
    'answer-difficulty',
    'enter-dossier-counts',
    'enter-grading',
    'manage-collection',
    'issue-codes',
    'key-ballots',
    'review-keying',
    'import-ballots',
    'open-box',
    'request-void',
    'prepare-publication',
    'record-posting',
  ],
  keyer: ['view-organisation', 'view-plan', 'report-difficulty', 'key-ballots'],
  'one-stop-official': ['view-organisation', 'view-plan', 'view-dossier-counts', 'report-difficulty', 'issue-codes'],
  'working-group': [...watching, 'report-difficulty', 'open-box', 'key-ballots', 'review-keying', 'confirm-void'],
  // Signs worth a look are for who watches the office, not for the office itself.
  superior: [...watching, 'view-superior', 'combine-units', 'view-irregularities'],
  observer: [...watching, 'view-irregularities'],
};

/** Roles that reach the units below, through the tree valid on the day. */
export const rolesReachingDown: readonly Role[] = ['superior'];

export function mayAs(role: Role, permission: Permission): boolean {
  return allowed[role].includes(permission);
}

/** Whether the person may do this at this unit. The system may do everything: it only carries out what people decided. */
export function may(actor: Actor | undefined, permission: Permission, unitCode: string): boolean {
  if (actor === undefined) return false;
  if (actor === SYSTEM) return true;
  return actor.roles.some((held) => held.unitCode === unitCode && mayAs(held.role, permission));
}

/** Figures by official: that official and the head only. */
export function mayViewFiguresOf(actor: Actor | undefined, unitCode: string, official: OfficialCode): boolean {
  if (may(actor, 'view-official-figures', unitCode)) return true;
  return actor?.officials?.some((self) => self.unitCode === unitCode && self.code === official) ?? false;
}

/** The refusal every action gives. */
export type NotAllowed = { readonly type: 'not-allowed'; readonly permission: Permission };

export function notAllowed(permission: Permission): { readonly ok: false; readonly error: NotAllowed } {
  return { ok: false, error: { type: 'not-allowed', permission } };
}
