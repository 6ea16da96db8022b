import type { Issuance, OfficialDocument } from './official-document';
import type { ReportFigures } from './report-figures';

/** The parts of the report the clerk edits, each a text block of the page. A line beginning "- " becomes a list item. */
export interface ReportSection {
  readonly id: 'opening' | 'results' | 'strengths' | 'weaknesses' | 'causes' | 'measures' | 'proposals';
  readonly title: string;
  readonly text: string;
}

export interface ReportDraft {
  readonly sections: readonly ReportSection[];
}

/** First words of a report, drafted from the figures; the clerk edits them. */
export function draftReport(_figures: ReportFigures): ReportDraft {
  return { sections: [] };
}

/** BÁO CÁO with the figures' tables and chart and the edited words. */
export function reportDocument(figures: ReportFigures, _draft: ReportDraft, issuance: Issuance): OfficialDocument {
  return { kind: 'report', issuance, subject: figures.period.label, bases: [], body: [], appendices: [] };
}
