import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/database/fresh';
import {
  as,
  clerk,
  commune,
  district,
  head,
  province,
  type PublishingOffice,
  publishingOffice,
  value,
} from '../../test/fixtures/publishing-office';
import { closedPeriods } from '../collection/store-keying.server';
import { calendarDay } from '../kernel/calendar-day';
import type { Actor } from '../organisation/actor';
import type { ActionContext } from '../platform/action-context';
import { recordGrading } from '../results/actions/record-grading.server';
import { theUnit } from '../results/grading-change';
import type { Measure } from '../results/grading-measure';
import { period } from '../survey/reporting-period';
import { attachSignedFile } from './actions/attach-signed-file.server';
import { beginCorrection, beginPublication } from './actions/begin-publication.server';
import { approvePublication, returnPublication } from './actions/decide-publication.server';
import { editDraft } from './actions/edit-draft.server';
import { makeWindowReport } from './actions/make-window-report.server';
import { preparePublication } from './actions/prepare-publication.server';
import { publishDue } from './actions/publish-due.server';
import { readHome } from './actions/read-due-tasks.server';
import { readPublishedHistory, readPublishedSnapshot, readPublishedUnits } from './actions/read-portal.server';
import { readPublication, readPublications } from './actions/read-publications.server';
import { readUnitsBelow } from './actions/read-units-below.server';
import { recordPosting } from './actions/record-posting.server';
import { recordUpwardReport } from './actions/record-upward-report.server';
import { readReleasedLooks } from '../results/store-published-look.server';
import type { PublicationId, SnapshotId } from './publication';
import { draftOf, snapshotFile } from './store.server';

const unit = commune;
const publicUrl = 'http://localhost:8080';
let database: FreshDatabase;
let office: PublishingOffice;
let ctx: ActionContext;
let planId: string;
const on = (day: string) => office.on(day);
const collect = (periodId: string, count: number) => office.collect(periodId, count);
const finishDraft = (id: PublicationId) => office.finishDraft(id);

beforeAll(async () => {
  database = await freshDatabase();
  office = await publishingOffice(database.db);
  ({ ctx, planId } = office);
  await collect('2025-Q1', 60);
}, 60_000);
afterAll(() => database.close());

const first = () => ({ planId, periodId: '2025-Q1', kind: 'regular' }) as const;

