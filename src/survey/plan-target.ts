import { fail, ok, type Result } from '../kernel/result';
import type { Locale } from '../ui/locale';

/** Indices a plan may set a target for, both of the overall question. A figure of one method is never held against the target of another (domain rules, §4). */
export const targetIndices = ['satisfied-share', 'mean-score'] as const;
export type TargetIndex = (typeof targetIndices)[number];

/** "At least so much": whole hundredths of a percent, so that 92,5 % is 9250 exactly. An index without a target is left out. */
export type PlanTargets = Readonly<Partial<Record<TargetIndex, number>>>;

export const mostHundredths = 100_00;

export interface TargetMalformed {
  readonly type: 'target-malformed';
  readonly text: string;
}

/** `90`, `92,5`, `92.50 %`; undefined where nothing was written. What lies outside 0–100 % is told by `checkPlan`. */
export function parseTarget(text: string): Result<number | undefined, TargetMalformed> {
  const bare = text.replace(/\s*%$/, '').trim();
  if (bare === '') return ok(undefined);
  const parts = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!parts) return fail({ type: 'target-malformed', text });
  return ok(Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')));
}

/** As people write it: `90`, `92,5`, `92,25`. */
export function targetNumber(hundredths: number, locale: Locale = 'vi'): string {
  const fraction = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(hundredths / 100));
  return fraction === '' ? whole : `${whole}${locale === 'vi' ? ',' : '.'}${fraction}`;
}
