import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CalendarDay, calendarDay } from '../kernel/calendar-day';
import { type Actor, SYSTEM } from '../organisation/actor';
import { may, type Permission } from '../organisation/permission';
import { type Role, roles } from '../organisation/role';
import type { UnitCode } from '../organisation/unit';
import { type DueFacts, type DueTask, dueTasks, type FactsPublication, urgencies } from './due-tasks';
import type { Publication, PublicationFrame, PublicationId, SnapshotId } from './publication';

const unit = 'QNG-HT' as UnitCode;

function person(role: Role, accountId = 'lan'): Actor {
  return { accountId, name: 'Lan', roles: [{ role, unitCode: unit }] };
}

const quiet: DueFacts = {
  unitCode: unit,
  organisationReady: true,
  plan: { id: 'p1', title: 'Kế hoạch 2025', inForce: true },
  planWaiting: undefined,
  planTasks: [],
  difficultiesOpen: undefined,
  period: {
    id: '2025-Q1',
    from: calendarDay('2024-12-15'),
    until: calendarDay('2025-03-14'),
    boxOpenedOn: calendarDay('2025-01-10'),
    hasBox: true,
    dossierCountsEntered: true,
    quota: [],
  },
  lastPeriod: undefined,
  keying: { sheetsWaiting: 0, secondEntries: 0, differences: 0, batchesReady: 0, openForAll: 0 },
  voidRequests: [],
  contestsToAnswer: [],
  publications: [],
  differingPeriods: [],
};

const frame: PublicationFrame = {
  unitCode: unit,
  id: 'f'.repeat(32) as PublicationId,
  planId: 'p1',
  periodId: '2025-Q1',
  kind: 'regular',
  window: { due: calendarDay('2025-03-15'), last: calendarDay('2025-03-20') },
  countsUntil: null,
  supersedes: null,
  reason: null,
};
const snapshotId = 'a'.repeat(32) as SnapshotId;
const at = new Date('2025-03-16T02:00:00Z');
const states: Record<Publication['state'], Publication> = {
  drafted: { state: 'drafted', frame },
  prepared: { state: 'prepared', frame, snapshotId, preparedBy: 'lan', preparedAt: at },
  returned: { state: 'returned', frame, note: 'Bổ sung nguyên nhân', returnedBy: 'minh', returnedAt: at },
  approved: {
    state: 'approved',
    frame,
    snapshotId,
    approvedBy: 'minh',
    approvedAt: at,
    publishOn: calendarDay('2025-03-17'),
  },
  published: {
    state: 'published',
    frame,
    snapshotId,
    approvedBy: 'minh',
    publishedAt: at,
    publishedOn: calendarDay('2025-03-16'),
  },
};

function publicationIn(publication: Publication | undefined): FactsPublication {
  return {
    key: frame.id,
    title: 'Quý I năm 2025',
    kind: 'regular',
    window: frame.window,
    publication,
    since: publication === undefined ? undefined : calendarDay('2025-03-16'),
    postings: 0,
    reportSent: false,
    above: 'UBND huyện Trà Bồng',
  };
}

function typesFor(facts: DueFacts, actor: Actor, day: string): DueTask['type'][] {
  return dueTasks(facts, actor, calendarDay(day)).map((task) => task.type);
}

