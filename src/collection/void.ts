import type { CalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';

/** The only reasons for which accepted ballots are left out of the result (invariant 3). */
export const voidReasons = ['duplicate', 'foreign', 'test', 'closed-period'] as const;
export type VoidReason = (typeof voidReasons)[number];

/**
 * What two people can point at without seeing an answer: a group that says where ballots came from, never who gave them
 * (docs/adr/0026-voids-point-at-groups.md). A single ballot cannot be named, on purpose.
 */
export type VoidTarget =
  | { readonly kind: 'import-run'; readonly batchCode: string }
  | { readonly kind: 'released-batch'; readonly batchCode: string }
  | { readonly kind: 'keyed-batch'; readonly batchId: string }
  | { readonly kind: 'possible-repeats' }
  | { readonly kind: 'channel-week'; readonly channel: string; readonly week: CalendarDay | null };

/** Whether two targets of one period name the same group. */
export function sameTarget(one: VoidTarget, other: VoidTarget): boolean {
  return targetKey(one) === targetKey(other);
}

/** One line of text for a target: its key in lists and in the form of the page. */
export function targetKey(target: VoidTarget): string {
  switch (target.kind) {
    case 'import-run':
    case 'released-batch':
      return `${target.kind}:${target.batchCode}`;
    case 'keyed-batch':
      return `${target.kind}:${target.batchId}`;
    case 'possible-repeats':
      return target.kind;
    case 'channel-week':
      return `${target.kind}:${target.channel}:${target.week ?? ''}`;
  }
}

/** A group below this could point at a person, and its answers could be had by subtraction (invariant 5). */
export const minimumVoidGroup = 5;

/** A group offered on the page: how many ballots stand in it now, without those voided already. */
export interface VoidGroup {
  readonly target: VoidTarget;
  readonly periodId: string;
  readonly ballots: number;
}

export interface VoidRequest {
  readonly id: string;
  readonly unitCode: string;
  readonly periodId: string;
  readonly target: VoidTarget;
  readonly ballots: number;
  readonly reason: VoidReason;
  readonly note: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
}

export type VoidState =
  | { readonly state: 'requested' }
  | {
      readonly state: 'confirmed' | 'refused';
      readonly decidedBy: string;
      readonly decidedAt: Date;
      readonly ballots: number;
    };

export type VoidError =
  | { readonly type: 'void-group-too-small'; readonly ballots: number; readonly minimum: number }
  | { readonly type: 'void-group-empty' }
  | { readonly type: 'void-note-missing' }
  | { readonly type: 'void-needs-another-person' }
  | { readonly type: 'void-by-keyer-of-batch' }
  | { readonly type: 'void-already-decided' }
  | { readonly type: 'void-already-requested' }
  | { readonly type: 'void-group-changed'; readonly before: number; readonly now: number };

/** Possible repeats and unreleased batches are in no figure, so leaving them out reveals nothing: any size will do. */
function mayBeSmall(target: VoidTarget): boolean {
  return target.kind === 'possible-repeats' || target.kind === 'keyed-batch';
}

export function checkVoidRequest(group: VoidGroup, note: string): Result<VoidGroup, VoidError> {
  if (group.ballots === 0) return fail({ type: 'void-group-empty' });
  if (group.ballots < minimumVoidGroup && !mayBeSmall(group.target)) {
    return fail({ type: 'void-group-too-small', ballots: group.ballots, minimum: minimumVoidGroup });
  }
  if (note.trim() === '') return fail({ type: 'void-note-missing' });
  return ok(group);
}

/**
 * The second person decides on exactly the group the first one named: another person, who did not key the sheets (a keyer
 * has seen the answers), and only if the group has not changed meanwhile.
 */
export function checkVoidDecision(
  request: Pick<VoidRequest, 'requestedBy' | 'ballots'>,
  state: VoidState,
  decision: {
    readonly by: string;
    readonly confirm: boolean;
    readonly ballotsNow: number;
    readonly keyers: readonly string[];
  },
): Result<undefined, VoidError> {
  if (state.state !== 'requested') return fail({ type: 'void-already-decided' });
  if (decision.by === request.requestedBy) return fail({ type: 'void-needs-another-person' });
  if (decision.keyers.includes(decision.by)) return fail({ type: 'void-by-keyer-of-batch' });
  if (decision.confirm && decision.ballotsNow !== request.ballots) {
    return fail({ type: 'void-group-changed', before: request.ballots, now: decision.ballotsNow });
  }
  return ok(undefined);
}
