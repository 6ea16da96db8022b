import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import {
  combinedUnitsById,
  combinedUnitsOf,
  combinedUnitsWith,
  type StoredCombinedUnits,
} from '../../results/store-combined-units.server';
import type { PeriodId } from '../../survey/reporting-period';
import { type CombinedUnitsLine, decodeCombinedUnits } from '../combined-units-line';

/** A line as anybody may read it; no permission is asked for. */
export interface PublishedCombinedUnits {
  readonly line: CombinedUnitsLine;
  readonly sha256: string;
  readonly releasedAt: Date;
}

const lineIdForm = /^[0-9a-f]{32}$/;

function published({ content, sha256, at }: StoredCombinedUnits): PublishedCombinedUnits {
  return { line: decodeCombinedUnits(content), sha256, releasedAt: at };
}

/** What the superior office released for the period, or for all of them, oldest first. */
export async function readCombinedUnits(
  ctx: ActionContext,
  unitCode: UnitCode,
  periodId?: PeriodId,
): Promise<PublishedCombinedUnits[]> {
  return (await combinedUnitsOf(ctx.db, unitCode, periodId)).map(published);
}

/** One line with the very bytes that were hashed; undefined where there is none of that name. */
export async function readCombinedUnitsLine(
  ctx: ActionContext,
  unitCode: string,
  id: string,
): Promise<(PublishedCombinedUnits & { readonly content: Uint8Array }) | undefined> {
  const found = lineIdForm.test(id) ? await combinedUnitsById(ctx.db, unitCode, id) : undefined;
  return found && { ...published(found), content: found.content };
}

/** The line in which a publication with a hidden figure was counted. */
export async function readCombinedUnitsWith(
  ctx: ActionContext,
  unitCode: string,
  snapshotId: string,
): Promise<PublishedCombinedUnits | undefined> {
  const found = await combinedUnitsWith(ctx.db, { unitCode, lookId: snapshotId });
  return found && published(found);
}
