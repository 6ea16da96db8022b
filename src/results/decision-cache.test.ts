import { describe, expect, it } from 'vitest';
import { madeSeries } from '../../test/proof/published-series';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { period } from '../survey/reporting-period';
import { DecisionCache, decisionKey } from './decision-cache';
import { sliceBases, type View, viewsUntil } from './period-view';
import { decideShown, type TablesToDecide } from './suppression';
import { type CountableBallot, type GroupTally, tallyLayout, tallyOf } from './tally';

const layout = tallyLayout(questionnaireC);
const overallSlot = layout.slots.findIndex(({ part }) => part === 'overall');

function tablesOf(fields: Readonly<Record<string, number>>): TablesToDecide {
  const ballots = Object.entries(fields).flatMap(([fieldCode, count]): CountableBallot[] =>
    Array.from({ length: count }, (_, at) => ({
      channel: 'web',
      fieldCode,
      officialCode: null,
      possibleRepeat: false,
      answers: Uint8Array.from(layout.slots, () => (at % 3 === 0 ? 2 : 5)),
    })),
  );
  const slices = sliceBases([{ baseId: period('2025-Q1').id, tallies: tallyOf(layout, ballots) }], []);
  return { layout, overallSlot, slices, views: viewsUntil('2025-Q1', period('2025-Q1'), slices, []) };
}

describe('decisions that are remembered', () => {
  it('are those that would be made now, whatever came late, was voided, corrected and published before', () => {
    // One memory for all offices and all pages, small enough to forget now and then.
    const cache = new DecisionCache(2_000);
    for (let seed = 1; seed <= 6; seed += 1) {
      const fresh = madeSeries(seed);
      const remembered = madeSeries(seed, (tables) => cache.decide(tables));
      expect(remembered.published).toEqual(fresh.published);
      const steps = fresh.published.length;
      for (const step of [0, steps, steps]) expect(remembered.pagesAt(step)).toEqual(fresh.pagesAt(step));
    }
  }, 60_000);

  const office = tablesOf({ A: 30, B: 12, C: 3 });
  const change = (first: (tally: GroupTally) => GroupTally): TablesToDecide => ({
    ...office,
    slices: office.slices.map((slice) => ({
      ...slice,
      tallies: slice.tallies.map((tally, at) => (at === 1 ? first(tally) : tally)),
    })),
  });
  const [view] = office.views as readonly [View];
  const published = (whole: boolean, code: string, row: boolean): TablesToDecide => {
    const shown = { whole: () => whole, groups: () => [code], row: (slot: number) => row && slot === 2 };
    return { ...office, views: [{ ...view, id: 'published 1', published: shown }, view] };
  };
  const others: Readonly<Record<string, TablesToDecide>> = {
    'one answer': change((tally) => ({
      ...tally,
      counts: tally.counts.map((count, cell) => count + Number(cell === 4)),
    })),
    'one ballot': change((tally) => ({ ...tally, ballots: tally.ballots + 1 })),
    'the code of a group': change((tally) => ({ ...tally, code: 'X' })),
    'the cut of a group': change((tally) => ({ ...tally, cut: 'official' })),
    'a group gone': {
      ...office,
      slices: office.slices.map((slice) => ({ ...slice, tallies: slice.tallies.slice(1) })),
    },
    'a slice that does not last': { ...office, slices: office.slices.map((slice) => ({ ...slice, lasting: false })) },
    'a slice of another base': {
      ...office,
      slices: office.slices.map((slice) => ({ ...slice, baseId: period('2025-Q2').id })),
    },
    'a view more': { ...office, views: [{ ...view, id: '2025-H1' }, view] },
    'another overall question': { ...office, overallSlot: 0 },
    'another form': { ...office, layout: tallyLayout({ ...questionnaireC, scale: 'three' }) },
    'a publication': published(true, 'A', true),
    'a publication without its whole': published(false, 'A', true),
    'a publication of another group': published(true, 'B', true),
    'a publication of fewer rows': published(true, 'A', false),
  };

  it.each(Object.keys(others))('are not found again after %s has changed', (what) => {
    const keys = [office, ...Object.values(others)].map(decisionKey);
    expect(new Set(keys).size).toBe(keys.length);
    const cache = new DecisionCache();
    cache.decide(office);
    cache.decide(others[what] as TablesToDecide);
    expect(cache.size).toBe(2);
    cache.decide(tablesOf({ A: 30, B: 12, C: 3 }));
    expect(cache.size).toBe(2);
  });

  it('forget what was asked for longest ago, and take no more room than they may', () => {
    const cache = new DecisionCache(150);
    const tables = [11, 12, 13, 14, 15, 16].map((count) => tablesOf({ A: 40, B: count }));
    const first = tablesOf({ A: 40, B: 11 });
    for (const each of tables) {
      cache.decide(first);
      cache.decide(each);
    }
    expect(cache.size).toBeLessThan(5);
    const before = cache.size;
    cache.decide(first);
    expect(cache.size).toBe(before);
    expect(cache.decide(first).group('field', '2025-Q1', 'B')).toBe(decideShown(first).group('field', '2025-Q1', 'B'));
  });
});
