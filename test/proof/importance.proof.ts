import { seededChance } from '../../src/kernel/random';
import { driversOf } from '../../src/results/drivers';
import type { Estimate } from '../../src/results/estimate';
import { importanceOf } from '../../src/results/importance';
import { addRelations, noRelations, relationLayout, type RelationLayout } from '../../src/results/relation-layout';
import { tallyLayout } from '../../src/results/tally';
import { questionnaireC } from '../../src/survey/built-in-questionnaires';
import { type Claim, type Effort, type Proof, shareClaim } from './proof';

/** Nine items in three factors, as communes ask them. */
const layout = relationLayout(tallyLayout(questionnaireC)) as RelationLayout;
/** How far each factor moves the overall answer. */
const pull = [1, 2, 4];

interface Office {
  readonly name: string;
  /** How content people are, in points below the top of an open scale: answers crowd at the top where it is small. */
  readonly below: number;
}
const offices: readonly Office[] = [
  { name: 'mixed answers', below: 1.3 },
  { name: 'answers crowded at the top', below: 0.45 },
];

/** People with a mood, a feeling about each factor around it, answers around that; one answer in fifteen left out. */
function addBallots(cells: number[], chance: (limit: number) => number, people: number, { below }: Office): number[] {
  // The sum of four even variables is normal enough, mean 0 and variance 1.
  const normal = () => ((chance(2001) + chance(2001) + chance(2001) + chance(2001) - 4000) / 1000) * 0.866;
  const answered = (feeling: number) =>
    chance(15) === 0 ? 0 : Math.min(5, Math.max(1, Math.round(5.2 - below + feeling)));
  for (let person = 0; person < people; person += 1) {
    const mood = 0.7 * normal();
    const feelings = layout.factors.map(() => mood + 0.7 * normal());
    const ballot = new Uint8Array(10);
    layout.factors.forEach(({ first, end }, factor) => {
      for (let slot = first; slot < end; slot += 1) ballot[slot] = answered((feelings[factor] ?? 0) + 0.5 * normal());
    });
    const felt = feelings.reduce((sum, feeling, factor) => sum + feeling * (pull[factor] ?? 0), 0) / 7;
    ballot[layout.overall] = answered(felt + 0.4 * normal());
    addRelations(cells, layout, ballot);
  }
  return cells;
}

const tableOf = (cells: readonly number[], item: number) => cells.slice(item * 25, (item + 1) * 25);
const holdsIn = ({ low, high }: Estimate, value: number) => (low <= value && value <= high ? 1 : 0);

function* ofOffice(office: Office, truth: readonly number[], people: number, effort: Effort): Iterable<Claim> {
  const { seed, repetitions } = effort;
  const samples = repetitions(2000);
  const trueItems = layout.items.map((_, item) => importanceOf(tableOf(truth, item)));
  const trueDrivers = driversOf(layout, truth);
  const items = { held: 0, of: 0 };
  const shares = { held: 0, of: 0 };
  const explained = { held: 0, of: 0 };
  const chance = seededChance(seed);
  for (let sample = 0; sample < samples; sample += 1) {
    const cells = addBallots(noRelations(layout), chance, people, office);
    trueItems.forEach((right, item) => {
      const found = importanceOf(tableOf(cells, item));
      if (found.kind !== 'measured' || right.kind !== 'measured') return;
      items.of += 1;
      items.held += holdsIn(found, right.value);
    });
    const found = driversOf(layout, cells);
    if (found?.kind !== 'measured' || trueDrivers?.kind !== 'measured') continue;
    explained.of += 1;
    explained.held += holdsIn(found.explained, trueDrivers.explained.value);
    found.factors.forEach(({ share }, at) => {
      const right = trueDrivers.factors[at]?.share;
      if (!share || !right) return;
      shares.of += 1;
      shares.held += holdsIn(share, right.value);
    });
  }
  const claim = (says: string, { held, of }: { held: number; of: number }, slack: number) =>
    // The items of one sample are alike: as many repetitions as samples.
    shareClaim(`${says}, ${people} people, ${office.name}`, {
      count: (held / of) * samples,
      repetitions: samples,
      expected: 0.95,
      slack,
    });
  yield claim('importance of an item', items, 0.01);
  yield claim('share of a factor', shares, 0.01);
  yield claim('share explained', explained, 0.03);
}

function* run(effort: Effort): Iterable<Claim> {
  for (const office of offices) {
    const truth = addBallots(noRelations(layout), seededChance(effort.seed + 7), 250_000, office);
    for (const people of [60, 300]) yield* ofOffice(office, truth, people, effort);
  }
}

export const proof: Proof = {
  says: 'intervals of importance and of what drives the overall answer hold the truth in 95 of 100 samples',
  run,
};
