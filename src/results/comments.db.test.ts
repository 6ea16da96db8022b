import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/database/fresh';
import { openOffice } from '../../test/fixtures/open-office';
import { insertComments } from '../collection/store-ballot.server';
import { randomId } from '../kernel/bytes';
import { calendarDay, startOfDay } from '../kernel/calendar-day';
import { readEntries } from '../log/store.server';
import type { Actor } from '../organisation/actor';
import type { Role } from '../organisation/role';
import type { UnitCode } from '../organisation/unit';
import { frozenClock } from '../platform/clock';
import { period } from '../survey/reporting-period';
import { decideCommentTheme, type ThemeDecision } from './actions/decide-comment-theme.server';
import { exportComments } from './actions/export-comments.server';
import { markCommentTheme } from './actions/mark-comment-theme.server';
import { summariseComments } from './actions/summarise-comments.server';
import { type CommentsView, viewComments } from './actions/view-comments.server';
import { noFilter } from './comment-board';

let database: FreshDatabase;
let unit: UnitCode;
const ctx = (day = '2025-04-02') => ({ db: database.db, clock: frozenClock(startOfDay(calendarDay(day))) });
const person = (role: Role, at: string = unit): Actor => ({
  accountId: role,
  name: role,
  roles: [{ role, unitCode: at as UnitCode }],
});

/** How often each is written in the quarter; the official of the office is called Nguyễn Thị Hoa. */
const written: Readonly<Record<string, number>> = {
  'Chờ lâu quá': 9,
  'Cảm ơn chị Hoa, số tôi 0912345678': 6,
  'Lệ phí cao': 2,
  'Cầu dân sinh hư': 4,
};

async function write(unitCode: string, periodId: string, bodies: Readonly<Record<string, number>>): Promise<void> {
  const comments = Object.entries(bodies).flatMap(([body, count]) =>
    Array.from({ length: count }, () => ({ id: randomId(), periodId, questionId: 'other-opinion', body })),
  );
  await database.db.transaction().execute((tx) => insertComments(tx, unitCode, comments));
}

beforeAll(async () => {
  database = await freshDatabase();
  unit = await openOffice(database.db, 'Y-KIEN');
  await write(unit, '2025-Q1', written);
});
afterAll(() => database.close());

async function view(role: Role, more: Partial<typeof noFilter> & { periodId?: string; day?: string } = {}) {
  const { periodId = '2025-Q1', day, ...filter } = more;
  const viewed = await viewComments(ctx(day), person(role), unit, {
    periodId,
    filter: { ...noFilter, ...filter },
    page: 1,
  });
  if (!viewed.ok) throw new Error(viewed.error.type);
  return viewed.value;
}

function texts(seen: CommentsView): string[] {
  if (seen.access !== 'texts') throw new Error('no texts');
  return seen.shown.map(({ pieces }) => pieces.map(({ text }) => text).join(''));
}

