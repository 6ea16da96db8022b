import { describe, expect, it } from 'vitest';
import { type JudgedBox, judgeRow } from './judge-rows';
import type { BoxMeasure } from './measure-box';

const empty: BoxMeasure = {
  inkShare: 0,
  ringShare: 0,
  ringSides: 0,
  contrast: 0,
  extent: 0,
  solidShare: 0,
  leastPart: 0,
  hasLineThrough: false,
};
const cross: BoxMeasure = { ...empty, inkShare: 0.4, contrast: 0.6, extent: 3, solidShare: 0.3 };
const filled: BoxMeasure = { ...cross, inkShare: 0.95, solidShare: 0.95, leastPart: 0.9 };
const box = (choice: number, measure: BoxMeasure, placing: Partial<JudgedBox> = {}): JudgedBox => ({
  choice,
  measure,
  isFound: true,
  sharpness: 0.5,
  isPlaced: true,
  ...placing,
});
const row = { item: 'i', kind: 'one', area: { x: 0, y: 0, width: 1, height: 1 } } as const;
const judge = (boxes: readonly JudgedBox[], kind: 'one' | 'several' = 'one', markContrast?: number) => {
  const { state, choices } = judgeRow({ ...row, kind }, boxes, { markContrast });
  return [state, ...choices];
};

