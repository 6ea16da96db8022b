import type { PeriodId } from '../survey/reporting-period';
import { type BallotColumns, CodeNumbers, type ColumnsKey } from './ballot-columns';
import type { CountedGroup } from './tally-space';
import {
  type ChannelGroup,
  channelGroupOf,
  channelGroups,
  type OverallCounts,
  type PatternCounts,
} from './irregularity-scores';
import type { TallyLayout } from './tally';

/** Counts that belong to one base period, form and version: only offices of the same are compared. */
export interface OfForm {
  readonly periodId: PeriodId;
  readonly form: string;
}

const formOf = ({ formId, formVersion }: ColumnsKey): string => `${formId}@${formVersion}`;

interface Counts {
  complete: number;
  straight: number;
  allHighest: number;
}

/** Counts ballots that answer every item, and among them those that give one answer to all, column by column. */
export class PatternTally {
  private readonly channels = new CodeNumbers();
  private readonly counts = new Map<
    string,
    { readonly of: ColumnsKey; readonly group: ChannelGroup; readonly counts: Counts }
  >();

  add(columns: BallotColumns, layout: TallyLayout): void {
    const places = layout.slots.flatMap(({ part, index }) => (part === 'item' ? [index] : []));
    const first = places[0];
    // Of one item nothing can be said.
    if (first === undefined || places.length < 5) return;
    const highest = layout.cells[first] ?? 0;
    const count = columns.repeats.length;
    const width = layout.slots.length;
    const numbers = this.channels.read(columns.channels, count);
    const byNumber: Counts[] = [];
    for (let ballot = 0; ballot < count; ballot += 1) {
      const number = numbers[ballot] as number;
      const counts = (byNumber[number] ??= this.countsOf(columns, this.channels.codes[number] ?? ''));
      const begin = ballot * width;
      const answer = columns.answers[begin + first] as number;
      let isComplete = true;
      let isStraight = true;
      for (const place of places) {
        const byte = columns.answers[begin + place] as number;
        if (byte === 0 || byte > highest) isComplete = false;
        if (byte !== answer) isStraight = false;
      }
      if (!isComplete) continue;
      counts.complete += 1;
      if (!isStraight) continue;
      counts.straight += 1;
      if (answer === highest) counts.allHighest += 1;
    }
  }

  private countsOf(columns: BallotColumns, channel: string): Counts {
    const group = channelGroupOf(channel);
    const id = `${columns.unitCode} ${columns.periodId} ${formOf(columns)} ${group}`;
    const before = this.counts.get(id);
    if (before) return before.counts;
    const { unitCode, periodId, formId, formVersion } = columns;
    const counts = { complete: 0, straight: 0, allHighest: 0 };
    this.counts.set(id, { of: { unitCode, periodId, formId, formVersion }, group, counts });
    return counts;
  }

  result(): (PatternCounts & OfForm)[] {
    return [...this.counts.values()].map(({ of, group, counts }) => ({
      unitCode: of.unitCode,
      periodId: of.periodId,
      form: formOf(of),
      group,
      ...counts,
    }));
  }
}

interface Counted extends ColumnsKey {
  readonly layout: TallyLayout;
  groups(): CountedGroup[];
}

/** Answers to the overall question by channel group. */
export function overallCounts(layouts: readonly Counted[]): (OverallCounts & OfForm)[] {
  return layouts.flatMap(({ unitCode, periodId, formId, formVersion, layout, groups }) => {
    const slot = layout.slots.find(({ part }) => part === 'overall')?.index ?? -1;
    const from = (layout.offsets[slot] ?? 0) + 1;
    const cells = layout.cells[slot] ?? 0;
    const byChannel = groups().filter(({ set, cut }) => set === 'counted' && cut === 'channel');
    return channelGroups.flatMap((group) => {
      const own = byChannel.filter(({ code }) => channelGroupOf(code) === group);
      if (own.length === 0) return [];
      const counts = Array.from({ length: cells }, (_, cell) =>
        own.reduce((sum, each) => sum + (each.counts[from + cell] ?? 0), 0),
      );
      return [{ unitCode, periodId, form: formOf({ unitCode, periodId, formId, formVersion }), group, counts }];
    });
  });
}
