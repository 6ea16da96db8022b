import { calendarDay } from '../../kernel/calendar-day';
import type { Actor } from '../../organisation/actor';
import type { ActionContext } from '../../platform/action-context';
import { answerContest, contestGrade } from '../../results/actions/contest-grade.server';
import { decideGradeRule } from '../../results/actions/decide-grade-rule.server';
import { recordGrading } from '../../results/actions/record-grading.server';
import type { FigureChange } from '../../results/grading-change';
import type { Measure } from '../../results/grading-measure';
import { dossierIndices, officialIndices } from '../../results/grading-rule';
import { period } from '../../survey/reporting-period';
import { done } from './collect';
import { communeCode } from './people-and-place';

type Points = readonly [two: number, one: number, zero: number];

/** Dossiers of each quarter with 2, 1 and 0 points in indices 1, 2, 3, 4, 6, 7; they add up to the dossiers resolved. */
const unitPoints: Readonly<Record<string, readonly Points[]>> = {
  '2025-Q1': [[241, 128, 29], [230, 139, 29], [310, 71, 17], [352, 38, 8], [398, 0, 0], [236, 159, 3]],
  '2025-Q2': [[291, 141, 25], [283, 150, 24], [371, 72, 14], [409, 41, 7], [457, 0, 0], [287, 168, 2]],
  '2025-Q3': [[352, 139, 22], [344, 148, 21], [431, 70, 12], [467, 40, 6], [513, 0, 0], [346, 166, 1]],
}; // prettier-ignore

/** Of three officials, in indices 1, 2, 3, 4, 7, a quarter. */
const officialPoints: Readonly<Record<string, readonly Points[]>> = {
  CC01: [[118, 30, 2], [116, 32, 2], [138, 11, 1], [144, 6, 0], [116, 34, 0]],
  CC02: [[52, 33, 9], [50, 35, 9], [66, 22, 6], [80, 11, 3], [48, 45, 1]],
  CC03: [[71, 25, 4], [70, 26, 4], [84, 13, 3], [91, 8, 1], [70, 29, 1]],
}; // prettier-ignore

/** The third quarter is the first with figures of online services: before, index 9 is missing and the page says so. */
const unitCounts: Readonly<Record<string, Readonly<Partial<Record<Measure, number>>>>> = {
  '2025-Q1': { 'i5.procedures': 142, 'i5.received': 142, 'i5.on-the-spot': 96, 'i8.complaints': 6, 'i8.on-time': 5 },
  '2025-Q2': { 'i5.procedures': 142, 'i5.received': 142, 'i5.on-the-spot': 104, 'i8.complaints': 11, 'i8.on-time': 10 },
  '2025-Q3': {
    'i5.procedures': 142,
    'i5.received': 142,
    'i5.on-the-spot': 113,
    'i8.complaints': 7,
    'i8.on-time': 7,
    'i9.eligible': 96,
    'i9.online-procedures': 41,
    'i9.dossiers': 513,
    'i9.online-dossiers': 150,
    'i9.late': 3,
  },
};

function pointsOf(
  periodId: string,
  subject: string,
  indices: readonly number[],
  points: readonly Points[],
): FigureChange[] {
  return indices.flatMap((index, at) =>
    ([2, 1, 0] as const).map((score, place) => ({
      periodId: period(periodId).id,
      subject,
      measure: `i${index}.${score}` as Measure,
      value: points[at]?.[place] ?? 0,
    })),
  );
}

/** The clerk enters what the dossier software gave for the quarter. */
export async function enterGrading(ctx: ActionContext, clerk: Actor, periodId: string): Promise<void> {
  const counts = unitCounts[periodId] ?? {};
  const complaints = counts['i8.complaints'] ?? 0;
  const dossiers = (unitPoints[periodId]?.[0] ?? [0, 0, 0]).reduce((sum, count) => sum + count, 0);
  const rates: Partial<Record<Measure, number>> = {
    'r.complaints': complaints,
    'r.complaints-on-time': counts['i8.on-time'] ?? 0,
    'r.complaints-unsatisfied': complaints - (counts['i8.on-time'] ?? 0) + 1,
    'r.dossiers': dossiers,
    'r.dossiers-unsatisfied': 30,
  };
  const figures: FigureChange[] = [
    ...pointsOf(periodId, '', dossierIndices, unitPoints[periodId] ?? []),
    ...Object.entries({ ...counts, ...rates }).map(([measure, value]) => ({
      periodId: period(periodId).id,
      subject: '',
      measure: measure as Measure,
      value,
    })),
    ...Object.entries(officialPoints).flatMap(([code, points]) => pointsOf(periodId, code, officialIndices, points)),
  ];
  done(await recordGrading(ctx, clerk, { unitCode: communeCode, figures, source: 'typed' }));
}

/** Before the third quarter the head says how figures of officials are read. */
export async function ruleOnOfficials(ctx: ActionContext, head: Actor): Promise<void> {
  const rule = {
    validFrom: calendarDay('2025-06-15'),
    minimumAnswers: 30,
    bands: [
      { name: 'Tốt', fromPercent: 90 },
      { name: 'Khá', fromPercent: 75 },
      { name: 'Cần cải thiện', fromPercent: 0 },
    ],
    basis: 'Quyết định số 57/QĐ-UBND ngày 06/6/2025',
  };
  done(await decideGradeRule(ctx, head, { unitCode: communeCode, rule }));
}

/** An official finds a figure unfair, and is answered. */
export async function contestAndAnswer(
  ctx: ActionContext,
  official: Actor,
  head: Actor,
  wait: () => void,
): Promise<void> {
  const text =
    'Từ ngày 11 đến ngày 22/8 tôi đi tập huấn, anh Quý trực thay ở quầy tôi nhưng phiếu vẫn ghi tên tôi. Đề nghị xem lại.';
  const contest = { unitCode: communeCode, official: 'CC01', periodId: '2025-Q3', text };
  const { id } = done(await contestGrade(ctx, official, contest));
  wait();
  const answer =
    'Đúng là có 9 ngày trực thay. Phiếu không ghi ngày nên không tách được; kỳ này không dùng số liệu phiếu của công chức này để xếp mức. Từ 15/9 đổi tên ở quầy ngay khi đổi ca.';
  done(await answerContest(ctx, head, { unitCode: communeCode, contestId: id, outcome: 'partly', text: answer }));
}

/** A second contest of the same quarter, which waits for the head on the frozen morning. */
export async function contestPoints(ctx: ActionContext, official: Actor): Promise<void> {
  const text =
    'Chỉ số 1: hai hồ sơ ghi trễ hạn là do chờ xác minh của Công an tỉnh, đã có phiếu xin lỗi và hẹn lại. Đề nghị xem lại.';
  done(await contestGrade(ctx, official, { unitCode: communeCode, official: 'CC01', periodId: '2025-Q3', text }));
}
