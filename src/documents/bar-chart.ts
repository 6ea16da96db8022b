import { markupText } from './markup-text';
import type { BarLine } from './official-document';

/** Measures of the drawing; one unit is a quarter of a millimetre when printed as wide as the text (160 mm). */
export interface BarChartStyle {
  readonly width: number;
  readonly labelWidth: number;
  readonly valueWidth: number;
  readonly letter: number;
  readonly barHeight: number;
  readonly gap: number;
  readonly barColour: string;
  readonly trackColour: string;
  readonly markColour: string;
  readonly fontFamily: string;
}

/** For paper: survives a black-and-white copier. */
export const paperChart: BarChartStyle = {
  width: 640,
  labelWidth: 226,
  valueWidth: 176,
  letter: 17,
  barHeight: 22,
  gap: 14,
  barColour: '#7a9cc0',
  trackColour: '#ededed',
  markColour: '#000000',
  fontFamily: 'Tinos, Times New Roman, serif',
};

/** Breaks by words into lines of about that many letters; a word longer than a line is cut. */
export function wrapWords(text: string, lettersPerLine: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((long) => cut(long, lettersPerLine))) {
    if (line !== '' && line.length + 1 + word.length > lettersPerLine) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function cut(word: string, length: number): readonly string[] {
  const letters = [...word];
  const parts: string[] = [];
  for (let start = 0; start < letters.length; start += length)
    parts.push(letters.slice(start, start + length).join(''));
  return parts.length === 0 ? [''] : parts;
}

/** Horizontal bars from 0 to 100 %, the 95 % interval as a whisker, the figure in words at the end of each line. */
export function barChartSvg(lines: readonly BarLine[], style: BarChartStyle = paperChart): string {
  const lettersPerLine = Math.floor(style.labelWidth / (style.letter * 0.475));
  const lineHeight = style.letter * 1.2;
  let top = 4;
  const drawn = lines.map((line) => {
    const labels = wrapWords(line.label, lettersPerLine);
    const height = Math.max(style.barHeight, labels.length * lineHeight);
    const group = barGroup(line, labels, { top, height, lineHeight }, style);
    top += height + style.gap;
    return group;
  });
  const height = top + style.letter * 1.3;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${style.width} ${round(height)}" font-family="${style.fontFamily}" font-size="${style.letter}">`,
    axis(top, style),
    ...drawn,
    '</svg>',
  ].join('');
}

function barSpan(style: BarChartStyle): { readonly left: number; readonly width: number } {
  const left = style.labelWidth + 10;
  return { left, width: style.width - left - style.valueWidth };
}

function axis(bottom: number, style: BarChartStyle): string {
  const { left, width } = barSpan(style);
  return [0, 25, 50, 75, 100]
    .map((tick) => {
      const x = round(left + (width * tick) / 100);
      return (
        `<path d="M${x} 0V${round(bottom - style.gap / 2)}" stroke="#bfbfbf" stroke-width="1"/>` +
        `<text x="${x}" y="${round(bottom + style.letter * 0.75)}" font-size="${style.letter * 0.8}" text-anchor="middle" fill="#333">${tick}</text>`
      );
    })
    .join('');
}

function barGroup(
  line: BarLine,
  labels: readonly string[],
  at: { readonly top: number; readonly height: number; readonly lineHeight: number },
  style: BarChartStyle,
): string {
  const { left, width } = barSpan(style);
  const middle = at.top + at.height / 2;
  const x = (percent: number): number => round(left + (width * Math.min(100, Math.max(0, percent))) / 100);
  const firstBaseline = middle - ((labels.length - 1) * at.lineHeight) / 2 + style.letter * 0.34;
  const text = labels
    .map(
      (label, index) => `<text x="0" y="${round(firstBaseline + index * at.lineHeight)}">${markupText(label)}</text>`,
    )
    .join('');
  const y = round(middle - style.barHeight / 2);
  const track = `<rect x="${left}" y="${y}" width="${round(width)}" height="${style.barHeight}" fill="${style.trackColour}"/>`;
  const bar =
    line.value === null
      ? ''
      : `<rect x="${left}" y="${y}" width="${round(x(line.value) - left)}" height="${style.barHeight}" fill="${style.barColour}"/>`;
  const value = `<text x="${round(left + width + 12)}" y="${round(middle + style.letter * 0.34)}"${line.value === null ? ' font-style="italic"' : ''}>${markupText(line.text)}</text>`;
  return text + track + bar + whisker(line, x, middle, style) + value;
}

function whisker(line: BarLine, x: (percent: number) => number, middle: number, style: BarChartStyle): string {
  if (line.low === undefined || line.high === undefined) return '';
  const half = style.barHeight * 0.28;
  const [low, high] = [x(line.low), x(line.high)];
  const [top, bottom] = [round(middle - half), round(middle + half)];
  return `<path d="M${low} ${round(middle)}H${high}M${low} ${top}V${bottom}M${high} ${top}V${bottom}" stroke="${style.markColour}" stroke-width="${round(style.letter / 11)}" fill="none"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
