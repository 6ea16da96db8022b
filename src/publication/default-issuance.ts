import type { Issuance } from '../documents/official-document';
import { agencyName, placeName } from '../organisation/unit';

/**
 * First values of the report's head and foot; the clerk changes them, number and day stay blank for the registry. The
 * plan's own place and signer win where it names them; the recipient is the unit above that is valid on the day.
 */
export function defaultIssuance(input: {
  readonly unitName: string;
  readonly aboveName: string | null;
  readonly year: number;
  readonly plan: { readonly place: string; readonly signerOffice: string; readonly signerName: string } | undefined;
}): Issuance {
  const { unitName, aboveName, plan } = input;
  const office = plan?.signerOffice.trim() ? plan.signerOffice.trim().toLocaleUpperCase('vi') : 'CHỦ TỊCH';
  return {
    agency: agencyName({ name: unitName }).toLocaleUpperCase('vi'),
    agencyCode: 'UBND',
    place: plan?.place.trim() ? plan.place : placeName({ name: unitName }),
    year: input.year,
    signer: {
      office: /^(TM|KT|TL|TUQ|Q)\./.test(office) ? office.split('\n') : ['TM. ỦY BAN NHÂN DÂN', office],
      ...(plan?.signerName.trim() ? { name: plan.signerName } : {}),
    },
    recipients: [
      ...(aboveName === null ? [] : [agencyName({ name: aboveName }).replace('Ủy ban nhân dân', 'UBND')]),
      'CT, các PCT UBND',
      'Lưu: VT',
    ],
  };
}
