import { batchSigns, isStraight, type StackedSheet } from '../../src/collection/batch-signs';
import { type Chance, shuffled } from '../../src/kernel/random';
import {
  busyDayScores,
  channelGroups,
  type ChannelGroup,
  channelScores,
  patternScores,
  roundCountScores,
  type SignScore,
  varietyScores,
} from '../../src/results/irregularity-scores';
import { batchScores } from '../../src/results/irregularity-batches';
import { questionnaireA } from '../../src/survey/built-in-questionnaires';
import { answerSlots } from '../../src/survey/questionnaire';

/** What the first office does that no honest office does. */
const frauds = [
  'none',
  'one-hand',
  'all-fives',
  'copies',
  'copied-stack',
  'kiosk-in-an-hour',
  'keyer',
  'round-counts',
] as const;
export type Fraud = (typeof frauds)[number];

const slots = answerSlots(questionnaireA);
const factors = questionnaireA.factors.map(({ items }) => items.length);
const items = factors.reduce((sum, count) => sum + count, 0);

interface Ballot {
  readonly group: ChannelGroup;
  /** Items, then overall. */
  readonly answers: readonly number[];
}

interface Office {
  readonly unitCode: string;
  readonly ballots: Ballot[];
  readonly stack: StackedSheet[];
  readonly days: number[];
  readonly counts: number[];
}

