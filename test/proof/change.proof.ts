import { type Chance, seededChance } from '../../src/kernel/random';
import { changeBetween } from '../../src/results/change-from-last';
import type { PeriodResults } from '../../src/results/period-results';
import { resultRows } from '../../src/results/result-rows';
import { tallyLayout, tallyOf } from '../../src/results/tally';
import { questionnaireC } from '../../src/survey/built-in-questionnaires';
import { type Claim, type Effort, type Proof, shareClaim } from './proof';

const layout = tallyLayout(questionnaireC);

/** An office of people with moods, whose answers to the first item are content `less` times in a thousand less often. */
function period(
  chance: Chance,
  people: number,
  less: number,
): Pick<PeriodResults, 'periodId' | 'form' | 'rows' | 'cuts'> {
  const ballots = Array.from({ length: people }, () => {
    const mood = 650 + chance(300);
    const answers = Uint8Array.from({ length: layout.slots.length }, (_, slot) =>
      chance(15) === 0 ? 0 : chance(1000) < mood - (slot === 0 ? less : 0) ? 4 + chance(2) : 1 + chance(3),
    );
    return { channel: 'web', fieldCode: null, officialCode: null, possibleRepeat: false, answers };
  });
  const whole = tallyOf(layout, ballots).find(({ cut }) => cut === 'all');
  const rows = whole === undefined ? [] : resultRows(questionnaireC, layout, whole, () => true);
  return { periodId: '2025-Q1' as PeriodResults['periodId'], form: questionnaireC, rows, cuts: [] };
}

function* run({ seed, repetitions }: Effort): Iterable<Claim> {
  const samples = repetitions(4000);
  const chance = seededChance(seed);
  const count = { holm: 0, alone: 0, seen: 0 };
  for (let sample = 0; sample < samples; sample += 1) {
    const same = changeBetween(period(chance, 200, 0), period(chance, 200, 0));
    const items = same?.rows.filter(({ scope }) => scope === 'item') ?? [];
    count.holm += Number(items.some(({ verdict }) => verdict !== 'unclear'));
    count.alone += Number(items.some(({ satisfiedShare: { low, high } }) => low > 0 || high < 0));
    const worse = changeBetween(period(chance, 400, 150), period(chance, 400, 0));
    count.seen += Number(worse?.rows[0]?.verdict === 'fallen');
  }
  const falseAlarm = shareClaim('any of nine items called changed, two periods alike', {
    count: count.holm,
    repetitions: samples,
    expected: 0.05,
    slack: 0.005,
  });
  // At most: answers of one person are alike, which makes Holm cautious.
  yield { ...falseAlarm, low: 0 };
  yield { says: 'the same without care for their number', measured: count.alone / samples, low: 0.12, high: 1 };
  yield {
    says: 'a fall of 15 points of one item, 400 people, is seen',
    measured: count.seen / samples,
    low: 0.8,
    high: 1,
  };
}

export const proof: Proof = {
  says: 'two periods that are alike show a changed item one time in twenty at most; a real fall is seen',
  run,
};
