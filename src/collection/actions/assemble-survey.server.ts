import type { CalendarDay } from '../../kernel/calendar-day';
import { readFields, readOfficials, readUnit } from '../../organisation/actions/read-organisation.server';
import { oneStopOfficeName, type Unit } from '../../organisation/unit';
import type { Queryable } from '../../platform/database.server';
import { planInForce, plansInForce } from '../../survey/store.server';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { type SurveyToday, surveyOn } from '../open-survey';

/** What the office asks on this day; undefined for a unit that is not known. */
export async function assembleSurvey(
  db: Queryable,
  unitCode: string,
  today: CalendarDay,
): Promise<SurveyToday | undefined> {
  const unit = await readUnit({ db }, unitCode);
  if (!unit) return undefined;
  const current = await planInForce(db, unitCode, today);
  const { id, version } = current?.content.questionnaire ?? {};
  const questionnaire =
    id !== undefined && version !== undefined ? await readQuestionnaire(db, unitCode, id, version) : undefined;
  return surveyOn(today, {
    office: { unitCode: unit.code, unitName: unit.name, officeName: officeAlone(unit, today), office: unit.office },
    current: current && questionnaire ? { id: current.id, content: current.content, questionnaire } : undefined,
    plans: (await plansInForce(db, unitCode)).map((plan) => plan.content),
    fields: await readFields({ db }, unitCode),
    officials: await readOfficials({ db }, unitCode),
  });
}

/** The name of the day without the unit's, which stands beside it on form and kiosk. */
function officeAlone(unit: Pick<Unit, 'name' | 'officeName'>, today: CalendarDay): string {
  const name = oneStopOfficeName(unit, today);
  const unitPart = ` ${unit.name.charAt(0).toLowerCase()}${unit.name.slice(1)}`;
  return name.endsWith(unitPart) ? name.slice(0, -unitPart.length) : name;
}
