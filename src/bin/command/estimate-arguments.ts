import { fail, ok, type Result } from '../../kernel/result';
import type { Distance } from '../../results/design/calibration';
import { type Statistic, statistics } from '../../results/design/estimate-domain';
import type { VarianceMethod } from '../../results/design/linear-estimates';
import { rakingDefaults, type RakingControl } from '../../results/design/post-strata';
import { proportionIntervals } from '../../results/design/proportion-interval';
import { ppsKinds } from '../../results/design/survey-design';
import type { EstimateRequest } from '../../results/design/table-estimates';
import { lonelyRules } from '../../results/design/taylor-variance';
import { commandText } from '../../ui/text/command';
import { fillConsoleText } from '../../ui/text/console';
import { flagProblem, parseFlagsOnce } from './flag-problem';

const flags = {
  csv: { type: 'string' },
  statistic: { type: 'string' },
  value: { type: 'string' },
  denominator: { type: 'string' },
  level: { type: 'string' },
  probability: { type: 'string' },
  by: { type: 'string' },
  strata: { type: 'string' },
  cluster: { type: 'string', multiple: true },
  fpc: { type: 'string', multiple: true },
  weights: { type: 'string' },
  probs: { type: 'string', multiple: true },
  pps: { type: 'string' },
  variance: { type: 'string' },
  joint: { type: 'string' },
  'joint-tolerance': { type: 'string' },
  response: { type: 'string' },
  cells: { type: 'string', multiple: true },
  'post-strata': { type: 'string', multiple: true },
  'post-totals': { type: 'string' },
  rake: { type: 'string', multiple: true },
  margins: { type: 'string' },
  'rake-epsilon': { type: 'string' },
  'rake-rounds': { type: 'string' },
  calibrate: { type: 'string', multiple: true },
  totals: { type: 'string' },
  distance: { type: 'string' },
  bounds: { type: 'string' },
  contrast: { type: 'string', multiple: true },
  covariance: { type: 'boolean' },
  method: { type: 'string' },
  interval: { type: 'string' },
  lonely: { type: 'string' },
  replicates: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const texts = commandText.estimate;

/** Known totals: which columns, and the file that holds them. */
export type AskedTotals = { readonly columns: readonly string[]; readonly file: string } & (
  | { readonly kind: 'post-strata' }
  | { readonly kind: 'rake'; readonly control: RakingControl }
  | { readonly kind: 'calibrate'; readonly distance: Distance }
);

export interface AskedPps {
  readonly kind: (typeof ppsKinds)[number];
  readonly form: 'horvitz-thompson' | 'yates-grundy';
  readonly jointFile: string | undefined;
  readonly tolerance: number;
}

export interface Asked {
  readonly file: string;
  readonly json: boolean;
  readonly request: Omit<EstimateRequest, 'pps' | 'totals'>;
  readonly pps: AskedPps | undefined;
  readonly totals: AskedTotals | undefined;
  /** Flags given that have no part in what is asked. */
  readonly unused: readonly string[];
}

export const askedForHelp = '';

/** What is wrong with the command line, in words. */
export function readArguments(args: readonly string[]): Result<Asked, string> {
  const parsed = parseFlags(args);
  if (!parsed.ok) return parsed;
  const given = parsed.value;
  if (given.help === true) return fail(askedForHelp);
  const { csv } = given;
  if (!csv) return fail(fillConsoleText(commandText.missing, { name: '--csv' }));
  const request = readRequest(given);
  if (!request.ok) return request;
  const pps = readPps(given);
  if (!pps.ok) return pps;
  const totals = readTotals(given);
  if (!totals.ok) return totals;
  const parts = { request: request.value, pps: pps.value, totals: totals.value };
  return ok({
    file: csv,
    json: given.json === true,
    ...parts,
    unused: unusedFlags(given, request.value, totals.value),
  });
}

function unusedFlags(given: Given, { statistic, method }: Asked['request'], totals: AskedTotals | undefined): string[] {
  const used: readonly (readonly [keyof Given, boolean])[] = [
    ['denominator', statistic.kind === 'ratio'],
    ['level', statistic.kind === 'proportion'],
    ['interval', statistic.kind === 'proportion'],
    ['probability', statistic.kind === 'quantile'],
    ['replicates', method.method === 'bootstrap'],
    ['seed', method.method === 'bootstrap'],
    ['rake-epsilon', totals?.kind === 'rake'],
    ['rake-rounds', totals?.kind === 'rake'],
    ['distance', totals?.kind === 'calibrate'],
    ['bounds', totals?.kind === 'calibrate'],
  ];
  return used.filter(([flag, isUsed]) => given[flag] !== undefined && !isUsed).map(([flag]) => `--${flag}`);
}

function readRequest(given: Given): Result<Asked['request'], string> {
  const { value } = given;
  if (!value) return fail(fillConsoleText(commandText.missing, { name: '--value' }));
  const statistic = readStatistic(given);
  if (!statistic.ok) return statistic;
  const method = readMethod(given);
  if (!method.ok) return method;
  const compares = (given.contrast?.length ?? 0) > 0 || given.covariance === true;
  if (compares && !given.by) return fail(fillConsoleText(commandText.missing, { name: '--by' }));
  if (compares && statistic.value.kind === 'quantile') return fail(texts.noQuantileContrast);
  if (given.cells !== undefined && given.response === undefined)
    return fail(fillConsoleText(commandText.missing, { name: '--response' }));
  return ok({
    statistic: statistic.value,
    method: method.value,
    value,
    denominator: statistic.value.kind === 'ratio' ? given.denominator : undefined,
    level: statistic.value.kind === 'proportion' ? given.level : undefined,
    by: given.by,
    strata: given.strata,
    clusters: given.cluster ?? [],
    populations: given.fpc ?? [],
    probabilities: given.probs ?? [],
    weights: given.weights,
    response: given.response === undefined ? undefined : { column: given.response, cells: given.cells ?? [] },
    contrasts: given.contrast ?? [],
    covariance: given.covariance === true,
  });
}

function readPps(given: Given): Result<AskedPps | undefined, string> {
  if (given.pps === undefined) {
    const stray = (['joint', 'joint-tolerance', 'variance'] as const).find((name) => given[name] !== undefined);
    return stray === undefined ? ok(undefined) : fail(fillConsoleText(commandText.missing, { name: '--pps' }));
  }
  const kind = ppsKinds.find((name) => name === given.pps);
  if (kind === undefined) return fail(oneOf('--pps', ppsKinds, given.pps));
  if ((kind === 'ht' || kind === 'yg') && !given.joint)
    return fail(fillConsoleText(commandText.missing, { name: '--joint' }));
  const variance = given.variance ?? 'ht';
  if (variance !== 'ht' && variance !== 'yg') return fail(oneOf('--variance', ['ht', 'yg'], variance));
  const tolerance = Number(given['joint-tolerance'] ?? '1e-4');
  if (!(tolerance >= 0)) return fail(fillConsoleText(texts.badNumber, { flag: '--joint-tolerance' }));
  const form = variance === 'yg' ? 'yates-grundy' : 'horvitz-thompson';
  return ok({ kind, form, jointFile: given.joint, tolerance });
}

function readTotals(given: Given): Result<AskedTotals | undefined, string> {
  const kinds = [
    ['post-strata', given['post-strata'], 'post-totals', given['post-totals']],
    ['rake', given.rake, 'margins', given.margins],
    ['calibrate', given.calibrate, 'totals', given.totals],
  ] as const;
  const asked = kinds.filter(([, columns, , file]) => columns !== undefined || file !== undefined);
  const [first, second] = asked;
  if (first === undefined) return ok(undefined);
  if (second !== undefined) return fail(texts.oneAdjustment);
  const [kind, columns = [], fileFlag, file] = first;
  if (columns.length === 0) return fail(fillConsoleText(commandText.missing, { name: `--${kind}` }));
  if (!file) return fail(fillConsoleText(commandText.missing, { name: `--${fileFlag}` }));
  if (kind === 'post-strata') return ok({ kind, columns, file });
  if (kind === 'rake') {
    const epsilon = Number(given['rake-epsilon'] ?? rakingDefaults.epsilon);
    const rounds = Number(given['rake-rounds'] ?? rakingDefaults.rounds);
    if (!(epsilon > 0)) return fail(fillConsoleText(texts.badNumber, { flag: '--rake-epsilon' }));
    if (!Number.isInteger(rounds) || rounds < 1)
      return fail(fillConsoleText(texts.badNumber, { flag: '--rake-rounds' }));
    return ok({ kind, columns, file, control: { epsilon, rounds } });
  }
  const distance = readDistance(given);
  return distance.ok ? ok({ kind, columns, file, distance: distance.value }) : distance;
}

function readDistance(given: Given): Result<Distance, string> {
  const kinds = ['linear', 'raking', 'logit'] as const;
  const kind = kinds.find((name) => name === (given.distance ?? 'linear'));
  if (kind === undefined) return fail(oneOf('--distance', kinds, given.distance));
  if (given.bounds === undefined)
    return kind === 'logit'
      ? fail(fillConsoleText(commandText.missing, { name: '--bounds' }))
      : ok({ kind, low: -Infinity, high: Infinity });
  const [low, high, more] = given.bounds.split(',').map(Number);
  if (low === undefined || high === undefined || more !== undefined || !(low < 1 && high > 1))
    return fail(texts.badBounds);
  return ok({ kind, low, high });
}

type Given = ReturnType<typeof parse>['values'];

const parse = (args: readonly string[]) => parseFlagsOnce({ args: joined(args), options: flags });

/** A value may begin with a hyphen, as the group “-1” does: it is tied to its flag, so that it is not taken for one. */
function joined(args: readonly string[]): string[] {
  const isFlag = (text: string | undefined) =>
    text === '-h' || Object.hasOwn(flags, (text ?? '').replace(/^--|=.*/g, ''));
  const found: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const own = args[at] ?? '';
    const next = args[at + 1];
    const takes =
      own.startsWith('--') &&
      Object.entries(flags).some(([name, { type }]) => own === `--${name}` && type === 'string');
    if (takes && next?.startsWith('-') === true && !(next.startsWith('--') && isFlag(next))) {
      found.push(`${own}=${next}`);
      at += 1;
    } else found.push(own);
  }
  return found;
}

