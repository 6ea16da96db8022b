import { type Cell, isInside, type Part, parts } from './attacked-cells';
import type { Equation } from './possible-counts';
import type { Series } from './published-series';

/** A released line of units together (docs/adr/0094), as it was counted when it was released. */
export interface UnitsLine {
  readonly id: string;
  readonly periodId: string;
  /** `lookId` is the step of the publication that was counted. */
  readonly members: readonly { readonly unitCode: string; readonly lookId: string }[];
  readonly ballots: number;
  /** By the part of the answer to the overall question. */
  readonly counts: Readonly<Record<Part, number>>;
}

/** What everybody has of several offices. */
export interface PublicKnowledge {
  readonly offices: readonly Series[];
  readonly lines: readonly UnitsLine[];
}

/** Whether ballots of the office stand in the line; or those of one of its cells. */
export function isInLine({ members }: UnitsLine, { unitCode, published }: Series, cell?: Cell): boolean {
  return members.some((member) => {
    if (member.unitCode !== unitCode) return false;
    const counted = published[Number(member.lookId)];
    return cell === undefined || (counted !== undefined && isInside(counted, cell));
  });
}

/** What the line says of the overall question. */
export function saidByUnits(line: UnitsLine, offices: readonly Series[], cells: readonly Cell[]): Equation[] {
  const inside = cells.filter(
    (cell) =>
      cell.cut === 'all' && offices.some((office) => office.unitCode === cell.unitCode && isInLine(line, office, cell)),
  );
  return parts.map((part) => ({
    terms: new Map(inside.map(({ name }) => [`${name}${part}`, 1])),
    value: line.counts[part],
  }));
}
