import type { PlanContent } from '../survey/plan';
import { type PlanNames, planPaper } from '../survey/plan-content';
import type { Issuance, IssuingOffice, OfficialDocument } from './official-document';

/** KẾ HOẠCH with its quota table and its appendix of tasks; number, day and signer as the plan has them, or blank. */
export function planDocument(content: PlanContent, names: PlanNames, office: IssuingOffice): OfficialDocument {
  return { kind: 'plan', issuance: planIssuance(content, office), ...planPaper(content, names) };
}

function planIssuance(content: PlanContent, office: IssuingOffice): Issuance {
  const place = content.place.trim();
  const name = content.signerName.trim();
  const plain = /^(?:Số\s*:?\s*)?0*(\d+)(?:\/KH-.*)?$/i.exec(content.number.trim());
  const own = content.number.trim();
  return {
    ...office,
    place: place === '' ? office.place : place,
    ...(content.date === undefined ? {} : { date: content.date }),
    year: content.year,
    // A number in the usual form is printed by the rule, any other as the registry wrote it.
    ...(plain !== null ? { number: Number(plain[1]) } : own === '' ? {} : { numberText: own }),
    signer: {
      office: content.signerOffice.split('\n').filter((line) => line.trim() !== ''),
      ...(name === '' ? {} : { name }),
    },
    recipients: content.recipients,
  };
}
