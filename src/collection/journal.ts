import type { AcceptedBallot } from './ballot';

/** What became of one ballot sent to the journal. `repeat`: the same was accepted before; acknowledged, not counted again. */
export type JournalOutcome = 'accepted' | 'repeat' | 'conflict';

/** Takes accepted ballots; resolves only when the row is committed (invariant 2). */
export interface Journal {
  write(ballot: AcceptedBallot): Promise<JournalOutcome>;
}
