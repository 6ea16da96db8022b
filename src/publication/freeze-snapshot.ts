import type { CalendarDay } from '../kernel/calendar-day';
import { combinedCode, type CombinedGroup } from '../results/combined-group';
import { combinedTitle } from '../results/group-title';
import {
  type ChangeFromLast,
  type CutGroup,
  type CutKind,
  marginPercentagePoints,
  overallRow,
  type PeriodResults,
  type ResultRow,
} from '../results/period-results';
import { targetLines } from '../results/target-standing';
import type { PlanTargets } from '../survey/plan-target';
import type { Quota } from '../survey/quota';
import { period, periodLabel } from '../survey/reporting-period';
import { publicationText } from '../ui/text/publication';
import type { PublicationFrame, SnapshotId } from './publication';
import type { SnapshotContent, SnapshotCut, SnapshotReport, SnapshotRow } from './snapshot';

/** Everything a snapshot is made of, read in one go on the day it is frozen. */
export interface FreezeInput {
  readonly id: SnapshotId;
  readonly frame: Pick<PublicationFrame, 'kind' | 'periodId' | 'countsUntil' | 'supersedes' | 'reason'>;
  readonly frozenOn: CalendarDay;
  readonly unit: SnapshotContent['unit'];
  readonly plan: SnapshotContent['plan'];
  readonly results: PeriodResults;
  /** Undefined where the rule gives the period no number of its own, or no dossiers are counted. */
  readonly quota: Quota | undefined;
  /** Undefined where the plan sets none. */
  readonly targets: PlanTargets | undefined;
  readonly fieldNames: ReadonlyMap<string, string>;
  /** Whether the plan lets figures by official be published. */
  readonly officialsShown: boolean;
  /** Undefined where nothing was entered for the grading. */
  readonly grading: SnapshotContent['grading'] | undefined;
  readonly report: SnapshotReport;
}

/** Freezes what `readResults` gives: already suppressed, and nothing is added here that could undo it. */
export function freezeSnapshot(input: FreezeInput): SnapshotContent {
  const { results, frame } = input;
  const whole = period(frame.periodId);
  const cuts = input.results.cuts
    .filter(({ by }) => by !== 'official' || input.officialsShown)
    .flatMap(({ by, groups, combined }) => [
      ...groups.map((group) => frozenCut(by, group, input.fieldNames)),
      ...(combined ? [frozenCombined(by, combined)] : []),
    ]);
  const targets = targetLines(input.targets, overallRow(results));
  return {
    format: 'hailong-snapshot-1',
    id: input.id,
    kind: frame.kind,
    frozenOn: input.frozenOn,
    unit: input.unit,
    plan: input.plan,
    period: {
      id: whole.id,
      label: periodLabel(whole),
      from: whole.from,
      until: whole.until,
      basePeriods: results.basePeriods,
      // A report of a period under way is counted to the day it is made, and says so.
      countsUntil: results.countsUntil ?? frame.countsUntil ?? (input.frozenOn < whole.until ? input.frozenOn : null),
    },
    form: results.form,
    otherForms: results.otherForms,
    minimumGroup: results.minimumGroup,
    ballots: results.ballots,
    possibleRepeats: results.possibleRepeats,
    ...frozenVoids(results),
    marginPercentagePoints: marginPercentagePoints(results),
    quota: input.quota === undefined ? null : frozenQuota(input.quota, results.ballots, cuts, input.fieldNames),
    rows: results.rows.map(frozenRow),
    cuts,
    questions: results.questions,
    collectedBy: cuts
      .filter(({ by, combines }) => by === 'channel' && !combines)
      .map(({ title, ballots }) => ({ title, count: ballots })),
    changeFromLast: frozenChange(results.changeFromLast),
    ...(targets.length === 0 ? {} : { targets }),
    ...(input.grading === undefined ? {} : { grading: input.grading }),
    report: input.report,
    supersedes:
      frame.supersedes === null
        ? null
        : {
            id: frame.supersedes,
            relation: frame.kind === 'supplement' ? 'completes' : 'corrects',
            reason: frame.reason,
          },
  };
}

function frozenRow(row: ResultRow): SnapshotRow {
  const { scope, id, title, factorId } = row;
  const name = { scope, id, title, ...(factorId === undefined ? {} : { factorId }) };
  if (row.suppressed) return { ...name, suppressed: true };
  const { n, missing, notApplicable, distribution, satisfiedShare, meanScore, meanScore01, byPerson } = row;
  const figures = { n, missing, notApplicable, distribution, satisfiedShare, meanScore, meanScore01 };
  return { ...name, suppressed: false, ...figures, ...(byPerson === undefined ? {} : { byPerson }) };
}

function frozenCut(by: CutKind, group: CutGroup, fieldNames: ReadonlyMap<string, string>): SnapshotCut {
  return {
    by,
    code: group.code,
    title: groupTitle(by, group, fieldNames),
    ballots: group.ballots,
    rows: group.rows.map(frozenRow),
  };
}

function frozenCombined(by: CutKind, combined: CombinedGroup): SnapshotCut {
  const { codes, ballots, rows } = combined;
  const title = combinedTitle(by, combined, 'vi');
  return { by, code: combinedCode, title, ballots, rows: rows.map(frozenRow), combines: codes };
}

function groupTitle(by: CutKind, group: CutGroup, fieldNames: ReadonlyMap<string, string>): string {
  const text = publicationText.vi.cut;
  if (group.code === '') return text.unnamed[by];
  if (by === 'channel') return text.channels[group.code] ?? group.code;
  return group.title !== '' ? group.title : ((by === 'field' ? fieldNames.get(group.code) : undefined) ?? group.code);
}

function frozenVoids(
  results: PeriodResults,
): Pick<SnapshotContent, 'voids' | 'overallWithVoids' | 'overallWithVoidsRange'> {
  const { total, byReason, overallWithVoided } = results.voids;
  const reasons = byReason
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => ({ title: publicationText.vi.voidReasons[reason], count }));
  return {
    voids: { count: total, reasons },
    overallWithVoids: overallWithVoided.kind === 'exact' ? frozenRow(overallWithVoided.row) : null,
    overallWithVoidsRange:
      overallWithVoided.kind === 'range' ? { low: overallWithVoided.low, high: overallWithVoided.high } : null,
  };
}

/** Ballots of a field come from the suppressed cut, so that the quota table gives away no group that the cut hides. */
function frozenQuota(
  quota: Quota,
  ballots: number,
  cuts: readonly SnapshotCut[],
  fieldNames: ReadonlyMap<string, string>,
): SnapshotContent['quota'] {
  const collectedIn = (code: string): number | null => {
    const group = cuts.find((cut) => cut.by === 'field' && cut.code === code);
    return group === undefined ? 0 : group.ballots;
  };
  const fields = quota.rows.map(({ fieldCode, dossiers, required }) => ({
    title: fieldNames.get(fieldCode) ?? fieldCode,
    dossiers,
    required,
    collected: collectedIn(fieldCode),
  }));
  const total = { title: publicationText.vi.quotaTotal, dossiers: quota.dossiers, required: quota.required };
  return {
    rule: quota.rule.citation,
    met: ballots >= quota.required,
    total: { ...total, collected: ballots },
    fields,
  };
}

function frozenChange(change: ChangeFromLast | null): SnapshotContent['changeFromLast'] {
  const overall = change?.rows.find(({ scope }) => scope === 'overall');
  if (change === null || overall === undefined) return null;
  const { value, low, high } = overall.satisfiedShare;
  return { label: periodLabel(period(change.periodId)), satisfiedSharePoints: value, low, high };
}
