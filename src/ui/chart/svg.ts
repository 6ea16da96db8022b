/** Text put into SVG: also safe inside attributes. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? '',
  );
}

/** Two decimals at most: a drawing needs no more, and the same data give the same bytes. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A picture with its words for those who do not see it. `title` is read out; the figures also stand beside it as text. */
export function picture(
  size: { readonly width: number; readonly height: number },
  title: string,
  body: string,
): string {
  const { width, height } = size;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${coordinate(width)} ${coordinate(height)}" ` +
    `width="${coordinate(width)}" height="${coordinate(height)}" role="img" aria-label="${escapeXml(title)}">${body}</svg>`
  );
}

export function rect(
  at: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly radius?: number;
  },
  fill: string,
): string {
  const { x, y, width, height, radius = 0 } = at;
  const rounded = radius > 0 ? ` rx="${coordinate(radius)}"` : '';
  return `<rect x="${coordinate(x)}" y="${coordinate(y)}" width="${coordinate(width)}" height="${coordinate(height)}"${rounded} fill="${fill}"/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, width = 1): string {
  return `<line x1="${coordinate(x1)}" y1="${coordinate(y1)}" x2="${coordinate(x2)}" y2="${coordinate(y2)}" stroke="${stroke}" stroke-width="${width}"/>`;
}

export interface TextStyle {
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: 400 | 600;
  readonly fill?: string;
}

export function label(x: number, y: number, text: string, style: TextStyle = {}): string {
  const { size = 13, anchor = 'start', weight = 400, fill = chartColours.ink } = style;
  return (
    `<text x="${coordinate(x)}" y="${coordinate(y)}" font-size="${size}" text-anchor="${anchor}" ` +
    `font-weight="${weight}" fill="${fill}">${escapeXml(text)}</text>`
  );
}

/** Orange to blue: told apart with any colour vision, and by their lightness when printed in grey at both ends. */
export const chartColours = {
  ink: '#1c2321',
  soft: '#4d5a56',
  grid: '#d5dcd9',
  mark: '#0b5a4a',
  interval: '#7fb5a6',
  empty: '#e3e8e6',
  five: ['#a63603', '#e6894a', '#c9ccd1', '#6aaed6', '#08519c'],
  /** Chưa hài lòng, hài lòng, rất hài lòng. */
  three: ['#a63603', '#6aaed6', '#08519c'],
} as const;

export function scaleColours(points: number): readonly string[] {
  return points === 3 ? chartColours.three : chartColours.five;
}
