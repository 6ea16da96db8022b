import { sha256Hex } from '../kernel/bytes';
import { assert } from '../kernel/result';
import { decideShown, type Decision, guardedCuts, type TablesToDecide } from './suppression';
import type { Slice, View } from './period-view';

/** Lines that all decisions kept hold together; about 60 bytes each. */
const mostLines = 500_000;

interface Kept {
  readonly decision: Decision;
  readonly lines: number;
}

/**
 * Decisions by a hash of everything that they are made of: the counts of every slice, what was published, the form, the order
 * of the views. Whatever moves, voids, freezes, publishes or counts anew changes the hash, in this process or in any other;
 * nothing has to be told, and nothing old can be found under it. The least recently asked for go first.
 */
export class DecisionCache {
  private readonly kept = new Map<string, Kept>();
  private lines = 0;

  constructor(private readonly most = mostLines) {}

  /** What `decideShown` says of the last view, asked once for the same tables. */
  decide(tables: TablesToDecide): Decision {
    const key = decisionKey(tables);
    const before = this.kept.get(key);
    if (before !== undefined) {
      this.kept.delete(key);
      this.kept.set(key, before);
      return before.decision;
    }
    const found = decideLastView(tables);
    this.kept.set(key, found);
    this.lines += found.lines;
    for (const [oldest, { lines }] of this.kept) {
      if (this.lines <= this.most || oldest === key) break;
      this.kept.delete(oldest);
      this.lines -= lines;
    }
    return found.decision;
  }

  get size(): number {
    return this.kept.size;
  }
}

/** Everything that `decideShown` reads, in one order. */
export function decisionKey({ layout, overallSlot, slices, views, beside }: TablesToDecide): string {
  const slots = layout.slots.map(({ kind }, index) => [kind, layout.offsets[index], layout.cells[index]]);
  const counted = (of: readonly Slice[]) =>
    of.map(({ id, baseId, lasting, tallies }) => [
      id,
      baseId,
      lasting,
      tallies.flatMap(({ set, cut, code, ballots, counts }) => (set === 'counted' ? [cut, code, ballots, counts] : [])),
    ]);
  const looked = (of: readonly View[]) =>
    of.map((view) => [view.id, view.slices, view.published ? publishedOf(view, slots.length) : null]);
  const inDetail = beside?.inDetail.map((unit) => [counted(unit.slices), looked(unit.views)]);
  const units = beside ? [counted(beside.slices), beside.known, inDetail, beside.isTold] : null;
  return sha256Hex(JSON.stringify([slots, overallSlot, counted(slices), looked(views), units]));
}

/** A publication is what it says of every line. */
function publishedOf({ published }: View, slots: number) {
  const every = Array.from({ length: slots }, (_, slot) => slot);
  const wholes = every.map((slot) => Number(published?.whole(slot)));
  const groups = guardedCuts.map((cut) =>
    (published?.groups(cut) ?? []).map((code) => [code, every.map((slot) => Number(published?.row(slot, cut, code)))]),
  );
  return [wholes, groups];
}

/** Decided to the end and kept as bare names, so that the counts can go. */
function decideLastView(tables: TablesToDecide): Kept {
  const decision = decideShown(tables);
  const view = tables.views.at(-1);
  assert(view !== undefined, 'a decision without a view');
  const slots = tables.layout.slots.map(({ index }) => index);
  const wholes = new Set(slots.filter((slot) => decision.whole(slot, view.id)));
  const groups = new Set<string>();
  const rows = new Set<string>();
  for (const cut of guardedCuts) {
    for (const code of codesOf(tables, view, cut)) {
      if (decision.group(cut, view.id, code)) groups.add(`${cut} ${code}`);
      for (const slot of slots) if (decision.row(slot, cut, view.id, code)) rows.add(`${slot} ${cut} ${code}`);
    }
  }
  const ofView = (asked: string) => assert(asked === view.id, `decided for ${view.id}, asked for ${asked}`);
  return {
    lines: wholes.size + groups.size + rows.size + 10,
    decision: {
      whole: (slot, asked) => (ofView(asked), wholes.has(slot)),
      group: (cut, asked, code) => (ofView(asked), groups.has(`${cut} ${code}`)),
      row: (slot, cut, asked, code) => (ofView(asked), rows.has(`${slot} ${cut} ${code}`)),
    },
  };
}

function codesOf({ slices }: TablesToDecide, view: View, cut: string): Set<string> {
  const inView = slices.filter(({ id }) => view.slices.includes(id));
  return new Set(inView.flatMap(({ tallies }) => tallies.filter((tally) => tally.cut === cut).map(({ code }) => code)));
}
