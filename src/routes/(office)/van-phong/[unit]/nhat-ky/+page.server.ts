import { readLog } from '../../../../../organisation/actions/read-log.server';
import { parsePeriodId, periodLabel } from '../../../../../survey/reporting-period';
import type { Locale } from '../../../../../ui/locale';
import { type LogFacts, type LogGroup, logGroups, logSentence } from '../../../../../ui/text/log';
import { formatMoment, officeDoor, valueOrPage } from '../../../../paper-door';
import type { PageServerLoad } from './$types';

/** Period ids as words; everything else as it was logged. */
function readable(facts: LogFacts, locale: Locale): LogFacts {
  const words = Object.entries(facts).map(([key, value]) => {
    const period = key === 'period' || key === 'periodId' ? parsePeriodId(String(value)) : undefined;
    return [key, period ? periodLabel(period, locale) : value];
  });
  return Object.fromEntries(words) as LogFacts;
}

export const load: PageServerLoad = async (event) => {
  const { ctx, actor, unitCode, locale } = officeDoor(event);
  const asked = event.url.searchParams.get('viec') ?? '';
  const group = asked in logGroups ? (asked as LogGroup) : undefined;
  const before = Number(event.url.searchParams.get('truoc'));
  const page = valueOrPage(
    await readLog(ctx, actor, unitCode, {
      types: group && logGroups[group],
      before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
    }),
    locale,
  );
  return {
    unitCode,
    group,
    isFirst: !(before > 0),
    entries: page.entries.map((entry) => ({
      id: entry.id,
      at: formatMoment(entry.at),
      sentence: logSentence(entry.type, readable(entry.body, locale), locale),
      isSystem: entry.actor === 'system',
      who: entry.actorName,
    })),
    older: page.hasOlder ? page.entries.at(-1)?.id : undefined,
  };
};
