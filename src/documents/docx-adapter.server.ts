import {
  AlignmentType,
  Document,
  type FileChild,
  Header,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type ComposedAppendix, composeDocument, type ComposedDocument, type ComposedSigner } from './compose-document';
import {
  bodyParagraph,
  centredLine,
  docxBlocks,
  noBorders,
  noMargins,
  ruleLine,
  textRuns,
  twips,
} from './docx-blocks-adapter.server';
import type { OfficialDocument } from './official-document';
import {
  fontFamily,
  headColumns,
  landscapeWidthMillimetres,
  letterSize,
  page,
  textWidthMillimetres,
} from './official-layout';

/** The same paper for Word and LibreOffice, to be edited by the registry: same words, same measures as the PDF. */
export async function renderDocx(document: OfficialDocument): Promise<Uint8Array> {
  const composed = composeDocument(document);
  const file = new Document({
    title: composed.title.replace(/\n/g, ' '),
    creator: composed.agency.replace(/\n/g, ' '),
    styles: {
      default: {
        document: {
          run: { font: fontFamily, size: letterSize.body * 2, color: '000000', language: { value: 'vi-VN' } },
        },
        heading1: headingStyle,
        heading2: headingStyle,
        heading3: headingStyle,
      },
    },
    sections: sectionsOf(composed),
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

/** Word's own headings are blue and of another family; an official paper is black throughout. */
const headingStyle = { run: { font: fontFamily, size: letterSize.body * 2, color: '000000' } } as const;

const margins = {
  top: twips(page.margin.top),
  bottom: twips(page.margin.bottom),
  left: twips(page.margin.left),
  right: twips(page.margin.right),
  header: twips(10),
  footer: twips(10),
} as const;

function pageNumberHeader(): Header {
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: letterSize.pageNumber * 2 })],
      }),
    ],
  });
}

/**
 * The paper itself, then the appendices. Only a turn of the page begins a new section: the paragraph that Word ends each
 * section with could spill onto an empty page.
 */
function sectionsOf(document: ComposedDocument): ISectionOptions[] {
  const parts: { readonly landscape: boolean; readonly children: FileChild[] }[] = [
    {
      landscape: false,
      children: [
        headOfPaper(document),
        ...titleLines(document),
        ...document.bases.map((basis) => bodyParagraph([{ text: basis }], { italics: true })),
        ...docxBlocks(document.blocks, textWidthMillimetres),
        ...footOfPaper(document),
      ],
    },
  ];
  for (const appendix of document.appendices) {
    const last = parts.at(-1);
    if (last?.landscape === appendix.landscape) last.children.push(...appendixLines(appendix, true));
    else parts.push({ landscape: appendix.landscape, children: appendixLines(appendix, false) });
  }
  return parts.map((part, index) => section(part, index === 0));
}

function section(
  part: { readonly landscape: boolean; readonly children: FileChild[] },
  first: boolean,
): ISectionOptions {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: first,
      page: {
        margin: margins,
        size: {
          width: twips(page.widthMillimetres),
          height: twips(page.heightMillimetres),
          orientation: part.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
      },
    },
    headers: {
      default: pageNumberHeader(),
      ...(first ? { first: new Header({ children: [new Paragraph({})] }) } : {}),
    },
    children: [...part.children, tinyLine()],
  };
}

/** Word wants a paragraph after the last table; this one takes no room. */
function tinyLine(): Paragraph {
  return new Paragraph({ spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT }, children: [] });
}

/** Without borders; every cell a column of centred lines. */
function frame(widthsMillimetres: readonly number[], rows: readonly (readonly (readonly Paragraph[])[])[]): Table {
  return new Table({
    width: { size: twips(widthsMillimetres.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: widthsMillimetres.map(twips),
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    margins: noMargins,
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, at) =>
              new TableCell({
                verticalAlign: VerticalAlign.TOP,
                margins: noMargins,
                width: { size: twips(widthsMillimetres[at] ?? 0), type: WidthType.DXA },
                children,
              }),
          ),
        }),
    ),
  });
}

