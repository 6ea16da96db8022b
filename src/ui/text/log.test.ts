import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logGroups, logSentence, type LogType } from './log';

const source = join(import.meta.dirname, '../..');
const types: readonly string[] = Object.values(logGroups).flat();

/** Every event type a room declares, read from its `events.ts`. */
function declaredTypes(): string[] {
  return readdirSync(source).flatMap((room) => {
    const files = [
      'events.ts',
      'keying-events.ts',
      'grading-events.ts',
      'comment-events.ts',
      'print-run-events.ts',
    ].flatMap((name) => {
      try {
        return [readFileSync(join(source, room, name), 'utf8')];
      } catch {
        return [];
      }
    });
    return files.flatMap((text) => [...text.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(([, type]) => type ?? ''));
  });
}

/** Words in events files that are no types: keys and reasons. */
const otherWords: readonly string[] = [];

describe('the sentences of the log', () => {
  it('stand for every event that any room declares', () => {
    const missing = declaredTypes().filter((type) => !types.includes(type) && !otherWords.includes(type));
    expect(missing).toEqual([]);
  });

  it('name each type once, and say something readable even without facts, in both languages', () => {
    expect(new Set(types).size).toBe(types.length);
    for (const locale of ['vi', 'en'] as const) {
      for (const type of types as LogType[]) expect(logSentence(type, {}, locale)).not.toMatch(/undefined|null|NaN/);
    }
  });

  it('write days and counts as Vietnamese offices do', () => {
    const facts = { box: 'H1', day: '2025-03-12', people: 2, sheets: 1234, spoiled: 0 };
    expect(logSentence('box-opened', facts, 'vi')).toBe(
      'Mở hòm H1 ngày 12/3/2025, 2 người có mặt: 1.234 tờ, 0 tờ không hợp lệ',
    );
    expect(logSentence('moon-landed', {}, 'vi')).toBe('Việc khác (moon-landed)');
  });
});
