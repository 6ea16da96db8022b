import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDay, calendarDay } from '../kernel/calendar-day';
import { boxOpeningDue, type BoxOpeningDraft, checkBoxOpening, openingsInForce, sheetBalance } from './box-opening';

const today = calendarDay('2025-03-10');
const draft: BoxOpeningDraft = {
  boxCode: 'H1',
  openedOn: today,
  witnesses: [
    { name: 'Nguyễn Thị Lan', capacity: 'Công chức Văn phòng – Thống kê', observer: false },
    { name: 'Trần Văn Minh', capacity: 'Công chức Tư pháp – Hộ tịch', observer: false },
  ],
  sheetsFound: 40,
  spoiled: 2,
  note: '',
  correction: undefined,
};
const typeOf = (changed: Partial<BoxOpeningDraft>) => {
  const result = checkBoxOpening({ ...draft, ...changed }, today);
  return result.ok ? 'ok' : result.error.type;
};

describe('the record of a box opening', () => {
  it('is taken when two people were there, the day has come and the counts fit', () => {
    expect(typeOf({})).toBe('ok');
  });

  it('needs two different people who are not observers', () => {
    const [lan, minh] = draft.witnesses;
    expect(typeOf({ witnesses: [lan!] })).toBe('too-few-witnesses');
    expect(typeOf({ witnesses: [lan!, { ...minh!, observer: true }] })).toBe('too-few-witnesses');
    expect(typeOf({ witnesses: [lan!, { ...minh!, name: 'nguyễn  thị LAN' }] })).toBe('same-witness-twice');
    expect(typeOf({ witnesses: [lan!, { ...minh!, capacity: '' }] })).toBe('witness-without-capacity');
  });

  it('refuses a day to come, counts that are no counts, more spoiled sheets than found, and a correction without a reason', () => {
    expect(typeOf({ openedOn: addDays(today, 1) })).toBe('box-opened-in-future');
    expect(typeOf({ sheetsFound: -1 })).toBe('sheet-count-invalid');
    expect(typeOf({ sheetsFound: 2.5 })).toBe('sheet-count-invalid');
    expect(typeOf({ spoiled: 41 })).toBe('spoiled-exceeds-found');
    expect(typeOf({ boxCode: '' })).toBe('box-code-missing');
    expect(typeOf({ correction: { replaces: 'x', reason: '' } })).toBe('correction-needs-reason');
  });

  it('is in force until a later record replaces it; the old one stays', () => {
    const first = { id: 'a', correction: undefined };
    const second = { id: 'b', correction: { replaces: 'a', reason: 'Ghi nhầm số phiếu' } };
    expect(openingsInForce([first, second])).toEqual([second]);
  });
});

describe('the reminder to open the box at least once a quarter', () => {
  const period = { from: calendarDay('2024-12-15'), until: calendarDay('2025-03-14') };
  const on = (day: string, boxCode = 'H1') => ({ boxCode, openedOn: calendarDay(day) });

  it('is due by 14 March while the box was not opened in the quarter', () => {
    expect(boxOpeningDue(period, [on('2024-12-14')], today)).toEqual({
      state: 'due',
      by: '2025-03-14',
      daysLeft: 4,
      boxes: ['H1'],
    });
    expect(boxOpeningDue(period, [], calendarDay('2025-03-14'))).toEqual({
      state: 'due',
      by: '2025-03-14',
      daysLeft: 0,
      boxes: [],
    });
  });

  it('is settled by an opening on the first or the last day of the quarter', () => {
    for (const day of ['2024-12-15', '2025-03-14'])
      expect(boxOpeningDue(period, [on(day)], calendarDay('2025-03-20')).state).toBe('opened');
  });

  it('is missed the day after the period ended', () => {
    expect(boxOpeningDue(period, [on('2025-03-15')], calendarDay('2025-03-15'))).toEqual({
      state: 'missed',
      by: '2025-03-14',
      boxes: [],
    });
  });

  it('names each box that is still closed', () => {
    const openings = [on('2024-11-01', 'H1'), on('2024-11-01', 'H2'), on('2025-01-05', 'H2')];
    expect(boxOpeningDue(period, openings, today)).toMatchObject({ state: 'due', boxes: ['H1'] });
  });

  it('says opened exactly when an opening lies in the period, for an office with one box', () => {
    const day = fc.integer({ min: -60, max: 160 }).map((offset) => addDays(period.from, offset));
    fc.assert(
      fc.property(fc.array(day, { maxLength: 5 }), day, (days: CalendarDay[], now) => {
        const due = boxOpeningDue(
          period,
          days.map((openedOn) => ({ boxCode: 'H1', openedOn })),
          now,
        );
        expect(due.state === 'opened').toBe(days.some((one) => one >= period.from && one <= period.until));
        if (due.state !== 'opened') expect(due.state === 'missed').toBe(now > period.until);
      }),
    );
  });
});

describe('where the sheets of an opening are', () => {
  it('always adds up: found = keyed + spoiled + withdrawn + still to key', () => {
    const batch = fc
      .record({
        keyed: fc.nat(20),
        spoiled: fc.nat(5),
        rest: fc.nat(20),
        withdrawn: fc.boolean(),
        duplicate: fc.boolean(),
      })
      .map(({ rest, ...one }) => ({
        ...one,
        sheets: one.keyed + one.spoiled + rest,
        duplicate: one.duplicate && one.withdrawn,
      }));
    fc.assert(
      fc.property(fc.nat(200), fc.nat(20), fc.array(batch, { maxLength: 5 }), (found, spoiled, batches) => {
        const balance = sheetBalance({ sheetsFound: found + spoiled, spoiled }, batches);
        expect(balance.keyed + balance.spoiled + balance.withdrawn + balance.stillToKey).toBe(balance.found);
        expect(balance.notInBatch).toBeLessThanOrEqual(balance.stillToKey);
      }),
    );
  });

  it('leaves a stack that was keyed twice in the batch that stands', () => {
    const stack = { sheets: 10, keyed: 10, spoiled: 0, withdrawn: false, duplicate: false };
    const balance = sheetBalance({ sheetsFound: 12, spoiled: 0 }, [
      stack,
      { ...stack, withdrawn: true, duplicate: true },
    ]);
    expect(balance).toMatchObject({ keyed: 10, withdrawn: 0, stillToKey: 2, notInBatch: 2 });
  });
});
