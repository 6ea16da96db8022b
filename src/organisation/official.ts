import type { Branded } from '../kernel/branded';
import type { UnitCode } from './unit';

/** Key of an official within the unit: `CB01`. */
export type OfficialCode = Branded<string, 'OfficialCode'>;

/** Key of a counter (quầy) within the unit: `Q1`. */
export type CounterCode = Branded<string, 'CounterCode'>;

export interface Counter {
  readonly unitCode: UnitCode;
  readonly code: CounterCode;
  readonly name: string;
  readonly active: boolean;
}

export interface Official {
  readonly unitCode: UnitCode;
  readonly code: OfficialCode;
  readonly name: string;
  /** Chức danh: `Công chức Tư pháp – Hộ tịch`. */
  readonly title: string;
  readonly counters: readonly CounterCode[];
  /** Id of the photo, served at `/anh/[unit]/[photo]`; undefined where there is none. */
  readonly photoId: string | undefined;
  /** The account of this person, who may see the figures about themself. */
  readonly accountId: string | undefined;
  readonly active: boolean;
}

const codeForm = /^[A-Z0-9.-]{2,20}$/;

/** Upper-cases and trims; undefined where the form is not `[A-Z0-9.-]{2,20}`. */
export function parseOfficialCode(text: string): OfficialCode | undefined {
  const code = text.trim().toUpperCase();
  return codeForm.test(code) ? (code as OfficialCode) : undefined;
}

/** The same form; one character is enough (`1` is a common counter). */
export function parseCounterCode(text: string): CounterCode | undefined {
  const code = text.trim().toUpperCase();
  return /^[A-Z0-9.-]{1,20}$/.test(code) ? (code as CounterCode) : undefined;
}
