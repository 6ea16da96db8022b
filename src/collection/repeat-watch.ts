import { repeatWindowMilliseconds } from './kiosk';

interface LastBallot {
  readonly clientId: string;
  /** Hash of the whole content. */
  readonly content: string;
}

/** Remembers, in memory and for 20 seconds, only a hash of the last ballot of each tablet. */
export interface RepeatWatch {
  /** Whether another ballot with the same content came from this tablet less than 20 s before; remembers this one. */
  isRepeat(kioskId: string, ballot: LastBallot, nowMilliseconds: number): boolean;
}

export function repeatWatch(): RepeatWatch {
  const last = new Map<string, LastBallot & { readonly at: number }>();
  return {
    isRepeat: (kioskId, ballot, now) => {
      for (const [id, { at }] of last) if (now - at >= repeatWindowMilliseconds) last.delete(id);
      const before = last.get(kioskId);
      // The same id is the same ballot sent again: the journal knows it.
      if (before?.clientId === ballot.clientId) return false;
      last.set(kioskId, { ...ballot, at: now });
      return before?.content === ballot.content;
    },
  };
}
