import type { Branded } from '../kernel/branded';
import type { CalendarDay } from '../kernel/calendar-day';

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
