import { ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { allParentLinks, findUnit, unitsByCode } from '../../organisation/store-units.server';
import type { Unit, UnitCode } from '../../organisation/unit';
import { descendantsOn, parentOn } from '../../organisation/unit-tree';
import type { ActionContext } from '../../platform/action-context';
import { parsePeriodId, period as periodOf, type PeriodId } from '../../survey/reporting-period';
import { lastSnapshotsOf, publishedOverallsOf, publishedPeriodsOf, type SnapshotKey } from '../store-unit-ranks.server';
import {
  type PublishedOverall,
  type RankedUnit,
  type RankedUnitName,
  type RankMethod,
  rankUnits,
  type UnitRanking,
} from '../unit-ranks';
import { levelOf, type UnitLevel, unitLevels } from '../unit-level';

export interface RankingPage {
  readonly periodId: PeriodId | undefined;
  /** Newest first. */
  readonly periods: readonly { readonly periodId: PeriodId; readonly units: number }[];
  readonly level: UnitLevel;
  /** Levels that have units below. */
  readonly levels: readonly UnitLevel[];
  readonly method: RankMethod;
  readonly ranking: UnitRanking;
}

export interface RankingAsked {
  readonly periodId: string | undefined;
  readonly level: string | undefined;
  readonly method: RankMethod;
}

/**
 * The units below a superior office against one another, by published figures alone: what stands here anyone could work out
 * from the portal, and nothing hidden can be worked back from it.
 */
export async function rankUnitsBelow(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  asked: RankingAsked,
): Promise<Result<RankingPage, NotAllowed>> {
  if (!may(actor, 'view-superior', unitCode)) return notAllowed('view-superior');
  const today = ctx.clock.today();
  const codes = descendantsOn(await allParentLinks(ctx.db), unitCode, today);
  const below = await unitsByCode(ctx.db, codes);
  const levels = unitLevels.filter((level) => below.some((unit) => levelOf(unit) === level));
  const level = levels.find((each) => each === asked.level) ?? levels[0] ?? 'commune';
  const units = below.filter((unit) => levelOf(unit) === level);
  const periods = newestFirst(
    await publishedPeriodsOf(
      ctx.db,
      units.map(({ code }) => code),
    ),
  );
  const wanted = parsePeriodId(asked.periodId ?? '')?.id;
  // The newest that compares anything.
  const usual = periods.find((each) => each.units > 1) ?? periods[0];
  const periodId = (periods.find((each) => each.periodId === wanted) ?? usual)?.periodId;
  const ranking = await rankingOf(ctx, units, periodId, asked.method);
  return ok({ periodId, periods, level, levels, method: asked.method, ranking });
}

/** Where a unit stands among those beside it, by what all of them published for the period; undefined where nothing can be said. */
export async function ownRank(
  ctx: ActionContext,
  unitCode: UnitCode,
  periodId: PeriodId,
  method: RankMethod = 'satisfied-share',
): Promise<OwnRank | undefined> {
  const [links, today] = [await allParentLinks(ctx.db), ctx.clock.today()];
  const unit = await findUnit(ctx.db, unitCode);
  const above = parentOn(links, unitCode, today);
  if (unit === undefined || above === undefined) return undefined;
  const beside = await unitsByCode(ctx.db, descendantsOn(links, above, today));
  const same = beside.filter((other) => levelOf(other) === levelOf(unit));
  const { ranked } = await rankingOf(ctx, same, periodId, method);
  const own = ranked.find(({ code }) => code === unitCode);
  if (own === undefined || ranked.length < 2) return undefined;
  const average = ranked.reduce((sum, { figure }) => sum + figure.value, 0) / ranked.length;
  return { unit: own, size: ranked.length, average };
}

export interface OwnRank {
  readonly unit: RankedUnit;
  /** Units compared, this one among them, and the plain mean of their figures in percent. */
  readonly size: number;
  readonly average: number;
}

function newestFirst<T extends { readonly periodId: PeriodId }>(periods: readonly T[]): T[] {
  const untilOf = ({ periodId }: T) => `${periodOf(periodId).until} ${periodOf(periodId).from}`;
  return [...periods].sort((a, b) => (untilOf(a) < untilOf(b) ? 1 : -1));
}

/** Released snapshots do not change: what was read of one, and what was worked out of several, is kept. */
const read = new Map<string, PublishedOverall>();
const mostRead = 20_000;
const kept = new Map<string, UnitRanking>();
const mostKept = 40;

async function rankingOf(
  ctx: ActionContext,
  units: readonly Unit[],
  periodId: PeriodId | undefined,
  method: RankMethod,
): Promise<UnitRanking> {
  const names = units.map(({ code, name }) => ({ code, name }));
  const published = periodId === undefined ? [] : await overallsOf(ctx, names, periodId);
  const key = JSON.stringify([method, names, published]);
  const known = kept.get(key);
  if (known) return known;
  const ranking = rankUnits(names, published, method);
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, ranking);
  return ranking;
}

async function overallsOf(
  ctx: ActionContext,
  units: readonly RankedUnitName[],
  periodId: PeriodId,
): Promise<PublishedOverall[]> {
  const last = await lastSnapshotsOf(
    ctx.db,
    units.map(({ code }) => code),
    periodId,
  );
  const keyOf = ({ unitCode, snapshotId }: SnapshotKey) => `${unitCode} ${snapshotId}`;
  const missing = last.filter((each) => !read.has(keyOf(each)));
  if (read.size + missing.length > mostRead) read.clear();
  for (const each of await publishedOverallsOf(ctx.db, read.size === 0 ? last : missing)) read.set(keyOf(each), each);
  return last.flatMap((each) => read.get(keyOf(each)) ?? []);
}
