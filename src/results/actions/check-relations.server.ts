import type { SnapshotReader } from '../../platform/shared-snapshot.server';
import type { BallotColumns, ColumnsKey } from '../ballot-columns';
import { ColumnRelations } from '../column-relations';
import { relationLayout } from '../relation-layout';
import { readAllRelations } from '../store-relation.server';
import type { DifferingPeriod } from '../store-rollup-check.server';
import type { TallyLayout } from '../tally';

/** The relations of all ballots summed anew in passing, while a recount reads them, and held against what is stored. */
export class RelationRecount {
  private readonly sums = new Map<string, { readonly of: ColumnsKey; readonly counted: ColumnRelations }>();

  add(columns: BallotColumns, layout: TallyLayout, isVoided: boolean): void {
    const relations = relationLayout(layout);
    if (relations === undefined) return;
    const { unitCode, periodId, formId, formVersion } = columns;
    const of = { unitCode, periodId, formId, formVersion };
    const id = idOf(of, isVoided ? 'voided' : 'counted');
    const sums = this.sums.get(id) ?? { of, counted: new ColumnRelations(relations) };
    this.sums.set(id, sums);
    sums.counted.add(columns, layout.slots.length);
  }

  /** Periods with sums that are not those of their ballots. Where nothing is stored yet, `completeRollups` puts it there. */
  async differing(reader: SnapshotReader): Promise<DifferingPeriod[]> {
    const found: DifferingPeriod[] = [];
    await readAllRelations(reader, (stored) => {
      // A form without items has no sums; one that is not complete is counted anew by `completeRollups`.
      if (stored.cells.length === 0 || stored.ballots < stored.rolledUp) return;
      const counted = this.sums.get(idOf(stored, stored.set))?.counted;
      const isSame =
        counted !== undefined &&
        counted.ballots === stored.ballots &&
        counted.cells.length === stored.cells.length &&
        counted.cells.every((sum, cell) => sum === stored.cells.at(cell));
      if (!isSame) found.push({ unitCode: stored.unitCode, periodId: stored.periodId });
    });
    return found;
  }
}

function idOf({ unitCode, periodId, formId, formVersion }: ColumnsKey, set: string): string {
  return `${unitCode} ${periodId} ${formId} ${formVersion} ${set}`;
}
