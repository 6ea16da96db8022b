import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** CPU milliseconds a process and all below it have used so far, ended children included (Linux). */
export function cpuMilliseconds(pid: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)));
  const family = new Set([pid]);
  for (let grown = true; grown;) {
    grown = false;
    for (const stat of stats) {
      if (!family.has(stat.parent) || family.has(stat.pid)) continue;
      family.add(stat.pid);
      grown = true;
    }
  }
  return stats
    .filter((stat) => family.has(stat.pid))
    .reduce((sum, stat) => sum + (stat.ticks * 1000) / ticksPerSecond, 0);
}

function readStat(pid: number): { pid: number; parent: number; ticks: number }[] {
  try {
    // Fields after the name, which may hold spaces: state, ppid, …; 14–17 of the manual are utime, stime, cutime, cstime.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
    return [{ pid, parent: fields[1] ?? 0, ticks: [11, 12, 13, 14].reduce((sum, at) => sum + (fields[at] ?? 0), 0) }];
  } catch {
    return [];
  }
}
