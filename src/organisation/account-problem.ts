import type { PasswordProblem, RolesProblem } from './account';
import type { NotAllowed } from './permission';

export type AccountProblem =
  | NotAllowed
  | RolesProblem
  | PasswordProblem
  | {
      readonly type:
        | 'bad-username'
        | 'username-taken'
        | 'no-name'
        | 'not-found'
        | 'last-administrator'
        | 'own-account'
        | 'governed-elsewhere';
    };

export interface FirstPassword {
  readonly accountId: string;
  readonly username: string;
  /** Shown once, to be handed over; changed at the first sign-in. */
  readonly password: string;
}
