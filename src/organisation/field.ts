import type { Branded } from '../kernel/branded';
import type { UnitCode } from './unit';

/** Key of a field of procedures (lĩnh vực) within its unit: `TP`, `DD`. */
export type FieldCode = Branded<string, 'FieldCode'>;

export interface Field {
  readonly unitCode: UnitCode;
  readonly code: FieldCode;
  readonly name: string;
  /** False once the office no longer handles it; old ballots keep it. */
  readonly active: boolean;
}

/** An administrative procedure (thủ tục hành chính) of a field; `code` is the national one, `1.000894`. */
export interface Procedure {
  readonly unitCode: UnitCode;
  readonly code: string;
  readonly fieldCode: FieldCode;
  readonly name: string;
  readonly active: boolean;
}

const codeForm = /^[A-Z0-9.-]{2,20}$/;

/** Upper-cases and trims; undefined where the form is not `[A-Z0-9.-]{2,20}`. */
export function parseFieldCode(text: string): FieldCode | undefined {
  const code = text.trim().toUpperCase();
  return codeForm.test(code) ? (code as FieldCode) : undefined;
}
