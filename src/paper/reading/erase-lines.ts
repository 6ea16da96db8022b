/** Where there is ink in an area, in samples; a rim of one sample without. */
export interface InkMask {
  readonly columns: number;
  readonly rows: number;
  /** 1 where there is ink. */
  readonly ink: Uint8Array;
}

/** A streak runs across a sheet that lies askew by up to six degrees: sideways by so much of its length. */
const mostSlant = 0.1;
/** What makes a line of ink in samples that stand nearly in a row. */
interface LineRule {
  /** At most so many: a sheet has seldom more streaks. */
  readonly most: number;
  /** Of the whole way, from its first ink to its last. */
  readonly reach: number;
  /** Of the samples between these: a thin streak is met by one in five. */
  readonly met: number;
}

/** Across the lines of writing a broken streak is one too; along them a line of writing is nearly one. */
const downRule: LineRule = { most: 4, reach: 0.5, met: 0.2 };
const acrossRule: LineRule = { most: 2, reach: 0.9, met: 0.6 };
/** Samples to each line. */
const thick = 2;
/** So many samples aside there is at most half as much ink: a line of writing is higher. */
const aside = 3;

/** More ink than this is no work of streaks alone: lines need not be looked for. */
export function mostOfLines({ columns, rows }: InkMask): number {
  return thick * (downRule.most * rows + acrossRule.most * columns);
}

/**
 * The mask without the straight lines that cross it nearly along its sides: streaks of dust on a scanner's glass, rules, folds. Writing that
 * one of them runs through loses a strip as thin as the line.
 */
export function withoutLines(mask: InkMask): InkMask {
  const upright = turned(eraseDown(mask, downRule));
  return turned(eraseDown(upright, acrossRule));
}

function turned({ columns, rows, ink }: InkMask): InkMask {
  const other = new Uint8Array(ink.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) other[column * rows + row] = ink[row * columns + column]!;
  return { columns: rows, rows: columns, ink: other };
}

interface Line {
  /** Where it begins in the first row, and how far aside it is in the last, in samples. */
  readonly start: number;
  readonly drift: number;
  /** Rows in which there is ink on it. */
  readonly met: number;
}

/** Erases the lines from the top to the bottom, the plainest first. */
function eraseDown(mask: InkMask, rule: LineRule): InkMask {
  const ink = mask.ink.slice();
  const left = { ...mask, ink };
  for (let count = 0; count < rule.most; count += 1) {
    const line = plainestLine(left, rule);
    if (line === undefined) break;
    for (let row = 0; row < mask.rows; row += 1) {
      const from = line.start + Math.round((line.drift * row) / mask.rows);
      for (let column = Math.max(0, from); column < Math.min(mask.columns, from + thick); column += 1)
        ink[row * mask.columns + column] = 0;
    }
  }
  return left;
}

function plainestLine({ columns, rows, ink }: InkMask, rule: LineRule): Line | undefined {
  const most = Math.ceil(mostSlant * rows);
  const inked = Array.from(ink.keys()).filter((at) => ink[at] === 1);
  let best: Line | undefined;
  for (let drift = -most; drift <= most; drift += 1) {
    // Lines may begin beside the mask.
    const size = columns + 2 * most + thick;
    const met = new Uint16Array(size);
    const first = new Uint16Array(size);
    const last = new Uint16Array(size);
    for (const at of inked) {
      const row = Math.floor(at / columns);
      const end = at - row * columns - Math.round((drift * row) / rows) + most + thick;
      for (let start = end - thick + 1; start <= end; start += 1) {
        if (met[start] === 0) first[start] = row;
        else if (last[start] === row) continue;
        last[start] = row;
        met[start]! += 1;
      }
    }
    met.forEach((count, at) => {
      const reach = last[at]! - first[at]! + 1;
      const isThin = 2 * Math.max(met[at - aside] ?? 0, met[at + aside] ?? 0) <= count;
      const isLine = isThin && count >= rule.met * reach && reach >= rule.reach * (rows - 2);
      if (isLine && count > (best?.met ?? 0)) best = { start: at - most - thick, drift, met: count };
    });
  }
  return best;
}
