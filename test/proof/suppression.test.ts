import { expect, it } from 'vitest';
import { loadHighs } from './highs';
import { effortOf, holds } from './proof';
import { madeSeries, type Published, type Series } from './published-series';
import { madeProvince } from './published-province';
import { attack, attackProvince } from './suppression-attack';
import { proof } from './suppression.proof';

it('leaves nothing of a hidden group to linear programming on all that is published (a short part of npm run proof)', async () => {
  const failed: string[] = [];
  for await (const claim of proof.run(effortOf(20_250_415, 0.01))) {
    if (!holds(claim)) failed.push(`${claim.says}: ${claim.measured}`);
  }
  expect(failed).toEqual([]);
}, 120_000);

it('leaves nothing in years whose missing answers told what is hidden', async () => {
  const highs = await loadHighs();
  // Of three ballots that came late, who said what; and that at most four of a group answered.
  for (const [seed, question] of [
    [541_899_560, '5'],
    [15_524_165, '5'],
  ] as const)
    expect(attack(highs, madeSeries(seed), [question])).toEqual([]);
}, 120_000);

it('is attacked by something that wins where a hidden field is shown after all', async () => {
  const highs = await loadHighs();
  const series = madeSeries(38);
  const [first] = series.published;
  if (first === undefined) throw new Error('nothing published');
  // The rule of before: only the small groups themselves are hidden, the next smallest stands beside them.
  const careless = {
    ...first,
    results: {
      ...first.results,
      cuts: first.results.cuts.map((cut) => ({
        ...cut,
        groups: cut.groups.map((group) => {
          const people = series.ballots.filter(
            (ballot) =>
              ballot.base === first.bases[0] && ballot.from <= first.step && codeOf(ballot, cut.by) === group.code,
          ).length;
          return people < 5 ? group : { ...group, ballots: people };
        }),
      })),
    },
  };
  expect(attack(highs, series, ['overall'])).toEqual([]);
  expect(attack(highs, { ...series, published: [careless] }, ['overall']).length).toBeGreaterThan(0);
}, 60_000);

it('wins where a combined line leaves out one small group, whose size is then what is left', async () => {
  const highs = await loadHighs();
  for (let seed = 1; seed < 400; seed += 1) {
    const series = madeSeries(seed);
    const [first] = series.published;
    const careless = first && withoutOneSmall(first, series.ballots);
    if (first === undefined || careless === undefined) continue;
    expect(attack(highs, { ...series, published: [first] }, ['overall'])).toEqual([]);
    expect(attack(highs, { ...series, published: [careless] }, ['overall']).length).toBeGreaterThan(0);
    return;
  }
  throw new Error('no combined line of three groups with a small one');
}, 60_000);

it('wins where a line of units is released against the word of the rule', async () => {
  const highs = await loadHighs();
  for (let seed = 90; seed < 200; seed += 1) {
    for (const { line, released, known } of madeProvince(seed).attempts) {
      if (released || attackProvince(highs, { ...known, lines: [...known.lines, line] }).length === 0) continue;
      expect(attackProvince(highs, known)).toEqual([]);
      return;
    }
  }
  throw new Error('no line that was refused gives anything away');
}, 120_000);

/** The publication with one of its combined lines made, truly counted, of all but one group of one to four ballots. */
function withoutOneSmall(published: Published, ballots: Series['ballots']): Published | undefined {
  const countOf = (by: string, codes: readonly string[]) =>
    ballots.filter(
      (ballot) =>
        published.bases.includes(ballot.base) &&
        ballot.from <= published.step &&
        published.step < ballot.until &&
        codes.includes(codeOf(ballot, by)),
    ).length;
  const cut = published.results.cuts.find(({ combined }) => combined && combined.codes.length > 2);
  const small = cut?.combined?.codes.find((code) => countOf(cut.by, [code]) < 5);
  if (cut?.combined === undefined || small === undefined) return undefined;
  const codes = cut.combined.codes.filter((code) => code !== small);
  const combined = { codes, ballots: countOf(cut.by, codes), rows: [] };
  const cuts = published.results.cuts.map((each) => (each === cut ? { ...cut, combined } : each));
  return { ...published, results: { ...published.results, cuts } };
}

function codeOf(
  ballot: { fieldCode: string | null; channel: string; officialCode: string | null },
  by: string,
): string {
  return (by === 'field' ? ballot.fieldCode : by === 'channel' ? ballot.channel : ballot.officialCode) ?? '';
}