describe('who reads what citizens wrote', () => {
  it('is who collects, drafts and approves; names of officials are the head’s, numbers nobody’s', async () => {
    for (const role of ['compiling-clerk', 'one-stop-head'] as const) {
      const seen = await view(role, { query: 'cảm ơn' });
      expect(new Set(texts(seen))).toEqual(new Set(['Cảm ơn chị •••, số tôi •••']));
    }
    expect(new Set(texts(await view('head', { query: 'cam on' })))).toEqual(new Set(['Cảm ơn chị Hoa, số tôi •••']));
  });

  it('is neither superior nor observer: they see guarded counts of periods that are over, and no file', async () => {
    for (const role of ['superior', 'observer', 'working-group'] as const) {
      const seen = await view(role);
      expect(JSON.stringify(seen, (_, value: unknown) => (value instanceof Map ? [...value] : value))).not.toMatch(
        /quá|Hoa, số/,
      );
      if (seen.access !== 'counts') throw new Error('texts');
      const shown = Object.fromEntries(
        (seen.guarded?.themes ?? []).map((each) => [each.code, each.state === 'shown' ? each.texts : 'hidden']),
      );
      // Two wrote of fees; with them the next smallest is hidden.
      expect(shown).toMatchObject({ waiting: 9, fees: 'hidden', praise: 'hidden', online: 0 });
      expect(seen.guarded?.texts).toBe(21);
      const file = await exportComments(ctx(), person(role), unit, { periodId: '2025-Q1', filter: noFilter });
      expect(file).toMatchObject({ ok: false, error: { type: 'not-allowed' } });
    }
    const running = await view('observer', { day: '2025-03-14' });
    expect(running).toMatchObject({ access: 'counts', guarded: undefined });
  });

  it('is not the administrator, and nobody of another unit', async () => {
    const asked = { periodId: '2025-Q1', filter: noFilter, page: 1 };
    expect(await viewComments(ctx(), person('administrator'), unit, asked)).toMatchObject({ ok: false });
    expect(await viewComments(ctx(), person('compiling-clerk', 'KHAC'), unit, asked)).toMatchObject({ ok: false });
  });

  it('is shown without anything of the ballot: an id, a question, the text and its themes', async () => {
    const seen = await view('compiling-clerk');
    if (seen.access !== 'texts') throw new Error('no texts');
    expect(new Set(seen.shown.flatMap((each) => Object.keys(each)))).toEqual(
      new Set(['id', 'questionId', 'pieces', 'themes']),
    );
    const order = seen.shown.map(({ id }) => id);
    expect(order).toEqual([...order].sort());
  });
});

describe('themes of an office', () => {
  const roads: ThemeDecision = {
    code: undefined,
    name: 'Cầu đường',
    kind: 'matter',
    words: ['cầu dân sinh', 'đường'],
    except: [],
    validFrom: calendarDay('2025-03-14'),
    retired: false,
  };
  const decide = (theme: ThemeDecision, role: Role = 'compiling-clerk') =>
    decideCommentTheme(ctx(), person(role), { unitCode: unit, theme });

  it('begin with hints from texts that are in none, are decided by the clerk, logged, and group at once', async () => {
    const before = await view('compiling-clerk');
    if (before.access !== 'texts') throw new Error('no texts');
    expect(before.counts.withoutTheme).toBe(4);
    expect(before.phrases[0]).toEqual({ phrase: 'cầu dân', texts: 4 });
    for (const role of ['head', 'observer', 'keyer'] as const)
      expect(await decide(roads, role)).toMatchObject({ ok: false, error: { type: 'not-allowed' } });
    expect((await decide(roads)).ok).toBe(true);
    expect(await decide({ ...roads, name: 'cầu Đường' })).toMatchObject({ error: { type: 'theme-name-taken' } });
    expect(await decide({ ...roads, code: 'nothing' })).toMatchObject({ error: { type: 'theme-unknown' } });
    const after = await view('compiling-clerk');
    if (after.access !== 'texts') throw new Error('no texts');
    expect(after.counts.withoutTheme).toBe(0);
    const own = after.themes.find(({ name }) => name === 'Cầu đường');
    expect(after.counts.counts.get(own?.code ?? '')).toBe(4);
    const [event] = await readEntries(database.db, unit, {
      types: ['comment-theme-decided'],
      before: undefined,
      limit: 1,
    });
    expect(event).toMatchObject({
      subject: own?.code,
      body: { name: 'Cầu đường', words: 2, from: '2025-03-14', retired: false },
    });
  });

  it('hold from their day on: a period that ended before keeps the earlier words', async () => {
    await write(unit, '2024-Q4', { 'Cầu dân sinh hư': 5 });
    const earlier = await view('compiling-clerk', { periodId: '2024-Q4' });
    expect(earlier).toMatchObject({ counts: { withoutTheme: 5 } });
  });

  it('are set against their words by a person, in the log without the text; the text stays, and the last mark counts', async () => {
    const seen = await view('compiling-clerk', { query: 'lệ phí' });
    if (seen.access !== 'texts') throw new Error('no texts');
    const [text] = seen.shown;
    if (!text) throw new Error('no text');
    const mark = (theme: string, belongs: boolean, role: Role = 'compiling-clerk') =>
      markCommentTheme(ctx(), person(role), { unitCode: unit, mark: { commentId: text.id, theme, belongs } });
    expect(await mark('late', true, 'observer')).toMatchObject({ error: { type: 'not-allowed' } });
    expect(await mark('late', true, 'head')).toMatchObject({ error: { type: 'not-allowed' } });
    expect(await mark('nothing', true)).toMatchObject({ error: { type: 'theme-unknown' } });
    expect((await mark('late', true)).ok && (await mark('fees', false)).ok).toBe(true);
    const themes = async () => {
      const now = await view('compiling-clerk', { query: 'lệ phí' });
      return now.access === 'texts' ? now.shown.find(({ id }) => id === text.id)?.themes : undefined;
    };
    expect(await themes()).toEqual([{ code: 'late', byHand: true }]);
    expect((await mark('late', false)).ok && (await mark('fees', true)).ok).toBe(true);
    expect(await themes()).toEqual([{ code: 'fees', byHand: false }]);
    const events = await readEntries(database.db, unit, {
      types: ['comment-theme-marked'],
      before: undefined,
      limit: 9,
    });
    expect(events).toHaveLength(4);
    expect(JSON.stringify(events.map(({ body }) => body))).not.toContain('cao');
    const bodies = await sql<{ body: string }>`select body from ballot_comment where id = ${text.id}`.execute(
      database.db,
    );
    expect(bodies.rows).toEqual([{ body: 'Lệ phí cao' }]);
  });

  it('cannot be set on a text of another unit, and decisions are never changed', async () => {
    const other = await openOffice(database.db, 'Y-KIEN-2');
    await write(other, '2025-Q1', { 'Chờ lâu': 5 });
    const id = await sql<{ id: string }>`select id from ballot_comment where unit_code = ${other} limit 1`.execute(
      database.db,
    );
    const mark = { commentId: id.rows[0]?.id ?? '', theme: 'late', belongs: true };
    expect(await markCommentTheme(ctx(), person('compiling-clerk'), { unitCode: unit, mark })).toMatchObject({
      error: { type: 'comment-unknown' },
    });
    for (const table of ['comment_theme', 'comment_theme_mark'])
      await expect(sql`delete from ${sql.table(table)}`.execute(database.db)).rejects.toThrow();
  });
});

