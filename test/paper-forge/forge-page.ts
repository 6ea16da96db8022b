import type { PageLayout, SheetLayout } from '../../src/paper/sheet-layout';
import { photocopied } from './copier';
import { type Dice, throwDice } from './dice';
import { toFaxTiff, toJpeg, toPng } from './encode-picture';
import { carefully, carelessly, fillPage, type Manner } from './fill-sheet';
import { doodle, writeInFrames } from './handwriting';
import { damage, type Damage, fadePrint } from './paper-damage';
import type { Pen } from './pen';
import { type Camera, flat, type LyingSheet, lit, photographed, pickBend, view, wornByCamera } from './phone';
import { copyPicture, inColour, type Picture } from './picture';
import type { ToPage, ToSheet } from './lay';
import type { RowTruth } from './row-truth';
import { pickPass, scanned, wornByScanner } from './scanner';
import { mapTones } from './tone';

/** One printed page, before anybody writes on it. */
export interface PrintedPage {
  readonly layout: SheetLayout;
  readonly page: PageLayout;
  readonly serial: string | undefined;
  readonly picture: Picture;
  readonly dotsPerInch: number;
  /** The other side of the paper. */
  readonly back?: Picture;
}

export const forgeClasses = [
  'scan-careful',
  'scan-careless',
  'scan-copied',
  'scan-bilevel',
  'phone-careful',
  'phone-careless',
] as const;
export type ForgeClass = (typeof forgeClasses)[number];

export interface ForgedPage {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly ending: 'jpg' | 'png' | 'tif';
  readonly printed: PrintedPage;
  readonly rows: readonly RowTruth[];
  readonly writtenFrames: readonly string[];
  /** Undefined where a copier stood between. */
  readonly toPage: ToPage | undefined;
  /** What was done to it, to look for what goes wrong together. */
  readonly done: readonly string[];
}

/** The same class, seed and printed page give the same file, byte by byte. */
export async function forgePage(kind: ForgeClass, seed: string, printed: PrintedPage): Promise<ForgedPage> {
  const dice = throwDice(`${kind}/${seed}`);
  const written = writeOn(printed, kind, dice);
  const name = `${kind}-${seed.replaceAll('/', '-')}`;
  const made = kind.startsWith('phone') ? await takePhoto(written, kind, dice) : await scan(written, kind, dice);
  return { name, printed, rows: written.rows, writtenFrames: written.writtenFrames, ...made };
}

interface Written {
  readonly sheet: Picture;
  readonly printed: PrintedPage;
  readonly rows: readonly RowTruth[];
  readonly writtenFrames: readonly string[];
  readonly done: readonly string[];
}

function writeOn(printed: PrintedPage, kind: ForgeClass, dice: Dice): Written {
  const { layout, dotsPerInch } = printed;
  let page = printed.page;
  const done: string[] = [];
  const careful = kind.endsWith('careful');
  const colour = dice.branch('colour').likely(kind.startsWith('phone') ? 0.3 : 0.15);
  let sheet = copyPicture(printed.picture);
  if (dice.branch('fade').likely(careful ? 0.1 : 0.3)) {
    fadePrint({ sheet, dotsPerInch, dice: dice.branch('faded') });
    done.push('faded');
  }
  const copyFirst = kind === 'scan-copied' && dice.branch('copy').likely(0.5);
  if (copyFirst) {
    const copy = photocopied(sheet, dotsPerInch, dice.branch('copied before'));
    // People write where they see the boxes.
    [sheet, page] = [copy.picture, copy.placed(page)];
    done.push('copied-blank');
  }
  if (colour) sheet = inColour(sheet);
  const manner: Manner = careful || kind === 'scan-copied' ? carefully : carelessly;
  const filled = fillPage(sheet, page, { manner, dotsPerInch, dice: dice.branch('marks') });
  // Black and white may lose a faint line whole: nobody can see in the picture what was there, and the reader must warn.
  const isLost = kind === 'scan-bilevel' && isFaint(filled.pen);
  const rows = isLost ? filled.rows.map((row) => ({ ...row, right: [...row.right, []] })) : filled.rows;
  const writtenFrames = writeInFrames(sheet, page, { dotsPerInch, dice: dice.branch('words'), share: 0.4 });
  if (!careful && dice.branch('doodle').likely(0.15)) {
    doodle(sheet, page, { width: layout.width, height: layout.height, dotsPerInch, dice: dice.branch('doodled') });
    done.push('doodle');
  }
  if (kind === 'scan-copied') {
    const times = copyFirst ? 1 : 2;
    for (let copy = 0; copy < times; copy += 1)
      sheet = photocopied(sheet, dotsPerInch, dice.branch(`copy ${copy}`)).picture;
    done.push(`copied-${times}`);
  }
  return { sheet, printed, rows, writtenFrames, done: [colour ? 'colour' : 'gray', filled.pen.name, ...done] };
}