function normalOf(chance: Chance): () => number {
  const uniform = () => (chance(1 << 30) + 0.5) / (1 << 30);
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * Honest offices differ in mood, in how many people give one answer to everything, in channels and in pace. People differ in
 * mood as well, factors hang together, paper is answered a little more politely, Mondays are busy, keyers share a stack.
 */
function honestOffice(unitCode: string, chance: Chance): Office {
  const normal = normalOf(chance);
  const mood = 0.9 + 0.25 * normal();
  const straight = 1 / (1 + Math.exp(1.3 - 0.4 * normal()));
  const ballotOf = (group: ChannelGroup): Ballot => {
    const person = mood + 0.6 * normal() + (group === 'paper' ? 0.08 : 0);
    const answer = (lean: number) => Math.max(1, Math.min(5, Math.round(3.3 + lean)));
    if (chance(1_000) < straight * 1_000) {
      const same = answer(person + 0.3 * normal());
      return { group, answers: new Array<number>(items + 1).fill(same) };
    }
    const answers = factors.flatMap((count) => {
      const factor = person + 0.3 * normal();
      return Array.from({ length: count }, () => (chance(60) === 0 ? 0 : answer(factor + 0.5 * normal())));
    });
    return { group, answers: [...answers, answer(person + 0.3 * normal())] };
  };
  const sizes = { paper: 40 + chance(50), kiosk: 40 + chance(80), online: chance(90) };
  const ballots = channelGroups.flatMap((group) => Array.from({ length: sizes[group] }, () => ballotOf(group)));
  const stack = shuffled(
    ballots.filter(({ group }) => group === 'paper'),
    chance,
  ).map((ballot, at) => sheetOf(ballot, at < sizes.paper * 0.6 ? 'an' : 'binh'));
  const pace = 1 + chance(5);
  const days = Array.from({ length: 60 }, (_, day) => {
    const mean = pace * (day % 5 === 0 ? 1.5 : 0.9) * Math.exp(0.35 * normal());
    return poisson(mean, chance);
  });
  const counts = Array.from({ length: 36 }, () => Math.round(25 * Math.exp(1.1 * Math.abs(normal()))));
  return { unitCode, ballots, stack, days, counts };
}

function poisson(mean: number, chance: Chance): number {
  const least = Math.exp(-mean);
  let product = 1;
  for (let count = 0; ; count += 1) {
    product *= (chance(1 << 30) + 0.5) / (1 << 30);
    if (product < least) return count;
  }
}

function sheetOf(ballot: Ballot, reader: string): StackedSheet {
  return { answers: Uint8Array.from(slots, (_, at) => ballot.answers[at] ?? 0), reader };
}

function cheat(office: Office, fraud: Fraud, chance: Chance): Office {
  const normal = normalOf(chance);
  const paper = (answers: readonly number[]): Ballot => ({ group: 'paper', answers });
  const { ballots, stack, days } = office;
  switch (fraud) {
    case 'none':
      return office;
    case 'all-fives': {
      // As many again as are at the kiosk, each with the highest answer to everything.
      const more = ballots.filter(({ group }) => group === 'kiosk').length;
      const made = Array.from({ length: more }, (): Ballot => ({
        group: 'kiosk',
        answers: new Array<number>(items + 1).fill(5),
      }));
      return { ...office, ballots: [...ballots, ...made] };
    }
    case 'one-hand': {
      // A clerk fills in 25 sheets in one go, each a little different, and lays them on the stack.
      const hand = Array.from({ length: 25 }, () =>
        paper(Array.from({ length: items + 1 }, () => Math.max(4, Math.min(5, Math.round(4.7 + 0.5 * normal()))))),
      );
      return {
        ...office,
        ballots: [...ballots, ...hand],
        stack: [...stack, ...hand.map((each) => sheetOf(each, 'an'))],
      };
    }
    case 'copies':
    case 'copied-stack': {
      const pattern = Array.from({ length: items + 1 }, () => 4 + chance(2));
      const copies = Array.from({ length: 12 }, () => paper(pattern));
      const sheets = [...stack, ...copies.map((each) => sheetOf(each, 'an'))];
      return {
        ...office,
        ballots: [...ballots, ...copies],
        stack: fraud === 'copies' ? shuffled(sheets, chance) : sheets,
      };
    }
    case 'kiosk-in-an-hour': {
      const busiest = days.map((count, at) => (at === 31 ? count + 60 : count));
      return { ...office, days: busiest };
    }
    case 'keyer':
      return {
        ...office,
        stack: stack.map((sheet, at) =>
          sheet.reader === 'binh' && at % 3 > 0
            ? { reader: sheet.reader, answers: Uint8Array.from(slots, (_, slot) => (slot <= items ? 5 : 0)) }
            : sheet,
        ),
      };
    case 'round-counts':
      return { ...office, counts: office.counts.map((count) => (chance(3) > 0 ? Math.round(count / 5) * 5 : count)) };
  }
}

/** All scores of one page: a province of `units` offices in one period. */
export function simulatePage(units: number, fraud: Fraud, chance: Chance): SignScore[] {
  const offices = Array.from({ length: units }, (_, at) => {
    const office = honestOffice(`XA-${at}`, chance);
    return at === 0 ? cheat(office, fraud, chance) : office;
  });
  const overall = (ballots: readonly Ballot[]) =>
    [1, 2, 3, 4, 5].map((point) => ballots.filter(({ answers }) => answers[items] === point).length);
  const patterns = offices.flatMap(({ unitCode, ballots }) =>
    channelGroups.map((group) => {
      const complete = ballots
        .map(({ answers, group: of }) => ({ of, row: answers.slice(0, items) }))
        .filter(({ of, row }) => of === group && row.every((answer) => answer > 0));
      const straight = complete.filter(({ row }) => isStraight(row));
      const allHighest = straight.filter(({ row }) => row[0] === 5).length;
      return { unitCode, group, complete: complete.length, straight: straight.length, allHighest };
    }),
  );
  const byGroup = offices.flatMap(({ unitCode, ballots }) =>
    channelGroups.map((group) => ({
      unitCode,
      group,
      counts: overall(ballots.filter((each) => each.group === group)),
    })),
  );
  return [
    ...patternScores(patterns),
    ...varietyScores(offices.map(({ unitCode, ballots }) => ({ unitCode, counts: overall(ballots) }))),
    ...channelScores(byGroup),
    ...busyDayScores(
      offices.map(({ unitCode, days }) => ({
        unitCode,
        group: 'kiosk' as const,
        days: days.flatMap((count, day) => (count > 0 ? [{ day: String(day), count }] : [])),
      })),
    ),
    ...roundCountScores(offices),
    ...offices.flatMap(({ unitCode, stack }) => {
      const signs = batchSigns(stack, slots, chance);
      return signs ? batchScores({ unitCode, batchCode: 'P01', ...signs }) : [];
    }),
  ];
}
