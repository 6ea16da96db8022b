import { type Chance, seededChance, shuffled } from '../../src/kernel/random';
import type { ResultsInput } from '../../src/results/assemble-results';
import { addTallies } from '../../src/results/period-view';
import { slotTally, tallyLayout } from '../../src/results/tally';
import { fewestUnits, mayCombine } from '../../src/results/units-beside';
import { questionnaireC } from '../../src/survey/built-in-questionnaires';
import { answerSlots } from '../../src/survey/questionnaire';
import { calendar, madeShape, type OfficeShape, OfficeYear } from './published-series';
import { isInLine, type PublicKnowledge, type UnitsLine } from './units-line';

/** A line that the superior office wished to release, and what was public just before. */
export interface Attempt {
  readonly line: UnitsLine;
  readonly released: boolean;
  readonly known: PublicKnowledge;
}

export interface Province extends PublicKnowledge {
  readonly attempts: readonly Attempt[];
}

const form = questionnaireC;
const layout = tallyLayout(form);
const overallSlot = answerSlots(form).findIndex(({ questionId }) => questionId === form.overall.id);

/**
 * A year of some offices, mostly very small ones, or a part of it: each publishes most periods, now and then a corrected one
 * after late ballots or voids, of this period or of an earlier one; and in between their superior office releases what the
 * hidden ones of a period are together. `ask` is whether it may.
 */
export function madeProvince(seed: number, ask: typeof mayCombine = mayCombine): Province {
  const chance = seededChance(seed);
  const province = new ProvinceYear(chance, ask);
  const periods = calendar.slice(0, 1 + chance(calendar.length));
  for (const [at, id] of periods.entries()) {
    if (/Q/.test(id)) province.receive(id);
    for (const office of shuffled([...province.offices.keys()], chance)) {
      if (chance(6) > 0) province.publish(office, id);
      if (chance(4) === 0) province.correct(office, id);
      if (chance(10) === 0) province.correct(office, periods[chance(at + 1)] ?? id);
      if (chance(8) === 0) province.combine(id);
    }
    if (chance(5) > 0) province.combine(id);
    if (chance(5) === 0) province.combine(periods[chance(at + 1)] ?? id);
  }
  return { ...province.known(), attempts: province.attempts };
}

class ProvinceYear {
  readonly offices: readonly OfficeYear[];
  readonly attempts: Attempt[] = [];
  private readonly shapes: readonly OfficeShape[];
  private readonly lines: UnitsLine[] = [];
  private clock = 0;

  constructor(
    private readonly chance: Chance,
    private readonly ask: typeof mayCombine,
  ) {
    const now = () => this.clock++;
    this.offices = Array.from(
      { length: 3 + chance(4) },
      (_, at) => new OfficeYear({ unitCode: `QNG-${at + 1}`, form, now }),
    );
    this.shapes = this.offices.map(() => {
      const shape = madeShape(chance);
      // Where all of an office are of one mind, a sum over several says more of each.
      const contentPercent = [shape.contentPercent, 97, 5][chance(3)] ?? 50;
      return chance(5) === 0 ? shape : { ...shape, contentPercent, most: 1 + chance(10) };
    });
  }

  receive(base: string): void {
    this.offices.forEach((office, at) => office.receive(this.shapeOf(at), base, this.chance));
  }

  publish(at: number, periodId: string): void {
    const office = this.offices[at];
    if (office?.ballots.some(({ until }) => until > office.published.length))
      office.publish(periodId, this.beside(office));
  }

  /** A period that the office has published, again after ballots came late or were voided. */
  correct(at: number, periodId: string): void {
    const before = this.offices[at]?.published.find(({ results }) => results.periodId === periodId);
    const office = this.offices[at];
    if (before === undefined || office === undefined) return;
    const base = before.bases[this.chance(before.bases.length)] ?? periodId;
    if (this.chance(2) === 0) office.voidSome(this.chance, base);
    else office.receive({ ...this.shapeOf(at), most: 4 }, base, this.chance);
    office.publish(periodId, this.beside(office));
  }

  /** All units at once whose last publication of the period hides the overall question, and which stand in no line of it. */
  combine(periodId: string): void {
    const members = this.offices.flatMap((office) => {
      const last = office.published.findLast(({ results }) => results.periodId === periodId);
      const isHidden = last?.results.rows.some(({ scope, suppressed }) => scope === 'overall' && suppressed);
      const stands = this.lines.some((line) => line.periodId === periodId && isInLine(line, office));
      return last === undefined || !isHidden || stands ? [] : [{ unitCode: office.unitCode, lookId: `${last.step}` }];
    });
    if (members.length < fewestUnits) return;
    const line = countedLine(`${periodId} ${this.attempts.length}`, periodId, members, this.offices);
    const units = this.offices.filter(({ looks }) => looks.length > 0);
    const released = this.ask(layout, overallSlot, units, this.lines, line);
    this.attempts.push({ line, released, known: this.known() });
    if (released) this.lines.push(line);
  }

  known(): PublicKnowledge {
    return { offices: this.offices.map((office) => office.asPublished()), lines: [...this.lines] };
  }

  private beside(office: OfficeYear): ResultsInput['beside'] {
    const others = this.offices.filter((other) => other !== office && other.looks.length > 0);
    return { others: others.map(({ unitCode, looks }) => ({ unitCode, looks: [...looks] })), lines: [...this.lines] };
  }

  private shapeOf(at: number): OfficeShape {
    const shape = this.shapes[at];
    if (shape === undefined) throw new Error(`no office ${at}`);
    return shape;
  }
}

/** Of the tables that were kept with the publications of its members, as the product has to count it. */
function countedLine(
  id: string,
  periodId: string,
  members: UnitsLine['members'],
  offices: readonly OfficeYear[],
): UnitsLine {
  const bases = members.flatMap(({ unitCode, lookId }) => {
    const office = offices.find((each) => each.unitCode === unitCode);
    return office?.looks.find((look) => look.id === lookId)?.bases ?? [];
  });
  const whole = addTallies(bases.flatMap(({ tallies }) => tallies)).find(({ cut }) => cut === 'all');
  const { n, missing, notApplicable, counts } = slotTally(
    layout,
    overallSlot,
    whole?.counts ?? [],
    whole?.ballots ?? 0,
  );
  const satisfied = counts.slice(3).reduce((sum, count) => sum + count, 0);
  return { id, periodId, members, counts: { satisfied, unsatisfied: n - satisfied, none: missing + notApplicable } };
}
