import { type Chance, seededChance, shuffled } from '../../src/kernel/random';
import { assembleResults, type ResultsInput } from '../../src/results/assemble-results';
import type { PeriodResults } from '../../src/results/period-results';
import type { PublishedLook } from '../../src/results/period-view';
import { publishedLines, shownLines } from '../../src/results/published-lines';
import { type CountableBallot, tallyLayout, tallyOf } from '../../src/results/tally';
import { noVoids } from '../../src/results/void-effect';
import { questionnaireC } from '../../src/survey/built-in-questionnaires';
import { answerSlots, type Questionnaire } from '../../src/survey/questionnaire';
import { basePeriodsOf, period } from '../../src/survey/reporting-period';

/** A ballot of the truth: from which publication on it is counted, and from which on it is void. */
export interface TrueBallot extends CountableBallot {
  readonly base: string;
  readonly from: number;
  until: number;
}

/** What an outsider has after one publication. */
export interface Published {
  readonly step: number;
  readonly bases: readonly string[];
  readonly results: Omit<PeriodResults, 'changeFromLast'>;
}

export interface Series {
  readonly form: Questionnaire;
  readonly ballots: readonly TrueBallot[];
  readonly published: readonly Published[];
  /** Every page of the calendar as it stood at a publication: what it says outright is no secret kept from anyone. */
  pagesAt(step: number): readonly Published[];
}

const calendar = ['2025-Q1', '2025-Q2', '2025-H1', '2025-Q3', '2025-9M', '2025-Q4', '2025-H2', '2025'];

type Decide = Parameters<typeof assembleResults>[1];

/** One office's year, or a part of it: small and large groups, late ballots, voids, and a correction after some of them. */
export function madeSeries(seed: number, decide?: Decide): Series {
  const chance = seededChance(seed);
  const form = questionnaireC;
  const ballots: TrueBallot[] = [];
  const published: Published[] = [];
  const looks: PublishedLook[] = [];
  const shape = madeShape(chance);
  const publish = (periodId: string) => {
    const step = published.length;
    const results = resultsAt(form, ballots, step, periodId, looks, decide);
    const bases = basePeriodsOf(period(periodId)).map(({ id }) => id as string);
    const shown = shownLines(publishedLines(results), tallyLayout(form));
    looks.push({ id: `${step}`, at: at(step), bases: basesAt(form, ballots, step, bases), shown });
    published.push({ step, bases, results });
  };
  for (const id of calendar.slice(0, 1 + chance(calendar.length))) {
    if (/Q/.test(id)) ballots.push(...madeBallots(shape, form, id, published.length, chance));
    // Not every period is published: what is skipped must be safe in the next sum.
    if (/Q/.test(id) && chance(4) === 0) continue;
    publish(id);
    if (chance(4) > 0) continue;
    if (chance(2) === 0) voidSome(ballots, published.length, chance);
    else
      ballots.push(...madeBallots({ ...shape, most: 8 }, form, ballots.at(-1)?.base ?? id, published.length, chance));
    publish(id);
  }
  const pages = new Map<number, readonly Published[]>();
  const pagesAt = (step: number): readonly Published[] => {
    const known =
      pages.get(step) ??
      calendar.flatMap((id) => {
        const bases = basePeriodsOf(period(id)).map((each) => each.id as string);
        return [{ step, bases, results: resultsAt(form, ballots, step, id, looks.slice(0, step), decide) }];
      });
    pages.set(step, known);
    return known;
  };
  return { form, ballots, published, pagesAt };
}

const at = (step: number) => `2025-01-01T${String(step).padStart(4, '0')}`;

interface Shape {
  readonly fields: number;
  readonly channels: number;
  readonly officials: number;
  readonly most: number;
  readonly missingOneIn: number;
  readonly contentPercent: number;
}

function madeShape(chance: Chance): Shape {
  return {
    fields: 1 + chance(6),
    channels: 1 + chance(4),
    officials: 1 + chance(6),
    most: 6 + chance(chance(2) === 0 ? 14 : 90),
    missingOneIn: 2 + chance(20),
    contentPercent: 40 + chance(60),
  };
}

function madeBallots(shape: Shape, form: Questionnaire, base: string, from: number, chance: Chance): TrueBallot[] {
  // The product of two draws: a few large groups, many of one to four.
  const pick = (prefix: string, many: number) =>
    `${prefix}${Math.floor((chance(many * 100) * chance(many * 100)) / (many * 10_000))}`;
  return Array.from({ length: 1 + chance(shape.most) }, (): TrueBallot => {
    const official = pick('O', shape.officials);
    return {
      base,
      from,
      until: Number.POSITIVE_INFINITY,
      fieldCode: pick('F', shape.fields),
      channel: pick('C', shape.channels),
      officialCode: official === 'O0' ? null : official,
      possibleRepeat: false,
      answers: Uint8Array.from(answerSlots(form), () => {
        if (chance(shape.missingOneIn) === 0) return 0;
        return chance(100) < shape.contentPercent ? 4 + chance(2) : 1 + chance(3);
      }),
    };
  });
}

/** Five ballots or more of one base period, of any groups (docs/adr/0026). */
function voidSome(ballots: readonly TrueBallot[], step: number, chance: Chance): void {
  const base = ballots[chance(ballots.length)]?.base;
  const standing = ballots.filter((ballot) => ballot.base === base && ballot.until > step);
  if (standing.length < 5) return;
  for (const ballot of shuffled(standing, chance).slice(0, 5 + chance(4))) ballot.until = step;
}

function basesAt(
  form: Questionnaire,
  ballots: readonly TrueBallot[],
  step: number,
  bases: readonly string[],
): ResultsInput['bases'] {
  const layout = tallyLayout(form);
  return bases.map((base) => {
    const came = ballots.filter((ballot) => ballot.base === base && ballot.from <= step);
    return {
      baseId: period(base).id,
      tallies: tallyOf(
        layout,
        came.filter(({ until }) => until > step),
      ),
      voided: tallyOf(
        layout,
        came.filter(({ until }) => until <= step),
      ),
    };
  });
}

function resultsAt(
  form: Questionnaire,
  ballots: readonly TrueBallot[],
  step: number,
  periodId: string,
  published: readonly PublishedLook[],
  decide?: Decide,
): Published['results'] {
  const input: ResultsInput = {
    unitCode: 'QNG-HT' as ResultsInput['unitCode'],
    period: period(periodId),
    countsUntil: null,
    form,
    otherForms: [],
    bases: basesAt(form, ballots, step, [...new Set(ballots.map(({ base }) => base))]),
    cutOffs: [],
    published,
    voided: noVoids,
    possibleRepeats: 0,
    cuts: ['field', 'channel', 'official'],
    officials: 'all',
    titleOf: (_, code) => code,
  };
  return assembleResults(input, decide);
}