function parseFlags(args: readonly string[]): Result<Given, string> {
  try {
    return ok(parse(args).values);
  } catch (error) {
    return fail(flagProblem(error));
  }
}

function readStatistic(given: Given): Result<Statistic, string> {
  const kind = statistics.find((name) => name === given.statistic);
  if (kind === undefined) return fail(oneOf('--statistic', statistics, given.statistic));
  if (kind === 'ratio' && !given.denominator)
    return fail(fillConsoleText(commandText.missing, { name: '--denominator' }));
  if (kind === 'proportion') {
    const interval = proportionIntervals.find((name) => name === (given.interval ?? 'logit'));
    return interval === undefined
      ? fail(oneOf('--interval', proportionIntervals, given.interval))
      : ok({ kind, interval });
  }
  if (kind !== 'quantile') return ok({ kind });
  const probability = Number(given.probability ?? '0.5');
  return probability > 0 && probability < 1 ? ok({ kind, probability }) : fail(texts.badProbability);
}

function readMethod(given: Given): Result<VarianceMethod, string> {
  const lonely = lonelyRules.find((rule) => rule === given.lonely);
  if (given.lonely !== undefined && lonely === undefined) return fail(oneOf('--lonely', lonelyRules, given.lonely));
  const method = given.method ?? 'taylor';
  if (method === 'taylor' || method === 'jackknife') return ok({ method, lonely });
  if (method !== 'bootstrap') return fail(oneOf('--method', ['taylor', 'jackknife', 'bootstrap'], method));
  if (lonely !== undefined && lonely !== 'certainty') return fail(texts.bootstrapLonely);
  const replicates = Number(given.replicates ?? '1000');
  const seed = Number(given.seed ?? '1');
  if (!Number.isInteger(replicates) || replicates < 2) return fail(texts.badReplicates);
  if (!Number.isInteger(seed) || seed < 0) return fail(texts.badSeed);
  return ok({ method, replicates, seed, lonely });
}

function oneOf(flag: string, choices: readonly string[], given: string | undefined): string {
  return given === undefined
    ? fillConsoleText(commandText.missing, { name: `${flag} ${choices.join('|')}` })
    : fillConsoleText(texts.oneOf, { flag, given, choices: choices.join(', ') });
}