describe('longer periods, files and the few lines on the results page', () => {
  it('sum base periods; new texts are seen at once', async () => {
    await write(unit, '2025-Q2', { 'Chờ lâu': 7 });
    const half = await view('compiling-clerk', { periodId: '2025-H1', theme: 'waiting' });
    expect(half).toMatchObject({ found: 16, counts: { texts: 28 } });
    await write(unit, '2025-Q2', { 'Phải chờ lâu': 5 });
    expect(await view('compiling-clerk', { periodId: '2025-H1', theme: 'waiting' })).toMatchObject({ found: 21 });
  });

  it('a file holds what the filter finds, for the clerk without names', async () => {
    const file = await exportComments(ctx(), person('compiling-clerk'), unit, {
      periodId: '2025-Q1',
      filter: { ...noFilter, theme: 'praise' },
    });
    expect(file.ok && file.value.comments.map(({ body }) => body)).toEqual(
      Array.from({ length: 6 }, () => 'Cảm ơn chị •••, số tôi •••'),
    );
  });

  it('the summary shows a watcher only what is guarded', async () => {
    const forClerk = await summariseComments(ctx(), person('compiling-clerk'), unit, period('2025-Q1'));
    expect(forClerk?.themes.map(({ code, texts: n }) => [code, n]).slice(0, 3)).toMatchObject([
      ['waiting', 9],
      ['praise', 6],
      [expect.stringMatching(/^own-/), 4],
    ]);
    const forObserver = await summariseComments(ctx(), person('observer'), unit, period('2025-Q1'));
    expect(forObserver?.themes.map(({ code }) => code)).toEqual(['waiting', 'praise']);
    const running = await summariseComments(ctx('2025-03-14'), person('observer'), unit, period('2025-Q1'));
    expect(running).toEqual({ readsTexts: false, texts: undefined, themes: [] });
    expect(await summariseComments(ctx(), person('keyer'), unit, period('2025-Q1'))).toBeUndefined();
  });
});