function isFaint({ name, colour, widthMillimetres, strength }: Pen): boolean {
  return name === 'pencil' || colour[0] > 0.5 || widthMillimetres < 0.45 || strength < 0.9;
}

const damages: readonly (readonly [Damage, number])[] = [
  ['holes', 0.2],
  ['staple', 0.15],
  ['fold', 0.2],
  ['coffee', 0.08],
  ['specks', 0.25],
  ['show-through', 0.15],
  ['creases', 0.12],
];

function wear({ sheet, printed, done }: Written, holeShade: number, dice: Dice): string[] {
  const { dotsPerInch, back } = printed;
  const suffered = damages.filter(([kind, share]) => dice.branch(kind).likely(share)).map(([kind]) => kind);
  for (const kind of suffered) damage(kind, { sheet, dotsPerInch, dice: dice.branch(`${kind}!`) }, { back, holeShade });
  return [...done, ...suffered];
}

type Made = Pick<ForgedPage, 'bytes' | 'ending' | 'toPage' | 'done'>;

async function scan(written: Written, kind: ForgeClass, dice: Dice): Promise<Made> {
  const hardness = kind === 'scan-careful' ? 'mild' : 'hard';
  const pass = pickPass(dice.branch('pass'), hardness);
  const done = hardness === 'hard' ? wear(written, pass.lid, dice) : [...written.done];
  const own = dice.branch('scanner');
  const { picture, toPage: toPrint } = scanned(
    written.sheet,
    written.printed.dotsPerInch,
    { ...pass, colour: pass.colour && written.sheet.planes.length === 3 },
    own,
  );
  const toPage = kind === 'scan-copied' ? undefined : toPrint;
  wornByScanner(picture, pass, { dice: own, wear: hardness });
  const notes = [
    ...done,
    `dpi-${pass.dotsPerInch}`,
    `turn-${pass.quarters}`,
    `degrees ${pass.degrees.toFixed(1)}`,
    `shrink ${pass.shrink[0].toFixed(3)}`,
    ...(pass.streaks > 0 ? ['streaks'] : []),
    ...(pass.rollers ? ['rollers'] : []),
  ];
  if (kind === 'scan-bilevel') {
    const threshold = own.real(130, 190);
    mapTones(picture, (value) => (value < threshold ? 0 : 255));
    const bytes = own.likely(0.7) ? await toFaxTiff(picture, pass.dotsPerInch) : await toPng(picture);
    const ending = bytes[0] === 0x89 ? 'png' : 'tif';
    return { bytes, ending, toPage, done: [...notes, `threshold ${threshold.toFixed(0)}`] };
  }
  if (own.likely(0.1)) return { bytes: await toPng(picture), ending: 'png', toPage, done: notes };
  const quality = own.whole(hardness === 'hard' ? 30 : 60, 95);
  return { bytes: toJpeg(picture, quality), ending: 'jpg', toPage, done: [...notes, `quality ${quality}`] };
}

