import { assert } from '../kernel/result';
import type { Questionnaire } from '../survey/questionnaire';
import { alikenessCells, answersByPerson, estimateFactor } from './alikeness';
import { estimateRow, type RowEstimate } from './estimate';
import { minimumGroup, type QuestionCounts, type ResultRow, type RowName, type ShownRow } from './period-results';
import { type SlotTally, slotTally, type TallyLayout } from './tally';

/** Says for each slot of the form whether its figures may be shown for the group at hand. */
export type MayShow = (slotIndex: number) => boolean;

export interface GroupCounts {
  readonly ballots: number;
  readonly counts: readonly number[];
  readonly alikeness: readonly number[] | null;
}

/** Items in the order of the form, then factors, then overall. */
export function resultRows(
  form: Questionnaire,
  layout: TallyLayout,
  group: GroupCounts,
  mayShow: MayShow,
): ResultRow[] {
  const tallyAt = (index: number) => slotTally(layout, index, group.counts, group.ballots);
  const slotOf = new Map(layout.slots.map((slot) => [slot.questionId, slot.index]));
  const rowAt = (name: RowName) => {
    const index = slotOf.get(name.id);
    assert(index !== undefined, `no slot for ${name.id}`);
    const tally = tallyAt(index);
    return rowFrom(name, [tally], tally.n >= minimumGroup && mayShow(index));
  };
  const items = form.factors.flatMap((factor) =>
    factor.items.map((item) => rowAt({ scope: 'item', id: item.id, title: item.text, factorId: factor.id })),
  );
  const factors = form.factors.map((factor) => {
    const indices = factor.items.map((item) => slotOf.get(item.id) ?? -1);
    // The sum of its items, so it is shown only where each of them is: else it would give the hidden one away.
    const shown = indices.every((index) => {
      const { n } = tallyAt(index);
      return n === 0 || (n >= minimumGroup && mayShow(index));
    });
    const name: RowName = { scope: 'factor', id: factor.id, title: factor.title };
    const tallies = indices.map(tallyAt);
    const span = layout.factors.find(({ factorId }) => factorId === factor.id);
    if (span === undefined) return rowFrom(name, tallies, shown);
    const cells = group.alikeness && group.alikeness.slice(span.offset, span.offset + alikenessCells);
    return factorRowFrom(name, tallies, cells, shown);
  });
  return [...items, ...factors, overallOnly(form, layout, group, mayShow)];
}

/** The overall question alone: where many groups stand on one page. */
export function overallOnly(form: Questionnaire, layout: TallyLayout, group: GroupCounts, mayShow: MayShow): ResultRow {
  const slot = layout.slots.find(({ questionId }) => questionId === form.overall.id);
  assert(slot !== undefined, `no slot for ${form.overall.id}`);
  const tally = slotTally(layout, slot.index, group.counts, group.ballots);
  const name: RowName = { scope: 'overall', id: form.overall.id, title: form.overall.text };
  return rowFrom(name, [tally], tally.n >= minimumGroup && mayShow(slot.index));
}

/** The row of one question; `tallies` of several groups are added. */
export function rowFrom(name: RowName, tallies: readonly SlotTally[], shown: boolean): ResultRow {
  const distribution = distributionOf(tallies);
  const estimate = shown && distribution.length > 0 ? estimateRow(distribution) : undefined;
  return estimate ? shownRow(name, tallies, distribution, estimate) : { ...name, suppressed: true };
}

/** The row of a factor of several items, whose answers are alike where one person gave them. */
export function factorRowFrom(
  name: RowName,
  tallies: readonly SlotTally[],
  alikeness: readonly number[] | null,
  shown: boolean,
): ResultRow {
  const distribution = distributionOf(tallies);
  if (!shown || distribution.every((count) => count === 0)) return { ...name, suppressed: true };
  const itemCounts = tallies.map(({ counts }) => counts);
  const byPerson = answersByPerson(itemCounts, alikeness);
  const estimate = estimateFactor(distribution, byPerson);
  return estimate ? { ...shownRow(name, tallies, distribution, estimate), byPerson } : { ...name, suppressed: true };
}

function distributionOf(tallies: readonly SlotTally[]): number[] {
  return tallies.reduce<number[]>((sum, { counts }) => counts.map((count, at) => count + (sum[at] ?? 0)), []);
}

function shownRow(
  name: RowName,
  tallies: readonly SlotTally[],
  distribution: readonly number[],
  { n, satisfiedShare, meanScore, meanScore01 }: RowEstimate,
): ShownRow {
  const total = (part: (tally: SlotTally) => number) => tallies.reduce((sum, tally) => sum + part(tally), 0);
  return {
    ...name,
    suppressed: false,
    n,
    missing: total(({ missing }) => missing),
    notApplicable: total(({ notApplicable }) => notApplicable),
    distribution,
    satisfiedShare,
    meanScore,
    meanScore01,
  };
}

/** Own coded questions and questions about the respondent: counts only. */
export function questionCounts(layout: TallyLayout, group: GroupCounts, mayShow: MayShow): QuestionCounts[] {
  return layout.slots.flatMap((slot): QuestionCounts[] => {
    if (slot.part !== 'own' && slot.part !== 'respondent') return [];
    const common = {
      id: slot.questionId,
      title: slot.text,
      part: slot.part,
      kind: slot.kind,
      options: slot.kind === 'rating' ? [] : slot.options,
    } as const;
    const { n, missing, notApplicable, counts } = slotTally(layout, slot.index, group.counts, group.ballots);
    if (n < minimumGroup || !mayShow(slot.index)) return [{ ...common, suppressed: true }];
    return [{ ...common, suppressed: false, n, missing, notApplicable, counts }];
  });
}
