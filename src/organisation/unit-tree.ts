import type { CalendarDay } from '../kernel/calendar-day';
import type { RoleAt } from './actor';
import { rolesReachingDown } from './permission';
import { isValidOn, type ParentLink, type Succession, type UnitCode } from './unit';

/**
 * The unit that `code` reports to on `day`: for a commune of Quảng Ngãi its district until 30 June 2025, the province after
 * (no districts since 1 July 2025, Luật Tổ chức chính quyền địa phương 2025).
 */
export function parentOn(links: readonly ParentLink[], code: UnitCode, day: CalendarDay): UnitCode | undefined {
  return links.find((link) => link.child === code && isValidOn(link, day))?.parent;
}

/** From the parent up to the root. */
export function ancestorsOn(links: readonly ParentLink[], code: UnitCode, day: CalendarDay): UnitCode[] {
  const above: UnitCode[] = [];
  let current = parentOn(links, code, day);
  while (current !== undefined && current !== code && !above.includes(current)) {
    above.push(current);
    current = parentOn(links, current, day);
  }
  return above;
}

/** All units below, without the unit itself, nearest first. */
export function descendantsOn(links: readonly ParentLink[], code: UnitCode, day: CalendarDay): UnitCode[] {
  const children = new Map<UnitCode, UnitCode[]>();
  for (const link of links) {
    if (!isValidOn(link, day)) continue;
    const known = children.get(link.parent);
    if (known === undefined) children.set(link.parent, [link.child]);
    else known.push(link.child);
  }
  const found = new Set<UnitCode>([code]);
  for (const unit of found) for (const child of children.get(unit) ?? []) found.add(child);
  found.delete(code);
  return [...found];
}

/** The units that `code` became, followed to the ones that have no successor on `day`. */
export function successorsOn(successions: readonly Succession[], code: UnitCode, day: CalendarDay): UnitCode[] {
  const found = new Set<UnitCode>([code]);
  for (const unit of found) {
    for (const step of successions) if (step.predecessor === unit && step.day <= day) found.add(step.successor);
  }
  found.delete(code);
  return [...found].filter((unit) => !successions.some((step) => step.predecessor === unit && step.day <= day));
}

/** Roles as held today: those that reach down are held at every unit below as well. */
export function rolesWithReach(held: readonly RoleAt[], links: readonly ParentLink[], day: CalendarDay): RoleAt[] {
  const reached = held.flatMap((role) =>
    rolesReachingDown.includes(role.role)
      ? [role, ...descendantsOn(links, role.unitCode, day).map((unitCode) => ({ role: role.role, unitCode }))]
      : [role],
  );
  const seen = new Set<string>();
  return reached.filter((role) => {
    const key = `${role.role} ${role.unitCode}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

export type ParentLinkProblem =
  | { readonly type: 'own-parent' }
  | { readonly type: 'validity-reversed'; readonly from: CalendarDay; readonly until: CalendarDay }
  | { readonly type: 'parents-overlap'; readonly first: UnitCode; readonly second: UnitCode }
  | { readonly type: 'circle'; readonly through: UnitCode };

const lastDay = '9999-12-31' as CalendarDay;
const firstDay = '0001-01-01' as CalendarDay;

/** What is wrong with the parents of one unit, given everybody else's: two at once, itself, or a circle on some day. */
export function checkParents(own: readonly ParentLink[], others: readonly ParentLink[]): ParentLinkProblem | undefined {
  for (const [index, link] of own.entries()) {
    if (link.parent === link.child) return { type: 'own-parent' };
    const { validFrom: from = firstDay, validUntil: until = lastDay } = link;
    if (from > until) return { type: 'validity-reversed', from, until };
    for (const other of own.slice(index + 1)) {
      const overlap = (other.validFrom ?? firstDay) <= until && from <= (other.validUntil ?? lastDay);
      if (overlap) return { type: 'parents-overlap', first: link.parent, second: other.parent };
    }
  }
  // The tree changes only on days that a link begins: looking at those finds every circle.
  const links = [...own, ...others];
  const days = new Set(links.map((link) => link.validFrom ?? firstDay));
  for (const link of own) {
    for (const day of days) {
      if (!isValidOn(link, day)) continue;
      if (ancestorsOn(links, link.parent, day).includes(link.child) || link.parent === link.child) {
        return { type: 'circle', through: link.parent };
      }
    }
  }
  return undefined;
}
