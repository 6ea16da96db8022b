import type { ActionContext } from '../../platform/action-context';
import type { Columns } from '../import-plan';
import type { UnitColumn } from '../record-kinds';
import type { UnitCode } from '../unit';
import { unitColumns } from '../unit-columns';
import { placedUnits } from './plan-records.server';

/** A unit as its form shows it. */
export async function readUnitColumns(
  ctx: Pick<ActionContext, 'db'>,
  code: string,
): Promise<Columns<UnitColumn> | undefined> {
  const placed = (await placedUnits(ctx.db)).get(code as UnitCode);
  return placed && unitColumns(placed);
}
