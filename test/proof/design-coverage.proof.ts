import { type Chance, seededChance, shuffled } from '../../src/kernel/random';
import { assert } from '../../src/kernel/result';
import { estimateDomain, type Statistic } from '../../src/results/design/estimate-domain';
import { surveyDesign } from '../../src/results/design/build-design';
import type { DesignColumns } from '../../src/results/design/survey-design';
import { type Claim, type Effort, type Proof, shareClaim } from './proof';

interface Person {
  readonly stratum: string;
  readonly cluster: string;
  readonly score: number;
  readonly weightOfWork: number;
  readonly content: number;
}

/** Four strata of 30 clusters of 10 people, who are alike within clusters; about three of four are content. */
function madePopulation(chance: Chance): Person[] {
  const uniform = () => (chance(1_000_000) + 0.5) / 1_000_000;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Array.from({ length: 120 }, (_, cluster) => {
    const common = 2 * (cluster % 4) + normal();
    return Array.from({ length: 10 }, () => {
      const score = 10 + common + 2 * normal();
      const weightOfWork = 1 + chance(5);
      return { stratum: `s${cluster % 4}`, cluster: `c${cluster}`, score, weightOfWork, content: score > 11 ? 1 : 0 };
    });
  }).flat();
}

const population = madePopulation(seededChance(1));
const clusters = [...new Set(population.map(({ cluster }) => cluster))].map((name) =>
  population.filter(({ cluster }) => cluster === name),
);
const strata = ['s0', 's1', 's2', 's3'].map((name) => clusters.filter(([person]) => person?.stratum === name));

type Draw = (chance: Chance) => { readonly people: readonly Person[]; readonly columns: Omit<DesignColumns, 'rows'> };
const each = <T>(people: readonly Person[], value: (person: Person) => T): T[] => people.map(value);

const draws: Readonly<Record<string, Draw>> = {
  simple: (chance) => {
    const people = shuffled(population, chance).slice(0, 80);
    return { people, columns: { clusters: [], populations: [each(people, () => 1200)] } };
  },
  stratified: (chance) => {
    const people = strata.flatMap((members, at) => shuffled(members.flat(), chance).slice(0, 12 + 6 * at));
    const columns = {
      strata: each(people, ({ stratum }) => stratum),
      clusters: [],
      populations: [each(people, () => 300)],
    };
    return { people, columns };
  },
  'one-stage cluster': (chance) => {
    const people = shuffled(clusters, chance).slice(0, 30).flat();
    return {
      people,
      columns: { clusters: [each(people, ({ cluster }) => cluster)], populations: [each(people, () => 120)] },
    };
  },
  'stratified two-stage': (chance) => {
    const drawn = strata.flatMap((members) => shuffled(members, chance).slice(0, 10));
    const people = drawn.flatMap((members) => shuffled(members, chance).slice(0, 4));
    const columns = {
      strata: each(people, ({ stratum }) => stratum),
      clusters: [each(people, ({ cluster }) => cluster), people.map((_, row) => String(row))],
      populations: [each(people, () => 30), each(people, () => 10)],
    };
    return { people, columns };
  },
};

interface Asked {
  readonly statistic: Statistic;
  readonly value: (person: Person) => number;
  readonly denominator?: (person: Person) => number;
}
const asked: readonly Asked[] = [
  { statistic: { kind: 'mean' }, value: ({ score }) => score },
  { statistic: { kind: 'total' }, value: ({ score }) => score },
  { statistic: { kind: 'ratio' }, value: ({ score }) => score, denominator: ({ weightOfWork }) => weightOfWork },
  { statistic: { kind: 'proportion', interval: 'logit' }, value: ({ content }) => content },
  { statistic: { kind: 'quantile', probability: 0.5 }, value: ({ score }) => score },
];

function truthOf({ statistic, value, denominator }: Asked): number {
  const values = population.map(value);
  const sum = values.reduce((total, one) => total + one, 0);
  if (statistic.kind === 'total') return sum;
  if (statistic.kind === 'quantile') return values.sort((a, b) => a - b)[values.length / 2 - 1] ?? NaN;
  return sum / population.reduce((total, person) => total + (denominator?.(person) ?? 1), 0);
}

const taylor = { method: 'taylor', lonely: undefined } as const;

function intervalHolds(drawn: ReturnType<Draw>, { statistic, value, denominator }: Asked, truth: number): boolean {
  const design = surveyDesign({ rows: drawn.people.length, ...drawn.columns });
  assert(design.ok, 'a design that can be');
  const measured = {
    rows: [...drawn.people.keys()],
    values: Float64Array.from(drawn.people, value),
    denominators: denominator && Float64Array.from(drawn.people, denominator),
  };
  const { low, high } = estimateDomain(design.value, measured, statistic, taylor);
  return low !== null && high !== null && low <= truth && truth <= high;
}

function* run({ seed, repetitions }: Effort): Iterable<Claim> {
  const samples = repetitions(6000);
  const truths = asked.map(truthOf);
  for (const [name, draw] of Object.entries(draws)) {
    const chance = seededChance(seed);
    const held = asked.map(() => 0);
    for (let sample = 0; sample < samples; sample += 1) {
      const drawn = draw(chance);
      for (const [at, one] of asked.entries())
        if (intervalHolds(drawn, one, truths[at] ?? NaN)) held[at] = (held[at] ?? 0) + 1;
    }
    for (const [at, { statistic }] of asked.entries())
      yield shareClaim(`${name}, ${statistic.kind}`, {
        count: held[at] ?? 0,
        repetitions: samples,
        expected: 0.95,
        slack: 0.01,
      });
  }
}

export const proof: Proof = {
  says: 'the 95 % interval of hailong estimate holds the truth in 95 of 100 samples, whatever the design',
  run,
};
