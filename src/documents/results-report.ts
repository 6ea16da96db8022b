import {
  draftCauses,
  draftMeasures,
  draftProposals,
  draftStrengths,
  draftWeaknesses,
  openPrompts,
} from './draft-assessment';
import { draftOpening, draftResults } from './draft-results';
import type { Appendix, Block, Issuance, OfficialDocument } from './official-document';
import type { ReportFigures } from './report-figures';
import { agencyOf, inSentence } from './report-phrases';
import { gradingSummary, gradingTables } from './report-grading';
import { questionBlocks } from './report-questions';
import { channelBlocks, factorBlocks, fieldBlocks, itemBlocks, quotaBlocks } from './report-tables';
import { textBlocks } from './text-blocks';

/** The parts of the report the clerk edits, each a text block of the page. A line beginning "- " becomes a list item. */
export interface ReportSection {
  readonly id: 'opening' | 'results' | 'strengths' | 'weaknesses' | 'causes' | 'measures' | 'proposals' | 'closing';
  readonly title: string;
  readonly text: string;
}

export interface ReportDraft {
  readonly sections: readonly ReportSection[];
}

export type ReportSectionId = ReportSection['id'];

/** Shown above each text box of the clerk's page and, for the six numbered parts, in the report. */
export const reportSectionTitles: Record<ReportSectionId, string> = {
  opening: 'Mở đầu',
  results: 'Kết quả',
  strengths: 'Ưu điểm',
  weaknesses: 'Hạn chế',
  causes: 'Nguyên nhân',
  measures: 'Giải pháp',
  proposals: 'Kiến nghị',
  closing: 'Kết thúc',
};

const drafts: Record<ReportSectionId, (figures: ReportFigures) => string> = {
  opening: draftOpening,
  results: draftResults,
  strengths: draftStrengths,
  weaknesses: draftWeaknesses,
  causes: draftCauses,
  measures: draftMeasures,
  proposals: draftProposals,
  closing: (figures) =>
    `Trên đây là Báo cáo kết quả đánh giá mức độ hài lòng của người dân, tổ chức ${inSentence(figures.period.label)} của ${agencyOf(figures.unit.name)}.`,
};

export const reportSectionIds = Object.keys(reportSectionTitles) as readonly ReportSectionId[];

/** First words of a report, drafted from the figures; the clerk edits them. Draft again when the figures change. */
export function draftReport(figures: ReportFigures): ReportDraft {
  return {
    sections: reportSectionIds.map((id) => ({ id, title: reportSectionTitles[id], text: drafts[id](figures) })),
  };
}

export interface OpenPrompt {
  readonly section: ReportSectionId;
  readonly prompt: string;
}

/** Texts in square brackets that nobody has written yet: a report with any is not ready to be approved. */
export function reportPrompts(draft: ReportDraft): readonly OpenPrompt[] {
  return draft.sections.flatMap((section) =>
    openPrompts(section.text).map((prompt) => ({ section: section.id, prompt })),
  );
}

/** BÁO CÁO with the figures' tables and chart and the edited words. A part missing from the draft is drafted anew. */
export function reportDocument(figures: ReportFigures, draft: ReportDraft, issuance: Issuance): OfficialDocument {
  const textOf = (id: ReportSectionId): string =>
    draft.sections.find((section) => section.id === id)?.text ?? drafts[id](figures);
  const part = (id: ReportSectionId, more: readonly Block[] = []): readonly Block[] => [
    { type: 'heading', level: 1, text: reportSectionTitles[id] },
    ...textBlocks(textOf(id), id === 'proposals' ? 'Không.' : 'Không có nội dung.'),
    ...more,
  ];
  const tables = [
    ...quotaBlocks(figures),
    ...factorBlocks(figures),
    ...fieldBlocks(figures),
    ...channelBlocks(figures),
    ...gradingSummary(figures),
  ];
  const closing = textOf('closing').trim() === '' ? drafts.closing(figures) : textOf('closing');
  return {
    kind: 'report',
    issuance,
    subject: `Kết quả đánh giá mức độ hài lòng của người dân, tổ chức\n${inSentence(figures.period.label)}`,
    bases: [],
    body: [
      ...textBlocks(textOf('opening'), ''),
      ...part('results', tables),
      ...(['strengths', 'weaknesses', 'causes', 'measures', 'proposals'] as const).flatMap((id) => part(id)),
      ...textBlocks(closing, ''),
    ],
    appendices: appendices(figures),
  };
}

/** Figures that would break the reading of the report: by item, by the unit's own questions, about the respondents. */
function appendices(figures: ReportFigures): readonly Appendix[] {
  const candidates: readonly Appendix[] = [
    { title: 'Kết quả theo từng tiêu chí', body: itemBlocks(figures) },
    { title: 'Câu hỏi riêng của cơ quan', body: questionBlocks(figures, 'own') },
    { title: 'Thông tin về người trả lời', body: questionBlocks(figures, 'respondent') },
    { title: 'Xếp loại và tỷ lệ tính từ hồ sơ', body: gradingTables(figures) },
  ];
  return candidates.filter((appendix) => appendix.body.length > 0);
}
