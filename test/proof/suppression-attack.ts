import { minimumGroup } from '../../src/results/period-results';
import { answerSlots } from '../../src/survey/questionnaire';
import { type Cell, cellsOf, type Cut, isInside, type Part, parts, people, sliceOf, total } from './attacked-cells';
import type { Highs } from './highs';
import { type Equation, PossibleCounts } from './possible-counts';
import { combinedLinesOf, openEquations, publicLinesOf, saidEquations, shownParts } from './public-equations';
import type { Published, Series } from './published-series';
import { isInLine, type PublicKnowledge, saidByUnits, type UnitsLine } from './units-line';

/**
 * The attacker of docs/adr/0057: has every publication of a series, knows which groups have no ballot and how many ballots
 * there are in all, and solves for what is hidden. Shares no code with the product: the truth is counted from single ballots, the
 * relations are read off the published pages, and HiGHS does the linear programming. Of several offices with lines of units
 * together (docs/adr/0094) it takes all at once.
 */
export interface Finding {
  readonly what: string;
  readonly question: string;
  readonly truth: number;
  readonly most: number;
}

export function attack(highs: Highs, series: Series, questions: readonly string[]): Finding[] {
  return questions.flatMap((question) => attackQuestion(highs, { offices: [series], lines: [] }, question));
}

/** On the overall question, the only one that lines of units say something of. */
export function attackProvince(highs: Highs, known: PublicKnowledge): Finding[] {
  return together(known).flatMap((part) => attackQuestion(highs, part, 'overall'));
}

/** Offices that no line joins can be attacked one by one. */
function together({ offices, lines }: PublicKnowledge): PublicKnowledge[] {
  const groups: PublicKnowledge[] = [];
  const left = new Set(offices);
  for (const first of offices) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const one of group) {
      const beside = lines.filter((line) => isInLine(line, one)).flatMap(({ members }) => members);
      const joined = offices.filter((other) => beside.some(({ unitCode }) => unitCode === other.unitCode));
      group.push(...joined.filter((other) => left.delete(other)));
    }
    groups.push({ offices: group, lines: lines.filter((line) => group.some((one) => isInLine(line, one))) });
  }
  return groups;
}

interface Attacked {
  readonly series: Series;
  readonly cells: readonly Cell[];
}

function attackQuestion(highs: Highs, { offices, lines }: PublicKnowledge, question: string): Finding[] {
  const attacked = offices.map((series, office) => ({
    series,
    cells: cellsOf(series, slotOf(series, question), office),
  }));
  const open = attacked.map(({ series, cells }) => openEquations(series, cells));
  const cells = attacked.flatMap((each) => each.cells);
  const equations: Equation[] = [
    ...open.flat(),
    ...attacked.flatMap(({ series, cells: of }) => saidEquations(series, of, question)),
    ...(question === 'overall' ? lines.flatMap((line) => saidByUnits(line, offices, cells)) : []),
  ];
  const possible = new PossibleCounts(highs, equations);
  return attacked.flatMap((each, office) => {
    const alone = new PossibleCounts(highs, open[office] ?? []);
    const says = saidOpenly(each, lines, question);
    const suffix = offices.length > 1 ? ` of ${each.series.unitCode}` : '';
    return found(each.cells, possible, alone, says).map(({ what, cell, ...numbers }) => {
      const where = `${cell.cut} ${cell.code} of ${cell.base}, in publications ${cell.from} to ${cell.until}`;
      return { what: `${what} of ${where}${suffix}`, question, ...numbers };
    });
  });
}

const slotOf = (series: Series, question: string): number =>
  answerSlots(series.form).findIndex(({ questionId }) => questionId === question);

type Openly = (cell: Cell, part: Part) => boolean;

function found(cells: readonly Cell[], possible: PossibleCounts, alone: PossibleCounts, saidBefore: Openly) {
  const tiny = new Set(cells.filter((cell) => cell.cut === 'all' && total([cell], parts) < minimumGroup).map(sliceOf));
  const findings: { what: string; cell: Cell; truth: number; most: number }[] = [];
  for (const cell of cells) {
    const { satisfied, unsatisfied } = cell.counts;
    const n = satisfied + unsatisfied;
    if (n < 1 || n >= minimumGroup) continue;
    const find = (what: string, truth: number, most: number) => findings.push({ what, cell, truth, most });
    const answered = people.map((part) => `${cell.name}${part}`);
    const most = possible.most(answered, minimumGroup);
    if (most < minimumGroup - 1e-6 && !tiny.has(sliceOf(cell))) {
      if (most < alone.most(answered, minimumGroup) - 1e-6) find('n', n, most);
    }
    for (const part of ['satisfied', 'unsatisfied'] as const) {
      if (cell.counts[part] > 0) continue;
      const mostOfPart = possible.most([`${cell.name}${part}`], 1);
      if (mostOfPart < 1 - 1e-6 && !saidBefore(cell, part)) find(part, 0, mostOfPart);
    }
    if (satisfied > 0 && unsatisfied > 0) {
      const most1 = possible.most([`${cell.name}satisfied`], satisfied + 1);
      const most2 = possible.most([`${cell.name}unsatisfied`], unsatisfied + 1);
      if (most1 < satisfied + 1e-6 && most2 < unsatisfied + 1e-6) find('split', satisfied, most1);
    }
  }
  return findings;
}

/** Whether a line of five or more, which holds the cell, says by itself that nobody in it was of that part. */
function saidOpenly({ series, cells }: Attacked, lines: readonly UnitsLine[], question: string): Openly {
  const saysPage = (page: Published, cell: Cell, part: Part): boolean => {
    const beside = cells.filter((other) => sliceOf(other) === sliceOf(cell));
    // Who knows which groups are empty knows that all of a slice are of one group, where they are.
    const holds = (cut: Cut, codes: readonly string[]): boolean => {
      if (cut === cell.cut) return codes.includes(cell.code);
      return beside.filter((other) => other.cut === cut).every(({ code }) => codes.includes(code));
    };
    return publicLinesOf(page).some((line) => holds(line.cut, line.codes) && shownParts(line, question)?.[part] === 0);
  };
  const saysLine = (line: UnitsLine, cell: Cell, part: Part): boolean =>
    question === 'overall' && line.counts[part] === 0 && isInLine(line, series, cell);
  return (cell, part) =>
    lines.some((line) => saysLine(line, cell, part)) ||
    series.published.some(({ step }) =>
      series.pagesAt(step).some((page) => isInside(page, cell) && saysPage(page, cell, part)),
    );
}

/** Combined lines that are not what the hidden groups truly sum up to, counted from single ballots. */
export function wrongCombinedLines(series: Series, question: string): string[] {
  const cells = cellsOf(series, slotOf(series, question));
  return series.published.flatMap((published) =>
    combinedLinesOf(published).flatMap((line) => {
      const { cut, codes, ballots, rows } = line;
      if (!rows.some(({ scope, id }) => scope !== 'factor' && id === question)) return [`${cut}: no line`];
      const of = cells.filter((cell) => cell.cut === cut && codes.includes(cell.code) && isInside(published, cell));
      const shown = shownParts(line, question);
      const off = [
        (ballots ?? 0) - total(of, parts),
        ...(shown ? parts.map((part) => shown[part] - total(of, [part])) : []),
      ];
      return off.some((each) => each !== 0) ? [`${cut} ${codes.join(' ')}`] : [];
    }),
  );
}

/** Of the single ballots of several offices, with the answers to the overall question. */
export function cellsOfAll(offices: readonly Series[]): Cell[] {
  return offices.flatMap((series, office) => cellsOf(series, slotOf(series, 'overall'), office));
}
