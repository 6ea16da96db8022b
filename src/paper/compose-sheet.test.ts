import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomQuestionnaire } from '../../test/fixtures/random-questionnaire';
import { standingTexts } from '../collection/open-survey';
import { answerSlots, pointsOf, type Slot, textQuestions } from '../survey/questionnaire';
import { builtInQuestionnaires } from '../survey/built-in-questionnaires';
import type { ComposedSheet } from './compose-sheet';
import type { SheetInput } from './sheet-content';
import type { Drawing } from './sheet-drawing';
import { type PageLayout, parseLayout, type Rectangle, type SheetLayout } from './sheet-layout';
import { anchorWhite, codeWhite, leastPitch, type Paper, papers } from './sheet-paper';
import { composeMeasured } from './sheet-typesetting-adapter.server';

const marks = { run: 'A0B1C', kind: 'numbered' } as const;

const randomInput: fc.Arbitrary<SheetInput> = fc.record({
  questionnaire: randomQuestionnaire,
  unitName: fc.constantFrom('UBND phường Hương Trà', 'Ủy ban nhân dân '.repeat(12)),
  periodLabel: fc.constant('Quý I năm 2025'),
  fields: fc.constantFrom(0, 0, 3, 30).map((count) =>
    Array.from({ length: count }, (_, at) => ({
      code: `F${at}`,
      name: at % 3 === 0 ? 'Đất đai' : 'Tài nguyên và môi trường biển',
    })),
  ),
  officials: fc.constantFrom(0, 0, 1, 8).map((count) =>
    Array.from({ length: count }, (_, at) => ({
      code: `CC${at}`,
      name: 'Nguyễn Thị Phương Thảo',
      title: 'Chuyên viên Bộ phận Tiếp nhận và Trả kết quả',
      photo: at % 2 === 0 ? `p${at}` : undefined,
    })),
  ),
});

/** Every choice a slot offers, as the layout names it. */
function choicesOf(slot: Slot): (string | number)[] {
  const count = slot.kind === 'rating' ? pointsOf(slot.scale) : slot.options.length;
  return [...Array.from({ length: count }, (_, index) => index + 1), ...(slot.notApplicable ? ['na'] : [])];
}

const grown = ({ x, y, width, height }: Rectangle, by: number): Rectangle => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

function overlap(one: Rectangle, other: Rectangle): boolean {
  const slack = 0.011;
  return (
    one.x + slack < other.x + other.width &&
    other.x + slack < one.x + one.width &&
    one.y + slack < other.y + other.height &&
    other.y + slack < one.y + one.height
  );
}

