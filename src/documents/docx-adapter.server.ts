import {
  AlignmentType,
  Document,
  type FileChild,
  Header,
  type ISectionOptions,
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
import { fontFamily, headColumns, letterSize, page, textWidthMillimetres } from './official-layout';

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
    sections: [mainSection(composed), ...composed.appendices.map(appendixSection)],
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

function mainSection(document: ComposedDocument): ISectionOptions {
  return {
    properties: {
      titlePage: true,
      page: { margin: margins, size: { width: twips(page.widthMillimetres), height: twips(page.heightMillimetres) } },
    },
    headers: { default: pageNumberHeader(), first: new Header({ children: [new Paragraph({})] }) },
    children: [
      headOfPaper(document),
      ...titleLines(document),
      ...document.bases.map((basis) => bodyParagraph([{ text: basis }], { italics: true })),
      ...docxBlocks(document.blocks, textWidthMillimetres),
      ...footOfPaper(document),
    ],
  };
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

function appendixSection(appendix: ComposedAppendix): ISectionOptions {
  const long = page.heightMillimetres - page.margin.left - page.margin.right;
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        margin: margins,
        size: {
          width: twips(page.widthMillimetres),
          height: twips(page.heightMillimetres),
          orientation: appendix.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
      },
    },
    headers: { default: pageNumberHeader() },
    children: [
      centredLine(appendix.label, { size: letterSize.appendix, bold: true }),
      centredLine(appendix.title, { size: letterSize.appendix, bold: true }),
      centredLine(appendix.attachedTo, { size: letterSize.body, italics: true }, { after: 200 }),
      ...docxBlocks(appendix.blocks, appendix.landscape ? long : textWidthMillimetres),
    ],
  };
}
