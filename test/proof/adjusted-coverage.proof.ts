import { type Chance, seededChance, shuffled } from '../../src/kernel/random';
import { assert } from '../../src/kernel/result';
import { surveyDesign } from '../../src/results/design/build-design';
import { calibration } from '../../src/results/design/calibration';
import { contrast, domainEstimates } from '../../src/results/design/domain-contrast';
import { estimateDomain } from '../../src/results/design/estimate-domain';
import { type Margin, nonResponse, postStratification, raking } from '../../src/results/design/post-strata';
import type { DesignColumns, SurveyDesign } from '../../src/results/design/survey-design';
import { type Claim, type Effort, type Proof, shareClaim } from './proof';

interface Person {
  readonly score: number;
  readonly size: number;
  readonly age: number;
  readonly sex: number;
  /** Whether they would answer, if asked. */
  readonly answers: number;
}

function madePopulation(chance: Chance): Person[] {
  const uniform = () => (chance(1_000_000) + 0.5) / 1_000_000;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Array.from({ length: 2000 }, () => {
    const size = Math.exp(0.6 * normal());
    const age = chance(4);
    const sex = chance(2);
    return { score: 10 + 3 * size + 2 * age + sex + 2 * normal(), size, age, sex, answers: 0.9 - 0.15 * age };
  });
}

const population = madePopulation(seededChance(5));
const totalOf = (value: (person: Person) => number) => population.reduce((sum, person) => sum + value(person), 0);
const trueMean = totalOf(({ score }) => score) / population.length;

interface Sample {
  readonly people: readonly Person[];
  readonly columns: Omit<DesignColumns, 'rows'>;
}
type Draw = (chance: Chance) => Sample;

const simple = (chance: Chance, n: number) => shuffled(population, chance).slice(0, n);
const sized = (people: readonly Person[]) => ({ clusters: [], populations: [people.map(() => population.length)] });

function marginOf(people: readonly Person[], group: (person: Person) => number, groups: number): Margin {
  const totals = Array.from({ length: groups }, (_, at) => totalOf((person) => (group(person) === at ? 1 : 0)));
  return { groupOf: Int32Array.from(people, group), totals, names: totals.map((_, at) => String(at)) };
}

/** Systematic with probabilities proportional to size, in random order: nearly the design that the approximations assume. */
function systematic(chance: Chance, n: number) {
  const order = shuffled(population, chance);
  const step = totalOf(({ size }) => size) / n;
  let next = ((chance(1_000_000) + 0.5) / 1_000_000) * step;
  let sum = 0;
  const people = order.filter(({ size }) => {
    sum += size;
    if (sum < next) return false;
    next += step;
    return true;
  });
  return { people, probabilities: [people.map(({ size }) => size / step)] };
}

function withReplacement(chance: Chance, n: number) {
  const total = totalOf(({ size }) => size);
  const bounds: number[] = [];
  let sum = 0;
  for (const { size } of population) bounds.push((sum += size));
  const people = Array.from({ length: n }, () => {
    const at = ((chance(1_000_000) + 0.5) / 1_000_000) * total;
    return population[bounds.findIndex((bound) => bound >= at)] as Person;
  });
  return { people, probabilities: [people.map(({ size }) => Math.min(1, (n * size) / total))] };
}

const unequal =
  (pps: DesignColumns['pps']): Draw =>
  (chance) => {
    const { people, probabilities } = pps === undefined ? withReplacement(chance, 60) : systematic(chance, 60);
    return { people, columns: { clusters: [], populations: [], probabilities, pps } };
  };

