import { type Chance, seededChance } from '../../src/kernel/random';
import { minimumGroup } from '../../src/results/period-results';
import { type Highs, loadHighs } from './highs';
import type { Claim, Effort, Proof } from './proof';
import { madeSeries, type Series } from './published-series';
import { type Attempt, madeProvince, type Province } from './published-province';
import { attack, attackProvince, cellsOfAll, wrongCombinedLines } from './suppression-attack';
import { answersOfOthers, type UnitsLine, wrongUnitsLines } from './units-line';

const questions = ['overall', '1', '5'];

/** docs/adr/0057: what an outsider can work out of a random year of publications, by linear programming. */
export const proof: Proof = {
  says: 'Linear programming on all publications of a year, of one office or of several with lines of units together, finds no hidden group of 1 to 4, neither its size nor its answers',
  async *run(effort: Effort): AsyncIterable<Claim> {
    const highs = await loadHighs();
    yield* claimsOfYears(highs, effort.repetitions(400), seededChance(effort.seed));
    yield* claimsOfProvinces(highs, effort.repetitions(150), seededChance(effort.seed));
  },
};

function* claimsOfYears(highs: Highs, years: number, chance: Chance): Iterable<Claim> {
  let found = 0;
  let shown = 0;
  let groups = 0;
  let added = 0;
  let wrong = 0;
  let combined = 0;
  let several = 0;
  let moving = 0;
  for (let year = 0; year < years; year += 1) {
    const series = madeSeries(chance(2 ** 31));
    const findings = attack(highs, series, questions).length;
    found += findings;
    if (findings > 0) added += findings - attack(highs, withoutCombined(series), questions).length;
    wrong += questions.flatMap((question) => wrongCombinedLines(series, question)).length;
    if (hasMovingGroups(series)) moving += 1;
    for (const { results } of series.published) {
      for (const cut of results.cuts) {
        const hidden = cut.groups.filter(({ ballots }) => ballots === null).length;
        if (hidden < 2 || hidden === cut.groups.length) continue;
        several += 1;
        combined += cut.combined ? 1 : 0;
      }
    }
    const cuts = series.published.flatMap(({ results }) => results.cuts.flatMap((cut) => cut.groups));
    groups += cuts.length;
    shown += cuts.filter(({ ballots }) => ballots !== null).length;
  }
  yield { says: `findings in ${years} random years`, measured: found, low: 0, high: 0 };
  // Who hides everything is safe and useless; these offices have few ballots and many groups of one to four.
  yield { says: 'share of groups shown', measured: shown / groups, low: 0.1, high: 1 };
  yield { says: 'findings that are there only because of combined lines', measured: added, low: 0, high: 0 };
  yield { says: 'combined lines that are not the sum of the groups in them', measured: wrong, low: 0, high: 0 };
  // Else the attack would not have seen what it is to be held against.
  yield {
    says: 'share of years in which a group joins or leaves a combined line of the same ballots',
    measured: moving / years,
    low: years < 20 ? 0 : 0.1,
    high: 1,
  };
  // Of a cut that shows some groups and hides at least two.
  yield { says: 'share of cuts whose hidden groups stand together', measured: combined / several, low: 0.9, high: 1 };
}

/** Several offices of a province at once (docs/adr/0094), on the overall question. */
function attackedProvinces(highs: Highs, provinces: number, chance: Chance) {
  const counted = { found: 0, tried: 0, released: 0, refused: 0, foundOut: 0, wrong: 0, few: 0, beside: 0 };
  for (let at = 0; at < provinces; at += 1) {
    const province = madeProvince(chance(2 ** 31));
    const { offices, lines } = province;
    const cells = cellsOfAll(offices);
    counted.found += attackProvince(highs, province).length;
    counted.wrong += wrongUnitsLines(province, cells).length;
    counted.few += lines.filter((line) => answersOfOthers(line, offices, cells) < minimumGroup).length;
    counted.tried += province.attempts.length;
    counted.released += lines.length;
    counted.beside += lines.filter((line) => publishesAgain(line, offices)).length;
    for (const { line, known } of refusedOnce(province)) {
      counted.refused += 1;
      const all = { ...known, lines: [...known.lines, line] };
      counted.foundOut += attackProvince(highs, all).length > 0 ? 1 : 0;
    }
  }
  return counted;
}

function* claimsOfProvinces(highs: Highs, provinces: number, chance: Chance): Iterable<Claim> {
  const { found, tried, released, refused, foundOut, wrong, few, beside } = attackedProvinces(highs, provinces, chance);
  const many = provinces >= 20;
  yield { says: `findings in ${provinces} random provinces`, measured: found, low: 0, high: 0 };
  yield { says: 'lines of units that are not the sum of their ballots', measured: wrong, low: 0, high: 0 };
  yield { says: 'lines in which a unit faces fewer than five others', measured: few, low: 0, high: 0 };
  yield {
    says: 'share of lines tried that may be released',
    measured: released / Math.max(1, tried),
    low: many ? 0.2 : 0,
    high: 1,
  };
  // A unit of the line publishes later what is held against it.
  yield {
    says: 'share of lines with a unit that publishes the same ballots again',
    measured: beside / Math.max(1, released),
    low: many ? 0.2 : 0,
    high: 1,
  };
  // Else nothing would be gained by asking.
  yield {
    says: `of ${refused} lines refused, those that the attack finds out if they are released all the same`,
    measured: foundOut,
    low: many ? 1 : 0,
    high: refused,
  };
}

/** The same line of the same publications may have been wished for more than once. */
function refusedOnce({ attempts }: Province): readonly Attempt[] {
  const refused = attempts.filter(({ released }) => !released);
  const keyOf = ({ line }: Attempt) => `${line.periodId} ${JSON.stringify(line.members)}`;
  return [...new Map(refused.map((attempt) => [keyOf(attempt), attempt])).values()];
}

function publishesAgain(line: UnitsLine, offices: readonly Series[]): boolean {
  return line.members.some(({ unitCode, lookId }) => {
    const published = offices.find((office) => office.unitCode === unitCode)?.published ?? [];
    const bases = published.find(({ step }) => `${step}` === lookId)?.bases ?? [];
    return published.some((each) => each.step > Number(lookId) && each.bases.some((base) => bases.includes(base)));
  });
}

function withoutCombined(series: Series): Series {
  const published = series.published.map((each) => ({
    ...each,
    results: { ...each.results, cuts: each.results.cuts.map(({ by, groups }) => ({ by, groups })) },
  }));
  return { ...series, published };
}

/** Two publications that count some of the same ballots, with different groups in the combined line of a cut. */
function hasMovingGroups({ published }: Series): boolean {
  const lines = published.flatMap(({ bases, results }) =>
    results.cuts.flatMap(({ by, combined }) => (combined ? [{ bases, by, codes: combined.codes.join(' ') }] : [])),
  );
  return lines.some((one) =>
    lines.some(
      (other) =>
        one.by === other.by && one.codes !== other.codes && one.bases.some((base) => other.bases.includes(base)),
    ),
  );
}
