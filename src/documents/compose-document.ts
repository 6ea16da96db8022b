import { type CalendarDay, formatDayOfficially } from '../kernel/calendar-day';
import { assert } from '../kernel/result';
import {
  type Appendix,
  type Block,
  documentKinds,
  type FigureBlock,
  type Issuance,
  type OfficialDocument,
  type RichText,
  type Run,
  type Signer,
  type TableBlock,
} from './official-document';
import { columnWidths } from './column-widths';
import { landscapeWidthMillimetres, tableLetterSize, textWidthMillimetres } from './official-layout';
import { paperText } from '../kernel/paper-text';

/** A paper with every number, sign and blank in its place: what both renderers print, word for word. */
export interface ComposedDocument {
  readonly title: string;
  readonly superiorAgency: string | null;
  readonly agency: string;
  readonly number: string;
  /** Null on minutes. */
  readonly placeAndDate: string | null;
  readonly typeName: string;
  readonly subject: string;
  readonly bases: readonly string[];
  readonly blocks: readonly ComposedBlock[];
  readonly signer: ComposedSigner;
  readonly secretary: ComposedSigner | null;
  readonly recipients: readonly string[];
  readonly appendices: readonly ComposedAppendix[];
}

export interface ComposedSigner {
  readonly office: readonly string[];
  readonly name: string;
}

export interface ComposedAppendix {
  readonly label: string;
  readonly title: string;
  readonly attachedTo: string;
  readonly landscape: boolean;
  readonly blocks: readonly ComposedBlock[];
}

export type ComposedBlock =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly type: 'paragraph'; readonly runs: readonly Run[] }
  | (Required<Pick<TableBlock, 'columns' | 'rows'>> & {
      readonly type: 'table';
      readonly caption: string;
      readonly note: string;
      readonly widthsMillimetres: readonly number[];
      readonly letterSize: number;
    })
  | (Omit<FigureBlock, 'caption'> & { readonly caption: string });

/** `Số: 07/BC-UBND`; below 10 with a leading zero, no blanks around "/" and "-" (NĐ 30/2020, phụ lục I, mục II.3). */
export function officialNumber(number: number | undefined, typeCode: string, agencyCode: string): string {
  const digits = number === undefined ? blank(6) : String(number).padStart(2, '0');
  return `Số: ${digits}/${typeCode}-${agencyCode}`;
}

function numberOf(issuance: Issuance, typeCode: string): string {
  const own = oneLine(issuance.numberText ?? '').replace(/^Số\s*:?\s*/i, '');
  return own === '' ? officialNumber(issuance.number, typeCode, paperText(issuance.agencyCode)) : `Số: ${own}`;
}

/** `Hương Trà, ngày 05 tháng 02 năm 2023`, or with room for the registry to write the day. */
export function placeAndDate(place: string, date: CalendarDay | undefined, year: number | undefined): string {
  if (date !== undefined) return `${place}, ${formatDayOfficially(date)}`;
  return `${place}, ngày${blank(6)}tháng${blank(6)}năm ${year ?? blank(6)}`;
}

function blank(width: number): string {
  return '\u00a0'.repeat(width);
}

const romanDigits: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

export function romanNumeral(number: number): string {
  assert(Number.isInteger(number) && number > 0, 'Roman numerals begin at I');
  let rest = number;
  let result = '';
  for (const [value, digits] of romanDigits) {
    while (rest >= value) {
      result += digits;
      rest -= value;
    }
  }
  return result;
}

/** Points are lettered in the Vietnamese alphabet without f, j, w, z (NĐ 30/2020, phụ lục I, mục II.6). */
const pointLetters = 'abcdđeghiklmnopqrstuvxy';

function pointLetter(position: number): string {
  const letters = [...pointLetters];
  const letter = letters[(position - 1) % letters.length] ?? 'a';
  return letter.repeat(Math.floor((position - 1) / letters.length) + 1);
}

