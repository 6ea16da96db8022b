import type { UnitType } from '../organisation/unit';

const kind = /^(thành phố|thị trấn|thị xã|đặc khu|phường|huyện|tỉnh|quận|xã)\s/iu;

/** `Xã Hương Trà` → `xã Hương Trà`, inside a sentence. */
export function nameInSentence(name: string): string {
  return kind.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** `xã`, `phường`, `tỉnh`: the unit in short, as papers say "UBND xã". */
export function kindInSentence(name: string, type: UnitType): string {
  const words: Record<UnitType, string> = {
    province: 'tỉnh',
    district: 'huyện',
    commune: 'xã',
    ward: 'phường',
    'special-zone': 'đặc khu',
  };
  return kind.exec(name)?.[1]?.toLowerCase() ?? words[type];
}