describe('what is due, by example', () => {
  test('nothing is due on a quiet day', () => {
    for (const role of roles) expect(dueTasks(quiet, person(role), calendarDay('2025-02-01'))).toEqual([]);
  });

  test('the box is to be opened before 14 March, and not once it has been opened', () => {
    const closed = { ...quiet, period: { ...quiet.period!, boxOpenedOn: undefined } };
    expect(dueTasks(closed, person('compiling-clerk'), calendarDay('2025-03-10'))).toEqual([
      { type: 'open-box', periodId: '2025-Q1', by: '2025-03-14', urgency: 'week', href: '/van-phong/QNG-HT/mo-hom' },
    ]);
    expect(dueTasks(closed, person('compiling-clerk'), calendarDay('2025-01-05'))).toMatchObject([
      { type: 'open-box', urgency: 'later' },
    ]);
    expect(typesFor(quiet, person('compiling-clerk'), '2025-03-10')).toEqual([]);
  });

  test('23 ballots are short in Tư pháp, though not while the pace will do and weeks are left', () => {
    const line = { title: 'Tư pháp – Hộ tịch', required: 60, collected: 37, expected: 48, requiredAtEnd: 60 };
    const short = {
      ...quiet,
      period: { ...quiet.period!, quota: [line, { ...line, title: 'Đất đai', collected: 60 }] },
    };
    const [task, ...others] = dueTasks(short, person('one-stop-head'), calendarDay('2025-02-10'));
    expect(others).toEqual([]);
    expect(task).toMatchObject({ type: 'ballots-short', field: 'Tư pháp – Hộ tịch', short: 23, by: '2025-03-14' });
    const onPace = { ...quiet, period: { ...quiet.period!, quota: [{ ...line, expected: 61 }] } };
    expect(typesFor(onPace, person('one-stop-head'), '2025-02-10')).toEqual([]);
    expect(typesFor(onPace, person('one-stop-head'), '2025-03-10')).toEqual(['ballots-short']);
    // On pace for today's dossiers, behind for those still to come.
    const growing = { ...line, expected: 61, requiredAtEnd: 90 };
    const behind = { ...quiet, period: { ...quiet.period!, quota: [growing] } };
    expect(typesFor(behind, person('one-stop-head'), '2025-02-10')).toEqual(['ballots-short']);
  });

  test('a void request waits for a second person: whoever asked does not see it', () => {
    const facts = { ...quiet, voidRequests: [{ id: 'v', requestedBy: 'lan', since: calendarDay('2025-01-31') }] };
    expect(typesFor(facts, person('one-stop-head', 'lan'), '2025-02-01')).toEqual([]);
    expect(dueTasks(facts, person('one-stop-head', 'minh'), calendarDay('2025-02-01'))).toMatchObject([
      { type: 'confirm-voids', count: 1, since: '2025-01-31', urgency: 'today' },
    ]);
  });

  test('contests of graded figures wait for a head, one line a period, and for nobody else', () => {
    const contestsToAnswer = [
      { periodId: '2025-Q1', since: calendarDay('2025-03-20') },
      { periodId: '2024-Q4', since: calendarDay('2025-03-18') },
      { periodId: '2025-Q1', since: calendarDay('2025-03-16') },
    ];
    const facts = { ...quiet, contestsToAnswer };
    const line = (periodId: string, count: number, since: string) => ({
      type: 'answer-contests',
      periodId,
      count,
      since,
      urgency: 'today',
      href: `/van-phong/QNG-HT/xep-loai?ky=${periodId}#kien-nghi`,
    });
    expect(dueTasks(facts, person('head'), calendarDay('2025-03-25'))).toEqual([
      line('2024-Q4', 1, '2025-03-18'),
      line('2025-Q1', 2, '2025-03-16'),
    ]);
    for (const role of roles.filter((each) => each !== 'head'))
      expect(typesFor(facts, person(role), '2025-03-25')).toEqual([]);
  });

  test('sheets, second entries and differences wait for those who may key or settle them', () => {
    const facts = {
      ...quiet,
      keying: { sheetsWaiting: 12, secondEntries: 3, differences: 1, batchesReady: 2, openForAll: 16 },
    };
    expect(typesFor(facts, person('keyer'), '2025-02-01')).toEqual(['key-sheets', 'second-entries']);
    expect(typesFor(facts, person('compiling-clerk'), '2025-02-01')).toEqual([
      'key-sheets',
      'second-entries',
      'settle-differences',
      'release-batches',
    ]);
    expect(typesFor(facts, person('observer'), '2025-02-01')).toEqual([]);
  });

  test('a publication goes from the clerk to the head to the wall to the unit above', () => {
    const clerk = person('compiling-clerk');
    const head = person('head', 'minh');
    const at17 = (publication: Publication | undefined, actor: Actor) =>
      typesFor({ ...quiet, publications: [publicationIn(publication)] }, actor, '2025-03-17');
    expect(at17(undefined, clerk)).toEqual(['prepare-publication']);
    expect(at17(states.drafted, clerk)).toEqual(['prepare-publication']);
    expect(at17(states.prepared, clerk)).toEqual([]);
    expect(at17(states.prepared, head)).toEqual(['approve-publication']);
    expect(at17(states.returned, clerk)).toEqual(['change-returned']);
    expect(at17(states.returned, head)).toEqual([]);
    expect(at17({ ...states.returned, returnedBy: SYSTEM.accountId } as Publication, clerk)).toEqual(['send-again']);
    expect(at17(states.approved, clerk)).toEqual([]);
    expect(at17(states.published, clerk)).toEqual(['record-posting', 'send-report']);
    expect(at17(states.published, head)).toEqual(['record-posting']);
  });

  test('figures that differ from their ballots are shown to the head and the clerk, who publish', () => {
    const facts = { ...quiet, differingPeriods: [{ periodId: '2025-Q1', since: calendarDay('2025-03-16') }] };
    expect(typesFor(facts, person('compiling-clerk'), '2025-03-17')).toEqual(['figures-differ']);
    expect(typesFor(facts, person('head', 'minh'), '2025-03-17')).toEqual(['figures-differ']);
    expect(typesFor(facts, person('keyer'), '2025-03-17')).toEqual([]);
  });

  test('after the 20th without approval it is late for the head and for the clerk', () => {
    const facts = { ...quiet, publications: [publicationIn(states.prepared)] };
    expect(dueTasks(facts, person('head', 'minh'), calendarDay('2025-03-21'))[0]).toMatchObject({
      type: 'approve-publication',
      urgency: 'late',
    });
    expect(dueTasks(facts, person('compiling-clerk'), calendarDay('2025-03-21'))[0]).toMatchObject({
      type: 'awaiting-approval',
      urgency: 'late',
    });
    expect(dueTasks(facts, person('head', 'minh'), calendarDay('2025-03-20'))[0]).toMatchObject({ urgency: 'today' });
  });

  test('the next publication is always in sight, those after it from two weeks ahead, between the 15th and the 20th', () => {
    const later = {
      ...publicationIn(undefined),
      key: 'later',
      window: { due: calendarDay('2025-03-18'), last: calendarDay('2025-03-20') },
    };
    const facts = { ...quiet, publications: [later, publicationIn(undefined)] };
    expect(dueTasks(facts, person('compiling-clerk'), calendarDay('2025-02-28'))).toMatchObject([
      { type: 'prepare-publication', from: '2025-03-15', by: '2025-03-20', urgency: 'later' },
    ]);
    expect(typesFor(facts, person('compiling-clerk'), '2025-03-05')).toEqual([
      'prepare-publication',
      'prepare-publication',
    ]);
    expect(typesFor(facts, person('head'), '2025-03-05')).toEqual([]);
  });

  test('a unit without fields is set up first, and without a plan a plan is made', () => {
    expect(
      typesFor({ ...quiet, organisationReady: false, plan: undefined }, person('compiling-clerk'), '2025-02-01'),
    ).toEqual(['set-up-organisation']);
    expect(typesFor({ ...quiet, plan: undefined }, person('compiling-clerk'), '2025-02-01')).toEqual(['make-plan']);
  });
});

