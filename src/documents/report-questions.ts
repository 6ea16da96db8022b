import { formatCount, formatDecimal } from '../ui/format';
import type { Block, TableRow } from './official-document';
import type { ReportFigures, ReportQuestion } from './report-figures';
import { hiddenText } from './report-phrases';

const scaleWords = {
  five: ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'],
  three: ['Chưa hài lòng', 'Hài lòng', 'Rất hài lòng'],
} as const;

/** The answers of one part as a table: a bold line for each question, then its options. Empty when nothing was asked. */
export function questionBlocks(figures: ReportFigures, part: ReportQuestion['part']): readonly Block[] {
  const questions = (figures.questions ?? []).filter((question) => question.part === part);
  if (questions.length === 0) return [];
  return [
    {
      type: 'table',
      columns: [
        { title: 'Câu hỏi, phương án trả lời', align: 'left', weight: 4 },
        { title: 'Số câu trả lời', align: 'right' },
        { title: 'Tỷ lệ (%)', align: 'right' },
      ],
      rows: questions.flatMap((question) => questionRows(question, figures)),
      note: 'Câu hỏi được chọn nhiều phương án: tổng tỷ lệ có thể lớn hơn 100. Câu bỏ trống không tính vào mẫu số.',
    },
  ];
}

function questionRows(question: ReportQuestion, figures: ReportFigures): readonly TableRow[] {
  if (question.suppressed) return [{ cells: [question.title, hiddenText(figures.minimumGroup), '–'], emphasis: true }];
  const { n, counts } = question;
  const options = question.options.length > 0 ? question.options : ratingWords(counts.length);
  return [
    { cells: [question.title, formatCount(n), ''], emphasis: true },
    ...counts.map((count, at) => ({
      cells: [options[at] ?? String(at + 1), formatCount(count), n === 0 ? '–' : formatDecimal((count / n) * 100)],
    })),
  ];
}

function ratingWords(levels: number): readonly string[] {
  return levels === 3 ? scaleWords.three : levels === 5 ? scaleWords.five : [];
}
