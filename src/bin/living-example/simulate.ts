import type { AcceptedBallot } from '../../collection/ballot';
import { decideVoid } from '../../collection/actions/decide-void.server';
import { importBallots } from '../../collection/actions/import-ballots.server';
import { requestVoid } from '../../collection/actions/request-void.server';
import { readImports } from '../../collection/store-import.server';
import { addDays, type CalendarDay, calendarDay, startOfDay } from '../../kernel/calendar-day';
import { type Chance, seededChance } from '../../kernel/random';
import { parseFieldCode } from '../../organisation/field';
import type { App } from '../../platform/app';
import type { ActionContext } from '../../platform/action-context';
import { frozenClock } from '../../platform/clock';
import { countIntake } from '../../results/actions/count-intake.server';
import { amendPlan } from '../../survey/actions/amend-plan.server';
import { approvePlan, planContentHash } from '../../survey/actions/approve-plan.server';
import { createPlan } from '../../survey/actions/create-plan.server';
import { publishPlan } from '../../survey/actions/publish-plan.server';
import { recordDossierCounts } from '../../survey/actions/record-dossier-counts.server';
import { answerDifficulty, reportDifficulty } from '../../survey/actions/report-difficulty.server';
import type { DossierChannel } from '../../survey/dossier-count';
import type { Questionnaire } from '../../survey/questionnaire';
import { period } from '../../survey/reporting-period';
import { readPlanVersions } from '../../survey/store.server';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { ballotOf, collectDay, done, openBoxAndKey } from './collect';
import { combineSmallNeighbours, publishNeighbours, publishSmallNeighbours, settleNeighbours } from './neighbours';
import { actorOf, communeCode, known, settle } from './people-and-place';
import { contestAndAnswer, contestPoints, enterGrading, ruleOnOfficials } from './grade';
import { bringBack, printQuarter } from './print';
import { publishQuarter } from './publish';
import { type ExampleField, dossiers } from './setting';
import { exampleVisits } from './visits';

const seed = 20251020;
const firstDay = calendarDay('2024-12-15');
const lastDay = calendarDay('2025-10-19');
const form = { id: 'A', version: 1 } as const;

/** One simulated year; `at` moves its clock, so that the log, the counters and the papers carry the days of the story. */
interface Story {
  readonly ctx: ActionContext;
  readonly at: (day: CalendarDay, hour: number) => void;
  readonly actor: (username: string) => ReturnType<typeof actorOf>;
  readonly chance: Chance;
  readonly publicUrl: string;
  readonly questionnaire: Questionnaire;
  planId: string;
}

/** Fills an empty database with Hương Trà, 15 December 2024 to 20 October 2025. About ten seconds. */
export async function simulateLivingExample(app: App): Promise<void> {
  const clock = frozenClock(startOfDay(firstDay));
  const ctx: ActionContext = { db: app.db, clock };
  const at = (day: CalendarDay, hour: number) => clock.move(new Date(startOfDay(day).getTime() + hour * 3_600_000));
  at(firstDay, 7);
  const accounts = await settle(ctx);
  await settleNeighbours(ctx);
  const questionnaire = known(await readQuestionnaire(ctx.db, communeCode, form.id, form.version), 'questionnaire');
  const actor = (username: string) => actorOf(ctx, accounts, username);
  const chance = seededChance(seed);
  await live({ ctx, at, actor, chance, questionnaire, publicUrl: app.config.publicUrl, planId: '' });
}

async function live(story: Story): Promise<void> {
  const { ctx, at, chance, questionnaire } = story;
  const ballots = exampleVisits(chance).map((visit) => ballotOf(visit, questionnaire, chance));
  const paper = ballots.filter((ballot) => ballot.channel === 'paper');
  const byDay = new Map<string, AcceptedBallot[]>();
  for (const ballot of ballots) {
    if (ballot.channel !== 'paper') byDay.set(ballot.day, [...(byDay.get(ballot.day) ?? []), ballot]);
  }
  const events = calendarOf(story, paper);
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    at(day, 0.2);
    await countIntake(ctx, chance);
    for (const event of events.get(day) ?? []) await event();
    at(day, 16);
    await collectDay(ctx, byDay.get(day) ?? [], chance);
  }
  at(addDays(lastDay, 1), 0.2);
  await countIntake(ctx, chance);
}

