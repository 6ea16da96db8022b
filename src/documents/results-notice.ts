import type { CalendarDay } from '../kernel/calendar-day';
import type { Issuance } from './official-document';
import type { ReportFigures } from './report-figures';

/** THÔNG BÁO for posting at the office: one sheet, read from two metres. */
export interface NoticeInput {
  readonly figures: ReportFigures;
  readonly issuance: Issuance;
  /** Full address of the published page, also as QR. */
  readonly pageUrl: string;
  readonly publicationId: string;
  /** The day the figures were frozen. */
  readonly frozenOn: CalendarDay;
  /** Where to complain or suggest: each a line, `Điện thoại: …`. */
  readonly contacts: readonly string[];
  /** Said on the sheet when it corrects or completes an earlier one. */
  readonly remark?: string;
}

export type PosterSize = 'a4' | 'a3';
