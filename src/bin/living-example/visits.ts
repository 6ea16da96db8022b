import { addDays, type CalendarDay, calendarDay } from '../../kernel/calendar-day';
import { type Chance, shuffled } from '../../kernel/random';
import { period } from '../../survey/reporting-period';
import type { Visit } from './moods';
import { ballotsReturned, type ExampleField, officials } from './setting';

/** One ballot of the example, before it is answered. */
export interface ExampleVisit extends Visit {
  readonly day: CalendarDay;
  readonly periodId: string;
  readonly officialCode: string | undefined;
}

/** Of 100 ballots: on one's own phone, by a code on the receipt, at the tablet, on paper. */
const channelShares: readonly (readonly [Visit['channel'], number])[] = [
  ['web', 30],
  ['code', 8],
  ['kiosk', 27],
  ['paper', 35],
];
/** The clock of the example stands still the Monday after. */
const lastDay = calendarDay('2025-10-17');

function channelOf(chance: Chance): Visit['channel'] {
  let left = chance(100);
  for (const [channel, share] of channelShares) {
    if (left < share) return channel;
    left -= share;
  }
  return 'paper';
}

function workingDays(from: CalendarDay, until: CalendarDay): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day = from; day <= until && day <= lastDay; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days.push(day);
  }
  return days;
}

/** Every ballot of the year in order of its day. The same seed gives the same year. */
export function exampleVisits(chance: Chance): ExampleVisit[] {
  const visits: ExampleVisit[] = [];
  for (const [periodId, byField] of Object.entries(ballotsReturned)) {
    const { from, until } = period(periodId);
    const days = workingDays(from, until);
    for (const [field, count] of Object.entries(byField) as [ExampleField, number][]) {
      const atCounter = officials.filter((official) => (official.fields as readonly string[]).includes(field));
      for (let one = 0; one < count; one += 1) {
        const official = atCounter[chance(atCounter.length)];
        const channel = channelOf(chance);
        // Rating a person is left out now and then.
        const named = official !== undefined && channel !== 'code' && chance(100) < 85 ? official : undefined;
        visits.push({
          periodId,
          field,
          channel,
          day: days[chance(days.length)] ?? from,
          officialCode: named?.code,
          officialMood: official?.mood ?? 0,
          quarter: Number(periodId.slice(-1)),
        });
      }
    }
  }
  return shuffled(visits, chance).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
