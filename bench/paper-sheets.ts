import { throwDice } from '../test/paper-forge/dice';
import { toJpeg } from '../test/paper-forge/encode-picture';
import { carefully, fillPage } from '../test/paper-forge/fill-sheet';
import { inGray } from '../test/paper-forge/picture';
import { printedPages } from '../test/paper-forge/printed-pages';
import { scanned, wornByScanner } from '../test/paper-forge/scanner';
import { builtInQuestionnaire } from '../src/survey/built-in-questionnaires';
import type { SheetLayout } from '../src/paper/sheet-layout';

export interface ScannedSheets {
  readonly layout: SheetLayout;
  /** 200 dpi gray A4, marked, a little askew, as an office scanner writes them. */
  readonly jpegs: readonly Uint8Array[];
}

/** Pages of form A with rows on them, of `count` different sheets. */
export async function scannedSheets(count: number): Promise<ScannedSheets> {
  const questionnaire = builtInQuestionnaire('A', 1);
  if (!questionnaire) throw new Error('bug: form A is built in');
  const printing = { paper: 'A4', sheets: count, dotsPerInch: 200, seed: 1, isKept: true } as const;
  const printed = (await printedPages(questionnaire, printing)).filter(({ page }) => page.rows.length > 0);
  const [first] = printed;
  if (!first) throw new Error('bug: form A has no rows');
  const jpegs = printed.map(({ page, picture, dotsPerInch }, at) => {
    const dice = throwDice(`bench/${at}`);
    fillPage(picture, page, { manner: carefully, dotsPerInch, dice: dice.branch('marks') });
    const pass = {
      dotsPerInch,
      colour: false,
      degrees: dice.normal(0, 0.6),
      quarters: at % 8 === 7 ? 2 : 0,
      shift: [0, 0],
      shrink: [1, 1],
      border: 0,
      lid: 250,
      streaks: 0,
      rollers: false,
    } as const;
    const scan = scanned(inGray(picture), dotsPerInch, pass, dice).picture;
    wornByScanner(scan, pass, { dice, wear: 'mild' });
    return toJpeg(scan, 80);
  });
  return { layout: first.layout, jpegs };
}
