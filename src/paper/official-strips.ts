import type { Block, SheetOfficial } from './sheet-content';
import { bold, type Drawing, type Measure, regular, strip, type Strip, textAt } from './sheet-drawing';
import type { AnswerBox } from './sheet-layout';
import { bodyOf, boxAt, boxSide, type PaperMeasures, rowArea } from './sheet-paper';

type Officials = Extract<Block, { kind: 'officials' }>;

/** Passport photos, three by four. */
const photo = { width: 15, height: 20 };
const gap = 2;

/** One box, photo, name and title per official, in columns; one question of the ballot, so it is never torn. */
export function officialStrips(block: Officials, measures: PaperMeasures, measure: Measure): Strip[] {
  const body = bodyOf(measures);
  const { letters, rowPitch } = measures;
  const columns = measures.paper === 'A4' ? 3 : 2;
  const cell = body.width / columns;
  const label = measure(block.text, body.width, bold(letters.body)).height;
  const drawings: Drawing[] = [textAt(body.x, 0, body.width, block.text, bold(letters.body))];
  const boxes: AnswerBox[] = [];
  let top = label + 1.5;
  for (let from = 0; from < block.officials.length; from += columns) {
    const line = block.officials.slice(from, from + columns);
    const heights = line.map((official, column) => {
      const x = body.x + column * cell;
      boxes.push({ ...boxAt(x + boxSide / 2 + 0.2, top + rowPitch / 2), item: 'official', choice: official.code });
      const placed = placeOfficial(official, x + boxSide + gap, top, cell - boxSide - 2 * gap, letters.body, measure);
      drawings.push(...placed.drawings);
      return placed.height;
    });
    top += Math.max(rowPitch, ...heights) + gap;
  }
  const rows = [{ item: 'official', kind: 'one', area: rowArea(measures, top) } as const];
  return [strip({ height: top, drawings, boxes, rows, gap: 2, name: block.text })];
}

function placeOfficial(
  { name, title, photo: file }: SheetOfficial,
  x: number,
  y: number,
  width: number,
  size: number,
  measure: Measure,
): { readonly drawings: readonly Drawing[]; readonly height: number } {
  const wordsX = file === undefined ? x : x + photo.width + gap;
  const wordsWidth = width - (wordsX - x);
  const nameHeight = measure(name, wordsWidth, bold(size)).height;
  const titleHeight = measure(title, wordsWidth, regular(size)).height;
  const drawings: Drawing[] = [
    textAt(wordsX, y + 1.6, wordsWidth, name, bold(size)),
    textAt(wordsX, y + 1.6 + nameHeight, wordsWidth, title, regular(size)),
    ...(file === undefined ? [] : [{ kind: 'picture', x, y, ...photo, file } satisfies Drawing]),
  ];
  return { drawings, height: Math.max(1.6 + nameHeight + titleHeight, file === undefined ? 0 : photo.height) };
}
