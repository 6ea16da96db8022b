import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { barImageSize, barPng } from './bar-image-adapter.server';
import type { ComposedBlock } from './compose-document';
import { cellPaddingMillimetres } from './column-widths';
import type { BarLine, Run, TableColumn } from './official-document';
import { body, letterSize } from './official-layout';

/** Twentieths of a point: how DOCX counts lengths. */
export function twips(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 1440);
}

const emptyBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
export const noBorders = {
  top: emptyBorder,
  bottom: emptyBorder,
  left: emptyBorder,
  right: emptyBorder,
  insideHorizontal: emptyBorder,
  insideVertical: emptyBorder,
} as const;
export const noMargins = { top: 0, bottom: 0, left: 0, right: 0 } as const;

export interface Letters {
  readonly size: number;
  readonly bold?: boolean;
  readonly italics?: boolean;
}

/** One run a line, line breaks between. Letter sizes in points; DOCX counts half points. */
export function textRuns(text: string, letters: Letters): TextRun[] {
  return text
    .split('\n')
    .map(
      (line, index) =>
        new TextRun({ ...letters, text: line, size: letters.size * 2, ...(index === 0 ? {} : { break: 1 }) }),
    );
}

/** A centred line of head, title or signature, without space around. */
export function centredLine(
  text: string,
  letters: Letters,
  {
    newPage = false,
    ...spacing
  }: { readonly before?: number; readonly after?: number; readonly newPage?: boolean } = {},
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 0, ...spacing },
    keepNext: true,
    pageBreakBefore: newPage,
    children: textRuns(text, letters),
  });
}

/** A horizontal rule of that length in the middle of that width: the upper border of an almost empty line. */
export function ruleLine(lengthMillimetres: number, widthMillimetres: number, after = 0): Paragraph {
  const side = twips(Math.max(0, (widthMillimetres - lengthMillimetres) / 2));
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    indent: { left: side, right: side },
    spacing: { before: 70, after, line: 80, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 5, space: 1, color: '000000' } },
    keepNext: true,
    children: [],
  });
}

const bodySpacing = {
  before: 0,
  after: body.spacingPoints * 20,
  line: Math.round(240 * body.lineHeight),
  lineRule: LineRuleType.AUTO,
} as const;

export function bodyParagraph(
  runs: readonly Run[],
  options: { readonly keepNext?: boolean; readonly italics?: boolean } = {},
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(body.firstLineIndentMillimetres) },
    spacing: bodySpacing,
    keepNext: options.keepNext ?? false,
    children: runs.flatMap((run) =>
      textRuns(run.text, {
        size: letterSize.body,
        bold: run.bold ?? false,
        italics: options.italics ?? run.italic ?? false,
      }),
    ),
  });
}

const headingLevels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

export function docxBlocks(blocks: readonly ComposedBlock[], widthMillimetres: number): FileChild[] {
  return blocks.flatMap((block, index) => docxBlock(block, widthMillimetres, index === blocks.length - 1));
}

function docxBlock(block: ComposedBlock, widthMillimetres: number, last: boolean): FileChild[] {
  switch (block.type) {
    case 'heading':
      return [
        new Paragraph({
          heading: headingLevels[block.level],
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: twips(body.firstLineIndentMillimetres) },
          spacing: bodySpacing,
          keepNext: true,
          children: textRuns(block.text, { size: letterSize.body, bold: block.level <= 2 }),
        }),
      ];
    case 'paragraph':
      // The last words stay with the signature, and what ends in ":" with what it announces.
      return [bodyParagraph(block.runs, { keepNext: last || (block.runs.at(-1)?.text.endsWith(':') ?? false) })];
    case 'table':
      return [...caption(block.caption), dataTable(block, widthMillimetres), noteLine(block.note)];
    case 'figure':
      return [...caption(block.caption), barTable(block.bars, widthMillimetres), noteLine('')];
  }
}

function caption(text: string): Paragraph[] {
  return text === '' ? [] : [centredLine(text, { size: 13, bold: true }, { before: 160, after: 80 })];
}

/** Also the paragraph that Word wants between two tables. */
function noteLine(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    spacing: { before: text === '' ? 0 : 60, after: 120 },
    children: textRuns(text, { size: letterSize.tableNote, italics: true }),
  });
}

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

function dataTable(block: Extract<ComposedBlock, { type: 'table' }>, widthMillimetres: number): Table {
  const size = block.letterSize;
  const widths = block.widthsMillimetres.map(twips);
  const cell = (text: string, at: number, column: Pick<TableColumn, 'align'>, bold: boolean): TableCell =>
    new TableCell({
      verticalAlign: VerticalAlign.CENTER,
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      children: [
        new Paragraph({
          alignment: alignments[column.align],
          spacing: { before: 0, after: 0 },
          children: textRuns(text, { size, bold }),
        }),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map((column, at) => cell(column.title, at, { align: 'center' }, true)),
  });
  const rows = block.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: block.columns.map((column, at) => cell(row.cells[at] ?? '', at, column, row.emphasis ?? false)),
      }),
  );
  return new Table({
    width: { size: twips(widthMillimetres), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: {
      top: twips(1.1),
      bottom: twips(1.1),
      left: twips(cellPaddingMillimetres / 2),
      right: twips(cellPaddingMillimetres / 2),
    },
    rows: [head, ...rows],
  });
}

/** The chart: words in cells, so that they can be searched and edited, and each bar a small picture with its interval. */
function barTable(bars: readonly BarLine[], widthMillimetres: number): Table {
  const widths = [widthMillimetres * 0.36, widthMillimetres * 0.37, widthMillimetres * 0.27].map(twips);
  const cell = (at: number, children: readonly (TextRun | ImageRun)[]): TableCell =>
    new TableCell({
      verticalAlign: VerticalAlign.CENTER,
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      children: [
        new Paragraph({ alignment: AlignmentType.LEFT, spacing: { before: 0, after: 0 }, keepNext: true, children }),
      ],
    });
  const imageWidth = Math.round(((widthMillimetres * 0.37 - 3) / 25.4) * 96);
  const rows = bars.map(
    (bar) =>
      new TableRow({
        cantSplit: true,
        children: [
          cell(0, textRuns(bar.label, { size: letterSize.table })),
          cell(1, [
            new ImageRun({
              type: 'png',
              data: barPng(bar),
              transformation: {
                width: imageWidth,
                height: Math.round((imageWidth * barImageSize.height) / barImageSize.width),
              },
              altText: { name: bar.label, title: bar.label, description: `${bar.label}: ${bar.text}` },
            }),
          ]),
          cell(2, textRuns(bar.text, { size: letterSize.table, italics: bar.value === null })),
        ],
      }),
  );
  return new Table({
    width: { size: twips(widthMillimetres), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    margins: { top: twips(0.9), bottom: twips(0.9), left: 0, right: twips(2) },
    rows: rows.length === 0 ? [new TableRow({ children: [0, 1, 2].map((at) => cell(at, [])) })] : rows,
  });
}
