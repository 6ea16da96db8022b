import type { Block, Column } from './sheet-content';
import { bold, type Drawing, type Measure, movedDown, regular, strip, type Strip, textAt } from './sheet-drawing';
import type { AnswerBox } from './sheet-layout';
import { bodyOf, boxAt, boxSide, type PaperMeasures, rowArea } from './sheet-paper';

type Choices = Extract<Block, { kind: 'choices' }>;

/** Between a box and its words, and between one option and the next. */
const boxGap = 1.6;
const optionGap = 4;
const besideWidth = 34;

interface Options {
  readonly drawings: readonly Drawing[];
  readonly boxes: readonly AnswerBox[];
  readonly height: number;
}

/** A question with its options in columns; short questions about the respondent stand left of them. */
export function choiceStrip(block: Choices, measures: PaperMeasures, measure: Measure): Strip {
  const body = bodyOf(measures);
  const { letters } = measures;
  const beside = block.place === 'beside' && measures.paper === 'A4';
  const label = block.hint === '' ? block.text : `${block.text} ${block.hint}`;
  const style = beside ? regular(letters.body) : bold(letters.body);
  const labelWidth = beside ? besideWidth - 2 : body.width;
  const labelHeight = measure(label, labelWidth, style).height;
  const left = body.x + (beside ? besideWidth : 0);
  const options = placeOptions(block, left, body.x + body.width - left, measures, measure);
  const labelTop = beside ? Math.max(0, (measures.rowPitch - labelHeight) / 2) : 0.6;
  const optionsTop = beside ? 0 : labelTop + labelHeight + 0.2;
  const height = Math.max(optionsTop + options.height, labelTop + labelHeight);
  return strip({
    height,
    drawings: [
      textAt(body.x, labelTop, labelWidth, label, style),
      ...options.drawings.map((drawing) => movedDown(drawing, optionsTop)),
    ],
    boxes: options.boxes.map((box) => ({ ...box, y: box.y + optionsTop })),
    rows: [{ item: block.item, kind: block.rowKind, area: rowArea(measures, height) }],
    gap: block.place === 'beside' ? 0 : 2,
    name: block.text,
  });
}

/** As many equal columns as the widest option leaves room for; options run along the lines. */
function placeOptions(
  { item, options }: Choices,
  left: number,
  width: number,
  measures: PaperMeasures,
  measure: Measure,
): Options {
  const style = regular(measures.letters.body);
  const tabs = tabsOf(width, measures);
  const tab = width / tabs;
  const drawings: Drawing[] = [];
  const boxes: AnswerBox[] = [];
  let top = 0;
  let lineHeight = measures.rowPitch;
  let used = 0;
  for (const option of options) {
    const span = spanOf(option, tab, tabs, style.size, measure);
    if (used + span > tabs) {
      top += lineHeight;
      lineHeight = measures.rowPitch;
      used = 0;
    }
    const x = left + used * tab;
    const wordsWidth = span * tab - boxSide - boxGap - optionGap;
    const { height } = measure(option.words, wordsWidth, style);
    boxes.push({ ...boxAt(x + boxSide / 2 + 0.2, top + measures.rowPitch / 2), item, choice: option.choice });
    const firstLine = measure('Ô', wordsWidth, style).height;
    const wordsTop = top + (measures.rowPitch - firstLine) / 2;
    drawings.push(textAt(x + boxSide + boxGap, wordsTop, wordsWidth, option.words, style));
    lineHeight = Math.max(lineHeight, wordsTop - top + height + 0.8);
    used += span;
  }
  return { drawings, boxes, height: top + lineHeight };
}

/** Tab stops at least two thirds wider than the least distance of two boxes. */
function tabsOf(width: number, { paper }: PaperMeasures): number {
  return Math.max(1, Math.floor(width / (paper === 'A4' ? 24 : 29)));
}

function spanOf({ words }: Column, tab: number, tabs: number, size: number, measure: Measure): number {
  const needed = measure(words, 1_000, regular(size)).width + boxSide + boxGap + optionGap;
  return Math.min(tabs, Math.max(1, Math.ceil(needed / tab)));
}
