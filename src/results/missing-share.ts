import type { ShownRow } from './period-results';

/**
 * Share of ballots (of a factor: of ballots × items) that left the question out, as a fraction of one. "Không áp dụng" is an
 * answer to whether the question concerns one, so it is in the whole and not in the missing.
 */
export function missingShare(row: Pick<ShownRow, 'n' | 'missing' | 'notApplicable'>): number {
  const all = row.n + row.missing + row.notApplicable;
  return all === 0 ? 0 : row.missing / all;
}
