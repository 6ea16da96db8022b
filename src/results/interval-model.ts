/**
 * What an interval of ballots assumes. Ballots are a quota: people who came, were asked or not, and chose to answer. No
 * probability of being asked is known, so no formula of sampling holds for them; the interval is that of a model (T. Lumley,
 * Complex Surveys, 2010, §1.1; R. Baker et al., Report of the AAPOR Task Force on Non-Probability Sampling, 2013).
 */
export type ModelStatement =
  /** A quota is no sample. */
  | 'no-sample'
  /** The model: those who answered are as if drawn at random, each on their own, from all who were served. */
  | 'as-if-random'
  /** A full quota makes it no more exact: there is no finite population correction. */
  | 'no-correction'
  /** Answers of one person to a factor are alike; people are counted. */
  | 'by-person';

export interface IntervalModel {
  readonly isProbabilitySample: false;
  /** In the order in which they should be read; texts in `ui/text/results`. */
  readonly statements: readonly ModelStatement[];
  /** What is known of the satisfied share without any model; undefined where dossiers are not counted or shares are hidden. */
  readonly withoutModel: BoundsWithoutModel | undefined;
}

/** Percent; of all `dossiers`, one ballot a dossier. */
export interface BoundsWithoutModel {
  readonly low: number;
  readonly high: number;
  readonly answers: number;
  readonly dossiers: number;
}

export interface QuotaFigures {
  /** The overall question: satisfied share in percent, and answers; undefined where hidden. */
  readonly overall: { readonly satisfiedShare: number; readonly answers: number } | undefined;
  /** Dossiers of the period; undefined while they are not entered. */
  readonly dossiers: number | undefined;
  /** Whether figures of factors stand beside. */
  readonly hasFactors: boolean;
}

export function quotaIntervalModel({ overall, dossiers, hasFactors }: QuotaFigures): IntervalModel {
  return {
    isProbabilitySample: false,
    statements: ['no-sample', 'as-if-random', 'no-correction', ...(hasFactors ? (['by-person'] as const) : [])],
    withoutModel: overall && dossiers !== undefined ? boundsWithoutModel(overall, dossiers) : undefined,
  };
}

/**
 * The satisfied share of all dossiers if nobody who gave no ballot was satisfied, and if all were: nothing but counting
 * (C. F. Manski, Identification for Prediction and Decision, 2007, ch. 2). Undefined where there are more answers than
 * dossiers.
 */
export function boundsWithoutModel(
  { satisfiedShare, answers }: { readonly satisfiedShare: number; readonly answers: number },
  dossiers: number,
): BoundsWithoutModel | undefined {
  if (!(answers > 0) || answers > dossiers) return undefined;
  const satisfied = (satisfiedShare / 100) * answers;
  const percent = (count: number) => (count / dossiers) * 100;
  return { low: percent(satisfied), high: percent(satisfied + dossiers - answers), answers, dossiers };
}
