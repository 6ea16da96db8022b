import type { CalendarDay } from '../kernel/calendar-day';
import { calendarDay } from '../kernel/calendar-day';
import { assert } from '../kernel/result';
import type { FieldCode } from '../organisation/field';

/** A quota rule is data with its authority; the code holds no number of its own. */
interface RuleCommon {
  readonly id: QuotaRuleId;
  readonly citation: string;
  readonly effectiveFrom: CalendarDay;
  /** Over which period dossiers are counted before the rule is applied; a longer period is the sum of its parts. */
  readonly per: 'quarter' | 'year' | 'period';
  /** Decisions of the unit where the text is silent; a paper that uses them says "theo lựa chọn của đơn vị". */
  readonly ownChoices: readonly OwnChoice[];
}

export type OwnChoice =
  'rounded-up' | 'thousand-read-as-20' | 'split-by-largest-remainder' | 'same-quota-every-period' | 'yamane-split';

export const quotaRuleIds = ['quang-ngai-2021', 'thua-thien-hue-2015', 'fixed', 'yamane'] as const;
export type QuotaRuleId = (typeof quotaRuleIds)[number];

export interface Bracket {
  /** Highest number of dossiers of this bracket, included; undefined for the last. */
  readonly upTo: number | undefined;
  readonly percent: number;
  /** Never fewer than this (but never more than there are dossiers). */
  readonly atLeast: number;
}

export type BracketRule = RuleCommon & {
  readonly kind: 'brackets';
  readonly brackets: readonly Bracket[];
  /** Numbers of dossiers for which the text gives no share. */
  readonly undefinedAt: readonly number[];
};
export type YamaneRule = RuleCommon & { readonly kind: 'yamane'; readonly marginPercent: number };
export type FixedRule = RuleCommon & { readonly kind: 'fixed' };
export type QuotaRule = BracketRule | YamaneRule | FixedRule;

/** A fixed number of ballots for one field, with a reserve sample (Sơn Kim 1: chính thức + dự bị). */
export interface FixedQuota {
  readonly fieldCode: FieldCode;
  readonly official: number;
  readonly reserve: number;
}

/** What a plan chose. `fixed` quotas belong to the plan, since they name its fields. */
export interface QuotaChoice {
  readonly ruleId: QuotaRuleId;
  readonly fixed: readonly FixedQuota[];
}

/**
 * Quyết định 70/2021/QĐ-UBND tỉnh Quảng Ngãi: first match; "dưới 100" = up to 99; exactly 1,000 is not named. The plan
 * that cites it does not say from which day it holds: the day it was signed stands here.
 */
export const quangNgai2021: BracketRule = {
  id: 'quang-ngai-2021',
  kind: 'brackets',
  citation: 'Quyết định số 70/2021/QĐ-UBND ngày 23/11/2021 của UBND tỉnh Quảng Ngãi',
  effectiveFrom: calendarDay('2021-11-23'),
  per: 'quarter',
  brackets: [
    { upTo: 99, percent: 60, atLeast: 0 },
    { upTo: 499, percent: 40, atLeast: 0 },
    { upTo: 999, percent: 30, atLeast: 0 },
    { upTo: undefined, percent: 20, atLeast: 0 },
  ],
  undefinedAt: [1000],
  ownChoices: ['rounded-up', 'split-by-largest-remainder', 'thousand-read-as-20'],
};

/** UBND tỉnh Thừa Thiên Huế, kế hoạch thí điểm năm 2015, II.3: by the transactions of the year. */
export const thuaThienHue2015: BracketRule = {
  id: 'thua-thien-hue-2015',
  kind: 'brackets',
  citation: 'Quyết định số 469/QĐ-UBND ngày 05/3/2015 và kế hoạch thí điểm năm 2015 của UBND tỉnh Thừa Thiên Huế',
  effectiveFrom: calendarDay('2015-03-05'),
  per: 'year',
  brackets: [
    { upTo: 100, percent: 100, atLeast: 0 },
    { upTo: 1000, percent: 20, atLeast: 100 },
    { upTo: 5000, percent: 10, atLeast: 200 },
    { upTo: undefined, percent: 5, atLeast: 500 },
  ],
  undefinedAt: [],
  ownChoices: ['rounded-up', 'split-by-largest-remainder'],
};

/** Taro Yamane, Statistics: An Introductory Analysis (1967): n = N / (1 + N·e²). */
export const yamane: YamaneRule = {
  id: 'yamane',
  kind: 'yamane',
  citation: 'Công thức Yamane theo hướng dẫn của Bộ Nội vụ: n = N / (1 + N·e²), e = 5 %',
  effectiveFrom: calendarDay('2012-12-28'),
  per: 'period',
  marginPercent: 5,
  ownChoices: ['rounded-up', 'yamane-split'],
};

/** Sơn Kim 1, Kế hoạch 61/KH-UBND ngày 26/10/2021: so many of each field, and as many in reserve. */
const fixedPerField: FixedRule = {
  id: 'fixed',
  kind: 'fixed',
  citation:
    'Cỡ mẫu ấn định theo lĩnh vực trong kế hoạch (như Kế hoạch số 61/KH-UBND ngày 26/10/2021 của UBND xã Sơn Kim 1)',
  effectiveFrom: calendarDay('2021-10-26'),
  per: 'period',
  ownChoices: ['same-quota-every-period'],
};

export const quotaRules: readonly QuotaRule[] = [quangNgai2021, thuaThienHue2015, fixedPerField, yamane];

export function quotaRule(id: QuotaRuleId): QuotaRule {
  const found = quotaRules.find((rule) => rule.id === id);
  assert(found !== undefined, `unknown quota rule ${id}`);
  return found;
}

export function bracketOf(rule: BracketRule, dossiers: number): Bracket {
  const found = rule.brackets.find(({ upTo }) => upTo === undefined || dossiers <= upTo);
  assert(found !== undefined, `rule ${rule.id} has no open bracket`);
  return found;
}

/** Ballots that `dossiers` require; whole numbers throughout, so that 40 % of 100 is 40 and never 41. */
export function requiredBallots(rule: BracketRule | YamaneRule, dossiers: number): number {
  assert(Number.isSafeInteger(dossiers) && dossiers >= 0, `dossiers ${dossiers}`);
  if (dossiers === 0) return 0;
  if (rule.kind === 'yamane') {
    const squared = rule.marginPercent * rule.marginPercent;
    return Math.ceil((dossiers * 10_000) / (10_000 + dossiers * squared));
  }
  const { percent, atLeast } = bracketOf(rule, dossiers);
  return Math.min(dossiers, Math.max(atLeast, Math.ceil((dossiers * percent) / 100)));
}

/** Where one dossier more lowers the number of ballots: 99 → 60, 100 → 40. The planner must see it. */
export interface BracketJump {
  readonly before: number;
  readonly ballotsBefore: number;
  readonly after: number;
  readonly ballotsAfter: number;
}

export function bracketJumps(rule: BracketRule): BracketJump[] {
  return rule.brackets.flatMap(({ upTo }) => {
    if (upTo === undefined) return [];
    // Exactly 1,000 is nobody's number but ours: the jump is shown to 1,001.
    const after = rule.undefinedAt.includes(upTo + 1) ? upTo + 2 : upTo + 1;
    const ballotsBefore = requiredBallots(rule, upTo);
    const ballotsAfter = requiredBallots(rule, after);
    return ballotsAfter < ballotsBefore ? [{ before: upTo, ballotsBefore, after, ballotsAfter }] : [];
  });
}
