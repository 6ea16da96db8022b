import type { Rectangle } from '../../src/paper/sheet-layout';
import type { Dice } from './dice';
import type { Stroke } from './pen';

/** How one person marks: kept for the whole sheet, as a hand is. */
export interface Hand {
  /** Deviation of a line from straight, in millimetres. */
  readonly wobble: number;
  /** Width of a mark in widths of the box. */
  readonly size: number;
  /** Where the marks' middle lies from the box's, in millimetres, and how it varies. */
  readonly off: readonly [number, number];
  readonly spread: number;
  readonly slant: number;
}

/** A line drawn by hand: bent, and trembling a little. */
function line(from: readonly [number, number], to: readonly [number, number], hand: Hand, dice: Dice): Stroke {
  const steps = 8;
  const bend = dice.normal(0, hand.wobble);
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const across = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length] as const;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const along = step / steps;
    const aside = bend * Math.sin(Math.PI * along) + dice.normal(0, hand.wobble / 6);
    return [
      from[0] + (to[0] - from[0]) * along + across[0] * aside,
      from[1] + (to[1] - from[1]) * along + across[1] * aside,
    ] as const;
  });
}

interface Place {
  readonly x: number;
  readonly y: number;
  /** Half the mark's extent. */
  readonly half: number;
}

function placeIn(box: Rectangle, hand: Hand, dice: Dice): Place {
  return {
    x: box.x + box.width / 2 + hand.off[0] + dice.normal(0, hand.spread),
    y: box.y + box.height / 2 + hand.off[1] + dice.normal(0, hand.spread),
    half: (box.width / 2) * hand.size * dice.real(0.85, 1.15),
  };
}

export function cross(box: Rectangle, hand: Hand, dice: Dice): Stroke[] {
  const { x, y, half } = placeIn(box, hand, dice);
  const tall = half * dice.real(0.8, 1.2);
  const lean = hand.slant * tall;
  return [
    line([x - half - lean, y - tall], [x + half + lean, y + tall], hand, dice),
    line([x + half - lean, y - tall], [x - half + lean, y + tall], hand, dice),
  ];
}

export function tick(box: Rectangle, hand: Hand, dice: Dice): Stroke[] {
  const { x, y, half } = placeIn(box, hand, dice);
  const low = [x - half * dice.real(0.1, 0.4), y + half * dice.real(0.7, 1)] as const;
  return [
    [
      ...line([x - half, y + half * dice.real(-0.1, 0.3)], low, hand, dice),
      ...line(low, [x + half * dice.real(0.9, 1.6), y - half * dice.real(0.8, 1.6)], hand, dice),
    ],
  ];
}

export function dash(box: Rectangle, hand: Hand, dice: Dice): Stroke[] {
  const { x, y, half } = placeIn(box, hand, dice);
  const rise = half * dice.normal(0, 0.25);
  return [line([x - half * 0.8, y + rise], [x + half * 0.8, y - rise], hand, dice)];
}

export function slash(box: Rectangle, hand: Hand, dice: Dice): Stroke[] {
  const { x, y, half } = placeIn(box, hand, dice);
  return [line([x - half, y + half], [x + half, y - half], hand, dice)];
}

/** A dot pressed and turned, `millimetres` across. */
export function dot(box: Rectangle, millimetres: number, hand: Hand, dice: Dice): Stroke[] {
  const { x, y } = placeIn(box, hand, dice);
  return [
    Array.from({ length: 14 }, (_, step) => {
      const angle = (step / 14) * 4 * Math.PI;
      const radius = (millimetres / 2) * (step / 14);
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
    }),
  ];
}

export function scribble(box: Rectangle, hand: Hand, dice: Dice): Stroke[] {
  const { x, y, half } = placeIn(box, hand, dice);
  const turns = dice.whole(5, 9);
  return [
    Array.from({ length: turns * 2 + 1 }, (_, step) => [
      x + (step % 2 === 0 ? -half : half) * dice.real(0.6, 1),
      y - half + (2 * half * step) / (turns * 2) + dice.normal(0, 0.15),
    ]),
  ];
}

/** The whole box blackened, stroke beside stroke, as the sheet asks for a changed answer. */
export function filled(box: Rectangle, penWidth: number, dice: Dice): Stroke[] {
  const lines = Math.ceil(box.height / (penWidth * 0.75));
  return [
    Array.from({ length: lines * 2 }, (_, step) => {
      const right = step % 4 === 1 || step % 4 === 2;
      const y = box.y + 0.15 + ((box.height - 0.3) * Math.floor(step / 2)) / Math.max(1, lines - 1);
      return [(right ? box.x + box.width - 0.1 : box.x + 0.1) + dice.normal(0, 0.2), y + dice.normal(0, 0.06)] as const;
    }),
  ];
}

/** A circle around the box instead of a mark in it. */
export function ring(box: Rectangle, hand: Hand, dice: Dice): Stroke[] {
  const x = box.x + box.width / 2 + dice.normal(0, 0.3);
  const y = box.y + box.height / 2 + dice.normal(0, 0.3);
  const radius = box.width * dice.real(0.75, 0.95);
  const flat = dice.real(0.8, 1.05);
  const start = dice.real(0, 2 * Math.PI);
  return [
    Array.from({ length: 40 }, (_, step) => {
      const angle = start + (step / 39) * 2 * Math.PI * 1.03;
      const wide = radius * (1 + dice.normal(0, hand.wobble / 12));
      return [x + wide * Math.cos(angle), y + flat * wide * Math.sin(angle)] as const;
    }),
  ];
}
