import { addDays, type CalendarDay } from '../kernel/calendar-day';
import type { Columns } from './import-plan';
import { splitList, type UnitColumn } from './record-kinds';
import { officeFor, type ParentLink, type Succession, type Unit, type UnitCode, type UnitType } from './unit';

/** A unit with its place in the tree, as one record. */
export interface PlacedUnit {
  readonly unit: Unit;
  readonly parents: readonly ParentLink[];
  readonly predecessors: readonly Succession[];
}

/** The last two parents stand in the columns; earlier ones are kept beside them and never lost by a save. */
export function unitColumns(placed: PlacedUnit): Columns<UnitColumn> {
  const { unit } = placed;
  const [last, former] = [...placed.parents].sort(byBeginning).reverse();
  return {
    code: unit.code,
    name: unit.name,
    type: unit.type,
    parent: last?.parent ?? '',
    parent_from: (former !== undefined || last?.validFrom !== unit.validFrom ? last?.validFrom : undefined) ?? '',
    former_parent: former?.parent ?? '',
    office: unit.office,
    office_name: unit.officeName ?? '',
    address: unit.address ?? '',
    valid_from: unit.validFrom ?? '',
    valid_until: unit.validUntil ?? '',
    predecessors: placed.predecessors
      .map((step) => step.predecessor)
      .sort()
      .join('; '),
  };
}

/** `columns` passed `unitKind`. Parents hold no longer than the unit itself. */
export function unitFromColumns(columns: Columns<UnitColumn>, before: PlacedUnit | undefined): PlacedUnit {
  const code = columns.code as UnitCode;
  const validFrom = dayOrOpen(columns.valid_from);
  const unit: Unit = {
    code,
    name: columns.name,
    type: columns.type as UnitType,
    office: columns.office === '' ? (before?.unit.office ?? officeFor(code)) : columns.office,
    officeName: columns.office_name === '' ? undefined : columns.office_name,
    address: columns.address === '' ? undefined : columns.address,
    validFrom,
    validUntil: dayOrOpen(columns.valid_until),
  };
  const predecessors = splitList(columns.predecessors).map((predecessor) => ({
    predecessor: predecessor as UnitCode,
    successor: code,
    day: validFrom as CalendarDay,
  }));
  return { unit, parents: parentsFrom(columns, unit, before), predecessors };
}

function parentsFrom(columns: Columns<UnitColumn>, unit: Unit, before: PlacedUnit | undefined): ParentLink[] {
  if (columns.parent === '') return [];
  const sorted = [...(before?.parents ?? [])].sort(byBeginning);
  const begin = dayOrOpen(columns.parent_from);
  const last: ParentLink = {
    child: unit.code,
    parent: columns.parent as UnitCode,
    validFrom: begin ?? unit.validFrom,
    validUntil: unit.validUntil,
  };
  if (columns.former_parent === '' || begin === undefined) return [last];
  const known = sorted.at(-2);
  const former: ParentLink = {
    child: unit.code,
    parent: columns.former_parent as UnitCode,
    validFrom: known === undefined ? unit.validFrom : known.validFrom,
    validUntil: addDays(begin, -1),
  };
  return [...sorted.slice(0, -2), former, last];
}

function byBeginning(a: ParentLink, b: ParentLink): number {
  const [first, second] = [a.validFrom ?? '', b.validFrom ?? ''];
  return first < second ? -1 : first > second ? 1 : 0;
}

function dayOrOpen(text: string): CalendarDay | undefined {
  return text === '' ? undefined : (text as CalendarDay);
}
