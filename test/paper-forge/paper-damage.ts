import type { Dice } from './dice';
import type { Picture } from './picture';
import { mapTones, shade } from './tone';

/** What happens to sheets of paper before they are scanned. All of it works on the sheet's own pixels. */
interface Sheet {
  readonly sheet: Picture;
  readonly dotsPerInch: number;
  readonly dice: Dice;
}

export type Damage = 'holes' | 'staple' | 'fold' | 'coffee' | 'specks' | 'show-through' | 'creases';

/** `back` is what is printed on the other side. `holeShade` is the scanner's lid as seen through a hole. */
export function damage(kind: Damage, on: Sheet, { back, holeShade }: { back?: Picture; holeShade: number }): void {
  switch (kind) {
    case 'holes':
      return punch(on, holeShade);
    case 'staple':
      return staple(on);
    case 'fold':
      return fold(on);
    case 'coffee':
      return spillCoffee(on);
    case 'specks':
      return dirty(on);
    case 'show-through':
      return showThrough(on, back);
    case 'creases':
      return crease(on);
  }
}

/** Weak toner, by place and in all: before anything is written on the print. */
export function fadePrint({ sheet, dice }: Sheet): void {
  const weakest = dice.real(0.55, 0.9);
  const [fx, fy, phase] = [dice.real(0.0005, 0.003), dice.real(0.0002, 0.002), dice.real(0, 6)];
  for (const plane of sheet.planes)
    for (let at = 0; at < plane.length; at += 1) plane[at] = 255 - (plane[at] as number);
  shade(sheet, (x, y) => weakest + (1 - weakest) * (0.5 + 0.5 * Math.sin(x * fx + y * fy + phase)));
  mapTones(sheet, (value) => 255 - value);
}

function each(
  { sheet }: Sheet,
  { x, y, reach }: { x: number; y: number; reach: number },
  change: (value: number, dx: number, dy: number) => number,
): void {
  const left = Math.max(0, Math.floor(x - reach));
  const right = Math.min(sheet.width, Math.ceil(x + reach));
  for (const plane of sheet.planes)
    for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(sheet.height, Math.ceil(y + reach)); row += 1)
      for (let column = left; column < right; column += 1) {
        const at = row * sheet.width + column;
        plane[at] = change(plane[at] as number, column - x, row - y);
      }
}

/** Two or four holes of 6 mm, their middles 12 mm from the left edge (ISO 838), as an office's punch makes them. */
function punch(on: Sheet, holeShade: number): void {
  const scale = on.dotsPerInch / 25.4;
  const middle = on.sheet.height / 2 + on.dice.normal(0, 3 * scale);
  const places = on.dice.likely(0.6) ? [-40, 40] : [-120, -40, 40, 120];
  const x = on.dice.real(9, 12) * scale;
  for (const place of places)
    each(on, { x, y: middle + place * scale, reach: 3.2 * scale }, (value, dx, dy) =>
      Math.hypot(dx, dy) < 3 * scale ? holeShade : value,
    );
}

function staple(on: Sheet): void {
  const scale = on.dotsPerInch / 25.4;
  const angle = on.dice.real(-0.9, 0.9);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corner = on.dice.pick(['left', 'right'] as const);
  const x = corner === 'left' ? on.dice.real(4, 14) * scale : on.sheet.width - on.dice.real(4, 14) * scale;
  each(on, { x, y: on.dice.real(3, 12) * scale, reach: 8 * scale }, (value, dx, dy) => {
    const along = Math.abs(dx * cos + dy * sin) / scale;
    const across = (-dx * sin + dy * cos) / scale;
    if (along < 6 && Math.abs(across) < 0.3) return along < 5 ? 70 : 150;
    return along < 6 && across > 0 && across < 1.4 ? value * (0.7 + 0.2 * across) : value;
  });
}

