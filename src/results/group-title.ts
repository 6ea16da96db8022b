import type { Locale } from '../ui/locale';
import { resultsText } from '../ui/text/results';
import type { CombinedGroup } from './combined-group';
import type { CutGroup, CutKind } from './period-results';

/** The name of a group as a page prints it: channels and ballots that name nothing have words of their own. */
export function groupTitle(by: CutKind, group: Pick<CutGroup, 'code' | 'title'>, locale: Locale): string {
  const { unnamed, channels } = resultsText[locale].cuts;
  if (group.code === '') return unnamed[by];
  return by === 'channel' ? (channels[group.code] ?? group.code) : group.title;
}

export function combinedTitle(by: CutKind, { codes }: Pick<CombinedGroup, 'codes'>, locale: Locale): string {
  return resultsText[locale].cuts.combined[by](String(codes.length));
}
