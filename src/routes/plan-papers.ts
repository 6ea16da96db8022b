import type { IssuingOffice } from '../documents/official-document';
import { readFields, readUnit, superiorOf } from '../organisation/actions/read-organisation.server';
import { agencyName, oneStopOfficeName, placeName } from '../organisation/unit';
import type { App } from '../platform/app';
import { questionnaireOf } from '../survey/actions/read-survey.server';
import type { Plan } from '../survey/plan';
import type { PlanNames } from '../survey/plan-content';
import { nameInSentence } from '../survey/unit-wording';

export interface PlanSetting {
  readonly names: PlanNames;
  readonly office: IssuingOffice;
  readonly unitName: string;
  /** `https://…/p/qng-ht`: where citizens answer. */
  readonly answerUrl: string;
}

/** What the papers of a plan are made with besides the plan itself; undefined for a unit that is not there. */
export async function planSetting(app: App, plan: Plan): Promise<PlanSetting | undefined> {
  const unit = await readUnit(app, plan.unitCode);
  if (unit === undefined) return undefined;
  const { id, version } = plan.content.questionnaire;
  const form = await questionnaireOf(app, plan.unitCode, id, version);
  const fieldNames = new Map((await readFields(app, plan.unitCode)).map(({ code, name }) => [code, name]));
  const above = await superiorOf(app, plan.unitCode);
  const day = plan.content.date ?? app.clock.today();
  return {
    unitName: unit.name,
    answerUrl: `${app.config.publicUrl}/p/${unit.office}`,
    names: {
      unit: nameInSentence(unit.name),
      officeName: oneStopOfficeName(unit, day),
      field: (code) => fieldNames.get(code) ?? code,
      questionnaire: {
        title: form?.title ?? id,
        source: form?.source ?? '',
        itemCount: form?.factors.flatMap(({ items }) => items).length ?? 0,
      },
      url: `${app.config.publicUrl}/ke-hoach/${plan.unitCode}/${plan.id}`,
    },
    office: {
      ...(above ? { superiorAgency: `UBND ${nameInSentence(above.name)}`.toLocaleUpperCase('vi') } : {}),
      agency: agencyName(unit).toLocaleUpperCase('vi'),
      agencyCode: 'UBND',
      place: placeName(unit),
    },
  };
}

export function paperResponse(bytes: Uint8Array, kind: 'pdf' | 'docx', fileName: string): Response {
  const type =
    kind === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const headers = {
    'content-type': type,
    'content-disposition': `${kind === 'pdf' ? 'inline' : 'attachment'}; filename="${fileName}.${kind}"`,
  };
  return new Response(new Uint8Array(bytes), { headers });
}
