import { parseCalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import { checkGradeRule, type GradeBand, type OfficialGradeRule, type RuleProblem } from './grading-official';

export type RuleFormProblem = RuleProblem | { readonly type: 'date-malformed'; readonly text: string };

/** Lines of the form; empty ones at the end are no bands. */
export const bandLines = 5;

/** `90`, `82,5`: a percentage of at most two decimals. */
function parsePercent(text: string): number | undefined {
  return /^\d{1,3}([.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

/** The form as it was sent: `tu-ngay`, `toi-thieu`, `can-cu`, `ten-1`, `tu-1` … */
export function readRuleForm(valueOf: (name: string) => string): Result<OfficialGradeRule, RuleFormProblem> {
  const validFrom = parseCalendarDay(valueOf('tu-ngay'));
  if (validFrom === undefined) return fail({ type: 'date-malformed', text: valueOf('tu-ngay') });
  const bands: GradeBand[] = [];
  for (let line = 1; line <= bandLines; line += 1) {
    const [name, from] = [valueOf(`ten-${line}`).trim(), valueOf(`tu-${line}`).trim()];
    if (name === '' && from === '') continue;
    const fromPercent = parsePercent(from);
    if (fromPercent === undefined) return fail({ type: 'rule-bands-wrong' });
    bands.push({ name, fromPercent });
  }
  const minimum = valueOf('toi-thieu').trim();
  const minimumAnswers = /^\d{1,4}$/.test(minimum) ? Number(minimum) : 0;
  const rule = { validFrom, minimumAnswers, bands, basis: valueOf('can-cu').trim().slice(0, 300) };
  const checked = checkGradeRule(rule);
  return checked.ok ? ok(rule) : checked;
}
