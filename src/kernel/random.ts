/** A source of chance: an integer in [0, limit). Rules take it as an argument so that tests can hold it still. */
export type Chance = (limit: number) => number;

/** Whole numbers of WebCrypto, which browsers have too; those past the last full multiple of `limit` are drawn again. */
export const secureChance: Chance = (limit) => {
  const words = new Uint32Array(1);
  const fair = 2 ** 32 - (2 ** 32 % limit);
  do globalThis.crypto.getRandomValues(words);
  while ((words[0] as number) >= fair);
  return (words[0] as number) % limit;
};

/** Fisher–Yates; every order equally likely when `chance` is uniform. Returns a new array. */
export function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = chance(last + 1);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/** mulberry32: a small seeded source for simulations and the demo, never for secrets. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}
