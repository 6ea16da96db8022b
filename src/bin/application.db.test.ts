import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/database/fresh';
import { checkClock } from './application';
import { describeProblem } from './describe-problem';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await sql`
    insert into log_entry (unit_code, type, subject, actor, at, body, leaf_hash) values ('U', 't', 's', 'a', '2026-03-01T08:00:00Z', '', '')
  `.execute(fresh.db);
});
afterAll(() => fresh.close());

describe('the clock of the machine', () => {
  it('may not stand before the newest entry of the log: the start says so, what to do, and changes nothing', async () => {
    const checked = await checkClock(fresh.db, new Date('2026-02-01T00:00:00Z'));
    expect(checked).toMatchObject({ ok: false, error: { type: 'clock-behind' } });
    const words = checked.ok ? '' : describeProblem(checked.error);
    expect(words).toContain('Đồng hồ máy đang sai');
    expect(words).toContain('1/3/2026');
    expect(words).toContain('--accept-clock');
  });

  it('may differ by a few minutes, and is right when later', async () => {
    expect((await checkClock(fresh.db, new Date('2026-03-01T07:57:00Z'))).ok).toBe(true);
    expect((await checkClock(fresh.db, new Date('2026-03-02T00:00:00Z'))).ok).toBe(true);
  });

  it('that fell back to 1970 is noticed also by an empty server', async () => {
    const empty = await freshDatabase();
    expect(await checkClock(empty.db, new Date(0))).toMatchObject({ ok: false, error: { type: 'clock-behind' } });
    expect((await checkClock(empty.db, new Date('2026-11-22T00:00:00Z'))).ok).toBe(true);
    await empty.close();
  });
});