describe('one quarter from draft to wall to the unit above', () => {
  let id: PublicationId;
  let snapshotId: SnapshotId;

  test('nothing is prepared while ballots still come in', async () => {
    on('2025-03-14');
    expect(await beginPublication(ctx, clerk, unit, first())).toMatchObject({ error: { type: 'period-under-way' } });
    on('2025-03-15');
    expect(await beginPublication(ctx, head, unit, first())).toMatchObject({ error: { type: 'not-allowed' } });
    id = value(await beginPublication(ctx, clerk, unit, first()));
    expect(value(await beginPublication(ctx, clerk, unit, first()))).toBe(id);
  });

  test('a report with open places in brackets is not sent', async () => {
    const draft = await draftOf(ctx.db, unit, id);
    const sections = draft!.report.sections.map((section, index) =>
      index === 0 ? { ...section, text: 'Còn [điền nguyên nhân].' } : section,
    );
    value(await editDraft(ctx, clerk, unit, id, { ...draft!.report, sections }));
    expect(await preparePublication(ctx, clerk, unit, id, publicUrl)).toMatchObject({
      error: { type: 'report-unfinished' },
    });
    await finishDraft(id);
  });

  test('what is sent is frozen with its four files, and the clerk cannot edit it any more', async () => {
    snapshotId = value(await preparePublication(ctx, clerk, unit, id, publicUrl));
    for (const kind of ['report-pdf', 'report-docx', 'poster-a4', 'poster-a3'] as const) {
      expect((await snapshotFile(ctx.db, unit, snapshotId, kind))!.bytes.length).toBeGreaterThan(1000);
    }
    const draft = await draftOf(ctx.db, unit, id);
    expect(await editDraft(ctx, clerk, unit, id, draft!.report)).toMatchObject({
      error: { type: 'wrong-publication-state' },
    });
    expect(await readPublishedHistory(ctx, unit)).toEqual([]);
  });

  test('without approval nothing is published, and head and clerk see that it is late', async () => {
    on('2025-03-21');
    expect(await publishDue(ctx)).toBe(0);
    expect(await readPublishedSnapshot(ctx, unit, snapshotId)).toBeUndefined();
    expect((await readHome(ctx, head, unit)).tasks).toContainEqual(
      expect.objectContaining({ type: 'approve-publication', urgency: 'late' }),
    );
    expect((await readHome(ctx, clerk, unit)).tasks).toContainEqual(
      expect.objectContaining({ type: 'awaiting-approval', urgency: 'late' }),
    );
    const above = value(
      await readUnitsBelow(
        ctx,
        { ...as('superior', district), roles: [...as('superior', district).roles, ...as('superior').roles] },
        district,
      ),
    );
    expect(above.units).toMatchObject([{ code: unit, late: 1 }]);
    on('2025-03-16');
  });

  test('the clerk may not approve; the head returns it with a note, it is sent again and approved', async () => {
    expect(
      await approvePublication(ctx, clerk, unit, { publicationId: id, seen: snapshotId, when: 'at-once' }),
    ).toMatchObject({ error: { type: 'not-allowed' } });
    expect(await returnPublication(ctx, head, unit, { publicationId: id, note: '' })).toMatchObject({
      error: { type: 'note-missing' },
    });
    value(await returnPublication(ctx, head, unit, { publicationId: id, note: 'Bổ sung nguyên nhân.' }));
    const old = snapshotId;
    snapshotId = value(await preparePublication(ctx, clerk, unit, id, publicUrl));
    expect(await approvePublication(ctx, head, unit, { publicationId: id, seen: old, when: 'at-once' })).toMatchObject({
      error: { type: 'other-snapshot-seen' },
    });
    const both: Actor = { ...head, accountId: clerk.accountId };
    expect(
      await approvePublication(ctx, both, unit, { publicationId: id, seen: snapshotId, when: 'at-once' }),
    ).toMatchObject({ error: { type: 'preparer-approves' } });
    const approved = value(
      await approvePublication(ctx, head, unit, { publicationId: id, seen: snapshotId, when: 'plan-day' }),
    );
    expect(approved).toMatchObject({ state: 'published', publishedOn: '2025-03-16' });
    expect((await closedPeriods(ctx.db, unit)).has('2025-Q1')).toBe(true);
  });

  test('it is published once, however often the job runs', async () => {
    expect(await publishDue(ctx)).toBe(0);
    const history = await readPublishedHistory(ctx, unit);
    expect(history).toMatchObject([
      { content: { id: snapshotId, ballots: 60 }, publishedOn: '2025-03-16', supersededBy: null },
    ]);
    const events = await sql<{ type: string }>`select type from log_entry where type = 'snapshot-published'`.execute(
      ctx.db,
    );
    expect(events.rows.length).toBe(1);
  });

  test('units are found with and without diacritics, and by code', async () => {
    for (const query of ['', 'huong tra', 'Hương Trà', 'qng-h']) {
      expect((await readPublishedUnits(ctx, query, 1)).units.map(({ unitCode }) => unitCode)).toEqual([unit]);
    }
    expect((await readPublishedUnits(ctx, '%', 1)).units).toEqual([]);
  });

  test('posting is recorded with day, person and photo, and never before publication', async () => {
    const posting = {
      publicationId: id,
      postedOn: calendarDay('2025-03-16'),
      postedBy: 'Lê Thị Lan',
      place: 'Bảng niêm yết',
      photo: undefined,
    };
    expect(await recordPosting(ctx, clerk, unit, { ...posting, postedOn: calendarDay('2025-03-15') })).toMatchObject({
      error: { type: 'posted-before-publication' },
    });
    expect(await recordPosting(ctx, clerk, unit, { ...posting, postedOn: calendarDay('2025-03-17') })).toMatchObject({
      error: { type: 'day-in-future' },
    });
    expect(await recordPosting(ctx, clerk, unit, { ...posting, photo: Buffer.from('<svg/>') })).toMatchObject({
      error: { type: 'not-a-photo' },
    });
    value(await recordPosting(ctx, clerk, unit, { ...posting, photo: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]) }));
    expect(value(await readPublication(ctx, head, unit, id)).postings).toMatchObject([
      { postedBy: 'Lê Thị Lan', hasPhoto: true },
    ]);
  });

  test('the signed copy must be a whole PDF', async () => {
    const file = { subjectId: snapshotId, officialNumber: '45/BC-UBND', signedOn: calendarDay('2025-03-16') };
    expect(await attachSignedFile(ctx, clerk, unit, { ...file, bytes: Buffer.from('PK') })).toMatchObject({
      error: { type: 'not-a-pdf' },
    });
    expect(await attachSignedFile(ctx, clerk, unit, { ...file, bytes: Buffer.from('%PDF-1.7 cut off') })).toMatchObject(
      { error: { type: 'not-a-pdf' } },
    );
    value(await attachSignedFile(ctx, clerk, unit, { ...file, bytes: Buffer.from('%PDF-1.7\n…\n%%EOF\n') }));
  });

  test('the report goes to the district until 30 June 2025 and to the province after', async () => {
    const sent = { subjectId: snapshotId, officialNumber: undefined, sentHow: 'Trục liên thông' };
    expect(
      value(await recordUpwardReport(ctx, clerk, unit, { ...sent, sentOn: calendarDay('2025-03-16') })),
    ).toMatchObject({ toUnitCode: district });
    on('2025-07-02');
    expect(
      value(await recordUpwardReport(ctx, clerk, unit, { ...sent, sentOn: calendarDay('2025-06-30') })),
    ).toMatchObject({ toUnitCode: district });
    expect(
      value(await recordUpwardReport(ctx, clerk, unit, { ...sent, sentOn: calendarDay('2025-07-01') })),
    ).toMatchObject({ toUnitCode: province });
  });

  test('what was released is kept with its counts, to suppress corrections against; what was given back is not', async () => {
    const { form } = (await readPublishedSnapshot(ctx, unit, snapshotId))!.content;
    const looks = await readReleasedLooks(ctx.db, [unit], form);
    expect(looks.map((look) => look.id)).toEqual([snapshotId]);
    expect(looks[0]!.lines.whole).toContain('overall');
    const whole = looks[0]!.rollups.find(({ tally }) => tally.set === 'counted' && tally.cut === 'all');
    expect(whole!.tally.ballots).toBe(60);
  });

  test('a correction is a new snapshot that names the old one; the old one stays and says so', async () => {
    expect(await beginCorrection(ctx, clerk, unit, { publicationId: id, reason: '' })).toMatchObject({
      error: { type: 'reason-missing' },
    });
    const correction = value(
      await beginCorrection(ctx, clerk, unit, { publicationId: id, reason: 'Nhập sót 2 phiếu.' }),
    );
    expect(await beginCorrection(ctx, clerk, unit, { publicationId: id, reason: 'x' })).toMatchObject({
      error: { type: 'correction-under-way' },
    });
    await finishDraft(correction);
    const corrected = value(await preparePublication(ctx, clerk, unit, correction, publicUrl));
    expect((await readPublishedSnapshot(ctx, unit, snapshotId))!.supersededBy).toBeNull();
    value(await approvePublication(ctx, head, unit, { publicationId: correction, seen: corrected, when: 'at-once' }));
    expect((await readPublishedSnapshot(ctx, unit, snapshotId))!.supersededBy).toMatchObject({
      id: corrected,
      relation: 'corrects',
      reason: 'Nhập sót 2 phiếu.',
    });
    expect((await readPublishedSnapshot(ctx, unit, 'moi-nhat'))!.content).toMatchObject({
      id: corrected,
      supersedes: { id: snapshotId, relation: 'corrects' },
    });
  });

  test('snapshot, decision, release and posting refuse every change, also by SQL', async () => {
    for (const table of [
      'snapshot',
      'snapshot_file',
      'snapshot_decision',
      'snapshot_release',
      'posting',
      'signed_file',
      'upward_report',
    ]) {
      await expect(sql`delete from ${sql.table(table)}`.execute(ctx.db)).rejects.toThrow();
      await expect(sql`update ${sql.table(table)} set unit_code = 'X'`.execute(ctx.db)).rejects.toThrow();
    }
  });

  test('a report of any window can be made at any time, and says to which day it counts', async () => {
    on('2025-05-10');
    await collect('2025-Q2', 20);
    const report = value(await makeWindowReport(ctx, clerk, unit, '2025-H1'));
    const list = value(await readPublications(ctx, clerk, unit));
    expect(list.windowReports).toMatchObject([
      { id: report, periodId: '2025-H1', content: { ballots: 80, period: { countsUntil: '2025-05-10' } } },
    ]);
    const run = value(await makeWindowReport(ctx, clerk, unit, 'W20241215-20250614'));
    const again = value(await readPublications(ctx, clerk, unit));
    expect(again.windowReports.find((each) => each.id === run)?.content.ballots).toBe(80);
    expect(await makeWindowReport(ctx, head, unit, '2025-H1')).toMatchObject({ error: { type: 'not-allowed' } });
    expect(await makeWindowReport(ctx, clerk, unit, '2025-M02')).toMatchObject({
      error: { type: 'period-without-figures' },
    });
  });

  test('what was entered for the grading stands in the report as it is worked out from dossiers, of no official', async () => {
    on('2025-06-20');
    const figure = (periodId: string, measure: Measure, number: number) =>
      ({ periodId: period(periodId).id, subject: theUnit, measure, value: number }) as const;
    const figures = [
      ...(['2025-Q1', '2025-Q2'] as const).flatMap((base) => [
        figure(base, 'i1.2', 5),
        figure(base, 'i1.1', 10),
        figure(base, 'i1.0', 1),
      ]),
      figure('2025-Q1', 'r.dossiers', 1600),
      figure('2025-Q1', 'r.dossiers-unsatisfied', 61),
    ];
    value(await recordGrading(ctx, clerk, { unitCode: unit, figures, source: 'typed' }));
    await makeWindowReport(ctx, clerk, unit, '2025-H1');
    const list = value(await readPublications(ctx, clerk, unit));
    const graded = list.windowReports.flatMap(({ content }) => (content.grading ? [content.grading] : []));
    // 40 points of 32 dossiers are 1.25, rounded to 1.3.
    expect(graded).toMatchObject([
      {
        provisional: false,
        onPoster: false,
        grade: {
          title: 'Yếu',
          totalTenths: 13,
          maximumTenths: 20,
          indices: [{ number: 1, tenths: 13, dossiers: 32 }, {}, {}, {}, {}, {}, {}, {}, {}],
        },
        rates: { lines: [{ id: 'R3', hundredths: 9619 }] },
      },
    ]);
  });
});

