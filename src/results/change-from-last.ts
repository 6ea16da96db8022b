import type { Change, ChangeFromLast, PeriodResults, ShownRow } from './period-results';
import { meanOfPeople } from './alikeness';
import { differenceOfMeans, differenceOfShares, meanOfAnswers, type MeanWithVariance } from './difference';
import type { Estimate } from './estimate';

type Comparable = Pick<PeriodResults, 'periodId' | 'form' | 'rows'>;

/** Row by row, only between the same version of the same form and where both figures are shown; null where nothing is. */
export function changeBetween(later: Comparable, earlier: Comparable): ChangeFromLast | null {
  if (later.form.id !== earlier.form.id || later.form.version !== earlier.form.version) return null;
  const before = new Map(earlier.rows.map((row) => [`${row.scope} ${row.id}`, row]));
  const rows = later.rows.flatMap((row): Change[] => {
    const other = before.get(`${row.scope} ${row.id}`);
    return row.suppressed || !other || other.suppressed ? [] : [changeOfRow(row, other)];
  });
  return rows.length === 0 ? null : { periodId: earlier.periodId, rows };
}

function changeOfRow(later: ShownRow, earlier: ShownRow): Change {
  const points = later.distribution.length;
  const share = differenceOfShares(satisfiedOf(later), satisfiedOf(earlier));
  const mean = differenceOfMeans(meanOf(later), meanOf(earlier));
  return {
    scope: later.scope,
    id: later.id,
    satisfiedShare: inPoints(share, 100),
    meanScore: inPoints(mean, 100 / points),
  };
}

/** Of a factor: as many answers as those of its people are worth. */
function satisfiedOf({ n, distribution, byPerson }: ShownRow): { readonly successes: number; readonly n: number } {
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
