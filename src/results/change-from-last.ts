import { meanOfPeople } from './alikeness';
import {
  differenceOfMeans,
  differenceOfShares,
  differencePValue,
  meanOfAnswers,
  type MeanWithVariance,
  type Successes,
} from './difference';
import type { Estimate } from './estimate';
import { holmAdjusted } from './holm';
import {
  type Change,
  type ChangeFromLast,
  type ChangeVerdict,
  type CutGroup,
  type FieldChange,
  overallRow,
  type PeriodResults,
  type RowScope,
  type ShownRow,
} from './period-results';

type Comparable = Pick<PeriodResults, 'periodId' | 'form' | 'rows' | 'cuts'>;

/** Of all comparisons of a kind together, the chance of calling any mere chance a change. */
const falseAlarm = 0.05;

/** Row by row, only between the same version of the same form and where both figures are shown; null where nothing is. */
export function changeBetween(later: Comparable, earlier: Comparable): ChangeFromLast | null {
  if (later.form.id !== earlier.form.id || later.form.version !== earlier.form.version) return null;
  const before = new Map(earlier.rows.map((row) => [`${row.scope} ${row.id}`, row]));
  const pairs = later.rows.flatMap((row): Pair[] => {
    const other = before.get(`${row.scope} ${row.id}`);
    return row.suppressed || !other || other.suppressed ? [] : [{ later: row, earlier: other }];
  });
  if (pairs.length === 0) return null;
  // The overall answer is the one question asked beforehand; items, factors and fields are each looked through for changes.
  const scopes: readonly RowScope[] = ['item', 'factor', 'overall'];
  const rows = scopes.flatMap((scope) => withVerdicts(pairs.filter((pair) => pair.later.scope === scope)));
  return { periodId: earlier.periodId, rows: rows.map(changeOfRow), fields: changesOfFields(later, earlier) };
}

interface Pair {
  readonly later: ShownRow;
  readonly earlier: ShownRow;
}

/**
 * Holm and not a false discovery rate: every line that is called worse is one that somebody has to answer for, so the chance
 * of any false one is held, not their share among many.
 */
function withVerdicts<T extends Pair>(family: readonly T[]): (T & { readonly verdict: ChangeVerdict })[] {
  const adjusted = holmAdjusted(
    family.map(({ later, earlier }) => differencePValue(satisfiedOf(later), satisfiedOf(earlier))),
  );
  return family.map((pair, at) => {
    const { value } = differenceOfShares(satisfiedOf(pair.later), satisfiedOf(pair.earlier));
    const isReal = (adjusted[at] ?? 1) < falseAlarm;
    return { ...pair, verdict: isReal ? (value > 0 ? 'risen' : 'fallen') : 'unclear' };
  });
}

function changeOfRow({ later, earlier, verdict }: Pair & { readonly verdict: ChangeVerdict }): Change {
  const points = later.distribution.length;
  const share = differenceOfShares(satisfiedOf(later), satisfiedOf(earlier));
  const mean = differenceOfMeans(meanOf(later), meanOf(earlier));
  return {
    scope: later.scope,
    id: later.id,
    satisfiedShare: inPoints(share, 100),
    meanScore: inPoints(mean, 100 / points),
    verdict,
  };
}

function changesOfFields(later: Comparable, earlier: Comparable): FieldChange[] {
  const groupsOf = ({ cuts }: Comparable) => cuts.find(({ by }) => by === 'field')?.groups ?? [];
  const before = new Map(groupsOf(earlier).map((group) => [group.code, shownOverall(group)]));
  const pairs = groupsOf(later).flatMap((group) => {
    const now = shownOverall(group);
    const then = before.get(group.code);
    return now && then ? [{ later: now, earlier: then, code: group.code, title: group.title }] : [];
  });
  return withVerdicts(pairs).map(({ code, title, verdict, ...pair }) => ({
    code,
    title,
    satisfiedShare: inPoints(differenceOfShares(satisfiedOf(pair.later), satisfiedOf(pair.earlier)), 100),
    verdict,
  }));
}

function shownOverall(group: CutGroup): ShownRow | undefined {
  const row = overallRow(group);
  return row?.suppressed === false ? row : undefined;
}

/** Of a factor: as many answers as those of its people are worth. */
function satisfiedOf({ n, distribution, byPerson }: ShownRow): Successes {
  const share = distribution.slice(-2).reduce((sum, count) => sum + count, 0) / n;
  const answers = byPerson?.effectiveForShare ?? n;
  return { n: answers, successes: share * answers };
}

function meanOf({ distribution, byPerson }: ShownRow): MeanWithVariance {
  return byPerson === undefined ? meanOfAnswers(distribution) : meanOfPeople(distribution, byPerson);
}

function inPoints({ value, low, high }: Estimate, factor: number): Estimate {
  return { value: value * factor, low: low * factor, high: high * factor };
}
