import type { Highs } from './highs';
import { minimumGroup, type ResultRow } from '../../src/results/period-results';
import { answerSlots } from '../../src/survey/questionnaire';
import { combinedCode } from '../../src/results/combined-group';
import type { Published, Series, TrueBallot } from './published-series';

/**
 * The attacker of docs/adr/0057: has every publication of a series, knows which groups have no ballot and how many ballots
 * there are in all, and solves for what is hidden. Shares no code with the product: the truth is counted from single ballots, the
 * relations are read off the published pages, and HiGHS does the linear programming.
 */
export interface Finding {
  readonly what: string;
  readonly question: string;
  readonly truth: number;
  readonly most: number;
}

type Part = 'unsatisfied' | 'satisfied' | 'none';
const parts: readonly Part[] = ['unsatisfied', 'satisfied', 'none'];
const people: readonly Part[] = ['unsatisfied', 'satisfied'];
const cuts = ['all', 'field', 'channel', 'official'] as const;
type Cut = (typeof cuts)[number];

/** The people of one group of one cut who are in the very same publications. */
interface Cell {
  readonly cut: Cut;
  readonly code: string;
  readonly base: string;
  readonly from: number;
  readonly until: number;
  readonly name: string;
  readonly counts: Record<Part, number>;
}

type Terms = ReadonlyMap<string, number>;
interface Equation {
  readonly terms: Terms;
  readonly value: number;
  readonly atLeast?: boolean;
}

export function attack(highs: Highs, series: Series, questions: readonly string[]): Finding[] {
  return questions.flatMap((question) => attackQuestion(highs, series, question));
}

function attackQuestion(highs: Highs, series: Series, question: string): Finding[] {
  const slot = answerSlots(series.form).findIndex(({ questionId }) => questionId === question);
  const cells = cellsOf(series.ballots, slot);
  const open = [
    ...linked(cells),
    ...publicBallots(
      cells,
      series.published.map(({ step }) => step),
    ),
    ...namesOf(series.published, cells),
  ];
  const equations = [...open, ...series.published.flatMap((each) => said(each, cells, question))];
  const tiny = new Set(cells.filter((cell) => cell.cut === 'all' && total([cell], parts) < minimumGroup).map(sliceOf));
  const findings: Finding[] = [];
  for (const cell of cells) {
    const { satisfied, unsatisfied } = cell.counts;
    const n = satisfied + unsatisfied;
    if (n < 1 || n >= minimumGroup) continue;
    const where = `${cell.cut} ${cell.code} of ${cell.base}, in publications ${cell.from} to ${cell.until}`;
    const find = (what: string, truth: number, most: number) =>
      findings.push({ what: `${what} of ${where}`, question, truth, most });
    const most = maximum(highs, equations, answered(cell));
    if (most < minimumGroup - 1e-6 && !tiny.has(sliceOf(cell))) {
      if (most < maximum(highs, open, answered(cell)) - 1e-6) find('n', n, most);
    }
    for (const part of ['satisfied', 'unsatisfied'] as const) {
      if (cell.counts[part] > 0 || saidOpenly(series, cells, cell, part, question)) continue;
      const possible = maximum(highs, equations, [`${cell.name}${part}`]);
      if (possible < 1 - 1e-6) find(part, 0, possible);
    }
    if (satisfied > 0 && unsatisfied > 0) {
      const most1 = maximum(highs, equations, [`${cell.name}satisfied`]);
      const most2 = maximum(highs, equations, [`${cell.name}unsatisfied`]);
      if (most1 < satisfied + 1e-6 && most2 < unsatisfied + 1e-6) find('split', satisfied, most1);
    }
  }
  return findings;
}

const answered = ({ name }: Cell) => [`${name}satisfied`, `${name}unsatisfied`];

const codeOf = (ballot: TrueBallot, cut: Cut): string =>
  cut === 'all'
    ? ''
    : cut === 'field'
      ? (ballot.fieldCode ?? '')
      : cut === 'channel'
        ? ballot.channel
        : (ballot.officialCode ?? '');

function cellsOf(ballots: readonly TrueBallot[], slot: number): Cell[] {
  const cells = new Map<string, Cell>();
  for (const ballot of ballots) {
    const { base, from, until } = ballot;
    if (until <= from) continue;
    const answer = ballot.answers[slot] ?? 0;
    const part: Part = answer === 0 ? 'none' : answer >= 4 ? 'satisfied' : 'unsatisfied';
    for (const cut of cuts) {
      const code = codeOf(ballot, cut);
      const key = `${cut} ${code} ${base} ${from} ${until}`;
      const counts = { unsatisfied: 0, satisfied: 0, none: 0 };
      const cell = cells.get(key) ?? { cut, code, base, from, until, name: `x${cells.size}_`, counts };
      cell.counts[part] += 1;
      cells.set(key, cell);
    }
  }
  return [...cells.values()];
}

const sum = (cells: readonly Cell[], of: readonly Part[], sign = 1): [string, number][] =>
  cells.flatMap(({ name }) => of.map((part): [string, number] => [`${name}${part}`, sign]));
const total = (cells: readonly Cell[], of: readonly Part[]): number =>
  cells.reduce((value, { counts }) => value + of.reduce((more, part) => more + counts[part], 0), 0);
const sliceOf = ({ base, from, until }: Cell) => `${base} ${from} ${until}`;

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

