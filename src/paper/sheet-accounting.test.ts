import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay } from '../kernel/calendar-day';
import { sheetAccounting } from './sheet-accounting';
import { checkMovement, type MovementDraft, movementsInForce, runBalance, type SheetMovement } from './sheet-movement';

const today = calendarDay('2025-03-20');
const count = fc.integer({ min: 0, max: 500 });

const draft = (changed: Partial<MovementDraft>): MovementDraft => ({
  kind: 'issued',
  place: 'Quầy 1',
  sheets: 10,
  day: today,
  note: '',
  correction: undefined,
  ...changed,
});

function recorded(draftOf: MovementDraft, id: string): SheetMovement {
  const recordedAt = new Date('2025-03-20T03:00:00Z');
  return { ...draftOf, id, rootId: id, run: 'A0B1C', recordedBy: 'a', recordedByName: 'A', recordedAt };
}

const anyDraft: fc.Arbitrary<MovementDraft> = fc.record({
  kind: fc.constantFrom('copied', 'issued', 'returned', 'spoiled'),
  place: fc.constantFrom('', 'Quầy 1', 'Quầy 2'),
  sheets: fc.integer({ min: -1, max: 60 }),
  day: fc.constantFrom(today, calendarDay('2025-03-21')),
  note: fc.constant(''),
  correction: fc.option(
    fc.record({ replaces: fc.integer({ min: 0, max: 9 }).map(String), reason: fc.constantFrom('', 'nhầm') }),
    { nil: undefined },
  ),
});

describe('the movements of a run', () => {
  it('never leave fewer than no sheets in stock or at a place, whatever is recorded and corrected', () => {
    fc.assert(
      fc.property(fc.array(anyDraft, { maxLength: 25 }), fc.constantFrom(0, 100), (drafts, sheets) => {
        const run = { kind: sheets === 0 ? ('copy-master' as const) : ('numbered' as const), sheets };
        const known: SheetMovement[] = [];
        for (const each of drafts) {
          const checked = checkMovement(each, run, known, today);
          if (checked.ok) known.push(recorded(checked.value, String(known.length)));
        }
        const inForce = movementsInForce(known);
        const whole = runBalance(run, inForce);
        expect(whole.printed).toBe(whole.issued + whole.inStock);
        expect(whole.inStock).toBeGreaterThanOrEqual(0);
        for (const place of ['Quầy 1', 'Quầy 2']) {
          const here = runBalance(
            { sheets: 0 },
            inForce.filter((moved) => moved.place === place),
          );
          expect(here.out).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('are refused with the figures that say why', () => {
    const run = { kind: 'numbered', sheets: 100 } as const;
    const issued = recorded(draft({ sheets: 60 }), '1');
    expect(checkMovement(draft({ sheets: 41 }), run, [issued], today)).toMatchObject({
      error: { type: 'more-issued-than-printed', printed: 100, issued: 101 },
    });
    expect(checkMovement(draft({ kind: 'returned', place: 'Quầy 2', sheets: 1 }), run, [issued], today)).toMatchObject({
      error: { type: 'more-back-than-issued', place: 'Quầy 2', issued: 0, back: 1 },
    });
    expect(checkMovement(draft({ kind: 'copied', place: '' }), run, [], today)).toMatchObject({
      error: { type: 'copies-of-numbered-sheets' },
    });
    const correction = { replaces: '1', reason: 'ghi nhầm' };
    expect(checkMovement(draft({ sheets: 0, correction }), run, [issued], today).ok).toBe(true);
    const back = recorded(draft({ kind: 'returned', sheets: 5 }), '2');
    expect(checkMovement(draft({ sheets: 4, correction }), run, [issued, back], today)).toMatchObject({
      error: { type: 'more-back-than-issued', issued: 4, back: 5 },
    });
  });
});

const box = fc.record({
  box: fc.constantFrom('H1', 'H2'),
  openedOn: fc.constant(today),
  found: count,
  read: count,
  keyed: count,
  refused: count,
  withdrawn: count,
  absent: count,
});
const runBalances = fc
  .record({ number: count, read: count, printed: count, issued: count, returned: count, spoiled: count })
  .map((run) => ({ ...run, inStock: run.printed - run.issued, out: run.issued - run.returned - run.spoiled }));

describe('the sheet accounting of a period', () => {
  it('adds up in all three equations, and names a difference exactly where a term is left over', () => {
    fc.assert(
      fc.property(
        fc.array(runBalances, { maxLength: 4 }),
        fc.array(box, { maxLength: 4 }),
        count,
        fc.boolean(),
        (runs, boxes, interviewed, over) => {
          const account = sheetAccounting({ runs, withCopyMaster: false, boxes, interviewed, over });
          expect(account.printed).toBe(account.issued + account.inStock);
          expect(account.issued).toBe(account.returned + account.spoiled + account.cameBack + account.missing);
          for (const { found, read, keyed, refused, withdrawn, absent, notFinished } of account.boxes)
            expect(found).toBe(read + keyed + refused + withdrawn + absent + notFinished);
          const named = account.differences.reduce((sum, { sheets }) => sum + sheets, 0);
          const left = account.boxes.reduce(
            (sum, each) => sum + Math.abs(each.notFinished) + each.withdrawn + each.absent,
            Math.abs(account.missing) + runs.reduce((sum, { read, out }) => sum + Math.max(0, read - out), 0),
          );
          expect(named).toBe(left);
          expect(account.differences.every(({ sheets }) => sheets > 0)).toBe(true);
        },
      ),
    );
  });

  it('names a run of which more was read than is out', () => {
    const run = { number: 7, read: 5, printed: 10, issued: 10, inStock: 0, returned: 8, spoiled: 0, out: 2 };
    const period = { runs: [run], withCopyMaster: false, boxes: [], interviewed: 2, over: true };
    expect(sheetAccounting(period).differences).toEqual([{ type: 'run-overread', run: 7, sheets: 3 }]);
  });

  it('calls a sheet missing only once the period is over', () => {
    const runs = [{ number: 1, read: 20, printed: 100, issued: 40, inStock: 60, returned: 5, spoiled: 1, out: 34 }];
    const full = {
      box: 'H1',
      openedOn: today,
      found: 30,
      read: 20,
      keyed: 8,
      refused: 2,
      withdrawn: 0,
      absent: 0,
    };
    const period = { runs, withCopyMaster: false, boxes: [full], interviewed: 0 };
    expect(sheetAccounting({ ...period, over: false }).differences).toEqual([{ type: 'still-out', sheets: 4 }]);
    expect(sheetAccounting({ ...period, over: true }).differences).toEqual([{ type: 'missing', sheets: 4 }]);
  });
});
