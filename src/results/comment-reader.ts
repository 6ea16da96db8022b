import type { Actor } from '../organisation/actor';
import { may } from '../organisation/permission';

/**
 * Who reads free texts: those who collect, draft and approve. A text can tell who wrote it, so whoever only watches
 * (superior, observer) sees guarded counts of themes.
 */
export function mayReadComments(actor: Actor, unitCode: string): boolean {
  return (
    may(actor, 'prepare-publication', unitCode) ||
    may(actor, 'approve-publication', unitCode) ||
    may(actor, 'manage-collection', unitCode)
  );
}

/** Who groups them: those who collect and draft. The head reads what was grouped. */
export function mayGroupComments(actor: Actor, unitCode: string): boolean {
  return may(actor, 'prepare-publication', unitCode) || may(actor, 'manage-collection', unitCode);
}

/** A text may name an official; figures by official are the head's. */
export function mayReadNames(actor: Actor, unitCode: string): boolean {
  return may(actor, 'view-official-figures', unitCode);
}
