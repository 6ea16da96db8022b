import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctionFor, type ReviewRow, type RowDecision, rowStanding, taskFor } from './row-standing';

const row = (changed: Partial<ReviewRow> = {}): ReviewRow => ({
  sheet: 1,
  item: 'I.1',
  state: 'doubtful',
  value: undefined,
  doubt: 1,
  checked: false,
  ...changed,
});
const decided = (value: string, checked: boolean) => row({ state: 'marked', value, doubt: 0, checked });
const word = (role: RowDecision['role'], reader: string, value: string, revision = 1): RowDecision => ({
  role,
  reader,
  value,
  revision,
  byHead: false,
  unreadable: false,
});
const keyer = (accountId: string) => ({ accountId, maySettle: false, isOneStopHead: false });
const third = (accountId: string) => ({ accountId, maySettle: true, isOneStopHead: false });
const head = (accountId: string) => ({ accountId, maySettle: true, isOneStopHead: true });

const anyRow = fc
  .record({
    state: fc.constantFrom('doubtful', 'unread', 'marked', 'text'),
    checked: fc.boolean(),
    value: fc.constantFrom('1', '2'),
  })
  .map(({ state, checked, value }) =>
    state === 'marked' ? decided(value, checked) : row({ state: state as ReviewRow['state'] }),
  );

describe('what a row still wants', () => {
  it('nothing, where the machine decided it and it was not drawn', () => {
    expect(rowStanding(decided('4', false), [], true)).toMatchObject({ wants: undefined, final: '4', compared: false });
  });

  it('one blind reading, where it was drawn; agreement ends it, contradiction asks a third person', () => {
    expect(rowStanding(decided('4', true), [], false)).toMatchObject({ wants: 'first', final: undefined });
    expect(rowStanding(decided('4', true), [word('first', 'a', '4')], false)).toMatchObject({
      wants: undefined,
      final: '4',
      compared: true,
      differs: false,
    });
    const differing = [word('first', 'a', '5')];
    expect(rowStanding(decided('4', true), differing, false)).toMatchObject({ wants: 'settled', differs: true });
    expect(rowStanding(decided('4', true), [...differing, word('settled', 'c', '4')], false)).toMatchObject({
      wants: undefined,
      final: '4',
      differs: true,
    });
  });

  it('one person, or two blind, where the machine was not sure', () => {
    expect(rowStanding(row(), [word('first', 'a', '3')], false)).toMatchObject({ wants: undefined, final: '3' });
    expect(rowStanding(row(), [word('first', 'a', '3')], true)).toMatchObject({ wants: 'second', final: undefined });
    expect(rowStanding(row(), [word('first', 'a', '3'), word('second', 'b', '3')], true)).toMatchObject({ final: '3' });
    expect(rowStanding(row(), [word('first', 'a', '3'), word('second', 'b', '2')], true)).toMatchObject({
      wants: 'settled',
    });
  });

  it('one typist for handwriting, also where two read the marks', () => {
    expect(rowStanding(row({ state: 'text' }), [word('first', 'a', 'Thêm ghế')], true)).toMatchObject({
      final: 'Thêm ghế',
    });
  });

  it('always ends: whoever is next says something, and after at most three words the row counts', () => {
    fc.assert(
      fc.property(
        anyRow,
        fc.boolean(),
        fc.array(fc.constantFrom('1', '2'), { minLength: 3, maxLength: 3 }),
        (one, two, said) => {
          const words: RowDecision[] = [];
          for (const [at, value] of said.entries()) {
            const { wants, final } = rowStanding(one, words, two);
            expect(wants === undefined).toBe(final !== undefined);
            if (wants === undefined) break;
            words.push(word(wants, `person-${at}`, value));
          }
          const { wants, final } = rowStanding(one, words, two);
          expect(wants).toBeUndefined();
          expect([one.value, ...words.map(({ value }) => value)]).toContain(final);
        },
      ),
    );
  });

  it('is the same in whatever order the words are read from the table, and keeps the last revision', () => {
    const words = [word('first', 'a', '3'), word('first', 'a', '4', 2), word('second', 'b', '4')];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: 3 }), (shuffled) => {
        expect(rowStanding(row(), shuffled, true)).toMatchObject({ final: '4', differs: false });
      }),
    );
  });
});

describe('who may say it', () => {
  it('another person the second time, a third person to settle', () => {
    const one = rowStanding(row(), [word('first', 'a', '3')], true);
    expect(taskFor(one, keyer('a'))).toMatchObject({
      ok: false,
      error: { type: 'second-reading-needs-another-person' },
    });
    expect(taskFor(one, keyer('b'))).toEqual({ ok: true, value: { role: 'second', byHead: false } });
    const differing = rowStanding(row(), [word('first', 'a', '3'), word('second', 'b', '2')], true);
    expect(taskFor(differing, keyer('c')).ok).toBe(false);
    expect(taskFor(differing, third('b')).ok).toBe(false);
    expect(taskFor(differing, third('c'))).toEqual({ ok: true, value: { role: 'settled', byHead: false } });
    expect(taskFor(differing, head('b'))).toEqual({ ok: true, value: { role: 'settled', byHead: true } });
  });

  it('nobody twice: a row that wants nothing takes nothing', () => {
    expect(taskFor(rowStanding(decided('4', false), [], true), third('a'))).toMatchObject({ ok: false });
  });

  it('takes back only the own last word', () => {
    const one = rowStanding(row(), [word('first', 'a', '3')], true);
    expect(correctionFor(one, keyer('a'))).toMatchObject({ ok: true, value: { role: 'first' } });
    expect(correctionFor(one, keyer('b')).ok).toBe(false);
    const two = rowStanding(row(), [word('first', 'a', '3'), word('second', 'b', '2')], true);
    expect(correctionFor(two, keyer('a')).ok).toBe(false);
    expect(correctionFor(two, keyer('b'))).toMatchObject({ ok: true, value: { role: 'second' } });
  });
});