function inside(inner: Rectangle, outer: Rectangle): boolean {
  const slack = 0.011;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

/** What a drawing covers; for texts the height comes from the typesetter. */
function coveredBy(drawing: Drawing, heightOf: (text: Extract<Drawing, { kind: 'text' }>) => number): Rectangle {
  switch (drawing.kind) {
    case 'text':
      return { x: drawing.x, y: drawing.y, width: drawing.width, height: heightOf(drawing) };
    case 'circle':
      return {
        x: drawing.x - drawing.radius,
        y: drawing.y - drawing.radius,
        width: 2 * drawing.radius,
        height: 2 * drawing.radius,
      };
    case 'path': {
      const xs = drawing.points.map(([x]) => x);
      const ys = drawing.points.map(([, y]) => y);
      return {
        x: Math.min(...xs),
        y: Math.min(...ys),
        width: Math.max(...xs) - Math.min(...xs),
        height: Math.max(...ys) - Math.min(...ys),
      };
    }
    case 'rectangle':
    case 'picture':
      return drawing;
  }
}

function checkSheet({ layout, drawings }: ComposedSheet, input: SheetInput, sizes: ReadonlyMap<string, number>): void {
  const slots = answerSlots(input.questionnaire);
  const expected = [
    ...slots.flatMap((slot) => choicesOf(slot).map((choice) => `${slot.questionId} ${choice}`)),
    ...(input.fields ?? []).map(({ code }) => `field ${code}`),
    ...(input.officials ?? []).map(({ code }) => `official ${code}`),
  ];
  const found = layout.pages.flatMap(({ boxes }) => boxes.map(({ item, choice }) => `${item} ${choice}`));
  expect(found.toSorted()).toEqual(expected.toSorted());
  expect(layout.pages.flatMap(({ frames }) => frames.map(({ item }) => item))).toEqual([
    ...textQuestions(input.questionnaire).map(({ id }) => id),
    ...standingTexts,
  ]);
  const kinds = new Map(layout.pages.flatMap(({ rows }) => rows.map(({ item, kind }) => [item, kind] as const)));
  for (const slot of slots) expect(kinds.get(slot.questionId)).toBe(slot.kind === 'multiple' ? 'several' : 'one');
  for (const [index, page] of layout.pages.entries()) {
    checkPlaces(page, layout);
    checkDrawings(drawings[index] ?? [], page, layout, sizes);
  }
}

function clashing<T>(items: readonly T[], clash: (one: T, other: T) => boolean): [T, T][] {
  return items.flatMap((one, at) =>
    items
      .slice(at + 1)
      .filter((other) => clash(one, other))
      .map((other): [T, T] => [one, other]),
  );
}

function checkPlaces(page: PageLayout, { width, height }: SheetLayout): void {
  const white = page.anchors.map((anchor) => grown(anchor, anchorWhite));
  const places = [...page.rows.map(({ area }) => area), ...page.frames, page.code, page.codeText, ...white];
  expect(clashing(places, overlap)).toEqual([]);
  const printable = grown({ x: 0, y: 0, width, height }, -5);
  expect(places.filter((place) => !inside(place, printable))).toEqual([]);
  for (const box of page.boxes) {
    expect([box.width, box.height]).toEqual([4.2, 4.2]);
    const rows = page.rows.filter(({ area }) => inside(grown(box, 0.5), area));
    expect(rows.map(({ item }) => item)).toEqual([box.item]);
  }
  const near = (one: Rectangle, other: Rectangle) =>
    Math.abs(one.y - other.y) < leastPitch.down - 0.011 && Math.abs(one.x - other.x) < leastPitch.across - 0.011;
  expect(clashing(page.boxes, near)).toEqual([]);
}

function checkDrawings(
  drawings: readonly Drawing[],
  page: PageLayout,
  layout: SheetLayout,
  sizes: ReadonlyMap<string, number>,
): void {
  const heightOf = (text: Extract<Drawing, { kind: 'text' }>) =>
    sizes.get(JSON.stringify([text.text, text.width, text.style])) ?? 0;
  const covered = drawings.map((drawing) => ({ drawing, place: coveredBy(drawing, heightOf) }));
  const paper = grown({ x: 0, y: 0, width: layout.width, height: layout.height }, -8);
  expect(covered.filter(({ place }) => !inside(place, paper))).toEqual([]);
  const white = [
    ...page.anchors.map((anchor) => grown(anchor, anchorWhite)),
    grown(page.code, codeWhite(papers[layout.paper])),
  ];
  const isAnchor = (drawing: Drawing) => drawing.kind === 'rectangle' && drawing.line === null;
  const soils = covered.filter(
    ({ drawing, place }) => !isAnchor(drawing) && white.some((each) => overlap(place, each)),
  );
  expect(soils).toEqual([]);
  const words = covered.filter(({ drawing }) => drawing.kind === 'text').map(({ place }) => place);
  expect(clashing(words, overlap)).toEqual([]);
  const boxes = page.boxes.map((box) => grown(box, 0.4));
  expect(words.filter((place) => boxes.some((box) => overlap(place, box)))).toEqual([]);
}

function composeAndCheck(input: SheetInput, paper: Paper): 'printed' | 'too-tall' | 'too-long' {
  const sizes = new Map<string, number>();
  const composed = composeMeasured(input, { paper, marks }, sizes);
  if (!composed.ok) return composed.error.type === 'sheet-too-long' ? 'too-long' : 'too-tall';
  expect(parseLayout(JSON.parse(JSON.stringify(composed.value.layout))).ok).toBe(true);
  checkSheet(composed.value, input, sizes);
  return 'printed';
}

describe('a ballot sheet', () => {
  it('of a built-in form has room for everything', () => {
    for (const questionnaire of builtInQuestionnaires) expect(composeAndCheck({ questionnaire }, 'A4')).toBe('printed');
  });

  it('of any form lays out without overlap, every choice once and within reach of the reader, or is refused', () => {
    const outcomes = { printed: 0, 'too-tall': 0, 'too-long': 0 };
    fc.assert(
      fc.property(randomInput, fc.constantFrom('A4' as const, 'A5' as const), (input, paper) => {
        outcomes[composeAndCheck(input, paper)] += 1;
      }),
      { numRuns: 40 },
    );
    expect(outcomes.printed).toBeGreaterThan(10);
  });

  it('has the same places under any unit name, office, period and run', () => {
    const questionnaire = builtInQuestionnaires[0]!;
    const layoutOf = (input: SheetInput, run: string) => {
      const composed = composeMeasured(input, { paper: 'A4', marks: { run, kind: 'copy-master' } });
      return composed.ok ? composed.value.layout : undefined;
    };
    const named = { questionnaire, unitName: 'Ủy ban nhân dân '.repeat(9), officeName: 'Quầy', periodLabel: 'Quý I' };
    expect(layoutOf(named, 'ZZZZZ')).toEqual(layoutOf({ questionnaire }, '00000'));
  });
});
