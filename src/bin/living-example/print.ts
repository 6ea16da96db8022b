import type { CalendarDay } from '../../kernel/calendar-day';
import type { Actor } from '../../organisation/actor';
import { makePrintRun } from '../../paper/actions/make-print-run.server';
import { recordPrinting } from '../../paper/actions/print-run-file.server';
import { recordMovement } from '../../paper/actions/record-movement.server';
import type { MovementKind } from '../../paper/sheet-movement';
import { readRunsOfPeriod } from '../../paper/store-print-run.server';
import type { ActionContext } from '../../platform/action-context';
import { done } from './collect';
import { communeCode, known } from './people-and-place';
import { counters } from './setting';

interface Printing {
  readonly periodId: string;
  readonly day: CalendarDay;
  readonly clerk: Actor;
}

/** Early in a quarter: a run of numbered sheets, most of them given to two counters. */
export async function printQuarter(ctx: ActionContext, { periodId, day, clerk }: Printing, sheetsNeeded: number) {
  const run = done(
    await makePrintRun(ctx, clerk, {
      unitCode: communeCode,
      kind: 'numbered',
      periodId,
      paper: 'A4',
      sheets: Math.ceil((sheetsNeeded + 30) / 50) * 50,
      withFields: true,
      withOfficials: true,
    }),
  );
  done(await recordPrinting(ctx, clerk, { unitCode: communeCode, run: run.run, reason: '' }));
  const half = Math.ceil((sheetsNeeded + 8) / 2);
  const move = moving(ctx, clerk, run.run, day);
  await move('issued', counters[0].name, half);
  await move('issued', counters[1].name, half);
}

/** On the day the box is opened: what lies unused at the counters comes back; one sheet was spoiled by coffee. */
export async function bringBack(ctx: ActionContext, { periodId, day, clerk }: Printing): Promise<void> {
  const run = known((await readRunsOfPeriod(ctx.db, communeCode, periodId))[0], 'print run');
  const move = moving(ctx, clerk, run.run, day);
  await move('returned', counters[0].name, 3);
  await move('spoiled', counters[1].name, 1);
}

function moving(ctx: ActionContext, clerk: Actor, run: string, day: CalendarDay) {
  return async (kind: MovementKind, place: string, sheets: number): Promise<void> => {
    const draft = { kind, place, sheets, day, note: '', correction: undefined };
    done(await recordMovement(ctx, clerk, { unitCode: communeCode, run, draft }));
  };
}