describe('a row', () => {
  it('is marked by one cross or one filled box, corrected by a cross beside a filled box', () => {
    expect(judge([box(1, empty), box(2, cross)])).toEqual(['marked', 2]);
    expect(judge([box(1, filled), box(2, empty)])).toEqual(['marked', 1]);
    expect(judge([box(1, filled), box(2, cross)])).toEqual(['corrected', 2]);
    expect(judge([box(1, empty), box(2, empty)])).toEqual(['blank']);
  });

  it('is doubtful where the filled box beside a cross has white left in it: it may be the cross of a felt pen', () => {
    const felt = { ...filled, solidShare: 0.78, leastPart: 0.55 };
    expect(judge([box(1, felt), box(2, cross)])).toEqual(['doubtful']);
    expect(judge([box(1, felt), box(2, cross), box(3, empty)], 'several')).toEqual(['doubtful']);
    expect(judge([box(1, felt), box(2, empty)])).toEqual(['marked', 1]);
  });

  it('is doubtful on paper nearly as dark in places as the pen', () => {
    const boxes = [box(1, empty), box(2, { ...cross, contrast: 0.3 })];
    expect(judgeRow(row, boxes, { markContrast: 0.3, leastContrast: 0.18 }).state).toBe('marked');
    expect(judgeRow(row, boxes, { markContrast: 0.3, leastContrast: 0.2 }).state).toBe('doubtful');
  });

  it('with a thin ring around a box is doubtful where the pen is light, and the ring is hardly seen', () => {
    const boxes = [box(1, empty), box(2, { ...empty, ringShare: 0.04, ringSides: 2 })];
    expect(judgeRow(row, boxes, { markContrast: 0.5 }).state).toBe('blank');
    expect(judgeRow(row, boxes, { markContrast: 0.15 }).state).toBe('doubtful');
  });

  it('of several options keeps all crosses; of one option two crosses are doubtful', () => {
    expect(judge([box(1, cross), box(2, cross), box(3, empty)], 'several')).toEqual(['marked', 1, 2]);
    expect(judge([box(1, cross), box(2, cross)])).toEqual(['doubtful']);
  });

  it('is doubtful where a box is not seen where it is thought to be', () => {
    expect(judge([box(1, empty), box(2, cross, { isFound: false })])).toEqual(['doubtful']);
    expect(judge([box(1, empty), box(2, { ...cross, ringShare: 0.5 })])).toEqual(['doubtful']);
    expect(judge([box(1, empty, { isPlaced: false }), box(2, cross)])).toEqual(['doubtful']);
  });

  it('takes ink around a large mark for its own where every other box was seen and is clean', () => {
    const large = { ...cross, ringShare: 0.2, ringSides: 3 };
    expect(judge([box(1, empty), box(2, large)])).toEqual(['marked', 2]);
    expect(judge([box(1, { ...empty, ringShare: 0.2 }), box(2, large)])).toEqual(['doubtful']);
    expect(judge([box(1, empty, { isFound: false }), box(2, large)])).toEqual(['doubtful']);
    expect(judge([box(1, empty), box(2, { ...large, inkShare: 0.1 })])).toEqual(['doubtful']);
    expect(judge([box(1, empty), box(2, large, { sharpness: 0.07 })])).toEqual(['doubtful']);
  });

  it('takes no shade beside a dark mark for a second one, but a fainter mark by itself for doubtful', () => {
    const shade = { ...cross, contrast: 0.15, ringShare: 0.4 };
    expect(judge([box(1, cross), box(2, shade)], 'one', 0.6)).toEqual(['marked', 1]);
    expect(judge([box(1, empty), box(2, shade)], 'one', 0.6)).toEqual(['doubtful']);
  });

  it('is corrected by a heavy cross that leaves corners white, doubtful where none is left', () => {
    const heavy = { ...cross, inkShare: 0.7, solidShare: 0.55 };
    expect(judge([box(1, filled), box(2, { ...heavy, leastPart: 0.1 })])).toEqual(['corrected', 2]);
    expect(judge([box(1, filled), box(2, { ...heavy, leastPart: 0.3 })])).toEqual(['doubtful']);
  });

  it('takes a streak for no second mark, and not for the end of a large one', () => {
    const line = { ...cross, inkShare: 0.15, ringShare: 0.04, hasLineThrough: true };
    expect(judge([box(1, cross), box(2, { ...line, contrast: 0.35 })], 'one', 0.6)).toEqual(['marked', 1]);
    expect(judge([box(1, cross), box(2, line)], 'one', 0.6)).toEqual(['doubtful']);
    expect(judge([box(1, empty), box(2, line)], 'one', 0.6)).toEqual(['doubtful']);
    const struck = { ...cross, inkShare: 0.6, hasLineThrough: true };
    expect(judge([box(1, empty), box(2, struck)], 'one', 0.6)).toEqual(['marked', 2]);
    expect(judge([box(1, line), box(2, struck)], 'one', 0.6)).toEqual(['doubtful']);
    expect(judge([box(1, empty), box(2, struck)])).toEqual(['doubtful']);
  });

  it('in black and white is doubtful where a trace may be what is left of a torn mark', () => {
    const torn = { ...cross, contrast: 0.8 };
    const boxes = [box(1, { ...empty, inkShare: 0.028 }), box(2, torn)];
    expect(judgeRow(row, boxes, { markContrast: 0.8, isBilevel: true }).state).toBe('doubtful');
    expect(judgeRow(row, boxes, { markContrast: 1, isBilevel: true }).state).toBe('marked');
    expect(judgeRow(row, boxes, { markContrast: 0.8 }).state).toBe('marked');
  });

  it('takes no streak, speck, pale trace or circle for a mark', () => {
    expect(judge([box(1, { ...cross, hasLineThrough: true })])).toEqual(['doubtful']);
    expect(judge([box(1, { ...cross, inkShare: 0.08, extent: 0.8 })])).toEqual(['doubtful']);
    expect(judge([box(1, { ...cross, contrast: 0.2 })], 'one', 0.6)).toEqual(['doubtful']);
    expect(judge([box(1, { ...empty, ringShare: 0.1, ringSides: 4 }), box(2, cross)])).toEqual(['doubtful']);
  });

  it('is not blank where a mark all but misses its box', () => {
    const missed = { ...empty, inkShare: 0.015, ringShare: 0.039, ringSides: 2, contrast: 0.3 };
    expect(judge([box(1, empty), box(2, missed)], 'one', 0.8)).toEqual(['doubtful']);
    expect(judge([box(1, cross), box(2, missed)], 'one', 0.8)).toEqual(['marked', 1]);
    expect(judge([box(1, empty), box(2, { ...missed, inkShare: 0.005 })], 'one', 0.8)).toEqual(['blank']);
  });

  it('is not blank on a sheet of light pencil while there is a trace', () => {
    expect(judge([box(1, { ...empty, inkShare: 0.02 })], 'one', 0.25)).toEqual(['doubtful']);
    expect(judge([box(1, { ...empty, inkShare: 0.02 })], 'one', 0.6)).toEqual(['blank']);
  });
});
