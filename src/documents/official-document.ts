import type { CalendarDay } from '../kernel/calendar-day';

/**
 * An official paper after Nghị định 30/2020/NĐ-CP, phụ lục I and III. The model holds words and figures only: sizes,
 * margins and letters belong to `official-layout.ts`, numbering and punctuation to `compose-document.ts`.
 */
export type DocumentKind = 'plan' | 'report' | 'notice' | 'minutes' | 'proposal';

/** Type code and name of the type, NĐ 30/2020 phụ lục III. */
export const documentKinds: Record<DocumentKind, { readonly code: string; readonly name: string }> = {
  plan: { code: 'KH', name: 'KẾ HOẠCH' },
  report: { code: 'BC', name: 'BÁO CÁO' },
  notice: { code: 'TB', name: 'THÔNG BÁO' },
  minutes: { code: 'BB', name: 'BIÊN BẢN' },
  proposal: { code: 'TTr', name: 'TỜ TRÌNH' },
};

export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

/** A line break inside is kept as a line break. */
export type RichText = string | readonly Run[];

export interface TableColumn {
  readonly title: string;
  readonly align: 'left' | 'center' | 'right';
  /** Share of the width, against the other columns; 1 when absent. */
  readonly weight?: number;
}

export interface TableRow {
  readonly cells: readonly string[];
  /** Totals and group titles: bold. */
  readonly emphasis?: boolean;
}

export interface TableBlock {
  readonly type: 'table';
  /** Without "Bảng 1.": tables are numbered by the composer. */
  readonly caption?: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** Small line under the table: what a sign means, what is hidden and why. */
  readonly note?: string;
}

/** One line of a chart, also what the DOCX draws where a picture would need a raster. */
export interface BarLine {
  readonly label: string;
  /** Percent 0–100; null is a hidden group. */
  readonly value: number | null;
  readonly low?: number;
  readonly high?: number;
  /** `81,25 %`, or why there is none. */
  readonly text: string;
}

export interface FigureBlock {
  readonly type: 'figure';
  readonly caption?: string;
  /** What the picture says, for those who do not see it. */
  readonly alt: string;
  readonly svg: string;
  readonly bars: readonly BarLine[];
}

/**
 * Level 1 is "I.", 2 is "1.", 3 is "a)"; the numbers are given by the composer, never typed. A `heading` is a title; a
 * `clause` is a numbered paragraph of ordinary weight that counts in the same sequence ("1. Lãnh đạo UBND xã …").
 */
export type Block =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly type: 'clause'; readonly level: 2 | 3; readonly text: RichText }
  | { readonly type: 'paragraph'; readonly text: RichText }
  | { readonly type: 'list'; readonly items: readonly RichText[]; readonly marker?: '-' | '+' }
  | TableBlock
  | FigureBlock;

/** Who issues papers: the same for every paper of an office. */
export interface IssuingOffice {
  /** `UBND TỈNH QUẢNG NGÃI`; absent for papers that do not name it. */
  readonly superiorAgency?: string;
  /** `ỦY BAN NHÂN DÂN XÃ HƯƠNG TRÀ` */
  readonly agency: string;
  /** After the hyphen of the number: `UBND` in `07/BC-UBND`. */
  readonly agencyCode: string;
  /** `Hương Trà` in `Hương Trà, ngày …`. */
  readonly place: string;
}

export interface Signer {
  /** `['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']`, `['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']`. */
  readonly office: readonly string[];
  /** Absent: left for the signature. */
  readonly name?: string;
}

/** What the registry and the signer add; everything may be left blank for them to write. */
export interface Issuance extends IssuingOffice {
  readonly number?: number;
  /** A number in a form of its own (`31a/KH-UBND`), printed after "Số: " as it is; stands before `number`. */
  readonly numberText?: string;
  readonly date?: CalendarDay;
  /** Printed after "năm" when the day is left blank. */
  readonly year?: number;
  readonly signer: Signer;
  /** Without "- " and ";": `['UBND tỉnh Quảng Ngãi', 'Lưu: VT']`. */
  readonly recipients: readonly string[];
}

export interface Appendix {
  readonly title: string;
  /** `Kèm theo Kế hoạch số …`; written by the composer when absent. */
  readonly attachedTo?: string;
  readonly body: readonly Block[];
  /** For tables wider than a page. */
  readonly landscape?: boolean;
}

export interface OfficialDocument {
  readonly kind: DocumentKind;
  readonly issuance: Issuance;
  readonly subject: string;
  /** Căn cứ, each without its closing ";" or ".". */
  readonly bases: readonly string[];
  readonly body: readonly Block[];
  readonly appendices: readonly Appendix[];
  /** Minutes are signed by two: the secretary stands left of the chair (`issuance.signer`) and no place or day is printed on top. */
  readonly secretary?: Signer;
}
