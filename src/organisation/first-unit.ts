import type { Columns } from './import-plan';
import type { FieldColumn, UnitColumn } from './record-kinds';

/** The commune of the ready plan template, as the example a newcomer may start from (Kế hoạch 31/KH-UBND, 26/02/2025). */
export const exampleUnit = {
  code: 'QNG-HT',
  name: 'Xã Hương Trà',
  type: 'commune',
  parentCode: 'QNG',
  parentName: 'Tỉnh Quảng Ngãi',
  districtCode: 'QNG-TB',
  districtName: 'Huyện Trà Bồng',
} as const;

/** Fields that the one-stop office of nearly every commune handles; each can be renamed or switched off later. */
export const usualFields: readonly Pick<Columns<FieldColumn>, 'code' | 'name'>[] = [
  { code: 'TP', name: 'Tư pháp – Hộ tịch' },
  { code: 'CT', name: 'Chứng thực' },
  { code: 'DD', name: 'Đất đai – Môi trường' },
  { code: 'LD', name: 'Lao động, người có công và xã hội' },
  { code: 'XD', name: 'Xây dựng – Đô thị' },
  { code: 'VH', name: 'Văn hóa – Thông tin' },
];

/** Days on which districts ended (Luật Tổ chức chính quyền địa phương 2025) and the province took their place. */
export const lastDistrictDay = '2025-06-30';
export const firstDayWithoutDistricts = '2025-07-01';

export interface FirstUnit {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly parentCode: string;
  readonly parentName: string;
  /** The district until 30 June 2025; empty where there was none. */
  readonly districtCode: string;
  readonly districtName: string;
}

/** The unit with the units above it, as records: top first, so that each parent is known. */
export function firstUnitRecords(input: FirstUnit): Partial<Columns<UnitColumn>>[] {
  const hasParent = input.parentCode.trim() !== '';
  const hasDistrict = hasParent && input.districtCode.trim() !== '';
  const above: Partial<Columns<UnitColumn>>[] = [];
  if (hasParent) above.push({ code: input.parentCode, name: input.parentName, type: 'province', parent: '' });
  if (hasDistrict) {
    above.push({
      code: input.districtCode,
      name: input.districtName,
      type: 'district',
      parent: input.parentCode,
      valid_until: lastDistrictDay,
    });
  }
  const own: Partial<Columns<UnitColumn>> = {
    code: input.code,
    name: input.name,
    type: input.type,
    parent: hasParent ? input.parentCode : '',
  };
  return [
    ...above,
    hasDistrict ? { ...own, parent_from: firstDayWithoutDistricts, former_parent: input.districtCode } : own,
  ];
}
