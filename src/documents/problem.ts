import type { Locale } from '../ui/locale';
import { documentsText } from '../ui/text/documents';
import type { DocumentProblem } from './document-problems';

/** What is wrong with a paper and what to do about it. A paper with problems can be printed, so none is a refusal. */
export function documentProblemText(problem: DocumentProblem, locale: Locale): string {
  const { problems } = documentsText[locale];
  switch (problem.type) {
    case 'number-not-positive':
      return problems[problem.type](problem);
    case 'heading-empty':
    case 'figure-without-words':
      return problems[problem.type](problem);
    case 'heading-level-skipped':
    case 'section-empty':
      return problems[problem.type](problem);
    case 'table-too-wide':
      return problems[problem.type](problem);
    case 'table-row-width':
      return problems[problem.type](problem);
    default:
      return problems[problem.type]();
  }
}
