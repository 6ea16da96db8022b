import type { OfficialCode } from './official';
import type { Role } from './role';
import type { UnitCode } from './unit';

/** Who acts: a signed-in person, or the system. `roles` already holds what reaches down the tree today (`rolesWithReach`). */
export interface Actor {
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly RoleAt[];
  /** The officials this person is, for the figures about themself. */
  readonly officials?: readonly { readonly unitCode: UnitCode; readonly code: OfficialCode }[];
  /** The session this request came with; undefined for the system. */
  readonly sessionId?: string;
  /** Signed in with a password handed out: only the account page is open until it is changed. */
  readonly mustChangePassword?: boolean;
}

export interface RoleAt {
  readonly role: Role;
  readonly unitCode: UnitCode;
}

/** Jobs and the first start act as the system: what they do was approved by a person before. */
export const SYSTEM: Actor = { accountId: 'system', name: 'Hệ thống', roles: [] };
