import type pg from 'pg';
import type { AcceptedBallot } from '../ballot';
import { groupCommit } from '../group-commit';
import type { Journal, JournalOutcome } from '../journal';
import { journalOnPool } from '../store-intake.server';

const mostBallotsTogether = 500;
/** Each holds a connection of the pool while it commits. */
const batchesAtOnce = 2;

/** Classes 22 and 23 of SQLSTATE: the row itself cannot be stored. Anything else concerns the whole server. */
function isFaultOfRow(cause: unknown): boolean {
  const code = (cause as { code?: unknown }).code;
  return typeof code === 'string' && (code.startsWith('22') || code.startsWith('23'));
}

/** The journal of one running application: ballots that arrive while a batch commits go together in the next. */
export function openJournal(pool: pg.Pool): Journal {
  return groupCommit<AcceptedBallot, JournalOutcome>({
    commit: (ballots, lane) => journalOnPool(pool, ballots, lane),
    lanes: batchesAtOnce,
    keyOf: (ballot) => `${ballot.unitCode} ${ballot.clientId}`,
    mostItems: mostBallotsTogether,
    isFaultOfItem: isFaultOfRow,
  });
}