export function composeDocument(document: OfficialDocument): ComposedDocument {
  const { issuance } = document;
  const kind = documentKinds[document.kind];
  const number = numberOf(issuance, kind.code);
  const day = placeAndDate(paperText(issuance.place), issuance.date, issuance.year);
  const counters = { table: 0, figure: 0 };
  return {
    title: `${kind.name} ${paperText(document.subject)}`,
    superiorAgency: issuance.superiorAgency === undefined ? null : agencyLines(issuance.superiorAgency),
    agency: agencyLines(issuance.agency),
    number,
    placeAndDate: document.kind === 'minutes' ? null : day,
    typeName: kind.name,
    subject: paperText(document.subject),
    bases: composeBases(document.bases),
    blocks: composeBlocks(withEnd(document.body), { counters, widthMillimetres: textWidthMillimetres }),
    signer: composeSigner(issuance.signer),
    secretary: document.secretary === undefined ? null : composeSigner(document.secretary),
    recipients: composeRecipients(issuance.recipients),
    appendices: document.appendices.map((appendix, index) =>
      composeAppendix(appendix, index, document.appendices.length, {
        attached: `Kèm theo ${sentenceCase(kind.name)} ${number.replace('Số:', 'số')} ${day.slice(day.indexOf(', ') + 2)} của ${agencyInSentence(issuance.agency)}`,
        counters,
      }),
    ),
  };
}

function composeAppendix(
  appendix: Appendix,
  index: number,
  count: number,
  context: { readonly attached: string; readonly counters: Counters },
): ComposedAppendix {
  return {
    // One appendix carries no number (NĐ 30/2020, phụ lục I, mục III.2).
    label: count === 1 ? 'Phụ lục' : `Phụ lục ${romanNumeral(index + 1)}`,
    title: capitals(appendix.title),
    attachedTo: `(${paperText(appendix.attachedTo ?? context.attached)})`,
    landscape: appendix.landscape ?? false,
    blocks: composeBlocks(appendix.body, {
      counters: context.counters,
      widthMillimetres: appendix.landscape === true ? landscapeWidthMillimetres : textWidthMillimetres,
    }),
  };
}

/** A long name breaks before the kind of unit, not in the middle of its name: `ỦY BAN NHÂN DÂN` / `XÃ HƯƠNG TRÀ`. */
function agencyLines(agency: string): string {
  const name = capitals(agency);
  return name.length <= 26
    ? name
    : name.replace(/^(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|TRUNG TÂM PHỤC VỤ) (?=\S)/, '$1\n');
}

/** `ỦY BAN NHÂN DÂN XÃ HƯƠNG TRÀ` → `Ủy ban nhân dân xã Hương Trà`; a name of another form stays as it is. */
function agencyInSentence(agency: string): string {
  const name = oneLine(agency);
  const parts = /^(ỦY BAN NHÂN DÂN|UBND) (XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TỈNH) (.+)$/.exec(
    name,
  );
  if (parts === null) return name;
  const [, office = '', kind = '', own = ''] = parts;
  const words = own.split(' ').map(sentenceCase).join(' ');
  return `${office === 'UBND' ? office : sentenceCase(office)} ${kind.toLocaleLowerCase('vi')} ${words}`;
}

/** Each ends ";", the last "." (NĐ 30/2020, phụ lục I, mục II.5). */
function composeBases(bases: readonly string[]): readonly string[] {
  const lines = bases.map((basis) => withoutEnd(oneLine(basis))).filter((line) => line !== '');
  return lines.map((line, index) => `${line}${index === lines.length - 1 ? '.' : ';'}`);
}

function composeSigner(signer: Signer): ComposedSigner {
  return { office: signer.office.map(capitals), name: paperText(signer.name ?? '') };
}

function composeRecipients(recipients: readonly string[]): readonly string[] {
  const lines = recipients
    .map((line) => withoutEnd(oneLine(line)).replace(/^[-–+]\s*/, ''))
    .filter((line) => line !== '');
  const kept = lines.filter((line) => /^Lưu\b/i.test(line));
  const sent = lines.filter((line) => !/^Lưu\b/i.test(line));
  return [...sent.map((line) => `- ${line};`), `- ${kept[0] ?? 'Lưu: VT'}.`];
}

interface Counters {
  table: number;
  figure: number;
}

interface Setting {
  readonly counters: Counters;
  readonly widthMillimetres: number;
}

function composeBlocks(blocks: readonly Block[], setting: Setting): readonly ComposedBlock[] {
  const position: [number, number, number] = [0, 0, 0];
  return blocks.flatMap((block) => composeBlock(block, position, setting));
}

function composeBlock(block: Block, position: [number, number, number], setting: Setting): readonly ComposedBlock[] {
  switch (block.type) {
    case 'heading': {
      const text = block.level === 1 ? capitals(block.text) : paperText(block.text);
      return [{ type: 'heading', level: block.level, text: `${nextMark(position, block.level)} ${text}` }];
    }
    case 'clause':
      return paragraphs(block.text, `${nextMark(position, block.level)} `);
    case 'paragraph':
      return paragraphs(block.text, '');
    case 'list':
      return block.items.flatMap((item) => paragraphs(item, `${block.marker ?? '-'} `));
    case 'table':
      setting.counters.table += block.caption === undefined ? 0 : 1;
      return [composeTable(block, setting)];
    case 'figure':
      setting.counters.figure += block.caption === undefined ? 0 : 1;
      return [composeFigure(block, setting.counters.figure)];
  }
}