test('approved ahead of its day, it is published on the day by the system, and the head may take it back before', async () => {
  on('2025-06-15');
  const id = value(await beginPublication(ctx, clerk, unit, { planId, periodId: '2025-Q2', kind: 'regular' }));
  await finishDraft(id);
  // The window still ahead: as if the plan named a later day.
  await sql`update publication set due_day = '2025-06-18' where id = ${id}`.execute(ctx.db);
  const one = value(await preparePublication(ctx, clerk, unit, id, publicUrl));
  expect(
    value(await approvePublication(ctx, head, unit, { publicationId: id, seen: one, when: 'plan-day' })),
  ).toMatchObject({ state: 'approved', publishOn: '2025-06-18' });
  value(await returnPublication(ctx, head, unit, { publicationId: id, note: 'Chờ thêm.' }));
  on('2025-06-18');
  expect(await publishDue(ctx)).toBe(0);
  on('2025-06-17');
  const two = value(await preparePublication(ctx, clerk, unit, id, publicUrl));
  value(await approvePublication(ctx, head, unit, { publicationId: id, seen: two, when: 'plan-day' }));
  expect(await publishDue(ctx)).toBe(0);
  on('2025-06-18');
  expect((await Promise.all([publishDue(ctx), publishDue(ctx)])).reduce((sum, count) => sum + count, 0)).toBe(1);
  expect((await readPublishedSnapshot(ctx, unit, two))!.publishedOn).toBe('2025-06-18');
});
