import { describe, expect, test } from 'vitest';
import { period } from '../survey/reporting-period';
import {
  type BaseTallies,
  type PublishedLook,
  relatedBases,
  sliceBases,
  subtractTallies,
  viewsUntil,
} from './period-view';
import type { GroupTally } from './tally';

const ids = (id: string) => viewsUntil(id, period(id), [], []).map((view) => view.id);

describe('what may be subtracted from one another', () => {
  test('the figures of a quarter stand beside those of its reporting year that came before', () => {
    expect(relatedBases(period('2025-Q2')).map(({ id }) => id)).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
    expect(ids('2025-H1')).toEqual(['2025-Q1', '2025-Q2', '2025-H1']);
  });

  test('a run of quarters is decided with every quarter, half-year and nine months seen before it', () => {
    expect(ids('W20250315-20250914')).toEqual([
      '2025-Q1',
      '2025-Q2',
      '2025-H1',
      '2025-Q3',
      '2025-9M',
      'W20250315-20250914',
    ]);
    expect(relatedBases(period('W20240915-20250314'))).toHaveLength(8);
  });

  test('an own window stands alone', () => {
    expect(ids('W20211026-20211105')).toEqual(['W20211026-20211105']);
    expect(relatedBases(period('W20211026-20211105')).map(({ id }) => id)).toEqual(['W20211026-20211105']);
  });
});

describe('what came and went between two looks', () => {
  const baseId = period('2025-Q1').id;
  const tally = (code: string, ballots: number): GroupTally => ({
    set: 'counted',
    cut: 'field',
    code,
    ballots,
    counts: [ballots],
    alikeness: null,
  });
  const base = (groups: Record<string, number>, voided: Record<string, number> = {}): BaseTallies => ({
    baseId,
    tallies: Object.entries(groups).map(([code, ballots]) => tally(code, ballots)),
    voided: Object.entries(voided).map(([code, ballots]) => tally(code, ballots)),
  });
  const look = (at: string, seen: BaseTallies): PublishedLook => ({
    id: at,
    at,
    bases: [seen],
    shown: { whole: () => true, groups: () => [], row: () => true },
  });
  /** `from until: field ballots`, and which slice makes its groups stand on the page. */
  const slices = (now: BaseTallies, ...looks: PublishedLook[]) =>
    sliceBases([now], [], looks).map(({ from, until, lasting, tallies }) => {
      const held = tallies.filter(({ ballots }) => ballots > 0).map(({ code, ballots }) => `${code} ${ballots}`);
      return `${from} ${until}${lasting ? ' lasting' : ''}: ${held.join(', ')}`;
    });

  test('is a slice of its own; only what was there at first and is still there makes a group stand', () => {
    expect(slices(base({ A: 20, D: 4 }), look('1', base({ A: 10 })))).toEqual([
      '1 ~~~ lasting: A 10',
      '~~ ~~~: A 10, D 4',
    ]);
  });

  test('a void is cut out of the earliest slice that can hold it, and of no other', () => {
    const [first, second] = [look('1', base({ A: 10 })), look('2', base({ A: 20 }))];
    expect(slices(base({ A: 17 }, { A: 3 }), first, second)).toEqual([
      '1 ~~: A 3',
      '1 ~~~ lasting: A 7',
      '2 ~~~: A 10',
    ]);
    // What the earliest cannot hold comes out of the next.
    expect(slices(base({ A: 8 }, { A: 12 }), first, second)).toEqual(['1 ~~: A 10', '2 ~~: A 2', '2 ~~~: A 8']);
  });

  test('a void is cut out once, and one of what came after a cut-off takes nothing from before', () => {
    const [first, second] = [look('1', base({ A: 20 })), look('2', base({ A: 17 }, { A: 3 }))];
    expect(slices(base({ A: 17 }, { A: 3 }), first, second)).toEqual(['1 2: A 3', '1 ~~~ lasting: A 17']);
    expect(subtractTallies([tally('A', 2)], [tally('A', 5)])).toEqual([tally('A', 0)]);
  });

  test('what came and was voided between the same two looks was never seen', () => {
    expect(slices(base({ A: 10 }, { D: 5 }), look('1', base({ A: 10 })))).toEqual(['1 ~~~ lasting: A 10']);
  });
});
