import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../src/kernel/bytes';
import type { Part, Tally } from './accuracy';

export interface KeptTallies {
  find(part: Part): Tally | undefined;
  keep(part: Part, tally: Tally): void;
}

/**
 * Of parts measured before by this very program: a stopped measurement goes on where it was. `program` is the built worker, which
 * names what it is made of by the hash of its content: reader, printing and forger, and nothing that a page does not pass through.
 */
export function keptTallies(program: string): KeptTallies {
  const folder = join('.cache', 'paper-forge', `tallies-${sha256Hex(readFileSync(program, 'utf8')).slice(0, 16)}`);
  mkdirSync(folder, { recursive: true });
  const fileOf = ({ kind, block, from, count }: Part) => join(folder, `${kind}-${block}-${from}-${count}.json`);
  return {
    find: (part) => {
      try {
        return JSON.parse(readFileSync(fileOf(part), 'utf8')) as Tally;
      } catch {
        return undefined;
      }
    },
    keep: (part, tally) => writeFileSync(fileOf(part), JSON.stringify(tally)),
  };
}
