import { assert } from '../../kernel/result';
import type { SnapshotReader } from '../../platform/shared-snapshot.server';
import { builtInQuestionnaire } from '../../survey/built-in-questionnaires';
import type { Questionnaire } from '../../survey/questionnaire';
import type { BallotColumns, ColumnsKey } from '../ballot-columns';
import { ColumnTally } from '../column-tally';
import { type CountedGroup, TallySpace } from '../tally-space';
import { formKey, readBallotColumns, readOwnForms, readVoidedColumns } from '../store-ballot-columns.server';
import { tallyLayout, type TallyLayout } from '../tally';

/** What the ballots of one unit, base period, form and version say, counted anew. */
export interface RecountedLayout extends ColumnsKey {
  readonly form: Questionnaire;
  readonly layout: TallyLayout;
  groups(): CountedGroup[];
}

export interface RecountOfAll {
  readonly ballots: number;
  readonly layouts: readonly RecountedLayout[];
}

interface Entry {
  readonly key: ColumnsKey;
  readonly form: Questionnaire;
  readonly layout: TallyLayout;
  readonly counted: ColumnTally;
  voided: ColumnTally | undefined;
}

/** Counts every ballot there is, of all units and periods, on one snapshot; memory grows with the groups, not the ballots. */
export async function recountAll(
  readers: readonly SnapshotReader[],
  /** Sees the same ballots in passing, piece by piece; voided ones once more. */
  alsoSeen?: (columns: BallotColumns, layout: TallyLayout, isVoided: boolean) => void,
): Promise<RecountOfAll> {
  const [first] = readers;
  assert(first !== undefined, 'no reader');
  const ownForms = await readOwnForms(first);
  const space = new TallySpace();
  const layouts = new Map<Questionnaire, TallyLayout>();
  const entries = new Map<string, Entry>();
  const entryOf = (columns: BallotColumns): Entry => {
    const { unitCode, periodId, formId, formVersion } = columns;
    const id = `${unitCode} ${periodId} ${formId} ${formVersion}`;
    const before = entries.get(id);
    if (before) return before;
    const form = builtInQuestionnaire(formId, formVersion) ?? ownForms.get(formKey(unitCode, formId, formVersion));
    assert(form !== undefined, `ballots of ${unitCode} carry the unknown form ${formId} ${formVersion}`);
    const layout = layouts.get(form) ?? tallyLayout(form);
    layouts.set(form, layout);
    const key = { unitCode, periodId, formId, formVersion };
    const made = { key, form, layout, counted: new ColumnTally(layout, space), voided: undefined };
    entries.set(id, made);
    return made;
  };
  let ballots = 0;
  await readBallotColumns(readers, (columns) => {
    const { counted, layout } = entryOf(columns);
    ballots += counted.add(columns);
    alsoSeen?.(columns, layout, false);
  });
  await readVoidedColumns(first, (columns) => {
    const entry = entryOf(columns);
    entry.voided ??= new ColumnTally(entry.layout, space, true);
    entry.voided.add(columns);
    alsoSeen?.(columns, entry.layout, true);
  });
  return { ballots, layouts: [...entries.values()].map(recounted) };
}

function recounted({ key, form, layout, counted, voided }: Entry): RecountedLayout {
  return { ...key, form, layout, groups: () => [...counted.result(), ...(voided?.result() ?? [])] };
}
