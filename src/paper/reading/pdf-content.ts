/** A matrix of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type PdfMatrix = readonly [number, number, number, number, number, number];

/** A picture painted on a page: its name in the page's resources and where its unit square goes. */
export interface PaintedPicture {
  readonly name: string;
  readonly matrix: PdfMatrix;
}

/**
 * The one picture of a page that shows nothing else, as scanners write it. Undefined for anything more: words that can be
 * seen, lines, a second picture (ISO 32000-1, annex A lists the operators).
 */
export function onlyPicture(content: string): PaintedPicture | undefined {
  const stack: PdfMatrix[] = [];
  let matrix: PdfMatrix = [1, 0, 0, 1, 0, 0];
  let operands: string[] = [];
  let painted: PaintedPicture | undefined;
  let isTextHidden = false;
  for (const [token] of content.matchAll(tokens)) {
    if (isOperand(token)) {
      operands.push(token);
      if (operands.length > 64) operands = operands.slice(-8);
      continue;
    }
    if (token === 'q') stack.push(matrix);
    else if (token === 'Q') matrix = stack.pop() ?? [1, 0, 0, 1, 0, 0];
    else if (token === 'cm') matrix = times(operands.slice(-6).map(Number) as unknown as PdfMatrix, matrix);
    else if (token === 'Tr') isTextHidden = operands.at(-1) === '3';
    else if (token === 'Do') {
      if (painted !== undefined) return undefined;
      painted = { name: (operands.at(-1) ?? '').slice(1), matrix };
    } else if (showsText.has(token) ? !isTextHidden : shows.has(token)) return undefined;
    operands = [];
  }
  return painted?.matrix.every(Number.isFinite) === true ? painted : undefined;
}

/** Strings, names, numbers, arrays' brackets, operators. */
const tokens =
  /\((?:\\.|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|\/[^\s()<>[\]{}/%]*|[[\]]|%[^\r\n]*|[-+.\d][-+.\de]*|[A-Za-z'"*]+[\d*]*/g;
const shows = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'BI']);
const showsText = new Set(['Tj', 'TJ', "'", '"']);

function isOperand(token: string): boolean {
  return /^[(</[\]%>\-+.\d]/.test(token);
}

function times(a: PdfMatrix, b: PdfMatrix): PdfMatrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}
