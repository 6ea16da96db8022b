import type { VoidReason } from '../collection/void';
import type { PeriodId } from '../survey/reporting-period';
import type { ResultsInput } from './assemble-results';
import type { UsedForm } from './choose-form';
import { addTallies, type BaseTallies, subtractTallies } from './period-view';
import type { CalendarDay } from '../kernel/calendar-day';
import type { BallotSet, GroupTally } from './tally';
import { noVoids } from './void-effect';

/** A roll-up as the store gives it: one group of one base period, form and version. */
export interface RolledUp {
  readonly periodId: PeriodId;
  readonly formId: string;
  readonly formVersion: number;
  readonly tally: GroupTally;
}

interface FrozenRollups {
  readonly periodId: PeriodId;
  readonly countsUntil: CalendarDay;
  readonly rollups: readonly RolledUp[];
}

export type Look = Pick<ResultsInput, 'bases' | 'cutOffs' | 'voided' | 'possibleRepeats'>;

/** Forms and versions with the ballots in their index: counted, not voided. */
export function usedForms(rollups: readonly RolledUp[]): UsedForm[] {
  const forms = new Map<string, UsedForm>();
  for (const { formId: id, formVersion: version, tally } of rollups) {
    if (tally.cut !== 'all') continue;
    const sign = tally.set === 'counted' ? 1 : tally.set === 'voided' ? -1 : 0;
    const before = forms.get(`${id}@${version}`)?.ballots ?? 0;
    forms.set(`${id}@${version}`, { id, version, ballots: before + sign * tally.ballots });
  }
  return [...forms.values()];
}

/** Sorts the roll-ups of a year for one form: voided ballots taken out, what stands beside the index put beside it. */
export function lookAt(input: {
  readonly rollups: readonly RolledUp[];
  /** The base periods of the period itself, as of the cut-off if there is one. */
  readonly inPeriod: readonly RolledUp[];
  readonly cutOffs: readonly FrozenRollups[];
  readonly voidCounts: readonly { readonly reason: VoidReason; readonly ballots: number }[];
  readonly form: UsedForm;
}): Look {
  const ofForm = (each: RolledUp) => each.formId === input.form.id && each.formVersion === input.form.version;
  const inPeriod = input.inPeriod.filter(ofForm);
  const total = (set: BallotSet) =>
    inPeriod
      .filter(({ tally }) => tally.set === set && tally.cut === 'all')
      .reduce((sum, { tally }) => sum + tally.ballots, 0);
  const voided = addTallies(
    inPeriod.map(({ tally }) => tally).filter(({ set, cut }) => set === 'voided' && cut === 'all'),
  );
  return {
    bases: netBases(input.rollups.filter(ofForm)),
    cutOffs: input.cutOffs.map(({ periodId, countsUntil, rollups }) => ({
      periodId,
      countsUntil,
      bases: netBases(rollups.filter(ofForm)),
    })),
    voided: { byReason: reasons(input.voidCounts), counted: voided[0] ?? noVoids.counted },
    possibleRepeats: total('possible-repeat') - total('voided-possible-repeat'),
  };
}

function reasons(counts: readonly { readonly reason: VoidReason; readonly ballots: number }[]) {
  const sums = new Map<VoidReason, number>();
  for (const { reason, ballots } of counts) sums.set(reason, (sums.get(reason) ?? 0) + ballots);
  return [...sums].map(([reason, count]) => ({ reason, count }));
}

/** Rows of one form, as a publication kept them. */
export function netBases(rollups: readonly RolledUp[]): BaseTallies[] {
  const bases = new Map<PeriodId, GroupTally[]>();
  for (const { periodId, tally } of rollups) {
    const tallies = bases.get(periodId);
    if (tallies) tallies.push(tally);
    else bases.set(periodId, [tally]);
  }
  return [...bases].map(([baseId, tallies]) => {
    const counted = tallies.filter(({ set }) => set === 'counted');
    const voided = tallies.flatMap((tally) => (tally.set === 'voided' ? [{ ...tally, set: 'counted' as const }] : []));
    return { baseId, tallies: subtractTallies(counted, voided), voided };
  });
}