const draws: Readonly<Record<string, Draw>> = {
  'unequal, with replacement': unequal(undefined),
  'unequal, Brewer': unequal({ kind: 'brewer' }),
  'unequal, Overton': unequal({ kind: 'overton', form: 'horvitz-thompson' }),
  'unequal, Hartley–Rao, Yates–Grundy': unequal({ kind: 'hr', form: 'yates-grundy' }),
  'post-stratified': (chance) => {
    const people = simple(chance, 120);
    const reweightings = [postStratification(marginOf(people, ({ age }) => age, 4))];
    return { people, columns: { ...sized(people), reweightings } };
  },
  raked: (chance) => {
    const people = simple(chance, 120);
    const margins = [marginOf(people, ({ age }) => age, 4), marginOf(people, ({ sex }) => sex, 2)];
    const reweightings = [raking(margins, { epsilon: 1e-9, rounds: 100 })];
    return { people, columns: { ...sized(people), reweightings } };
  },
  calibrated: (chance) => {
    const people = simple(chance, 120);
    const columns = [Float64Array.from(people, () => 1), Float64Array.from(people, ({ size }) => size)];
    const totals = [population.length, totalOf(({ size }) => size)];
    const reweightings = [calibration({ columns, totals }, { kind: 'linear', low: -Infinity, high: Infinity })];
    return { people, columns: { ...sized(people), reweightings } };
  },
  'non-response in cells, then post-stratified': (chance) => {
    const people = simple(chance, 200);
    const answered = people.map(({ answers }) => chance(1000) < answers * 1000);
    const cells = marginOf(people, ({ age }) => age, 4);
    const reweightings = [nonResponse(cells, answered), postStratification(marginOf(people, ({ sex }) => sex, 2))];
    return { people, columns: { ...sized(people), reweightings } };
  },
};

const taylor = { method: 'taylor', lonely: undefined } as const;

function designOf({ people, columns }: Sample): SurveyDesign {
  const design = surveyDesign({ rows: people.length, ...columns });
  assert(design.ok, 'a design that can be');
  return design.value;
}

const isHeld = (low: number | null, high: number | null, truth: number) =>
  low !== null && high !== null && low <= truth && truth <= high;

function meanHeld(sample: Sample): boolean {
  const { people } = sample;
  const measured = { rows: [...people.keys()], values: Float64Array.from(people, ({ score }) => score) };
  const { low, high } = estimateDomain(designOf(sample), measured, { kind: 'mean' }, taylor);
  return isHeld(low, high, trueMean);
}

/** Women less men, both out of one post-stratified sample. */
function differenceHeld(sample: Sample): boolean {
  const design = designOf(sample);
  const samples = [1, 0].map((sex) => {
    const rows = [...sample.people.keys()].filter((row) => sample.people[row]?.sex === sex);
    return { rows, values: Float64Array.from(rows, (row) => sample.people[row]?.score ?? NaN) };
  });
  const together = domainEstimates(design, samples, { kind: 'mean' }, taylor);
  const { low, high } = contrast(together, [1, -1], design.degreesOfFreedom);
  const meanOf = (sex: number) =>
    totalOf((person) => (person.sex === sex ? person.score : 0)) / totalOf((person) => (person.sex === sex ? 1 : 0));
  return isHeld(low, high, meanOf(1) - meanOf(0));
}

function count(samples: number, seed: number, draw: Draw, held: (sample: Sample) => boolean): number {
  const chance = seededChance(seed);
  let found = 0;
  for (let sample = 0; sample < samples; sample += 1) if (held(draw(chance))) found += 1;
  return found;
}

function* run({ seed, repetitions }: Effort): Iterable<Claim> {
  const samples = repetitions(4000);
  for (const [name, draw] of Object.entries(draws)) {
    const held = count(samples, seed, draw, meanHeld);
    yield shareClaim(`mean, ${name}`, { count: held, repetitions: samples, expected: 0.95, slack: 0.015 });
  }
  const postStratified = draws['post-stratified'];
  assert(postStratified !== undefined, 'a draw of that name');
  const held = count(samples, seed, postStratified, differenceHeld);
  const share = { count: held, repetitions: samples, expected: 0.95, slack: 0.015 };
  yield shareClaim('difference of two groups, post-stratified', share);
}

export const proof: Proof = {
  says: 'the 95 % interval holds the truth in 95 of 100 samples also with unequal probabilities and adjusted weights',
  run,
};
