import { expect, test } from 'vitest';
import { calendarDay, formatDay } from '../kernel/calendar-day';
import type { FieldCode } from '../organisation/field';
import type { UnitCode } from '../organisation/unit';
import { questionnaireC } from './built-in-questionnaires';
import { huongTraTemplate } from './huong-tra-template';
import type { PlanContent } from './plan';
import { publicationRows, readPlanForm, type SentForm } from './read-plan-form';
import { cellName, readCountForm } from './read-count-form';
import { readQuestionnaireForm } from './read-questionnaire-form';
import { period } from './reporting-period';

const fields = [{ code: 'TP' as FieldCode }, { code: 'DD' as FieldCode }];
const plan = huongTraTemplate({
  unit: { code: 'QNG-HT' as UnitCode, name: 'Xã Hương Trà', type: 'commune' },
  superior: undefined,
  officeName: 'Bộ phận Tiếp nhận và Trả kết quả',
  year: 2025,
  number: '31/KH-UBND',
  date: calendarDay('2025-02-26'),
  signerName: 'Hồ Minh Hiếu',
  questionnaire: { id: 'A', version: 1 },
  channels: ['web', 'paper'],
  controlDecision: undefined,
  withFourthQuarter: true,
});

/** What the browser sends for a plan that nobody touched. */
function sentOf(content: PlanContent): Map<string, string[]> {
  const sent = new Map<string, string[]>();
  for (const name of ['title', 'number', 'place', 'signerOffice', 'signerName'] as const)
    sent.set(name, [content[name]]);
  for (const name of ['legalBases', 'purposes', 'requirements', 'methods', 'recipients'] as const) {
    sent.set(name, [content[name].join('\r\n')]);
  }
  sent.set('date', [content.date ? formatDay(content.date) : '']);
  sent.set(
    'periods',
    content.periods.map(({ periodId }) => periodId),
  );
  sent.set('channels', [...content.channels]);
  sent.set('fieldChoice', ['all']);
  sent.set('questionnaire', ['A/1']);
  sent.set('quotaRule', [content.quota.ruleId]);
  sent.set('secondEntryPercent', [String(content.options.secondEntryPercent)]);
  for (const { key, periodId, kind } of publicationRows(content)) {
    const day = content.publication.find((each) => each.periodId === periodId && each.kind === kind);
    if (day === undefined) continue;
    sent
      .set(`${key}-due`, [formatDay(day.due)])
      .set(`${key}-last`, [formatDay(day.lastDay)])
      .set(`${key}-cut`, [formatDay(day.cutOff)]);
  }
  content.tasks.forEach((task, index) => {
    sent
      .set(`task-${index}-text`, [task.text])
      .set(`task-${index}-lead`, [task.lead])
      .set(`task-${index}-partner`, [task.partner]);
    sent.set(`task-${index}-due`, [task.dueDay ? formatDay(task.dueDay) : '']);
  });
  return sent;
}
const formOf = (sent: ReadonlyMap<string, readonly string[]>): SentForm => ({
  text: (name) => sent.get(name)?.[0] ?? '',
  all: (name) => sent.get(name) ?? [],
});

test('saving a plan without touching it changes nothing', () => {
  expect(readPlanForm(plan, formOf(sentOf(plan)), fields)).toEqual({ ok: true, value: plan });
});

test('a day that does not exist is refused with what was typed', () => {
  const sent = sentOf(plan).set('date', ['31/02/2025']);
  expect(readPlanForm(plan, formOf(sent), fields)).toEqual({
    ok: false,
    error: [{ type: 'date-malformed', text: '31/02/2025' }],
  });
});

test('targets are read in percent, left out where empty, and refused where they are no number', () => {
  const sent = sentOf(plan).set('target-satisfied-share', ['92,5']);
  const read = readPlanForm(plan, formOf(sent), fields);
  expect(read).toEqual({ ok: true, value: { ...plan, targets: { 'satisfied-share': 9250 } } });
  // Emptying the field takes the target away.
  const cleared = readPlanForm({ ...plan, targets: { 'mean-score': 9000 } }, formOf(sentOf(plan)), fields);
  expect(cleared).toStrictEqual({ ok: true, value: plan });
  sent.set('target-mean-score', ['cao']);
  expect(readPlanForm(plan, formOf(sent), fields)).toEqual({
    ok: false,
    error: [{ type: 'target-malformed', text: 'cao' }],
  });
});

test('a window of its own days and fixed numbers make a plan like that of Sơn Kim 1', () => {
  const sent = sentOf(plan)
    .set('periods', [])
    .set('windowFrom', ['26/10/2021'])
    .set('windowUntil', ['05/11/2021'])
    .set('quotaRule', ['fixed'])
    .set('official-TP', ['20'])
    .set('reserve-TP', ['20']);
  const read = readPlanForm(plan, formOf(sent), fields);
  expect(read).toMatchObject({
    ok: true,
    value: {
      periods: [{ periodId: 'W20211026-20211105', origin: 'in-plan' }],
      quota: { ruleId: 'fixed', fixed: [{ fieldCode: 'TP', official: 20, reserve: 20 }] },
    },
  });
});

test('a cleared task is gone, a new one gets an id of its own', () => {
  const sent = sentOf(plan).set('task-0-text', ['']);
  const last = plan.tasks.length;
  sent
    .set(`task-${last}-text`, ['Đặt thêm biển chỉ dẫn'])
    .set(`task-${last}-lead`, ['Văn phòng'])
    .set(`task-${last}-due`, ['1/7/2025']);
  const read = readPlanForm(plan, formOf(sent), fields);
  if (!read.ok) throw new Error('refused');
  expect(read.value.tasks.map(({ id }) => id)).not.toContain(plan.tasks[0]?.id);
  expect(read.value.tasks.at(-1)).toMatchObject({ text: 'Đặt thêm biển chỉ dẫn', dueDay: '2025-07-01' });
  expect(new Set(read.value.tasks.map(({ id }) => id)).size).toBe(read.value.tasks.length);
});

test('the table of counts reads every cell that is filled and names every one that is wrong', () => {
  const typed = new Map([
    [cellName('TP', 'direct'), '1.234'],
    [cellName('TP', 'online'), '-3'],
    [cellName('DD', 'postal'), '0'],
    ['den-ngay', '32/13/2025'],
  ]);
  const read = readCountForm(period('2025-Q1').id, fields, (name) => typed.get(name) ?? '');
  expect(read.counts.map(({ fieldCode, channel, count }) => [fieldCode, channel, count])).toEqual([
    ['TP', 'direct', 1234],
    ['DD', 'postal', 0],
  ]);
  expect(read.problems.map(({ cell, type }) => [cell, type])).toEqual([
    [cellName('TP', 'online'), 'count-negative'],
    ['den-ngay', 'date-malformed'],
  ]);
});

test('an own question is read with its kind and options; an empty one is left out', () => {
  const sent = new Map<string, string[]>([
    ['title', ['Phiếu riêng']],
    ['overall', [questionnaireC.overall.text]],
    ['question-0-text', ['Nhũng nhiễu']],
    ['question-0-kind', ['single']],
    ['question-0-options', ['Không có\r\n\r\nMột số\nNhiều']],
    ['question-0-na', ['co']],
    ['question-1-kind', ['five']],
  ]);
  expect(readQuestionnaireForm(questionnaireC, formOf(sent)).questions).toEqual([
    { kind: 'single', text: 'Nhũng nhiễu', options: ['Không có', 'Một số', 'Nhiều'], notApplicable: true },
  ]);
});
