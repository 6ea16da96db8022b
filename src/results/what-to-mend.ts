import { type Drivers, driversOf } from './drivers';
import type { Estimate } from './estimate';
import { type Importance, importanceOf } from './importance';
import { minimumGroup, type ResultRow } from './period-results';
import type { RelationLayout } from './relation-layout';

/** Where an item stands; the last two where that cannot be said, or not surely enough. */
export type Place = 'mend-first' | 'keep' | 'may-wait' | 'good-enough' | 'unsure' | 'unmeasured';

export interface ItemStanding {
  readonly id: string;
  readonly title: string;
  /** Satisfied share in percent; undefined where hidden. */
  readonly performance: Estimate | undefined;
  readonly importance: Importance;
  readonly place: Place;
  /** Where the point lies, without regard to the intervals; undefined where there is no point. */
  readonly leaning: Exclude<Place, 'unsure' | 'unmeasured'> | undefined;
}

export interface CutLines {
  /** Mean satisfied share of the items measured, in percent. */
  readonly performance: number;
  /** Mean importance of them. */
  readonly importance: number;
}

/** The items of an office beside each other (J. Martilla and J. James, Journal of Marketing 41 (1977) 77–79), with their intervals. */
export interface WhatToMend {
  /** In the order of the form. */
  readonly items: readonly ItemStanding[];
  /** Undefined where fewer than three items can be measured: then no item is above or below the others. */
  readonly lines: CutLines | undefined;
  /** Undefined for forms that have none. */
  readonly drivers: Drivers | undefined;
}

/** Fewer items have no middle. */
const leastItems = 3;

export interface MendInput {
  readonly layout: RelationLayout;
  readonly rows: readonly ResultRow[];
  /** Relations of every base period of the period, voids taken out. Undefined where not all of them are summed yet. */
  readonly bases: readonly (readonly number[])[] | undefined;
}

export function whatToMend({ layout, rows, bases }: MendInput): WhatToMend {
  const overall = rows.find(({ scope }) => scope === 'overall');
  const mayShow = overall !== undefined && !overall.suppressed && bases !== undefined;
  const items = rows
    .filter(({ scope }) => scope === 'item')
    .map((row, item) => {
      const { id, title } = row;
      const performance = row.suppressed ? undefined : row.satisfiedShare;
      const importance: Importance =
        mayShow && performance ? importanceIn(bases, layout, item) : { kind: 'unmeasured', reason: 'hidden' };
      return { id, title, performance, importance };
    });
  const lines = cutLines(items);
  // The first of the moments is the number of ballots in them.
  const isSmall = (cells: readonly number[]) => isSmallGroup(cells[layout.momentsAt] ?? 0);
  const itemsHidden = items.some(({ performance }) => performance === undefined);
  return {
    items: items.map((item) => ({ ...item, place: placeOf(item, lines), leaning: leaningOf(item, lines) })),
    lines,
    // Made of the answers to all items.
    drivers: mayShow && !itemsHidden && !bases.some(isSmall) ? driversOf(layout, sumOf(bases)) : undefined,
  };
}

const isSmallGroup = (people: number): boolean => people > 0 && people < minimumGroup;

/** A sum that holds a small group shows it to whoever knows the rest. */
function importanceIn(bases: readonly (readonly number[])[], layout: RelationLayout, item: number): Importance {
  const size = layout.points ** 2;
  const tables = bases.map((cells) => cells.slice(item * size, (item + 1) * size));
  const isSmall = tables.some((table) => isSmallGroup(table.reduce((sum, count) => sum + count, 0)));
  return isSmall ? { kind: 'unmeasured', reason: 'hidden' } : importanceOf(sumOf(tables));
}

function sumOf(arrays: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = arrays;
  return first.map((value, at) => others.reduce((sum, each) => sum + (each[at] ?? 0), value));
}

type Measured = Pick<ItemStanding, 'performance' | 'importance'>;

function cutLines(items: readonly Measured[]): CutLines | undefined {
  const measured = items.flatMap(({ performance, importance }) =>
    performance && importance.kind === 'measured' ? [{ performance, importance }] : [],
  );
  if (measured.length < leastItems) return undefined;
  const mean = (of: (each: (typeof measured)[number]) => number) =>
    measured.reduce((sum, each) => sum + of(each), 0) / measured.length;
  return { performance: mean((each) => each.performance.value), importance: mean((each) => each.importance.value) };
}

function placeOf({ performance, importance }: Measured, lines: CutLines | undefined): Place {
  if (!lines || !performance || importance.kind !== 'measured') return 'unmeasured';
  const good = sideOf(performance, lines.performance);
  const weighty = sideOf(importance, lines.importance);
  return good === undefined || weighty === undefined ? 'unsure' : quadrant(good, weighty);
}

function leaningOf({ performance, importance }: Measured, lines: CutLines | undefined): ItemStanding['leaning'] {
  if (!lines || !performance || importance.kind !== 'measured') return undefined;
  return quadrant(performance.value >= lines.performance, importance.value >= lines.importance);
}

function sideOf({ low, high }: Estimate, line: number): boolean | undefined {
  if (low > line) return true;
  return high < line ? false : undefined;
}

function quadrant(good: boolean, weighty: boolean): NonNullable<ItemStanding['leaning']> {
  if (weighty) return good ? 'keep' : 'mend-first';
  return good ? 'good-enough' : 'may-wait';
}

/**
 * What to begin with: items that are surely in the corner, and after them those that lie in it without being sure. Each
 * part by how much discontent there is with it, weighed by its importance.
 */
export function mendList(
  { items }: Pick<WhatToMend, 'items'>,
  most: number,
): readonly { readonly item: ItemStanding; readonly sure: boolean }[] {
  const weight = ({ performance, importance }: ItemStanding) =>
    performance && importance.kind === 'measured' ? (100 - performance.value) * importance.value : 0;
  return items
    .filter(({ leaning }) => leaning === 'mend-first')
    .map((item) => ({ item, sure: item.place === 'mend-first' }))
    .sort((a, b) => Number(b.sure) - Number(a.sure) || weight(b.item) - weight(a.item))
    .slice(0, most);
}
