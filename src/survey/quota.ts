import { assert } from '../kernel/result';
import type { FieldCode } from '../organisation/field';
import { splitByLargestRemainder } from './largest-remainder';
import {
  type Bracket,
  bracketOf,
  type BracketRule,
  type QuotaChoice,
  type QuotaRule,
  quotaRule,
  requiredBallots,
  type YamaneRule,
} from './quota-rule';

export interface FieldDossiers {
  readonly fieldCode: FieldCode;
  readonly dossiers: number;
}

/** The two readings of Quảng Ngãi's text: the bracket of the whole office, split over fields; or a bracket for each field. */
export type BracketReading = 'office' | 'field';

export interface FieldQuota {
  readonly fieldCode: FieldCode;
  readonly dossiers: number;
  readonly required: number;
  /** Reserve sample, for rules that have one; else 0. */
  readonly reserve: number;
  /** What the other reading asks for; the same number where a rule has one reading only. */
  readonly byOtherReading: number;
}

export interface Quota {
  readonly rule: QuotaRule;
  readonly inForce: BracketReading | 'one-reading';
  readonly rows: readonly FieldQuota[];
  readonly dossiers: number;
  readonly required: number;
  readonly reserve: number;
  readonly byOtherReading: number;
  /** The brackets used by the reading in force; one for the office, or one for each field. */
  readonly brackets: readonly { readonly fieldCode: FieldCode | undefined; readonly bracket: Bracket }[];
  /** A number of dossiers the text does not name was met; the unit's own choice fills it. */
  readonly ownChoiceUsed: boolean;
}

export interface QuotaSettings {
  readonly choice: QuotaChoice;
  readonly bracketPerField: boolean;
}

/** The quota of one counting period of the rule (a quarter for Quảng Ngãi, the year for Huế). */
export function quotaFor(settings: QuotaSettings, fields: readonly FieldDossiers[]): Quota {
  const rule = quotaRule(settings.choice.ruleId);
  switch (rule.kind) {
    case 'fixed':
      return fixedQuota(rule, settings.choice, fields);
    case 'yamane':
      return assemble(rule, 'one-reading', fields, byOffice(rule, fields), byOffice(rule, fields));
    case 'brackets': {
      const office = byOffice(rule, fields);
      const field = new Map(fields.map(({ fieldCode, dossiers }) => [fieldCode, requiredBallots(rule, dossiers)]));
      return settings.bracketPerField
        ? assemble(rule, 'field', fields, field, office)
        : assemble(rule, 'office', fields, office, field);
    }
  }
}

function byOffice(rule: BracketRule | YamaneRule, fields: readonly FieldDossiers[]): Map<FieldCode, number> {
  const total = fields.reduce((sum, { dossiers }) => sum + dossiers, 0);
  return splitByLargestRemainder(
    requiredBallots(rule, total),
    fields.map(({ fieldCode, dossiers }) => ({ key: fieldCode, weight: dossiers })),
  );
}

function assemble(
  rule: BracketRule | YamaneRule,
  inForce: Quota['inForce'],
  fields: readonly FieldDossiers[],
  required: ReadonlyMap<FieldCode, number>,
  other: ReadonlyMap<FieldCode, number>,
): Quota {
  const rows = fields.map(({ fieldCode, dossiers }) => ({
    fieldCode,
    dossiers,
    required: required.get(fieldCode) ?? 0,
    reserve: 0,
    byOtherReading: other.get(fieldCode) ?? 0,
  }));
  const counted = inForce === 'field' ? fields.map((each) => each.dossiers) : [sumOf(rows, 'dossiers')];
  const undefinedAt = rule.kind === 'brackets' ? rule.undefinedAt : [];
  return {
    ...totals(rule, inForce, rows),
    brackets: rule.kind === 'brackets' ? bracketsUsed(rule, inForce, fields) : [],
    ownChoiceUsed: counted.some((count) => undefinedAt.includes(count)),
  };
}

function bracketsUsed(
  rule: BracketRule,
  inForce: Quota['inForce'],
  fields: readonly FieldDossiers[],
): Quota['brackets'] {
  if (inForce === 'field') {
    return fields
      .filter(({ dossiers }) => dossiers > 0)
      .map(({ fieldCode, dossiers }) => ({ fieldCode, bracket: bracketOf(rule, dossiers) }));
  }
  const total = fields.reduce((sum, { dossiers }) => sum + dossiers, 0);
  return total > 0 ? [{ fieldCode: undefined, bracket: bracketOf(rule, total) }] : [];
}

/** So many ballots whatever the dossiers; fields without a fixed number need none. */
function fixedQuota(rule: QuotaRule, choice: QuotaChoice, fields: readonly FieldDossiers[]): Quota {
  const dossiersOf = new Map(fields.map(({ fieldCode, dossiers }) => [fieldCode, dossiers]));
  const named = [
    ...new Set([...fields.map(({ fieldCode }) => fieldCode), ...choice.fixed.map(({ fieldCode }) => fieldCode)]),
  ];
  const rows = named.map((fieldCode) => {
    const fixed = choice.fixed.find((each) => each.fieldCode === fieldCode);
    const required = fixed?.official ?? 0;
    return {
      fieldCode,
      dossiers: dossiersOf.get(fieldCode) ?? 0,
      required,
      reserve: fixed?.reserve ?? 0,
      byOtherReading: required,
    };
  });
  return { ...totals(rule, 'one-reading', rows), brackets: [], ownChoiceUsed: false };
}

function totals(rule: QuotaRule, inForce: Quota['inForce'], rows: readonly FieldQuota[]) {
  return {
    rule,
    inForce,
    rows,
    dossiers: sumOf(rows, 'dossiers'),
    required: sumOf(rows, 'required'),
    reserve: sumOf(rows, 'reserve'),
    byOtherReading: sumOf(rows, 'byOtherReading'),
  };
}

function sumOf(rows: readonly FieldQuota[], key: 'dossiers' | 'required' | 'reserve' | 'byOtherReading'): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}

/** A longer period is the sum of its parts: the quota of a year of quarters is the sum of four quotas, never a bracket of its own. */
export function sumQuotas(parts: readonly Quota[]): Quota {
  const [first] = parts;
  assert(first !== undefined, 'no quota to sum');
  if (parts.length === 1) return first;
  const codes = [...new Set(parts.flatMap(({ rows }) => rows.map(({ fieldCode }) => fieldCode)))];
  const rows = codes.map((fieldCode) => {
    const own = parts.flatMap((part) => part.rows.filter((row) => row.fieldCode === fieldCode));
    return {
      fieldCode,
      dossiers: sumOf(own, 'dossiers'),
      required: sumOf(own, 'required'),
      reserve: sumOf(own, 'reserve'),
      byOtherReading: sumOf(own, 'byOtherReading'),
    };
  });
  return {
    ...totals(first.rule, first.inForce, rows),
    brackets: [],
    ownChoiceUsed: parts.some((part) => part.ownChoiceUsed),
  };
}
