import { type Cell, isInside, type Part, parts, people, total } from './attacked-cells';
import type { Equation } from './possible-counts';
import type { Series } from './published-series';

/** A released line of units together (docs/adr/0094), as it was counted when it was released. */
export interface UnitsLine {
  readonly id: string;
  readonly periodId: string;
  /** `lookId` is the step of the publication that was counted. */
  readonly members: readonly { readonly unitCode: string; readonly lookId: string }[];
  /** By the part of the answer to the overall question. */
  readonly counts: Readonly<Record<Part, number>>;
}

/** What everybody has of several offices. */
export interface PublicKnowledge {
  readonly offices: readonly Series[];
  readonly lines: readonly UnitsLine[];
}

/** Whether ballots of the office stand in the line; or those of one of its cells. */
export function isInLine(
  { members }: UnitsLine,
  { unitCode, published }: Pick<Series, 'unitCode' | 'published'>,
  cell?: Cell,
): boolean {
  return members.some((member) => {
    if (member.unitCode !== unitCode) return false;
    const counted = published.find(({ step }) => `${step}` === member.lookId);
    return cell === undefined || (counted !== undefined && isInside(counted, cell));
  });
}

/** What the line says of the overall question. */
export function saidByUnits(line: UnitsLine, offices: readonly Series[], cells: readonly Cell[]): Equation[] {
  const inside = cellsInLine(line, offices, cells);
  return parts.map((part) => ({
    terms: new Map(inside.map(({ name }) => [`${name}${part}`, 1])),
    value: line.counts[part],
  }));
}

function cellsInLine(line: UnitsLine, offices: readonly Series[], cells: readonly Cell[]): Cell[] {
  const office = (cell: Cell) => offices.find(({ unitCode }) => unitCode === cell.unitCode);
  return cells.filter((cell) => {
    const of = cell.cut === 'all' ? office(cell) : undefined;
    return of !== undefined && isInLine(line, of, cell);
  });
}

/** Lines that are not what their units truly sum up to, counted from single ballots. */
export function wrongUnitsLines({ offices, lines }: PublicKnowledge, cells: readonly Cell[]): string[] {
  const off = (line: UnitsLine) => {
    const inside = cellsInLine(line, offices, cells);
    return parts.some((part) => line.counts[part] !== total(inside, [part]));
  };
  return lines.filter(off).map(({ id }) => id);
}

/** Answers of others than the one unit of the line that has most: what a unit that knows its own ballots looks at. */
export function answersOfOthers(line: UnitsLine, offices: readonly Series[], cells: readonly Cell[]): number {
  const inside = cellsInLine(line, offices, cells);
  const byUnit = line.members.map(({ unitCode }) =>
    total(
      inside.filter((cell) => cell.unitCode === unitCode),
      people,
    ),
  );
  return total(inside, people) - Math.max(...byUnit);
}
