import { assert } from '../kernel/result';
import type { Chance } from '../kernel/random';
import { makeSerial } from './sheet-code';

/** More would make a chance repetition likely enough to matter, and no office prints them at once. */
export const mostSheets = 20_000;

/** Random serials without repetition; their order is chance, so the pile needs no shuffling. */
export function drawSerials(count: number, chance: Chance): string[] {
  assert(Number.isSafeInteger(count) && count >= 0 && count <= mostSheets, 'a run of sheets out of bounds');
  const drawn = new Set<string>();
  while (drawn.size < count) drawn.add(makeSerial(chance));
  return [...drawn];
}
