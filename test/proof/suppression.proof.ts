import { seededChance } from '../../src/kernel/random';
import { loadHighs } from './highs';
import type { Claim, Effort, Proof } from './proof';
import { madeSeries, type Series } from './published-series';
import { attack, wrongCombinedLines } from './suppression-attack';

const questions = ['overall', '1', '5'];

/** docs/adr/0057: what an outsider can work out of a random year of publications, by linear programming. */
export const proof: Proof = {
  says: 'Linear programming on all publications of a year finds no hidden group of 1 to 4, neither its size nor its answers',
  async *run(effort: Effort): AsyncIterable<Claim> {
    const highs = await loadHighs();
    const chance = seededChance(effort.seed);
    const years = effort.repetitions(400);
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
  },
};

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
