import QRCode from 'qrcode';
import type { Chance } from '../../src/kernel/random';
import type { GrayImage } from '../../src/paper/page-reading';
import type { PageLayout, Rectangle, SheetLayout } from '../../src/paper/sheet-layout';

/** A picture of the page drawn straight from its layout, `dotsPerInch` fine. */
export interface Drawing extends GrayImage {
  readonly pixelsPerMillimetre: number;
}

export const strokes = ['cross', 'tick', 'dot', 'scribble', 'filled', 'circle', 'slash'] as const;
export type Stroke = (typeof strokes)[number];

export interface Pen {
  /** Millimetres. */
  readonly width: number;
  /** 0–1 of the paper's brightness that the pen takes away. */
  readonly darkness: number;
}

export function drawPage(
  layout: SheetLayout,
  page: PageLayout,
  codeText: string,
  dotsPerInch: number,
  chance: Chance,
): Drawing {
  const pixelsPerMillimetre = dotsPerInch / 25.4;
  const width = Math.round(layout.width * pixelsPerMillimetre);
  const height = Math.round(layout.height * pixelsPerMillimetre);
  const drawing: Drawing = { width, height, data: new Uint8Array(width * height).fill(250), pixelsPerMillimetre };
  page.anchors.forEach((anchor) => fill(drawing, anchor, 20));
  drawCode(drawing, page.code, codeText);
  page.rows.forEach(({ area }) => drawWords(drawing, { ...area, width: Math.max(10, area.width - 90) }, chance));
  page.boxes.forEach((box) => outline(drawing, box, 0.21));
  page.frames.forEach((frame) => outline(drawing, frame, 0.15));
  return drawing;
}

export function fill(drawing: Drawing, { x, y, width, height }: Rectangle, value: number): void {
  const scale = drawing.pixelsPerMillimetre;
  const right = Math.min(drawing.width, Math.round((x + width) * scale));
  const bottom = Math.min(drawing.height, Math.round((y + height) * scale));
  for (let row = Math.max(0, Math.round(y * scale)); row < bottom; row += 1)
    drawing.data.fill(value, row * drawing.width + Math.max(0, Math.round(x * scale)), row * drawing.width + right);
}

function outline(drawing: Drawing, { x, y, width, height }: Rectangle, line: number): void {
  const half = line / 2;
  fill(drawing, { x: x - half, y: y - half, width: width + line, height: line }, 30);
  fill(drawing, { x: x - half, y: y + height - half, width: width + line, height: line }, 30);
  fill(drawing, { x: x - half, y: y - half, width: line, height: height + line }, 30);
  fill(drawing, { x: x + width - half, y: y - half, width: line, height: height + line }, 30);
}

function drawCode(drawing: Drawing, place: Rectangle, text: string): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' });
  const size = place.width / modules.size;
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column))
        fill(drawing, { x: place.x + column * size, y: place.y + row * size, width: size, height: size }, 25);
}

/** Bars of the height and weight of letters. */
function drawWords(drawing: Drawing, area: Rectangle, chance: Chance): void {
  for (let x = area.x; x < area.x + area.width - 3; x += 1.6) {
    if (chance(7) === 0) continue;
    fill(drawing, { x, y: area.y + 1.8 + chance(6) / 10, width: 0.3, height: 1.6 + chance(8) / 10 }, 60);
    fill(drawing, { x: x + 0.3, y: area.y + 2 + chance(15) / 10, width: 0.8, height: 0.3 }, 70);
  }
}

