import { type CalendarDay, formatDay } from '../../kernel/calendar-day';

const roman = ['', 'I', 'II', 'III', 'IV'];

const period = {
  vi: {
    quarter: (year: number, part: number) => `Quý ${roman[part] ?? part} năm ${year}`,
    half: (year: number, part: number) => `6 tháng ${part === 1 ? 'đầu' : 'cuối'} năm ${year}`,
    nineMonths: (year: number) => `9 tháng năm ${year}`,
    year: (year: number) => `Năm ${year}`,
    month: (year: number, part: number) => `Tháng ${part} năm ${year}`,
    window: (from: CalendarDay, until: CalendarDay) => `Từ ngày ${formatDay(from)} đến ngày ${formatDay(until)}`,
  },
  en: {
    quarter: (year: number, part: number) => `Quarter ${roman[part] ?? part} of ${year}`,
    half: (year: number, part: number) => `${part === 1 ? 'First' : 'Second'} half of ${year}`,
    nineMonths: (year: number) => `Nine months of ${year}`,
    year: (year: number) => `Year ${year}`,
    month: (year: number, part: number) => `Month ${part} of ${year}`,
    window: (from: CalendarDay, until: CalendarDay) => `${formatDay(from)} to ${formatDay(until)}`,
  },
};

export const surveyText = {
  vi: { period: period.vi },
  en: { period: period.en },
};