function inside({ step, bases }: Published, cell: Cell): boolean {
  return bases.includes(cell.base) && cell.from <= step && step < cell.until;
}

function* linesOf({
  results,
}: Published): Iterable<{ cut: Cut; code: string; ballots: number | null; rows: readonly ResultRow[] }> {
  if (results.ballots > 0) yield { cut: 'all', code: '', ballots: null, rows: results.rows };
  for (const { by, groups } of results.cuts) {
    for (const { code, ballots, rows } of groups) yield { cut: by, code, ballots, rows };
  }
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
    return [...linesOf(published)].map(({ cut, code }) => {
      const of = cells.filter(
        (cell) => cell.cut === cut && cell.code === code && before.some((each) => inside(each, cell)),
      );
      return { terms: new Map(sum(of, parts)), value: 1, atLeast: true };
    });
  });
}

/** The hidden groups of each cut together, where a publication has such a line. */
function* combinedLinesOf({ results }: Published) {
  for (const { by, combined } of results.cuts) {
    if (combined) yield { cut: by, code: combinedCode, ...combined };
  }
}

/** What one publication says, in its own numbers. */
function said(published: Published, cells: readonly Cell[], question: string): Equation[] {
  const single = [...linesOf(published)].map((line) => ({ ...line, codes: [line.code] }));
  return [...single, ...combinedLinesOf(published)].flatMap(({ cut, codes, ballots, rows }) => {
    const of = cells.filter((cell) => cell.cut === cut && codes.includes(cell.code) && inside(published, cell));
    const equations: Equation[] = ballots === null ? [] : [{ terms: new Map(sum(of, parts)), value: ballots }];
    const row = rows.find(({ scope, id }) => scope !== 'factor' && id === question);
    if (row === undefined || row.suppressed) return equations;
    const satisfied = row.distribution.slice(3).reduce((more, count) => more + count, 0);
    return [
      ...equations,
      { terms: new Map(sum(of, ['satisfied'])), value: satisfied },
      { terms: new Map(sum(of, ['unsatisfied'])), value: row.n - satisfied },
      { terms: new Map(sum(of, ['none'])), value: row.missing + row.notApplicable },
    ];
  });
}

/** Whether a line of five or more, which holds the cell, says by itself that nobody in it was of that part. */
function saidOpenly(
  series: Series,
  cells: readonly Cell[],
  cell: Cell,
  part: 'satisfied' | 'unsatisfied',
  question: string,
): boolean {
  const beside = cells.filter((other) => sliceOf(other) === sliceOf(cell));
  // Who knows which groups are empty knows that all of a slice are of one group, where they are.
  const holds = (cut: Cut, codes: readonly string[]): boolean => {
    if (cut === cell.cut) return codes.includes(cell.code);
    return beside.filter((other) => other.cut === cut).every(({ code }) => codes.includes(code));
  };
  return series.published.some(({ step }) =>
    series.pagesAt(step).some((page) => {
      if (!inside(page, cell)) return false;
      const single = [...linesOf(page)].map((line) => ({ ...line, codes: [line.code] }));
      return [...single, ...combinedLinesOf(page)].some(({ cut, codes, rows }) => {
        const row = rows.find(({ scope, id }) => scope !== 'factor' && id === question);
        if (row === undefined || row.suppressed || !holds(cut, codes)) return false;
        const satisfied = row.distribution.slice(3).reduce((more, count) => more + count, 0);
        return (part === 'satisfied' ? satisfied : row.n - satisfied) === 0;
      });
    }),
  );
}

/** Combined lines that are not what the hidden groups truly sum up to, counted from single ballots. */
export function wrongCombinedLines(series: Series, question: string): string[] {
  const slot = answerSlots(series.form).findIndex(({ questionId }) => questionId === question);
  const cells = cellsOf(series.ballots, slot);
  return series.published.flatMap((published) =>
    [...combinedLinesOf(published)].flatMap(({ cut, codes, ballots, rows }) => {
      const of = cells.filter((cell) => cell.cut === cut && codes.includes(cell.code) && inside(published, cell));
      const row = rows.find(({ scope, id }) => scope !== 'factor' && id === question);
      if (row === undefined) return [`${cut}: no line`];
      const shown = row.suppressed
        ? []
        : [row.n - total(of, people), row.missing + row.notApplicable - total(of, ['none'])];
      return [ballots - total(of, parts), ...shown].some((off) => off !== 0) ? [`${cut} ${codes.join(' ')}`] : [];
    }),
  );
}

/** The largest that the sum of the named counts can be; infinite where nothing bounds it. */
function maximum(highs: Highs, equations: readonly Equation[], wanted: readonly string[]): number {
  const lines = ['Maximize', ` obj: ${wanted.join(' + ')}`, 'Subject To'];
  equations.forEach(({ terms, value, atLeast }, at) => {
    const left = [...terms].map(([name, sign]) => `${sign < 0 ? '-' : '+'} ${name}`).join(' ');
    if (left !== '') lines.push(` e${at}: ${left} ${atLeast ? '>=' : '='} ${value}`);
  });
  const found = highs.solve([...lines, 'End'].join('\n'));
  if (found.Status === 'Optimal') return found.ObjectiveValue;
  if (found.Status === 'Unbounded' || found.Status === 'Primal infeasible or unbounded')
    return Number.POSITIVE_INFINITY;
  throw new Error(`the attack could not be solved: ${found.Status}`);
}