/** A sheet folded once or twice and opened: a dark or light line with a shadow beside it, and a slight wave. */
function fold(on: Sheet): void {
  const { sheet, dice } = on;
  const scale = on.dotsPerInch / 25.4;
  for (let count = dice.whole(1, 2); count > 0; count -= 1) {
    const upright = dice.likely(0.3);
    const at =
      (upright ? sheet.width : sheet.height) * dice.pick([0.25, 1 / 3, 0.5, 2 / 3, 0.75]) + dice.normal(0, 2 * scale);
    const lean = dice.normal(0, 0.01);
    const depth = dice.real(-30, 45);
    const shadow = dice.real(-0.12, 0.12);
    const wide = dice.real(0.15, 0.45) * scale;
    for (const plane of sheet.planes)
      for (let along = 0; along < (upright ? sheet.height : sheet.width); along += 1) {
        const middle = at + lean * along;
        for (let across = Math.floor(middle - 12 * scale); across < middle + 12 * scale; across += 1) {
          if (across < 0 || across >= (upright ? sheet.width : sheet.height)) continue;
          const off = across - middle;
          const pixel = upright ? along * sheet.width + across : across * sheet.width + along;
          const line = depth * Math.exp(-(off * off) / (2 * wide * wide));
          const side = 1 - (off > 0 ? shadow * Math.exp(-off / (5 * scale)) : 0);
          plane[pixel] = (plane[pixel] as number) * side - line;
        }
      }
  }
}

function spillCoffee(on: Sheet): void {
  const { sheet, dice } = on;
  const scale = on.dotsPerInch / 25.4;
  const radius = dice.real(32, 44) * scale;
  const strength = dice.real(0.1, 0.35);
  const [wave, phase] = [dice.whole(2, 5), dice.real(0, 6)];
  const brown = [0.75, 1, 1.3];
  const place = { x: dice.real(0, sheet.width), y: dice.real(0, sheet.height), reach: radius * 1.15 };
  for (const [index, plane] of sheet.planes.entries())
    each({ ...on, sheet: { ...sheet, planes: [plane] } }, place, (value, dx, dy) => {
      const angle = Math.atan2(dy, dx);
      const off = (Math.hypot(dx, dy) - radius * (1 + 0.01 * Math.sin(3 * angle))) / scale;
      const edge = Math.exp(-(off * off) / 1.6) * (0.55 + 0.45 * Math.sin(wave * angle + phase));
      const inside = off < 0 ? 0.12 : 0;
      return value * (1 - strength * (edge + inside) * (sheet.planes.length === 1 ? 1 : (brown[index] as number)));
    });
}

/** Specks of dirt up to half a millimetre, and a few hairs. */
function dirty(on: Sheet): void {
  const { sheet, dice } = on;
  const scale = on.dotsPerInch / 25.4;
  for (let count = dice.whole(20, 150); count > 0; count -= 1) {
    const radius = dice.real(0.05, 0.25) * scale;
    const dark = dice.real(0.2, 0.8);
    each(
      on,
      { x: dice.real(0, sheet.width), y: dice.real(0, sheet.height), reach: radius + 1 },
      (value, dx, dy) => value * (1 - dark * Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(dx, dy)))),
    );
  }
}

/** The other side, mirrored and weak. */
function showThrough({ sheet, dice }: Sheet, back: Picture | undefined): void {
  if (!back || back.width !== sheet.width || back.height !== sheet.height) return;
  const strength = dice.real(0.04, 0.13);
  const shift = dice.whole(-12, 12);
  for (const [index, plane] of sheet.planes.entries()) {
    const other = back.planes[index] ?? back.planes[0];
    for (let y = 0; y < sheet.height; y += 1)
      for (let x = 0; x < sheet.width; x += 1) {
        const behind =
          other?.[y * sheet.width + Math.min(sheet.width - 1, Math.max(0, sheet.width - 1 - x + shift))] ?? 255;
        const at = y * sheet.width + x;
        plane[at] = (plane[at] as number) - strength * (255 - behind);
      }
  }
}

/** Crumpled and smoothed: a web of soft light and shade. */
function crease(on: Sheet): void {
  const { sheet, dice } = on;
  const waves = Array.from({ length: 9 }, () => ({
    fx: dice.normal(0, 0.008),
    fy: dice.normal(0, 0.008),
    phase: dice.real(0, 6),
    deep: dice.real(0.004, 0.018),
  }));
  shade(sheet, (x, y) =>
    waves.reduce((light, { fx, fy, phase, deep }) => light - deep * Math.abs(Math.sin(x * fx + y * fy + phase)), 1),
  );
}
