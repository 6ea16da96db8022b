import { groupedBy } from '../../kernel/grouped';
import { assert } from '../../kernel/result';
import type { Queryable } from '../../platform/database.server';
import type { StoredBallot } from '../../collection/ballot';
import type { PeriodId } from '../../survey/reporting-period';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { RelationTally, relationLayout } from '../relation-layout';
import { addToRelations } from '../store-relation.server';
import { addToRollups, type RollupKey } from '../store.server';
import { type CountableBallot, Tally, tallyLayout, type TallyLayout } from '../tally';

/**
 * Adds ballots to the roll-ups. Whoever inserts into the ballot table calls this in the same transaction, exactly once a
 * ballot; the mover does.
 */
export async function countBallots(tx: Queryable, ballots: readonly StoredBallot[]): Promise<void> {
  const groups = groupedBy(ballots, ({ unitCode, periodId, formId, formVersion }) => {
    return `${unitCode} ${periodId} ${formId} ${formVersion}`;
  });
  for (const key of [...groups.keys()].sort()) {
    const group = groups.get(key) ?? [];
    const first = group[0];
    if (!first) continue;
    const { unitCode, periodId, formId, formVersion } = first;
    const tally = new FormTally(await layoutOfForm(tx, unitCode, formId, formVersion), false);
    for (const ballot of group) tally.add(countable(ballot));
    await tally.store(tx, { unitCode, periodId, formId, formVersion });
  }
}

function countable(ballot: StoredBallot): CountableBallot {
  const { channel, possibleRepeat, answers } = ballot;
  return {
    channel,
    possibleRepeat,
    answers,
    fieldCode: ballot.fieldCode ?? null,
    officialCode: ballot.officialCode ?? null,
  };
}

/** Counts of the groups, and how answers go together in all of them, always stored at once. */
class FormTally {
  private readonly groups: Tally;
  private readonly relations: RelationTally;

  constructor(
    layout: TallyLayout,
    private readonly voided: boolean,
  ) {
    this.groups = new Tally(layout, voided);
    this.relations = new RelationTally(relationLayout(layout));
  }

  add(ballot: CountableBallot): void {
    this.groups.add(ballot);
    this.relations.add(ballot);
  }

  async store(tx: Queryable, key: RollupKey): Promise<void> {
    await addToRollups(tx, key, this.groups.result());
    const { ballots, cells } = this.relations;
    await addToRelations(tx, { ...key, set: this.voided ? 'voided' : 'counted', ballots, cells });
  }
}

/** The layout of a form that ballots carry; a ballot of an unknown form was refused at the door. */
export async function layoutOfForm(
  tx: Queryable,
  unitCode: string,
  formId: string,
  formVersion: number,
): Promise<TallyLayout> {
  const questionnaire = await readQuestionnaire(tx, unitCode, formId, formVersion);
  assert(questionnaire !== undefined, `ballots of ${unitCode} carry the unknown form ${formId} ${formVersion}`);
  return tallyLayout(questionnaire);
}

/** Tallies of many forms and one base period at once, fed ballot by ballot. */
export class PeriodTally {
  private readonly tallies = new Map<string, { formId: string; formVersion: number; tally: FormTally }>();

  constructor(
    private readonly tx: Queryable,
    private readonly unitCode: string,
    private readonly voided = false,
  ) {}

  async add(ballots: readonly (CountableBallot & { formId: string; formVersion: number })[]): Promise<void> {
    for (const ballot of ballots) {
      const { formId, formVersion } = ballot;
      const key = `${formId} ${formVersion}`;
      let entry = this.tallies.get(key);
      if (!entry) {
        const layout = await layoutOfForm(this.tx, this.unitCode, formId, formVersion);
        entry = { formId, formVersion, tally: new FormTally(layout, this.voided) };
        this.tallies.set(key, entry);
      }
      entry.tally.add(ballot);
    }
  }

  async store(periodId: PeriodId): Promise<void> {
    for (const key of [...this.tallies.keys()].sort()) {
      const entry = this.tallies.get(key);
      if (!entry) continue;
      const { formId, formVersion, tally } = entry;
      await tally.store(this.tx, { unitCode: this.unitCode, periodId, formId, formVersion });
    }
  }
}