/** Width in this family: capitals about 0.7, small letters 0.46 of the letter size; rules need no better. */
function roughWidth(text: string, size: number): number {
  const longest = Math.max(...text.split('\n').map((line) => line.length));
  return longest * size * (text === text.toLocaleUpperCase('vi') ? 0.68 : 0.48) * 0.3528;
}

/** The motto in bold at 13 points, measured. */
const mottoMillimetres = 56;

function headOfPaper(document: ComposedDocument): Table {
  const { leftMillimetres, rightMillimetres } = headColumns;
  const agencyRule = Math.min(roughWidth(document.agency, letterSize.agency), leftMillimetres) * 0.4;
  return frame(
    [leftMillimetres, rightMillimetres],
    [
      [
        [
          ...(document.superiorAgency === null
            ? []
            : [centredLine(document.superiorAgency, { size: letterSize.agency })]),
          centredLine(document.agency, { size: letterSize.agency, bold: true }),
          ruleLine(agencyRule, leftMillimetres),
        ],
        [
          centredLine('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: letterSize.nationalName, bold: true }),
          centredLine('Độc lập - Tự do - Hạnh phúc', { size: letterSize.motto, bold: true }),
          ruleLine(mottoMillimetres, rightMillimetres),
        ],
      ],
      [
        [centredLine(document.number, { size: letterSize.number }, { before: 60 })],
        [centredLine(document.placeAndDate ?? '', { size: letterSize.placeAndDate, italics: true }, { before: 60 })],
      ],
    ],
  );
}

function titleLines(document: ComposedDocument): Paragraph[] {
  const rule = Math.min(roughWidth(document.subject, letterSize.subject), textWidthMillimetres) * 0.36;
  return [
    centredLine(document.typeName, { size: letterSize.typeName, bold: true }, { before: 300 }),
    centredLine(document.subject, { size: letterSize.subject, bold: true }),
    ruleLine(rule, textWidthMillimetres, 240),
  ];
}

function footOfPaper(document: ComposedDocument): FileChild[] {
  const space = new Paragraph({ spacing: { before: 0, after: 120 }, keepNext: true, children: [] });
  if (document.secretary !== null) {
    const half = textWidthMillimetres / 2;
    return [
      space,
      frame([half, half], [[signerLines(document.secretary), signerLines(document.signer)]]),
      new Paragraph({}),
      ...recipientLines(document),
    ];
  }
  const left = textWidthMillimetres * 0.47;
  return [
    space,
    frame([left, textWidthMillimetres - left], [[recipientLines(document), signerLines(document.signer)]]),
  ];
}

function recipientLines(document: ComposedDocument): Paragraph[] {
  const line = (text: string, letters: Parameters<typeof textRuns>[1]): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.LEFT,
      spacing: { before: 0, after: 0 },
      children: textRuns(text, letters),
    });
  return [
    line('Nơi nhận:', { size: letterSize.recipientsTitle, bold: true, italics: true }),
    ...document.recipients.map((text) => line(text, { size: letterSize.recipient })),
  ];
}

/** Room for signature and seal between office and name. */
const signatureRoom = twips(26);

function signerLines(signer: ComposedSigner): Paragraph[] {
  const letters = { size: letterSize.signer, bold: true };
  return [
    ...signer.office.map((line) => centredLine(line, letters)),
    centredLine(signer.name, letters, { before: signatureRoom }),
  ];
}

function appendixLines(appendix: ComposedAppendix, newPage: boolean): FileChild[] {
  const width = appendix.landscape ? landscapeWidthMillimetres : textWidthMillimetres;
  const letters = { size: letterSize.appendix, bold: true };
  return [
    centredLine(appendix.label, letters, { newPage }),
    centredLine(appendix.title, letters),
    centredLine(appendix.attachedTo, { size: letterSize.body, italics: true }, { after: 200 }),
    ...docxBlocks(appendix.blocks, width),
  ];
}
