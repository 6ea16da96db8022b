import type { Branded } from '../kernel/branded';
import { type CalendarDay, calendarDay } from '../kernel/calendar-day';

/** Key of an administrative unit, `QNG-HT`: never its name, since "Hương Trà" names a commune and a town. */
export type UnitCode = Branded<string, 'UnitCode'>;

/** Districts exist until 30 June 2025 (Luật Tổ chức chính quyền địa phương 2025: province and commune levels only). */
export const unitTypes = ['province', 'district', 'commune', 'ward', 'special-zone'] as const;
export type UnitType = (typeof unitTypes)[number];

/** Both days included; open where undefined. */
export interface Validity {
  readonly validFrom: CalendarDay | undefined;
  readonly validUntil: CalendarDay | undefined;
}

export interface Unit extends Validity {
  readonly code: UnitCode;
  /** With its kind, as written in a sentence after a capital: `Xã Hương Trà`, `Tỉnh Quảng Ngãi`. */
  readonly name: string;
  readonly type: UnitType;
  /** Short code of its one-stop office in links: `/p/qng-ht`. */
  readonly office: string;
  /** Own name of the one-stop office; where undefined, the name of the day's rule (`oneStopOfficeName`). */
  readonly officeName: string | undefined;
  readonly address: string | undefined;
}

/** `child` reports to `parent` on the days of the validity. */
export interface ParentLink extends Validity {
  readonly child: UnitCode;
  readonly parent: UnitCode;
}

/** On `day` the `predecessor` ended and (a part of it) became the `successor`. */
export interface Succession {
  readonly predecessor: UnitCode;
  readonly successor: UnitCode;
  readonly day: CalendarDay;
}

const codeForm = /^[A-Z0-9.-]{2,20}$/;

/** Upper-cases and trims; undefined where the form is not `[A-Z0-9.-]{2,20}`. */
export function parseUnitCode(text: string): UnitCode | undefined {
  const code = text.trim().toUpperCase();
  return codeForm.test(code) ? (code as UnitCode) : undefined;
}

export function parseUnitType(text: string): UnitType | undefined {
  return unitTypes.find((type) => type === text);
}

/** Short code of an office in links: lower-case letters, digits and hyphens. */
export function parseOffice(text: string): string | undefined {
  const office = text.trim().toLowerCase();
  return /^[a-z0-9-]{2,20}$/.test(office) ? office : undefined;
}

/** `QNG-HT` → `qng-ht`. */
export function officeFor(code: UnitCode): string {
  return code.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

export function isValidOn(validity: Validity, day: CalendarDay): boolean {
  const begun = validity.validFrom === undefined || validity.validFrom <= day;
  const ended = validity.validUntil !== undefined && validity.validUntil < day;
  return begun && !ended;
}

/** `Ủy ban nhân dân xã Hương Trà`: the agency that issues the unit's papers. */
export function agencyName(unit: Pick<Unit, 'name'>): string {
  return `Ủy ban nhân dân ${unit.name.charAt(0).toLowerCase()}${unit.name.slice(1)}`;
}

/** `Hương Trà`: the name without its kind, as the place in "Hương Trà, ngày …". */
export function placeName(unit: Pick<Unit, 'name'>): string {
  const kinds = /^(tỉnh|thành phố|quận|huyện|thị xã|thị trấn|xã|phường|đặc khu)\s+/i;
  return unit.name.replace(kinds, '');
}

/** Nghị định 118/2025/NĐ-CP: from this day the office of a commune or province is a centre. */
const centresSince = calendarDay('2025-07-01');

/** What the one-stop office is called on the day, unless the unit has its own name for it. */
export function oneStopOfficeName(unit: Pick<Unit, 'name' | 'officeName'>, day: CalendarDay): string {
  if (unit.officeName !== undefined) return unit.officeName;
  if (day < centresSince) return 'Bộ phận Tiếp nhận và Trả kết quả';
  return `Trung tâm Phục vụ hành chính công ${unit.name.charAt(0).toLowerCase()}${unit.name.slice(1)}`;
}