async function takePhoto(written: Written, kind: ForgeClass, dice: Dice): Promise<Made> {
  const hardness = kind === 'phone-careful' ? 'mild' : 'hard';
  const done = hardness === 'hard' ? wear(written, 60, dice) : [...written.done];
  const own = dice.branch('phone');
  const { layout, dotsPerInch } = written.printed;
  const camera = pickCamera(layout, hardness, own.branch('camera'));
  const tall = hardness === 'hard' ? own.real(0, 14) : own.real(0, 5);
  const lying: LyingSheet = {
    picture: written.sheet,
    dotsPerInch,
    x: 0,
    y: 0,
    degrees: 0,
    bend: pickBend(own.branch('bend'), tall, layout.height),
  };
  const neighbour = hardness === 'hard' && own.likely(0.25);
  const photo = photographed(
    camera,
    neighbour ? [besides(lying, layout, own.branch('neighbour')), lying] : [lying],
    own,
  );
  lit(photo, own.branch('light'));
  wornByCamera(photo, own.branch('lens'), hardness);
  const quality = own.whole(hardness === 'hard' ? 50 : 75, 95);
  return {
    bytes: toJpeg(photo, quality),
    ending: 'jpg',
    toPage: pageIn(view(camera, lying), dotsPerInch),
    done: [
      ...done,
      `tilt ${camera.tilt.toFixed(0)}`,
      `roll ${camera.roll.toFixed(0)}`,
      `bend ${tall.toFixed(0)}`,
      ...(neighbour ? ['neighbour'] : []),
      `quality ${quality}`,
    ],
  };
}

function pageIn(toSheet: ToSheet, dotsPerInch: number): ToPage {
  return (x, y) => {
    const [u, v] = toSheet(x, y) ?? [NaN, NaN];
    return [(u * 25.4) / dotsPerInch, (v * 25.4) / dotsPerInch];
  };
}

/** Of 8 or 12 megapixels, over the sheet so that it fills most of the picture. */
function pickCamera(layout: SheetLayout, hardness: 'mild' | 'hard', dice: Dice): Camera {
  const [long, short] = dice.likely(0.5) ? [4032, 3024] : [3264, 2448];
  const quarters = Number(dice.weighted({ '0': 8, '1': 1, '2': 1, '3': 1 }));
  const roll = 90 * quarters + (hardness === 'hard' ? dice.real(-8, 8) : dice.real(-3, 3));
  const tilt = Math.abs(dice.normal(0, hardness === 'hard' ? 9 : 3));
  // The picture is taken upright or across, whichever way the sheet lies in it.
  const [width, height] = quarters % 2 === 0 ? [short, long] : [long, short];
  const focalPixels = (26 / 43.27) * Math.hypot(width, height);
  const fill = dice.real(0.72, 0.9) - tilt * 0.007 - Math.abs(roll - 90 * quarters) * 0.008;
  const needed = Math.max(layout.height / Math.max(width, height), layout.width / Math.min(width, height));
  return {
    width,
    height,
    focalPixels,
    above: (focalPixels * needed) / fill,
    tilt: Math.min(25, tilt),
    towards: dice.real(0, 2 * Math.PI),
    roll,
    aim: [dice.normal(0, 4), dice.normal(0, 4)],
  };
}

/** A second sheet whose edge reaches into the picture, its code out of sight. */
function besides(lying: LyingSheet, layout: SheetLayout, dice: Dice): LyingSheet {
  const side = dice.pick([-1, 1]);
  // The code is top right: of a sheet to the left only its lower half may show, turned upside down.
  const turned = side === -1 ? 180 : 0;
  return {
    ...lying,
    bend: flat,
    x: side * (layout.width + dice.real(2, 12)),
    y: dice.real(-60, 60),
    degrees: turned + dice.real(-4, 4),
  };
}
