import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../src/kernel/bytes';
import type { Part, Tally } from './accuracy';

export interface KeptTallies {
  find(part: Part): Tally | undefined;
  keep(part: Part, tally: Tally): void;
}

/** Of parts measured before with these very sources of reader, printing and forger: a stopped measurement goes on where it was. */
export function keptTallies(): KeptTallies {
  const folder = join('.cache', 'paper-forge', `tallies-${hashOfSources(['src/paper', 'test/paper-forge'])}`);
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

function hashOfSources(folders: readonly string[]): string {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
  return sha256Hex(sources.map((file) => `${file}\n${readFileSync(file, 'utf8')}`).join('\n')).slice(0, 16);
}