/** What people do in the year, by day; paper ballots come in when the box is opened. */
function calendarOf(story: Story, paper: readonly AcceptedBallot[]): Map<string, (() => Promise<void>)[]> {
  const events = new Map<string, (() => Promise<void>)[]>();
  const on = (day: string, hour: number, event: () => Promise<void>) => {
    const inTime = async () => {
      story.at(calendarDay(day), hour);
      await event();
    };
    events.set(day, [...(events.get(day) ?? []), inTime]);
  };
  on('2025-02-26', 8, () => planTheYear(story));
  on('2025-02-27', 9, () => printFor(story, paper, '2025-Q1', '2025-02-27'));
  on('2025-03-14', 8, () => boxOf(story, paper, '2025-Q1', '2025-03-14'));
  on('2025-03-14', 15, () => countDossiers(story, '2025-Q1', undefined));
  on('2025-03-17', 9, () => gradeQuarter(story, '2025-Q1'));
  on('2025-03-17', 14, () => publish(story, '2025-Q1', 18));
  on('2025-03-24', 9, () => printFor(story, paper, '2025-Q2', '2025-03-24'));
  on('2025-06-09', 10, async () => ruleOnOfficials(story.ctx, await story.actor('chutich')));
  on('2025-04-08', 8, () => difficulties(story));
  on('2025-06-13', 8, () => boxOf(story, paper, '2025-Q2', '2025-06-13'));
  on('2025-06-13', 11, () => importTestBallots(story));
  on('2025-06-14', 8, () => voidTestBallots(story));
  on('2025-06-14', 15, () => countDossiers(story, '2025-Q2', undefined));
  on('2025-06-16', 9, () => gradeQuarter(story, '2025-Q2'));
  on('2025-06-16', 14, () => publish(story, '2025-Q2', 41));
  on('2025-06-16', 16, () => publishSmallNeighbours(story.ctx, '2025-Q2', calendarDay('2025-06-16'), story.publicUrl));
  on('2025-06-24', 9, () => printFor(story, paper, '2025-Q3', '2025-06-24'));
  on('2025-09-12', 8, () => boxOf(story, paper, '2025-Q3', '2025-09-12'));
  on('2025-09-14', 15, () => countDossiers(story, '2025-Q3', undefined));
  on('2025-09-15', 9, () => gradeQuarter(story, '2025-Q3'));
  on('2025-09-15', 14, () => publish(story, '2025-Q3', 67));
  on('2025-09-16', 9, () => publishNeighbours(story.ctx, calendarDay('2025-09-16'), story.publicUrl));
  on('2025-09-17', 9, () => publishSmallNeighbours(story.ctx, '2025-Q3', calendarDay('2025-09-17'), story.publicUrl));
  on('2025-09-18', 9, async () => combineSmallNeighbours(story.ctx, await story.actor('tinh')));
  on('2025-09-19', 8, () => contest(story));
  on('2025-09-24', 9, () => printFor(story, paper, '2025-Q4', '2025-09-24'));
  on('2025-10-17', 8, () => boxOf(story, paper, '2025-Q4', '2025-10-17'));
  on('2025-10-17', 10, () => openMatters(story));
  on('2025-10-17', 15, () => countDossiers(story, '2025-Q4', calendarDay('2025-10-17')));
  return events;
}

async function planTheYear(story: Story): Promise<void> {
  const { ctx, at, actor } = story;
  const day = calendarDay('2025-02-26');
  at(day, 8);
  const draft = done(
    await createPlan(ctx, await actor('vanphong'), {
      unitCode: communeCode,
      year: 2025,
      number: '31/KH-UBND',
      date: day,
      signerName: 'Hồ Minh Hiếu',
      questionnaire: form,
      channels: ['web', 'code', 'kiosk', 'paper'],
      controlDecision: { number: '33/QĐ-UBND', date: calendarDay('2025-02-21') },
      withFourthQuarter: true,
    }),
  );
  story.planId = draft.id;
  await approve(story, day);
}

async function approve(story: Story, day: CalendarDay): Promise<void> {
  const { ctx, at, actor, planId } = story;
  const [latest] = await readPlanVersions(ctx.db, communeCode, planId);
  at(day, 10);
  const seenHash = planContentHash(known(latest, 'plan').content);
  done(await approvePlan(ctx, await actor('chutich'), { unitCode: communeCode, planId, seenHash }));
  done(await publishPlan(ctx, await actor('vanphong'), { unitCode: communeCode, planId }));
}

/** Sheets dropped until the day before: they came in on the day the box was opened. */
async function boxOf(story: Story, paper: readonly AcceptedBallot[], periodId: string, day: string): Promise<void> {
  const { ctx, at, actor, chance, questionnaire } = story;
  const openedOn = calendarDay(day);
  at(openedOn, 9);
  const sheets = paper.filter((ballot) => ballot.periodId === periodId);
  const [clerk, keyer, third] = [await actor('vanphong'), await actor('nhaplieu'), await actor('tocongtac')];
  const secondReader = await actor('truongmotcua');
  await bringBack(ctx, { periodId, day: openedOn, clerk });
  await openBoxAndKey(ctx, { openedOn, periodId, sheets, questionnaire, clerk, keyer, secondReader, third }, chance);
}

async function printFor(story: Story, paper: readonly AcceptedBallot[], periodId: string, day: string): Promise<void> {
  const needed = paper.filter((ballot) => ballot.periodId === periodId).length;
  await printQuarter(story.ctx, { periodId, day: calendarDay(day), clerk: await story.actor('vanphong') }, needed);
}

