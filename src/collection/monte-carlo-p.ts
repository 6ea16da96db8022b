/** Draws that are made at most, so that no p-value is below 1 in 20,000. */
export const mostDraws = 19_999;
/** As odd draws that settle the matter. */
const enough = 20;

/**
 * How often chance gives at least `observed`, by drawing until 20 draws did or `most` were made; never too small (J. Besag and
 * P. Clifford, Sequential Monte Carlo p-values, Biometrika 78 (1991) 301–304).
 */
export function monteCarloP(observed: number, draw: () => number, most: number = mostDraws): number {
  let atLeast = 0;
  for (let drawn = 1; drawn <= most; drawn += 1) {
    if (draw() >= observed) atLeast += 1;
    if (atLeast === enough) return enough / drawn;
  }
  return (atLeast + 1) / (most + 1);
}
