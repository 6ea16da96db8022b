import type { Unit } from '../organisation/unit';

/** Wards and special zones stand beside communes; provinces and districts among themselves. */
export const unitLevels = ['commune', 'district', 'province'] as const;
export type UnitLevel = (typeof unitLevels)[number];

export function levelOf({ type }: Pick<Unit, 'type'>): UnitLevel {
  return type === 'province' || type === 'district' ? type : 'commune';
}
