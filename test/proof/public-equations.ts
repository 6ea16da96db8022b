import type { ResultRow } from '../../src/results/period-results';
import { type Cell, type Cut, cuts, isInside, type Part, parts, sliceOf, total } from './attacked-cells';
import type { Equation } from './possible-counts';
import type { Published, Series } from './published-series';

/** What is public of one office before it has published a figure: its ballots, and which groups have any. */
export function openEquations({ published }: Series, cells: readonly Cell[]): Equation[] {
  const steps = published.map(({ step }) => step);
  return [...linked(cells), ...publicBallots(cells, steps), ...namesOf(published, cells)];
}

/** What its publications say of one question, in their own numbers. */
export function saidEquations({ published }: Series, cells: readonly Cell[], question: string): Equation[] {
  return published.flatMap((each) => said(each, cells, question));
}

const sum = (cells: readonly Cell[], of: readonly Part[], sign = 1): [string, number][] =>
  cells.flatMap(({ name }) => of.map((part): [string, number] => [`${name}${part}`, sign]));

/** Every cut splits the same people. */
function linked(cells: readonly Cell[]): Equation[] {
  return cells
    .filter(({ cut }) => cut === 'all')
    .flatMap((whole) =>
      cuts.slice(1).flatMap((cut) => {
        const groups = cells.filter((cell) => cell.cut === cut && sliceOf(cell) === sliceOf(whole));
        return parts.map((part) => ({
          terms: new Map([...sum(groups, [part]), ...sum([whole], [part], -1)]),
          value: 0,
        }));
      }),
    );
}

/** How many ballots of the office stand and how many are void is public at every publication, of each base period. */
function publicBallots(cells: readonly Cell[], steps: readonly number[]): Equation[] {
  const wholes = cells.filter(({ cut }) => cut === 'all');
  const numberOf = (of: readonly Cell[]): Equation => ({ terms: new Map(sum(of, parts)), value: total(of, parts) });
  return [...new Set(wholes.map(({ base }) => base))].flatMap((base) =>
    steps.flatMap((step) => {
      const came = wholes.filter((cell) => cell.base === base && cell.from <= step);
      return [numberOf(came.filter(({ until }) => until > step)), numberOf(came.filter(({ until }) => until <= step))];
    }),
  );
}

/** A line of a publication: the groups of one cut that are in it together. */
export interface PublicLine {
  readonly cut: Cut;
  readonly codes: readonly string[];
  readonly ballots: number | null;
  readonly rows: readonly ResultRow[];
}

export function publicLinesOf(published: Published): PublicLine[] {
  return [...singleLinesOf(published), ...combinedLinesOf(published)];
}

function singleLinesOf({ results }: Published): PublicLine[] {
  const whole = { cut: 'all', codes: [''], ballots: null, rows: results.rows } as const;
  const groups = results.cuts.flatMap(({ by, groups: each }) =>
    each.map(({ code, ballots, rows }) => ({ cut: by, codes: [code], ballots, rows })),
  );
  return results.ballots > 0 ? [whole, ...groups] : groups;
}

/** The hidden groups of each cut together, where a publication has such a line. */
export function combinedLinesOf({ results }: Published): PublicLine[] {
  return results.cuts.flatMap(({ by, combined }) => (combined ? [{ cut: by, ...combined }] : []));
}

/**
 * A group that is named, if only as hidden, has at least one ballot; or had one in an earlier publication of the same base
 * periods or of some of them, whose names a later one keeps even where all ballots of a group were voided.
 */
function namesOf(publications: readonly Published[], cells: readonly Cell[]): Equation[] {
  return publications.flatMap((published) => {
    const before = publications.filter(
      ({ step, bases }) => step <= published.step && bases.every((base) => published.bases.includes(base)),
    );
    return singleLinesOf(published).map(({ cut, codes }) => {
      const of = cells.filter(
        (cell) => cell.cut === cut && codes.includes(cell.code) && before.some((each) => isInside(each, cell)),
      );
      return { terms: new Map(sum(of, parts)), value: 1, atLeast: true };
    });
  });
}

/** Satisfied, unsatisfied and without answer, where the line shows the question. */
export function shownParts({ rows }: PublicLine, question: string): Readonly<Record<Part, number>> | undefined {
  const row = rows.find(({ scope, id }) => scope !== 'factor' && id === question);
  if (row === undefined || row.suppressed) return undefined;
  const satisfied = row.distribution.slice(3).reduce((more, count) => more + count, 0);
  return { satisfied, unsatisfied: row.n - satisfied, none: row.missing + row.notApplicable };
}

function said(published: Published, cells: readonly Cell[], question: string): Equation[] {
  return publicLinesOf(published).flatMap((line) => {
    const { cut, codes, ballots } = line;
    const of = cells.filter((cell) => cell.cut === cut && codes.includes(cell.code) && isInside(published, cell));
    const equations: Equation[] = ballots === null ? [] : [{ terms: new Map(sum(of, parts)), value: ballots }];
    const shown = shownParts(line, question);
    if (shown === undefined) return equations;
    return [...equations, ...parts.map((part) => ({ terms: new Map(sum(of, [part])), value: shown[part] }))];
  });
}