const needs: Record<DueTask['type'], Permission> = {
  'set-up-organisation': 'edit-organisation',
  'make-plan': 'edit-plan',
  'approve-plan': 'approve-plan',
  'plan-task': 'edit-plan',
  'answer-difficulties': 'answer-difficulty',
  'enter-dossier-counts': 'enter-dossier-counts',
  'open-box': 'open-box',
  'ballots-short': 'issue-codes',
  'key-sheets': 'key-ballots',
  'second-entries': 'key-ballots',
  'settle-differences': 'review-keying',
  'release-batches': 'review-keying',
  'confirm-voids': 'confirm-void',
  'answer-contests': 'govern-grading',
  'figures-differ': 'edit-plan',
  'prepare-publication': 'prepare-publication',
  'change-returned': 'prepare-publication',
  'send-again': 'prepare-publication',
  'approve-publication': 'approve-publication',
  'awaiting-approval': 'prepare-publication',
  'record-posting': 'record-posting',
  'send-report': 'prepare-publication',
};

describe('what is due, as laws', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((days): CalendarDay => addDays(calendarDay('2024-12-15'), days));
  const count = fc.integer({ min: 0, max: 40 });
  const facts: fc.Arbitrary<DueFacts> = fc.record({
    unitCode: fc.constant(unit as string),
    organisationReady: fc.boolean(),
    plan: fc.option(fc.constant({ id: 'p1', title: 'Kế hoạch', inForce: true }), { nil: undefined }),
    planWaiting: fc.option(fc.record({ id: fc.constant('p2'), title: fc.constant('Kế hoạch sửa đổi'), since: day }), {
      nil: undefined,
    }),
    planTasks: fc.array(
      fc.record({
        id: fc.constant('t'),
        title: fc.constant('Tuyên truyền'),
        due: day,
        lead: fc.constant('VHXH'),
        done: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    difficultiesOpen: fc.option(fc.record({ count, since: day }), { nil: undefined }),
    period: fc.option(
      fc.record({
        id: fc.constant('2025-Q1'),
        from: day,
        until: day,
        boxOpenedOn: fc.option(day, { nil: undefined }),
        hasBox: fc.boolean(),
        dossierCountsEntered: fc.boolean(),
        quota: fc.array(
          fc.record({
            title: fc.constant('Đất đai'),
            required: count,
            collected: count,
            expected: count,
            requiredAtEnd: count,
          }),
          { maxLength: 3 },
        ),
      }),
      { nil: undefined },
    ),
    differingPeriods: fc.array(fc.record({ periodId: fc.constant('2025-Q1'), since: day }), { maxLength: 2 }),
    contestsToAnswer: fc.array(fc.record({ periodId: fc.constantFrom('2025-Q1', '2024-Q4'), since: day }), {
      maxLength: 3,
    }),
    lastPeriod: fc.constant(undefined),
    keying: fc.record({
      sheetsWaiting: count,
      secondEntries: count,
      differences: count,
      batchesReady: count,
      openForAll: count,
    }),
    voidRequests: fc.array(
      fc.record({ id: fc.constant('v'), requestedBy: fc.constantFrom('lan', 'minh'), since: day }),
      { maxLength: 3 },
    ),
    publications: fc.array(fc.constantFrom(undefined, ...Object.values(states)).map(publicationIn), { maxLength: 3 }),
  });
  const actor = fc
    .record({ role: fc.constantFrom(...roles), id: fc.constantFrom('lan', 'minh') })
    .map(({ role, id }) => person(role, id));

  test('nobody is shown a task they may not do', () => {
    fc.assert(
      fc.property(facts, actor, day, (given, who, today) => {
        for (const task of dueTasks(given, who, today)) {
          const allowed =
            may(who, needs[task.type], unit) || (task.type === 'ballots-short' && may(who, 'manage-collection', unit));
          expect(allowed).toBe(true);
        }
      }),
    );
  });

  test('late comes before today, today before this week, this week before later; then the earlier last day', () => {
    fc.assert(
      fc.property(facts, actor, day, (given, who, today) => {
        const tasks = dueTasks(given, who, today);
        for (const [index, task] of tasks.entries()) {
          const next = tasks[index + 1];
          if (next === undefined) continue;
          const rank = urgencies.indexOf(task.urgency) - urgencies.indexOf(next.urgency);
          expect(rank < 0 || (rank === 0 && (task.by ?? '9999') <= (next.by ?? '9999'))).toBe(true);
        }
      }),
    );
  });

  test('a task is late exactly when its last day is over', () => {
    fc.assert(
      fc.property(facts, actor, day, (given, who, today) => {
        for (const task of dueTasks(given, who, today))
          expect(task.urgency === 'late').toBe(task.by !== undefined && task.by < today);
      }),
    );
  });

  test('an observer and an administrator have nothing to do but what their role allows', () => {
    fc.assert(
      fc.property(facts, day, (given, today) => {
        expect(dueTasks(given, person('observer'), today)).toEqual([]);
        expect(dueTasks(given, person('administrator'), today)).toEqual([]);
      }),
    );
  });
});
