import type { Dice } from './dice';
import { lay, type ToPage, type ToSheet } from './lay';
import { blankPicture, inGray, type Picture, turned } from './picture';
import { addNoise, blur, mapTones, shade } from './tone';

/** What one pass through an office scanner does to a sheet. */
export interface ScanPass {
  readonly dotsPerInch: number;
  readonly colour: boolean;
  readonly degrees: number;
  /** 0 upright … 3, in quarters of a turn; 2 is upside down. */
  readonly quarters: number;
  /** Millimetres of the sheet's middle from the glass's. */
  readonly shift: readonly [number, number];
  /** Of the printed sheet: 0.9 where the printer shrank it. */
  readonly shrink: readonly [number, number];
  /** Millimetres of the lid around a sheet, seen where the scanner takes in more than the paper. */
  readonly border: number;
  readonly lid: number;
  readonly streaks: number;
  readonly rollers: boolean;
}

export function pickPass(dice: Dice, wear: 'mild' | 'hard'): ScanPass {
  const hard = wear === 'hard';
  const degrees = hard ? dice.real(-5, 5) : dice.normal(0, 0.8);
  const shrink = dice.likely(hard ? 0.4 : 0.25) ? dice.real(0.905, 1) : 1;
  return {
    dotsPerInch: Number(dice.weighted({ '150': 2, '200': 5, '240': 1, '300': 2 })),
    colour: dice.likely(0.15),
    degrees,
    border: Math.abs(degrees) > 1.5 && dice.likely(0.8) ? 14 : 0,
    quarters: Number(dice.weighted({ '0': 7, '1': 0.7, '2': 2, '3': 0.7 })),
    shift: [dice.normal(0, hard ? 2 : 1), dice.normal(0, hard ? 2 : 1)],
    shrink: [shrink * (1 + dice.normal(0, 0.002)), shrink * (1 + dice.normal(0, 0.002))],
    lid: dice.pick([255, 250, 235, 30]),
    streaks: dice.likely(hard ? 0.35 : 0.05) ? dice.whole(1, 3) : 0,
    rollers: dice.likely(hard ? 0.15 : 0),
  };
}

export interface Scan {
  readonly picture: Picture;
  /** Where a pixel's point of the picture lies on the printed sheet, in millimetres. */
  readonly toPage: ToPage;
}

/** `sheet` at `sheetDotsPerInch`; the printed page is laid in the middle of the paper, the paper on the glass. */
export function scanned(sheet: Picture, sheetDotsPerInch: number, pass: ScanPass, dice: Dice): Scan {
  const ratio = sheetDotsPerInch / pass.dotsPerInch;
  const millimetre = pass.dotsPerInch / 25.4;
  const [width, height] = [sheet.width / ratio, sheet.height / ratio].map((length) =>
    Math.round(length + 2 * pass.border * millimetre),
  ) as [number, number];
  const paper = pass.colour ? sheet : inGray(sheet, dice.likely(0.3) ? [0.05, 0.9, 0.05] : undefined);
  const glass = blankPicture(
    width,
    height,
    paper.planes.map(() => pass.lid),
  );
  const angle = (pass.degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const onPaper = (x: number, y: number): readonly [number, number] => {
    const dx = x - width / 2 - pass.shift[0] * millimetre;
    const dy = y - height / 2 - pass.shift[1] * millimetre;
    return [dx * cos + dy * sin, dy * cos - dx * sin];
  };
  const onPrint: ToSheet = (x, y) => {
    const [px, py] = onPaper(x, y);
    return [sheet.width / 2 + (px * ratio) / pass.shrink[0], sheet.height / 2 + (py * ratio) / pass.shrink[1]];
  };
  const rim = {
    u: Math.max(0, (sheet.width / pass.shrink[0] - sheet.width) / 2),
    v: Math.max(0, (sheet.height / pass.shrink[1] - sheet.height) / 2),
    tone: 252,
  };
  lay(glass, paper, { taps: ratio > 1.6 ? 2 : 1, toSheet: onPrint, rim });
  const scale = 25.4 / sheetDotsPerInch;
  return {
    picture: turned(glass, pass.quarters),
    toPage: (x, y) => {
      const [u, v] = onPrint(...turnedBack([x, y], pass.quarters, glass)) ?? [NaN, NaN];
      return [u * scale, v * scale];
    },
  };
}

/** A point of a picture turned by `turned`, in the picture before. */
function turnedBack([x, y]: readonly [number, number], quarters: number, before: Picture): readonly [number, number] {
  if (quarters === 0) return [x, y];
  const heightBefore = quarters % 2 === 1 ? before.height : before.width;
  return turnedBack([y, heightBefore - x], quarters - 1, before);
}

/** Optics, tone, noise, streaks of dust on the sensor, marks of rollers. */
export function wornByScanner(
  picture: Picture,
  pass: ScanPass,
  { dice, wear }: { dice: Dice; wear: 'mild' | 'hard' },
): void {
  const hard = wear === 'hard';
  blur(picture, dice.real(0.3, hard ? 0.9 : 0.6) * (pass.dotsPerInch / 200));
  if (pass.rollers) rollers(picture, pass, dice);
  for (let streak = 0; streak < pass.streaks; streak += 1) drawStreak(picture, pass, dice.branch(`streak${streak}`));
  const black = dice.real(0, hard ? 70 : 30);
  const white = dice.real(hard ? 205 : 235, 262);
  const gamma = hard ? dice.real(0.65, 1.5) : dice.real(0.85, 1.2);
  mapTones(picture, (value) => black + (white - black) * (value / 255) ** gamma);
  if (hard && dice.likely(0.3)) {
    const [fall, from] = [dice.real(0.05, 0.2), dice.likely(0.5)];
    shade(picture, (x) => 1 - (fall * (from ? x : picture.width - x)) / picture.width);
  }
  addNoise(picture, dice.real(0.5, hard ? 7 : 3), dice);
}

/** A line along the way of the sheet, dark or light, one to three pixels wide, broken now and then. */
function drawStreak({ width, height, planes }: Picture, { quarters }: ScanPass, dice: Dice): void {
  const along = quarters % 2 === 0;
  const at = dice.real(0.03, 0.97) * (along ? width : height);
  const wide = dice.whole(1, 3);
  const light = dice.likely(0.35);
  const strength = dice.real(0.15, 0.8);
  const broken = dice.likely(0.3) ? dice.real(20, 300) : 0;
  for (const plane of planes)
    for (let step = 0; step < (along ? height : width); step += 1) {
      if (broken > 0 && Math.floor(step / broken) % 3 === 2) continue;
      for (let column = 0; column < wide; column += 1) {
        const pixel = along ? step * width + Math.floor(at) + column : (Math.floor(at) + column) * width + step;
        const value = plane[pixel];
        if (value !== undefined) plane[pixel] = light ? value + (255 - value) * strength : value * (1 - strength);
      }
    }
}

/** Faint bars across the sheet at the rollers' turn. */
function rollers(picture: Picture, pass: ScanPass, dice: Dice): void {
  const pitch = (dice.real(28, 60) * pass.dotsPerInch) / 25.4;
  const wide = (dice.real(0.5, 2) * pass.dotsPerInch) / 25.4;
  const deep = dice.real(0.03, 0.12);
  const phase = dice.real(0, pitch);
  for (const plane of picture.planes)
    for (let y = 0; y < picture.height; y += 1) {
      if ((y + phase) % pitch > wide) continue;
      for (let x = 0; x < picture.width; x += 1) {
        const at = y * picture.width + x;
        plane[at] = (plane[at] as number) * (1 - deep);
      }
    }
}
