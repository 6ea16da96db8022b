import { seededChance } from '../../src/kernel/random';
import { isWorthALook, judgePage } from '../../src/results/irregularity-page';
import { signKinds } from '../../src/results/irregularity-scores';
import type { Claim, Effort, Proof } from './proof';
import { type Fraud, simulatePage } from './simulate-offices';

const provinceOffices = 40;

/** How often the cheating office is seen, on a page of 40 offices and on the observer's page of that office alone. */
const powers: readonly { readonly fraud: Fraud; readonly offices: number; readonly atLeast: number }[] = [
  { fraud: 'copies', offices: provinceOffices, atLeast: 0.9 },
  { fraud: 'copied-stack', offices: provinceOffices, atLeast: 0.9 },
  { fraud: 'kiosk-in-an-hour', offices: provinceOffices, atLeast: 0.9 },
  { fraud: 'round-counts', offices: provinceOffices, atLeast: 0.9 },
  { fraud: 'all-fives', offices: provinceOffices, atLeast: 0.3 },
  { fraud: 'keyer', offices: 1, atLeast: 0.6 },
  { fraud: 'one-hand', offices: 1, atLeast: 0.2 },
];

/** docs/adr/0063 quotes the figures. */
export const proof: Proof = {
  says: 'Honest offices are seldom shown as worth a look; offices that invent ballots mostly are.',
  *run(effort) {
    yield* falseAlarms(effort);
    yield* pValues(effort);
    for (const power of powers) yield powerOf(power, effort);
  },
};

function* falseAlarms(effort: Effort): Iterable<Claim> {
  for (const offices of [provinceOffices, 1]) {
    const pages = effort.repetitions(200);
    let alarms = 0;
    for (let page = 0; page < pages; page += 1) {
      if (judgePage(simulatePage(offices, 'none', seededChance(effort.seed * 1e5 + page))).some(isWorthALook))
        alarms += 1;
    }
    // Stated: at most one page in twenty; four Monte-Carlo errors and two points for what is approximate beyond it.
    const high = 0.05 + 4 * Math.sqrt((0.05 * 0.95) / pages) + 0.02;
    yield { says: `pages of ${offices} honest offices that show a sign`, measured: alarms / pages, low: 0, high };
  }
}

/** Each kind for itself: a p-value of 0.01 is met in about one honest score of a hundred. */
function* pValues(effort: Effort): Iterable<Claim> {
  const pages = effort.repetitions(50);
  const scores = Array.from({ length: pages }, (_, page) =>
    simulatePage(provinceOffices, 'none', seededChance(effort.seed * 7e5 + page)),
  ).flat();
  for (const kind of signKinds) {
    const own = scores.filter((score) => score.kind === kind);
    const small = own.filter(({ p }) => p <= 0.01).length;
    const high = 0.015 + 4 * Math.sqrt(0.01 / own.length);
    yield { says: `honest scores of ${kind} with p ≤ 0.01`, measured: small / own.length, low: 0, high };
  }
}

function powerOf({ fraud, offices, atLeast }: (typeof powers)[number], effort: Effort): Claim {
  const pages = effort.repetitions(40);
  let seen = 0;
  for (let page = 0; page < pages; page += 1) {
    const judged = judgePage(simulatePage(offices, fraud, seededChance(effort.seed * 3e5 + page)));
    if (judged.some((score) => score.unitCode === 'XA-0' && isWorthALook(score))) seen += 1;
  }
  return {
    says: `pages of ${offices} offices on which "${fraud}" is seen`,
    measured: seen / pages,
    low: atLeast,
    high: 1,
  };
}