function nextMark(position: [number, number, number], level: 1 | 2 | 3): string {
  position[level - 1] = (position[level - 1] ?? 0) + 1;
  position.fill(0, level);
  const count = position[level - 1] ?? 1;
  return level === 1 ? `${romanNumeral(count)}.` : level === 2 ? `${count}.` : `${pointLetter(count)})`;
}

/** Plain text breaks into a paragraph a line; the mark stands before the first. Empty lines vanish. */
function paragraphs(text: RichText, mark: string): readonly ComposedBlock[] {
  if (typeof text !== 'string') {
    const runs = text
      .map((run) => ({ ...run, text: paperText(run.text, 'keep-ends') }))
      .filter((run) => run.text !== '');
    return [{ type: 'paragraph', runs: mark === '' ? runs : [{ text: mark }, ...runs] }];
  }
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => paperText(line))
    .filter((line) => line !== '');
  return (lines.length === 0 && mark !== '' ? [''] : lines).map((line, index) => ({
    type: 'paragraph',
    runs: [{ text: index === 0 ? `${mark}${line}` : line }],
  }));
}

/** Every row as wide as the head: short rows are filled, what overflows is joined into the last cell, nothing is lost. */
function composeTable(block: TableBlock, { counters, widthMillimetres }: Setting): ComposedBlock {
  const width = Math.max(1, block.columns.length);
  const given = block.columns.length === 0 ? [{ title: '', align: 'left' as const }] : block.columns;
  const columns = given.map((column) => ({ ...column, title: paperText(column.title) }));
  const rows = block.rows.map((row) => {
    const cells = row.cells.map((cell) => paperText(cell));
    const head = cells.slice(0, width - 1);
    while (head.length < width - 1) head.push('');
    return { ...row, cells: [...head, cells.slice(width - 1).join(' ')] };
  });
  return {
    type: 'table',
    caption: block.caption === undefined ? '' : `Bảng ${counters.table}. ${paperText(block.caption)}`,
    columns,
    rows,
    note: paperText(block.note ?? ''),
    widthsMillimetres: columnWidths({ columns, rows }, widthMillimetres),
    letterSize: tableLetterSize(width, widthMillimetres),
  };
}

function composeFigure(block: FigureBlock, number: number): ComposedBlock {
  return {
    ...block,
    alt: paperText(block.alt),
    caption: block.caption === undefined ? '' : `Biểu đồ ${number}. ${paperText(block.caption)}`,
    bars: block.bars.map((bar) => ({ ...bar, label: paperText(bar.label), text: paperText(bar.text) })),
  };
}

/** The text ends "./." (NĐ 30/2020, phụ lục I, mục II.6): put after the last words, whatever stood there. */
function withEnd(blocks: readonly Block[]): readonly Block[] {
  const last = blocks.at(-1);
  const before = blocks.slice(0, -1);
  switch (last?.type) {
    case 'paragraph':
    case 'clause':
      return [...before, { ...last, text: ended(last.text) }];
    case 'list':
      return [...before, { ...last, items: [...last.items.slice(0, -1), ended(last.items.at(-1) ?? '')] }];
    default:
      return blocks;
  }
}

function ended(text: RichText): RichText {
  if (typeof text === 'string') return `${withoutEnd(text)}./.`;
  const last = text.at(-1);
  return last === undefined
    ? './.'
    : [...text.slice(0, -1), { ...last, text: `${withoutEnd(last.text, 'keep-ends')}./.` }];
}

function withoutEnd(text: string, ends: 'trim' | 'keep-ends' = 'trim'): string {
  return (ends === 'trim' ? text.trim() : text.trimEnd()).replace(/\s*(?:\.\/\.|[.;,])\s*$/, '');
}

function oneLine(text: string): string {
  return paperText(text).replace(/\s*\n\s*/g, ' ');
}

function capitals(text: string): string {
  return paperText(text).toLocaleUpperCase('vi');
}

function sentenceCase(text: string): string {
  return text.charAt(0) + text.slice(1).toLocaleLowerCase('vi');
}
