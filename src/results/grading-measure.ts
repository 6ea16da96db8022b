import type { PeriodId } from '../survey/reporting-period';
import { type DossierIndex, dossierIndices, type OfficialIndex, officialIndices } from './grading-rule';

type PointsKey<Index extends DossierIndex> = `i${Index}.${2 | 1 | 0}`;

const unitMeasures = [
  'i5.procedures',
  'i5.received',
  'i5.on-the-spot',
  'i8.complaints',
  'i8.on-time',
  'i9.eligible',
  'i9.online-procedures',
  'i9.dossiers',
  'i9.online-dossiers',
  'i9.late',
  'r.complaints',
  'r.complaints-on-time',
  'r.complaints-unsatisfied',
  'r.dossiers',
  'r.dossiers-unsatisfied',
] as const;

/** One figure that a clerk enters: `i1.2` = dossiers with two points in index 1, `i8.complaints` = complaints settled or due. */
export type Measure = PointsKey<DossierIndex> | (typeof unitMeasures)[number];
export type OfficialMeasure = PointsKey<OfficialIndex>;

function pointsMeasures<Index extends DossierIndex>(index: Index): PointsKey<Index>[] {
  return [`i${index}.2`, `i${index}.1`, `i${index}.0`];
}

/** What is entered together: an index, or a group of the rates of Quyết định 766. */
export const measureGroups = [
  'i1',
  'i2',
  'i3',
  'i4',
  'i5',
  'i6',
  'i7',
  'i8',
  'i9',
  'r.complaints',
  'r.dossiers',
] as const;
export type MeasureGroup = (typeof measureGroups)[number];

const membersOf: Readonly<Record<MeasureGroup, readonly Measure[]>> = {
  i1: pointsMeasures(1),
  i2: pointsMeasures(2),
  i3: pointsMeasures(3),
  i4: pointsMeasures(4),
  i5: ['i5.procedures', 'i5.received', 'i5.on-the-spot'],
  i6: pointsMeasures(6),
  i7: pointsMeasures(7),
  i8: ['i8.complaints', 'i8.on-time'],
  i9: ['i9.eligible', 'i9.online-procedures', 'i9.dossiers', 'i9.online-dossiers', 'i9.late'],
  'r.complaints': ['r.complaints', 'r.complaints-on-time', 'r.complaints-unsatisfied'],
  'r.dossiers': ['r.dossiers', 'r.dossiers-unsatisfied'],
};

export function measuresOf(group: MeasureGroup): readonly Measure[] {
  return membersOf[group];
}

export const measures: readonly Measure[] = measureGroups.flatMap((group) => measuresOf(group));
export const officialMeasures: readonly Measure[] = officialIndices.flatMap((index) => pointsMeasures(index));

export function parseMeasure(text: string): Measure | undefined {
  const key = text.trim().toLowerCase();
  return measures.find((measure) => measure === key);
}

export function isPointsGroup(group: MeasureGroup): boolean {
  return dossierIndices.some((index) => group === `i${index}`);
}

/** Procedures are a stock: of a longer period the last figure counts. Everything else is added up. */
const stockMeasures: ReadonlySet<Measure> = new Set<Measure>([
  'i5.procedures',
  'i5.received',
  'i5.on-the-spot',
  'i9.eligible',
  'i9.online-procedures',
]);

/** Figures of one subject (the unit or an official) that stand; a measure without a figure is absent. */
export type Figures = ReadonlyMap<Measure, number>;

export type FiguresProblem =
  | { readonly type: 'group-incomplete'; readonly group: MeasureGroup; readonly missing: readonly Measure[] }
  | { readonly type: 'part-exceeds-whole'; readonly part: Measure; readonly whole: Measure };

const partsOf: readonly (readonly [part: Measure, whole: Measure])[] = [
  ['i5.received', 'i5.procedures'],
  ['i5.on-the-spot', 'i5.received'],
  ['i8.on-time', 'i8.complaints'],
  ['i9.online-procedures', 'i9.eligible'],
  ['i9.online-dossiers', 'i9.dossiers'],
  ['i9.late', 'i9.online-dossiers'],
  ['r.complaints-on-time', 'r.complaints'],
  ['r.complaints-unsatisfied', 'r.complaints'],
  ['r.dossiers-unsatisfied', 'r.dossiers'],
];

/** What contradicts itself: a group entered by half, a part larger than its whole. */
export function figuresProblems(figures: Figures): FiguresProblem[] {
  const incomplete = measureGroups.flatMap((group): FiguresProblem[] => {
    const members = measuresOf(group);
    const missing = members.filter((measure) => !figures.has(measure));
    return missing.length === 0 || missing.length === members.length
      ? []
      : [{ type: 'group-incomplete', group, missing }];
  });
  const larger = partsOf.flatMap(([part, whole]): FiguresProblem[] => {
    const [inner, outer] = [figures.get(part), figures.get(whole)];
    return inner !== undefined && outer !== undefined && inner > outer
      ? [{ type: 'part-exceeds-whole', part, whole }]
      : [];
  });
  return [...incomplete, ...larger];
}

/** Of 2, 1 and 0 points those left empty beside a filled one are 0: no dossier is a count too. */
export function withEmptyPointsAsZero(figures: Figures): Map<Measure, number> {
  const filled = new Map(figures);
  for (const group of measureGroups) {
    const members = measuresOf(group);
    if (!isPointsGroup(group) || !members.some((measure) => figures.has(measure))) continue;
    for (const measure of members) if (!filled.has(measure)) filled.set(measure, 0);
  }
  return filled;
}

export interface BaseFigures {
  readonly periodId: PeriodId;
  readonly figures: Figures;
}

export interface SummedFigures {
  readonly figures: Figures;
  /** Base periods without figures of a group that other base periods have: the sum is not of the whole period. */
  readonly gaps: ReadonlyMap<MeasureGroup, readonly PeriodId[]>;
}

/** The figures of a period from those of its base periods, given in calendar order. */
export function sumFigures(bases: readonly BaseFigures[]): SummedFigures {
  const figures = new Map<Measure, number>();
  const gaps = new Map<MeasureGroup, readonly PeriodId[]>();
  for (const group of measureGroups) {
    const holding = bases.filter(({ figures: each }) => measuresOf(group).every((measure) => each.has(measure)));
    if (holding.length === 0) continue;
    if (holding.length < bases.length)
      gaps.set(
        group,
        bases.filter((base) => !holding.includes(base)).map(({ periodId }) => periodId),
      );
    for (const measure of measuresOf(group)) {
      const values = holding.map(({ figures: each }) => each.get(measure) ?? 0);
      figures.set(
        measure,
        stockMeasures.has(measure) ? (values.at(-1) ?? 0) : values.reduce((sum, value) => sum + value, 0),
      );
    }
  }
  return { figures, gaps };
}
