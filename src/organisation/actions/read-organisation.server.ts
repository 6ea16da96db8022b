import type { ActionContext } from '../../platform/action-context';
import type { Queryable } from '../../platform/database.server';
import type { Field, Procedure } from '../field';
import type { Counter, Official } from '../official';
import { countersOf, fieldsOf, findPhoto, officialsAt, proceduresOf, type StoredPhoto } from '../store-staff.server';
import {
  allParentLinks,
  allUnits,
  findUnit,
  findUnitByOffice,
  successionsAround,
  unitsByCode,
} from '../store-units.server';
import type { ParentLink, Succession, Unit } from '../unit';
import { parentOn } from '../unit-tree';

// What stands on public pages and posters (names of units, offices, fields, officials) asks for no permission.

type Reader = Pick<ActionContext, 'db'> | { readonly db: Queryable };

export async function readUnit(ctx: Reader, code: string): Promise<Unit | undefined> {
  return findUnit(ctx.db, code);
}

/** The unit of a short link `/p/[office]`. */
export async function unitByOffice(ctx: Reader, office: string): Promise<Unit | undefined> {
  return findUnitByOffice(ctx.db, office);
}

export async function readUnits(ctx: Reader): Promise<Unit[]> {
  return allUnits(ctx.db);
}

/** Names by code, for lists. */
export async function unitNames(ctx: Reader, codes: readonly string[]): Promise<Map<string, string>> {
  const units = await unitsByCode(ctx.db, codes);
  return new Map(units.map((unit) => [unit.code, unit.name]));
}

/** The unit that receives the reports of `code` on the day of the clock. */
export async function superiorOf(ctx: ActionContext, code: string): Promise<Unit | undefined> {
  const unit = await findUnit(ctx.db, code);
  const parent = unit && parentOn(await allParentLinks(ctx.db), unit.code, ctx.clock.today());
  return parent === undefined ? undefined : findUnit(ctx.db, parent);
}

export interface TreePlace {
  readonly unit: Unit;
  readonly parents: readonly ParentLink[];
  readonly successions: readonly Succession[];
}

export async function readTreePlace(ctx: Reader, code: string): Promise<TreePlace | undefined> {
  const unit = await findUnit(ctx.db, code);
  if (unit === undefined) return undefined;
  const links = await allParentLinks(ctx.db);
  return {
    unit,
    parents: links.filter((link) => link.child === code),
    successions: await successionsAround(ctx.db, code),
  };
}

export async function readParentLinks(ctx: Reader): Promise<ParentLink[]> {
  return allParentLinks(ctx.db);
}

export async function readFields(ctx: Reader, unit: string): Promise<Field[]> {
  return fieldsOf(ctx.db, unit);
}

export async function readProcedures(ctx: Reader, unit: string): Promise<Procedure[]> {
  return proceduresOf(ctx.db, unit);
}

export async function readCounters(ctx: Reader, unit: string): Promise<Counter[]> {
  return countersOf(ctx.db, unit);
}

export async function readOfficials(ctx: Reader, unit: string): Promise<Official[]> {
  return officialsAt(ctx.db, unit);
}

export async function readPhoto(ctx: Reader, unit: string, id: string): Promise<StoredPhoto | undefined> {
  return findPhoto(ctx.db, unit, id);
}
