import { sheetText } from '../ui/text/ballot-sheet';
import { choiceStrip } from './choice-strips';
import { guideStrip } from './guide-strip';
import { officialStrips } from './official-strips';
import { ratingStrips } from './rating-strips';
import type { Block } from './sheet-content';
import { bold, italic, type Measure, regular, strip, type Strip, textAt } from './sheet-drawing';
import { bodyOf, type PaperMeasures } from './sheet-paper';

/** Every block as strips over the whole width; only their sizes are known yet, not their pages. */
export function stripsOf(block: Block, measures: PaperMeasures, measure: Measure): Strip[] {
  switch (block.kind) {
    case 'introduction':
      return [paragraph(block.text, measures, measure)];
    case 'guide':
      return [guideStrip(measures, measure)];
    case 'heading':
      return [heading(block.text, block.hint, measures, measure)];
    case 'ratings':
      return ratingStrips(block, measures, measure);
    case 'choices':
      return [choiceStrip(block, measures, measure)];
    case 'officials':
      return officialStrips(block, measures, measure);
    case 'frame':
      return [frame(block, measures, measure)];
    case 'closing':
      return [closing(measures, measure)];
  }
}

function paragraph(text: string, measures: PaperMeasures, measure: Measure): Strip {
  const body = bodyOf(measures);
  const style = regular(measures.letters.body);
  return strip({
    height: measure(text, body.width, style).height,
    drawings: [textAt(body.x, 0, body.width, text, style)],
    name: text,
  });
}

function heading(text: string, hint: string, measures: PaperMeasures, measure: Measure): Strip {
  const body = bodyOf(measures);
  const { letters } = measures;
  const title = measure(text, body.width, bold(letters.heading)).height;
  const below = hint === '' ? 0 : measure(hint, body.width, italic(letters.small)).height;
  return strip({
    height: title + below + 1.2,
    drawings: [
      textAt(body.x, 0, body.width, text, bold(letters.heading)),
      ...(hint === '' ? [] : [textAt(body.x, title + 0.4, body.width, hint, italic(letters.small))]),
    ],
    keepWithNext: true,
    gap: 3.5,
    name: text,
  });
}

function frame(block: Extract<Block, { kind: 'frame' }>, measures: PaperMeasures, measure: Measure): Strip {
  const body = bodyOf(measures);
  const style = bold(measures.letters.body);
  const top = measure(block.text, body.width, style).height + 0.8;
  const place = { x: body.x, y: top, width: body.width, height: measures.frameHeight };
  return strip({
    height: top + place.height,
    drawings: [textAt(body.x, 0, body.width, block.text, style)],
    frames: [{ ...place, item: block.item }],
    keepWithNext: block.last,
    gap: 2.5,
    name: block.text,
  });
}

function closing(measures: PaperMeasures, measure: Measure): Strip {
  const body = bodyOf(measures);
  const style = bold(measures.letters.body);
  return strip({
    height: measure(sheetText.thanks, body.width, style).height,
    drawings: [textAt(body.x, 0, body.width, sheetText.thanks, style, 'center')],
    gap: 3.5,
    name: sheetText.thanks,
  });
}
