import { error, fail } from '@sveltejs/kit';
import { cleanText } from '../../../../../../kernel/vietnamese-text';
import { may } from '../../../../../../organisation/permission';
import { decideGradeRule } from '../../../../../../results/actions/decide-grade-rule.server';
import { gradeRulesDecided } from '../../../../../../results/actions/read-official-grades.server';
import { gradingProblem } from '../../../../../../results/grading-problem';
import { readRuleForm } from '../../../../../../results/grading-rule-form';
import { requireAt } from '../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'view-grading');
  const { app, locale } = event.locals;
  const rules = await gradeRulesDecided(app, actor, unitCode);
  if (!rules.ok) error(403, gradingProblem(rules.error, locale).text);
  return { unitCode, rules: rules.value, mayGovern: may(actor, 'govern-grading', unitCode) };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unitCode } = requireAt(event, 'govern-grading');
    const { app, locale } = event.locals;
    const form = await event.request.formData();
    const valueOf = (name: string) => cleanText(String(form.get(name) ?? '')).slice(0, 300);
    const values = Object.fromEntries([...form.keys()].map((name) => [name, valueOf(name)]));
    const rule = readRuleForm(valueOf);
    const decided = rule.ok ? await decideGradeRule(app, actor, { unitCode, rule: rule.value }) : rule;
    if (decided.ok) return { saved: true };
    const { status, text } = gradingProblem(decided.error, locale);
    return fail(status, { values, errors: [{ text }] });
  },
};
