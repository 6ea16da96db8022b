import type { UnitType } from '../organisation/unit';

/** Words before the name proper, longest first. */
const kinds = ['Thành phố', 'Thị trấn', 'Thị xã', 'Đặc khu', 'Phường', 'Huyện', 'Tỉnh', 'Quận', 'Xã'] as const;

function kindOf(name: string): string | undefined {
  return kinds.find((kind) => name.toLowerCase().startsWith(`${kind.toLowerCase()} `));
}

/** `Xã Hương Trà` → `Hương Trà`: the place of an official paper. */
export function placeOf(name: string): string {
  const kind = kindOf(name);
  return kind === undefined ? name : name.slice(kind.length + 1).trim();
}

/** `Xã Hương Trà` → `xã Hương Trà`, inside a sentence. */
export function nameInSentence(name: string): string {
  const kind = kindOf(name);
  return kind === undefined ? name : `${kind.toLowerCase()} ${placeOf(name)}`;
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
  return kindOf(name)?.toLowerCase() ?? words[type];
}
