/**
 * Measures of an official paper, Nghị định 30/2020/NĐ-CP, phụ lục I, mục I and II. Both renderers read them here, so that
 * PDF and DOCX cannot drift apart. Lengths in millimetres, letters in points.
 */
export const page = {
  widthMillimetres: 210,
  heightMillimetres: 297,
  margin: { top: 20, bottom: 20, left: 30, right: 20 },
} as const;

export const textWidthMillimetres = page.widthMillimetres - page.margin.left - page.margin.right;

/** On an appendix that lies. */
export const landscapeWidthMillimetres = page.heightMillimetres - page.margin.left - page.margin.right;

/** The left half names the agency, the right the state; the right is as wide as its longest line at 12 points needs. */
export const headColumns = { leftMillimetres: 66, rightMillimetres: 94 } as const;

export const letterSize = {
  nationalName: 12,
  motto: 13,
  agency: 12,
  number: 13,
  placeAndDate: 13,
  typeName: 14,
  subject: 14,
  basis: 14,
  body: 14,
  signer: 14,
  recipientsTitle: 12,
  recipient: 11,
  pageNumber: 14,
  appendix: 14,
  table: 12,
  tableNote: 11,
} as const;

export const body = {
  firstLineIndentMillimetres: 10,
  /** Between paragraphs. */
  spacingPoints: 6,
  /** Times a line of single height (1.15 of the letter size for this family). */
  lineHeight: 1.15,
} as const;

export const fontFamily = 'Times New Roman';

/** Wide tables shrink down to this, then the composer reports them. */
export const smallestTableSize = 9;

/** Letters of a table with that many columns on a page of that width. */
export function tableLetterSize(columns: number, widthMillimetres: number): number {
  const millimetresPerColumn = widthMillimetres / Math.max(1, columns);
  if (millimetresPerColumn >= 19) return letterSize.table;
  if (millimetresPerColumn >= 15) return 11;
  if (millimetresPerColumn >= 12) return 10;
  return smallestTableSize;
}