async function countDossiers(story: Story, periodId: string, countedUntil: CalendarDay | undefined): Promise<void> {
  const { ctx, actor } = story;
  const counts = Object.entries(known(dossiers[periodId], 'dossiers')).flatMap(([field, byChannel]) =>
    (['direct', 'postal', 'online'] as const).map((channel: DossierChannel, index) => ({
      periodId: period(periodId).id,
      fieldCode: known(parseFieldCode(field as ExampleField), 'field'),
      channel,
      count: byChannel[index] ?? 0,
    })),
  );
  done(
    await recordDossierCounts(ctx, await actor('vanphong'), {
      unitCode: communeCode,
      counts,
      countedUntil,
      source: 'typed',
    }),
  );
}

async function publish(story: Story, periodId: string, number: number): Promise<void> {
  const { ctx, actor, planId, publicUrl } = story;
  const [clerk, head] = [await actor('vanphong'), await actor('chutich')];
  await publishQuarter(ctx, { planId, periodId, number, clerk, head, publicUrl });
}

async function gradeQuarter({ ctx, actor }: Story, periodId: string): Promise<void> {
  await enterGrading(ctx, await actor('vanphong'), periodId);
}

async function contest({ ctx, at, actor }: Story): Promise<void> {
  const [official, head] = [await actor('canbo'), await actor('chutich')];
  await contestAndAnswer(ctx, official, head, () => at(calendarDay('2025-09-22'), 15));
}

async function difficulties(story: Story): Promise<void> {
  const { ctx, at, actor, planId } = story;
  const text = 'Phiếu giấy in chữ nhỏ, người cao tuổi khó đọc; đề nghị in khổ A4, chữ 14.';
  at(calendarDay('2025-04-08'), 9);
  const { id } = done(await reportDifficulty(ctx, await actor('canbo'), { unitCode: communeCode, planId, text }));
  at(calendarDay('2025-04-08'), 15);
  const answer = 'Đã in lại phiếu khổ A4, chữ 14, từ ngày 10/4/2025; cán bộ đọc giúp khi người dân yêu cầu.';
  done(await answerDifficulty(ctx, await actor('vanphong'), { unitCode: communeCode, difficultyId: id, text: answer }));
}

/** Somebody tried the import with six made-up lines: two people take them out, and every publication says so. */
async function importTestBallots(story: Story): Promise<void> {
  const { ctx, at, actor } = story;
  at(calendarDay('2025-06-13'), 10);
  const items = Array.from({ length: 21 }, (_, index) => `q${index + 1}`);
  const header = ['unit', 'period', 'channel', 'field', 'official', 'form', 'version', ...items, 'overall'];
  const line = (answer: number) => [
    communeCode,
    '2025-Q2',
    'paper',
    'TP',
    '',
    'A',
    '1',
    ...items.map(() => answer),
    answer,
  ];
  const text = [header, ...[5, 5, 5, 5, 5, 5].map(line)].map((row) => row.join(',')).join('\n');
  done(await importBallots(ctx, await actor('vanphong'), { name: 'thu-nghiem.csv', bytes: Buffer.from(text, 'utf8') }));
}

async function voidTestBallots(story: Story): Promise<void> {
  const { ctx, at, actor, chance } = story;
  at(calendarDay('2025-06-14'), 8);
  const [run] = await readImports(ctx.db, communeCode);
  const request = done(
    await requestVoid(ctx, await actor('vanphong'), {
      unitCode: communeCode,
      periodId: '2025-Q2',
      target: { kind: 'import-run', batchCode: known(known(run, 'import').batchCode, 'batch') },
      reason: 'test',
      note: 'Tệp thử nghiệm chức năng nhập, không phải phiếu thật.',
    }),
  );
  at(calendarDay('2025-06-14'), 9);
  done(
    await decideVoid(ctx, await actor('truongmotcua'), { unitCode: communeCode, requestId: request.id, confirm: true }),
  );
  await countIntake(ctx, chance);
}

/** What waits on the frozen morning: an amendment and a contest for the head, a difficulty for the clerk. */
async function openMatters(story: Story): Promise<void> {
  const { ctx, at, actor, planId } = story;
  at(calendarDay('2025-10-17'), 10);
  const reason = 'Từ ngày 01/7/2025 không còn cấp huyện: báo cáo gửi UBND tỉnh; công bố thêm kết quả quý IV.';
  done(await amendPlan(ctx, await actor('vanphong'), { unitCode: communeCode, planId, reason }));
  at(calendarDay('2025-10-17'), 14);
  const text = 'Máy tính bảng tại quầy 2 hay mất mạng vào buổi chiều, người dân phải chờ.';
  done(await reportDifficulty(ctx, await actor('canbo'), { unitCode: communeCode, planId, text }));
  at(calendarDay('2025-10-17'), 15);
  await contestPoints(ctx, await actor('canbo'));
}
