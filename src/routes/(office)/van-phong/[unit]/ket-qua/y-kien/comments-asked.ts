import { cleanText } from '../../../../../../kernel/vietnamese-text';
import type { CommentFilter } from '../../../../../../results/comment-board';
import type { Locale } from '../../../../../../ui/locale';
import { collectionText } from '../../../../../../ui/text/collection';

const longestQuery = 200;

/** The filter of the address: `?tim=ho so&nhom=waiting&linh-vuc=land&cau-hoi=other-opinion`. */
export function filterAsked(query: URLSearchParams): CommentFilter {
  return {
    query: cleanText(query.get('tim') ?? '').slice(0, longestQuery),
    theme: query.get('nhom') ?? '',
    field: query.get('linh-vuc') ?? '',
    questionId: query.get('cau-hoi') ?? '',
  };
}

/** The same filter as an address, without what is empty. */
export function filterAddress(
  filter: CommentFilter,
  more: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const all = {
    tim: filter.query,
    nhom: filter.theme,
    'linh-vuc': filter.field,
    'cau-hoi': filter.questionId,
    ...more,
  };
  const kept = Object.entries(all).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
}

/** Standing questions have a name; an own question keeps its id. */
export function questionName(questionId: string, locale: Locale): string {
  const standing: Readonly<Record<string, string>> = collectionText[locale].citizen.texts;
  return standing[questionId] ?? questionId;
}
