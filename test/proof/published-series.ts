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

/** What one office has published, and the ballots that it was made of. */
export interface Series {
  readonly unitCode: string;
  readonly form: Questionnaire;
  readonly ballots: readonly TrueBallot[];
  /** One after the other: the place of a publication is its step. */
  readonly published: readonly Published[];
  /** Every page of the calendar as it stood at a publication: what it says outright is no secret kept from anyone. */
  pagesAt(step: number): readonly Published[];
}

export const calendar = ['2025-Q1', '2025-Q2', '2025-H1', '2025-Q3', '2025-9M', '2025-Q4', '2025-H2', '2025'];

export type Decide = Parameters<typeof assembleResults>[1];

export interface OfficeSetting {
  readonly unitCode: string;
  readonly form: Questionnaire;
  readonly decide?: Decide;
  /** Of a clock that several offices share; else every publication is a tick of its own. */
  readonly now?: () => number;
}

/** The year of one office while it is made: ballots come in and are voided, periods are published. */
export class OfficeYear {
  readonly unitCode: string;
  readonly form: Questionnaire;
  readonly ballots: TrueBallot[] = [];
  readonly published: Published[] = [];
  readonly looks: PublishedLook[] = [];
  /** What was public of other offices at each step. */
  private readonly beside: ResultsInput['beside'][] = [];
  private readonly pages = new Map<number, readonly Published[]>();

  constructor(private readonly setting: OfficeSetting) {
    this.unitCode = setting.unitCode;
    this.form = setting.form;
  }

  receive(shape: OfficeShape, base: string, chance: Chance): void {
    this.ballots.push(...madeBallots(shape, this.form, base, this.published.length, chance));
  }

  /** Five ballots or more of one base period, of any groups (docs/adr/0026). */
  voidSome(chance: Chance, base = this.ballots[chance(this.ballots.length)]?.base): void {
    const step = this.published.length;
    const standing = this.ballots.filter((ballot) => ballot.base === base && ballot.from < step && ballot.until > step);
    if (standing.length < 5) return;
    for (const ballot of shuffled(standing, chance).slice(0, 5 + chance(4))) ballot.until = step;
  }

  publish(periodId: string, beside?: ResultsInput['beside']): void {
    const step = this.published.length;
    this.beside.push(beside);
    const results = this.resultsAt(step, periodId);
    const bases = basePeriodsOf(period(periodId)).map(({ id }) => id as string);
    const shown = shownLines(publishedLines(results), tallyLayout(this.form));
    const now = this.setting.now?.() ?? step;
    this.looks.push({ id: `${step}`, at: at(now), bases: basesAt(this.form, this.ballots, step, bases), shown });
    this.published.push({ step, bases, results });
  }

  /** As it is known from its publications so far: nobody has seen what came, or was voided, after the last of them. */
  asPublished(): Series {
    const steps = this.published.length;
    const ballots = this.ballots
      .filter(({ from }) => from < steps)
      .map((ballot) => ({ ...ballot, until: ballot.until < steps ? ballot.until : Number.POSITIVE_INFINITY }));
    const { unitCode, form } = this;
    return { unitCode, form, ballots, published: [...this.published], pagesAt: (step) => this.pagesAt(step) };
  }

  private pagesAt(step: number): readonly Published[] {
    const known =
      this.pages.get(step) ??
      calendar.flatMap((id) => {
        const bases = basePeriodsOf(period(id)).map((each) => each.id as string);
        return [{ step, bases, results: this.resultsAt(step, id) }];
      });
    this.pages.set(step, known);
    return known;
  }

  private resultsAt(step: number, periodId: string): Published['results'] {
    const { form, ballots } = this;
    const beside = this.beside[step];
    const input: ResultsInput = {
      unitCode: this.unitCode as ResultsInput['unitCode'],
      period: period(periodId),
      countsUntil: null,
      form,
      otherForms: [],
      bases: basesAt(form, ballots, step, [...new Set(ballots.map(({ base }) => base))]),
      cutOffs: [],
      published: this.looks.slice(0, step),
      ...(beside && { beside }),
      voided: noVoids,
      possibleRepeats: 0,
      cuts: ['field', 'channel', 'official'],
      officials: 'all',
      titleOf: (_, code) => code,
    };
    return assembleResults(input, this.setting.decide);
  }
}

/** One office's year, or a part of it: small and large groups, late ballots, voids, and a correction after some of them. */
export function madeSeries(seed: number, decide?: Decide): Series {
  const chance = seededChance(seed);
  const year = new OfficeYear({ unitCode: 'QNG-HT', form: questionnaireC, ...(decide && { decide }) });
  const shape = madeShape(chance);
  for (const id of calendar.slice(0, 1 + chance(calendar.length))) {
    if (/Q/.test(id)) year.receive(shape, id, chance);
    // Not every period is published: what is skipped must be safe in the next sum.
    if (/Q/.test(id) && chance(4) === 0) continue;
    year.publish(id);
    if (chance(4) > 0) continue;
    if (chance(2) === 0) year.voidSome(chance);
    else year.receive({ ...shape, most: 8 }, year.ballots.at(-1)?.base ?? id, chance);
    year.publish(id);
  }
  return year.asPublished();
}

const at = (step: number) => `2025-01-01T${String(step).padStart(4, '0')}`;

export interface OfficeShape {
  readonly fields: number;
  readonly channels: number;
  readonly officials: number;
  readonly most: number;
  readonly missingOneIn: number;
  readonly contentPercent: number;
}

export function madeShape(chance: Chance): OfficeShape {
  return {
    fields: 1 + chance(6),
    channels: 1 + chance(4),
    officials: 1 + chance(6),
    most: 6 + chance(chance(2) === 0 ? 14 : 90),
    missingOneIn: 2 + chance(20),
    contentPercent: 40 + chance(60),
  };
}

function madeBallots(
  shape: OfficeShape,
  form: Questionnaire,
  base: string,
  from: number,
  chance: Chance,
): TrueBallot[] {
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
