import type { Issuance } from '../documents/official-document';

/** `Xã Hương Trà` → `ỦY BAN NHÂN DÂN XÃ HƯƠNG TRÀ`, as it stands on papers (Nghị định 30/2020/NĐ-CP, phụ lục I). */
export function agencyName(unitName: string): string {
  return `ỦY BAN NHÂN DÂN ${unitName.toLocaleUpperCase('vi')}`;
}

/** `Xã Hương Trà` → `Hương Trà`: the place in front of the date. */
export function placeName(unitName: string): string {
  return unitName.replace(/^(?:xã|phường|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tỉnh)\s+/iu, '');
}

/**
 * First values of the report's head and foot; the clerk changes them, number and day stay blank for the registry. The
 * plan's own place, signer and recipients win where it names them.
 */
export function defaultIssuance(input: {
  readonly unitName: string;
  readonly aboveName: string | null;
  readonly year: number;
  readonly plan: { readonly place: string; readonly signerOffice: string; readonly signerName: string } | undefined;
}): Issuance {
  const { unitName, aboveName, plan } = input;
  const office = plan?.signerOffice.trim() ? plan.signerOffice.toLocaleUpperCase('vi') : 'CHỦ TỊCH';
  return {
    agency: agencyName(unitName),
    agencyCode: 'UBND',
    place: plan?.place.trim() ? plan.place : placeName(unitName),
    year: input.year,
    signer: {
      office: office.startsWith('TM.') ? office.split('\n') : ['TM. ỦY BAN NHÂN DÂN', office],
      ...(plan?.signerName.trim() ? { name: plan.signerName } : {}),
    },
    recipients: [...(aboveName === null ? [] : [`UBND ${lowerFirst(aboveName)}`]), 'CT, các PCT UBND', 'Lưu: VT'],
  };
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);
}
