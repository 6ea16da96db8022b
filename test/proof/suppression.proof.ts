import { seededChance } from '../../src/kernel/random';
import { loadHighs } from './highs';
import type { Claim, Effort, Proof } from './proof';
import { madeSeries } from './published-series';
import { attack } from './suppression-attack';

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
    for (let year = 0; year < years; year += 1) {
      const series = madeSeries(chance(2 ** 31));
      found += attack(highs, series, questions).length;
      const cuts = series.published.flatMap(({ results }) => results.cuts.flatMap((cut) => cut.groups));
      groups += cuts.length;
      shown += cuts.filter(({ ballots }) => ballots !== null).length;
    }
    yield { says: `findings in ${years} random years`, measured: found, low: 0, high: 0 };
    // Who hides everything is safe and useless; these offices have few ballots and many groups of one to four.
    yield { says: 'share of groups shown', measured: shown / groups, low: 0.1, high: 1 };
  },
};