/** Draws a mark as people do: never twice alike, not quite in the box. */
export function drawMark(drawing: Drawing, box: Rectangle, stroke: Stroke, pen: Pen, chance: Chance): void {
  const random = (from: number, to: number): number => from + ((to - from) * chance(10_001)) / 10_000;
  const size = box.width;
  const x = box.x + size / 2 + random(-0.5, 0.5);
  const y = box.y + box.height / 2 + random(-0.5, 0.5);
  const reach = size * random(0.36, 0.6);
  const line = (points: readonly (readonly [number, number])[]): void => drawLine(drawing, points, pen, random);
  switch (stroke) {
    case 'cross':
      line([
        [x - reach, y - reach * random(0.8, 1.1)],
        [x + reach, y + reach * random(0.8, 1.1)],
      ]);
      line([
        [x + reach, y - reach * random(0.8, 1.1)],
        [x - reach, y + reach * random(0.8, 1.1)],
      ]);
      return;
    case 'slash':
      line([
        [x - reach * 0.8, y + reach],
        [x + reach * 0.8, y - reach],
      ]);
      return;
    case 'tick':
      line([
        [x - reach, y],
        [x - reach * 0.2, y + reach * 0.8],
        [x + reach * 1.5, y - reach * random(0.9, 1.5)],
      ]);
      return;
    case 'dot':
      spiral(random(0.45, 0.9));
      return;
    case 'scribble':
      zigzag(random(0.55, 0.8), random(0.6, 0.9));
      return;
    case 'filled':
      zigzag(0.95, pen.width * 0.7);
      return;
    case 'circle':
      line(
        Array.from({ length: 25 }, (_, at) => [
          x + (size * 0.62 + 0.7) * Math.cos((at / 24) * 6.4),
          y + (size * 0.62 + 0.5) * Math.sin((at / 24) * 6.4),
        ]),
      );
  }

  function spiral(radius: number): void {
    line(
      Array.from({ length: 40 }, (_, at) => [
        x + ((radius * at) / 40) * Math.cos(at * 0.8),
        y + ((radius * at) / 40) * Math.sin(at * 0.8),
      ]),
    );
  }

  function zigzag(part: number, pitch: number): void {
    const half = (size / 2) * part;
    const turns = Math.ceil((2 * half) / pitch);
    line(
      Array.from({ length: turns + 1 }, (_, at) => [
        x + (at % 2 === 0 ? -half : half),
        y - half + (at * 2 * half) / turns,
      ]),
    );
  }
}

/** A line through the points with the unsteadiness of a hand. */
export function drawLine(
  drawing: Drawing,
  points: readonly (readonly [number, number])[],
  pen: Pen,
  random: (from: number, to: number) => number,
): void {
  const value = 250 * (1 - pen.darkness);
  for (let at = 0; at + 1 < points.length; at += 1) {
    const [fromX, fromY] = points[at]!;
    const [toX, toY] = points[at + 1]!;
    const length = Math.hypot(toX - fromX, toY - fromY);
    const bow = random(-0.06, 0.06) * length;
    const steps = Math.max(2, Math.ceil(length / 0.06));
    for (let k = 0; k <= steps; k += 1) {
      const t = k / steps;
      const sway = Math.sin(t * Math.PI) * bow;
      const x = fromX + (toX - fromX) * t - ((toY - fromY) / length || 0) * sway;
      const y = fromY + (toY - fromY) * t + ((toX - fromX) / length || 0) * sway;
      dab(drawing, x, y, pen.width / 2, value);
    }
  }
}

function dab(drawing: Drawing, x: number, y: number, radius: number, value: number): void {
  const scale = drawing.pixelsPerMillimetre;
  const reach = radius * scale;
  const top = Math.max(0, Math.floor(y * scale - reach));
  const bottom = Math.min(drawing.height - 1, Math.ceil(y * scale + reach));
  const left = Math.max(0, Math.floor(x * scale - reach));
  const right = Math.min(drawing.width - 1, Math.ceil(x * scale + reach));
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1) {
      const distance = Math.hypot(column + 0.5 - x * scale, row + 0.5 - y * scale);
      const cover = Math.max(0, Math.min(1, reach - distance + 0.5));
      const at = row * drawing.width + column;
      const under = drawing.data[at]!;
      if (value < under) drawing.data[at] = Math.min(under, under + (value - under) * cover);
    }
}
