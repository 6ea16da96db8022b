import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDay, type CalendarDay } from '../kernel/calendar-day';
import { agencyName, oneStopOfficeName, type ParentLink, parseUnitCode, placeName, type UnitCode } from './unit';
import { ancestorsOn, checkParents, descendantsOn, parentOn, rolesWithReach, successorsOn } from './unit-tree';

const code = (text: string): UnitCode => parseUnitCode(text) as UnitCode;
const link = (child: string, parent: string, from?: string, until?: string): ParentLink => ({
  child: code(child),
  parent: code(parent),
  validFrom: from === undefined ? undefined : calendarDay(from),
  validUntil: until === undefined ? undefined : calendarDay(until),
});

const quangNgai = [
  link('QNG-HT', 'QNG-TB', undefined, '2025-06-30'),
  link('QNG-HT', 'QNG', '2025-07-01'),
  link('QNG-TB', 'QNG', undefined, '2025-06-30'),
];

describe('the tree of units through time', () => {
  test('a commune reports to its district until 30 June 2025 and to the province after', () => {
    expect(parentOn(quangNgai, code('QNG-HT'), calendarDay('2025-06-30'))).toBe('QNG-TB');
    expect(parentOn(quangNgai, code('QNG-HT'), calendarDay('2025-07-01'))).toBe('QNG');
    expect(parentOn(quangNgai, code('QNG-TB'), calendarDay('2025-07-01'))).toBeUndefined();
    expect(ancestorsOn(quangNgai, code('QNG-HT'), calendarDay('2025-03-15'))).toEqual(['QNG-TB', 'QNG']);
    expect(ancestorsOn(quangNgai, code('QNG-HT'), calendarDay('2025-10-20'))).toEqual(['QNG']);
  });

  test('a superior reaches the units below on the day and no others', () => {
    const district = [{ role: 'superior' as const, unitCode: code('QNG-TB') }];
    expect(rolesWithReach(district, quangNgai, calendarDay('2025-06-30')).map((role) => role.unitCode)).toEqual([
      'QNG-TB',
      'QNG-HT',
    ]);
    expect(rolesWithReach(district, quangNgai, calendarDay('2025-07-01')).map((role) => role.unitCode)).toEqual([
      'QNG-TB',
    ]);
    const head = [{ role: 'head' as const, unitCode: code('QNG') }];
    expect(rolesWithReach(head, quangNgai, calendarDay('2025-07-01'))).toEqual(head);
  });

  test('above and below are two views of one relation, whatever the links', () => {
    const unit = fc.constantFrom(...['AA', 'BB', 'CC', 'DD', 'EE'].map(code));
    const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays(calendarDay('2025-06-10'), days));
    const anyLink = fc.record({
      child: unit,
      parent: unit,
      validFrom: fc.option(day, { nil: undefined }),
      validUntil: fc.option(day, { nil: undefined }),
    });
    const tree = fc.array(anyLink, { maxLength: 8 });
    fc.assert(
      fc.property(tree, unit, unit, day, (links, upper, lower, at) => {
        const kept: ParentLink[] = [];
        for (const one of links) {
          const own = [...kept.filter((other) => other.child === one.child), one];
          if (
            checkParents(
              own,
              kept.filter((other) => other.child !== one.child),
            ) === undefined
          )
            kept.push(one);
        }
        return descendantsOn(kept, upper, at).includes(lower) === ancestorsOn(kept, lower, at).includes(upper);
      }),
    );
  });

  test('two parents on one day, a unit above itself and a circle are refused', () => {
    expect(checkParents([link('AA', 'BB', undefined, '2025-06-30'), link('AA', 'CC', '2025-06-30')], [])).toEqual({
      type: 'parents-overlap',
      first: 'BB',
      second: 'CC',
    });
    expect(checkParents([link('AA', 'AA')], [])).toEqual({ type: 'own-parent' });
    expect(checkParents([link('AA', 'BB', '2025-02-01', '2025-01-01')], [])).toMatchObject({
      type: 'validity-reversed',
    });
    expect(
      checkParents([link('AA', 'BB')], [link('BB', 'CC', '2025-01-01'), link('CC', 'AA', '2025-05-01')]),
    ).toMatchObject({ type: 'circle' });
    expect(checkParents([link('AA', 'BB', undefined, '2025-04-30')], [link('BB', 'AA', '2025-05-01')])).toBeUndefined();
    expect(checkParents(quangNgai.slice(0, 2), quangNgai.slice(2))).toBeUndefined();
  });

  test('successors are followed to the units of the day', () => {
    const on = (day: string): CalendarDay => calendarDay(day);
    const steps = [
      { predecessor: code('AA'), successor: code('BB'), day: on('2020-01-10') },
      { predecessor: code('BB'), successor: code('CC'), day: on('2025-07-01') },
      { predecessor: code('BB'), successor: code('DD'), day: on('2025-07-01') },
    ];
    expect(successorsOn(steps, code('AA'), on('2019-12-31'))).toEqual([]);
    expect(successorsOn(steps, code('AA'), on('2025-06-30'))).toEqual(['BB']);
    expect(successorsOn(steps, code('AA'), on('2025-07-01'))).toEqual(['CC', 'DD']);
  });
});

test('papers name the agency, the place and the office of the day', () => {
  const unit = { name: 'Xã Hương Trà', officeName: undefined };
  expect(agencyName(unit)).toBe('Ủy ban nhân dân xã Hương Trà');
  expect(placeName(unit)).toBe('Hương Trà');
  expect(placeName({ name: 'Thị xã Hương Trà' })).toBe('Hương Trà');
  expect(oneStopOfficeName(unit, calendarDay('2025-06-30'))).toBe('Bộ phận Tiếp nhận và Trả kết quả');
  expect(oneStopOfficeName(unit, calendarDay('2025-07-01'))).toBe('Trung tâm Phục vụ hành chính công xã Hương Trà');
});

test('a unit code is two to twenty capitals, digits, points and hyphens, and nothing else', () => {
  expect(parseUnitCode(' qng-ht ')).toBe('QNG-HT');
  for (const text of ['A', '', 'QNG HT', 'Hương-Trà', 'A'.repeat(21), 'QNG/HT'])
    expect(parseUnitCode(text)).toBeUndefined();
});
