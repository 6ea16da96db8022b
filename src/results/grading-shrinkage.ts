import { assert } from '../kernel/result';

/** What a group said: satisfied answers of all answers, at least one. */
export interface GroupShare {
  readonly satisfied: number;
  readonly n: number;
}

/** Of one group, as fractions of one. */
export interface ShrunkShare {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** How far the figure was drawn to the common one, 0 not at all … 1 wholly, before it was limited. */
  readonly pull: number;
  /** So unlike the others that it was moved by one standard error only, and keeps the interval of its own answers. */
  readonly limited: boolean;
}

/**
 * With a flat prior on the variance between groups, fewer than four groups leave it without a distribution; and from one
 * shrunk figure of four nobody can work back to the figure of one other group.
 */
export const fewestGroups = 4;

/** Nodes of the integral over the variance between groups; 200 give five digits (tested against 3,000). */
const usualNodes = 200;

interface Node {
  readonly weight: number;
  readonly variance: number;
  readonly centre: number;
  readonly precision: number;
}

/**
 * Empirical Bayes figures of several groups, each drawn towards the common one the more the fewer answers it has. Model: on the
 * scale x = arcsin √share, x̂ᵢ ~ N(θᵢ, Vᵢ) with Vᵢ = 1 ÷ (4nᵢ + 2) (Anscombe, Biometrika 35 (1948) 246–254), θᵢ ~ N(μ, A),
 * μ and A unknown with a flat prior. The shrinkage Bᵢ = Vᵢ ÷ (Vᵢ + A) is that of Efron and Morris, JASA 70 (1975) 311–319, and
 * Morris, JASA 78 (1983) 47–55; instead of his approximation the posterior of A is integrated (Morris and Lysy, Statistical
 * Science 27 (2012) 115–134), so that the interval knows that μ and A are guesses. No figure is moved by more than one standard
 * error (limited translation, Efron and Morris, JASA 67 (1972) 130–139): else the one official who is unlike twenty others would
 * be drawn to them wrongly. Undefined for fewer than four groups.
 */
export function shrinkShares(groups: readonly GroupShare[], nodeCount = usualNodes): ShrunkShare[] | undefined {
  if (groups.length < fewestGroups) return undefined;
  const x = groups.map(({ satisfied, n }) => {
    assert(n > 0 && satisfied >= 0 && satisfied <= n, 'share outside its group');
    return Math.asin(Math.sqrt((satisfied + 3 / 8) / (n + 3 / 4)));
  });
  const v = groups.map(({ n }) => 1 / (4 * n + 2));
  const nodes = posteriorOfVariance(x, v, nodeCount);
  return groups.map((_, at) => shrunkShare(x[at] ?? 0, v[at] ?? 1, nodes));
}

/**
 * The posterior of A on a grid: p(A | x̂) ∝ Π (Vᵢ+A)^−½ · (Σ 1/(Vᵢ+A))^−½ · exp(−½ Σ (x̂ᵢ−μ̂_A)² ÷ (Vᵢ+A)). Substituted
 * A = c (1/s² − 1), s in (0, 1], which makes the integrand bounded for four groups; c near the spread seen puts the nodes where
 * the weight is.
 */
function posteriorOfVariance(x: readonly number[], v: readonly number[], nodeCount: number): Node[] {
  const mean = sum(x) / x.length;
  const spread = sum(x.map((each) => (each - mean) ** 2)) / (x.length - 1);
  const typical = v.length / sum(v.map((each) => 1 / each));
  const scale = typical + Math.max(0, spread - sum(v) / v.length);
  const nodes = Array.from({ length: nodeCount }, (_, at) => {
    const s = (at + 0.5) / nodeCount;
    const variance = scale * (1 / (s * s) - 1);
    const weights = v.map((each) => 1 / (each + variance));
    const precision = sum(weights);
    const centre = sum(weights.map((weight, group) => weight * (x[group] ?? 0))) / precision;
    const misfit = sum(weights.map((weight, group) => weight * ((x[group] ?? 0) - centre) ** 2));
    const logWeight = 0.5 * (sum(weights.map(Math.log)) - Math.log(precision) - misfit) - 3 * Math.log(s);
    return { logWeight, variance, centre, precision };
  });
  const most = Math.max(...nodes.map(({ logWeight }) => logWeight));
  const total = sum(nodes.map(({ logWeight }) => Math.exp(logWeight - most)));
  return nodes.map(({ logWeight, ...node }) => ({ ...node, weight: Math.exp(logWeight - most) / total }));
}

function shrunkShare(x: number, v: number, nodes: readonly Node[]): ShrunkShare {
  const parts = nodes.map(({ weight, variance, centre, precision }) => {
    const pull = v / (v + variance);
    // θ | A ~ N((1−B) x̂ + B μ̂, V (1−B) + B² ÷ Σ 1/(Vᵢ+A)): the second term is what guessing μ costs.
    return { weight, pull, mean: x + pull * (centre - x), spread: v * (1 - pull) + (pull * pull) / precision };
  });
  const pull = sum(parts.map((part) => part.weight * part.pull));
  const moved = sum(parts.map(({ weight, mean }) => weight * mean)) - x;
  const limited = Math.abs(moved) > Math.sqrt(v);
  const kept = limited ? [{ weight: 1, mean: x + Math.sign(moved) * Math.sqrt(v), spread: v }] : parts;
  const around = limited ? [{ weight: 1, mean: x, spread: v }] : parts;
  const end = (probability: number) => Math.sin(quantileOf(around, probability)) ** 2;
  return { value: meanShare(kept), low: end(0.025), high: end(0.975), pull, limited };
}

interface Part {
  readonly weight: number;
  readonly mean: number;
  readonly spread: number;
}

/** E sin²θ of a mixture of normals: (1 − e^(−2σ²) cos 2m) ÷ 2 of each. */
function meanShare(parts: readonly Part[]): number {
  return sum(parts.map(({ weight, mean, spread }) => (weight * (1 - Math.exp(-2 * spread) * Math.cos(2 * mean))) / 2));
}

/** The quantile of a mixture of normals, within 0 … π/2, where the shares are. */
function quantileOf(parts: readonly Part[], probability: number): number {
  const heavy = parts.filter(({ weight }) => weight > 1e-9);
  const below = (at: number) =>
    sum(heavy.map(({ weight, mean, spread }) => weight * normalBelow((at - mean) / Math.sqrt(spread))));
  let [low, high] = [0, Math.PI / 2];
  if (below(low) >= probability) return low;
  if (below(high) <= probability) return high;
  while (high - low > 1e-7) {
    const middle = (low + high) / 2;
    if (below(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(Z < z): Taylor series of G. Marsaglia, Journal of Statistical Software 11 (2004) no. 4; beyond 7 it is 0 or 1 to 1e-12. */
export function normalBelow(z: number): number {
  if (z < -7) return 0;
  if (z > 7) return 1;
  let [term, total] = [z, z];
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(total); odd += 2) {
    term *= (z * z) / odd;
    total += term;
  }
  return 0.5 + total * Math.exp(-0.5 * z * z - 0.9189385332046727);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
