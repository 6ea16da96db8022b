import { vietnameseDayOf } from '../../../../../kernel/calendar-day';
import { planPaper } from '../../../../../survey/plan-content';
import { publishedPlan } from './published-plan';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { plan, versions, setting } = await publishedPlan(event);
  const { id, version, content, reason, unitCode } = plan;
  return {
    plan: { id, version, content, reason, unitCode, approvedOn: vietnameseDayOf(plan.approvedAt) },
    unitName: setting.unitName,
    answerUrl: setting.answerUrl,
    paper: planPaper(content, setting.names),
    versions: versions.map((each) => ({
      version: each.version,
      approvedOn: vietnameseDayOf(each.approvedAt),
      reason: each.reason,
    })),
  };
};
