/** Two-sided 95 % of the normal distribution. */
const z = 1.959963984540054;

/**
 * Half-width in percentage points of a 95 % interval of a share near 50 %, for a simple random sample of `ballots` out
 * of `dossiers`, with the finite population correction √((N−n)/(N−1)) (Cochran, Sampling Techniques, 3rd ed., 3.2 and 4.4).
 * Undefined without ballots; 0 when everyone answered. Ballots left in a box by choice are not a random sample: the page
 * that shows this figure says so.
 */
export function marginPercentagePoints(ballots: number, dossiers: number): number | undefined {
  if (ballots <= 0 || dossiers <= 0) return undefined;
  if (ballots >= dossiers) return 0;
  return 100 * z * Math.sqrt(0.25 / ballots) * Math.sqrt((dossiers - ballots) / (dossiers - 1));
}
