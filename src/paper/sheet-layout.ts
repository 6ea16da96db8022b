import { z } from 'zod';
import { fail, ok, type Result } from '../kernel/result';

/**
 * Where everything stands on a printed sheet: all that the reader needs. Millimetres from the top left corner of the page,
 * x to the right, y down; a rectangle is named by its own top left corner (docs/formats/ballot-layout.md).
 */
export const layoutFormat = 'hailong-sheet-layout-1';

const length = z.number().finite().min(0).max(500);
const rectangle = z.object({ x: length, y: length, width: length, height: length });
/** The answer's code: 1, 2, … of the slot, `na`, or the code of a field or an official. */
const choice = z.union([z.number().int().min(1).max(127), z.string().min(1).max(60)]);

const answerBox = rectangle.extend({
  /** Question id; `field` and `official` for the field of the dossier and the official rated. */
  item: z.string().min(1).max(60),
  /** One option of a multiple choice has the option's number, 1, 2, …; several may be marked. */
  choice,
});
const answerRow = z.object({
  item: z.string().min(1).max(60),
  /** `one`: at most one box may be marked. `several`: any number. */
  kind: z.enum(['one', 'several']),
  /** Everything of the row that a reviewer must see: its words and its boxes. */
  area: rectangle,
});
const textFrame = rectangle.extend({ item: z.string().min(1).max(60) });
const page = z.object({
  page: z.number().int().min(1).max(9),
  /** The four solid squares: top left, top right, bottom right, bottom left. */
  anchors: z.array(rectangle).length(4),
  /** The QR symbol without its white border. */
  code: rectangle,
  /** The same in letters; together with `code` it is what is blotted out of every kept picture. */
  codeText: rectangle,
  rows: z.array(answerRow),
  boxes: z.array(answerBox),
  frames: z.array(textFrame),
});
const sheetLayout = z.object({
  format: z.literal(layoutFormat),
  form: z.string().min(1).max(20),
  version: z.number().int().min(1).max(9999),
  /** Four letters in every code of this layout: another layout, another tag (`layoutTag`). */
  tag: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}$/),
  paper: z.enum(['A4', 'A5']),
  width: length,
  height: length,
  pages: z.array(page).min(1).max(9),
});

export type SheetLayout = z.infer<typeof sheetLayout>;
export type PageLayout = SheetLayout['pages'][number];
export type AnswerBox = PageLayout['boxes'][number];
export type AnswerRow = PageLayout['rows'][number];
export type TextFrame = PageLayout['frames'][number];
export type Rectangle = z.infer<typeof rectangle>;
/** The answer's code as it stands in layouts and readings. */
export type Choice = AnswerBox['choice'];

export type LayoutProblem = { readonly type: 'not-a-layout'; readonly at: string };

/** For layouts from outside (`--layout F.json`). */
export function parseLayout(input: unknown): Result<SheetLayout, LayoutProblem> {
  const parsed = sheetLayout.safeParse(input);
  if (!parsed.success) return fail({ type: 'not-a-layout', at: parsed.error.issues[0]?.path.join('.') ?? '' });
  return ok(parsed.data);
}
