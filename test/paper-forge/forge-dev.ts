import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, openBench, type Part } from './accuracy';
import { forgeClasses, type ForgedPage } from './forge-page';
import { type JudgedPage, mostOffMillimetres } from './judge-page';

const kindsKnown: readonly Part['kind'][] = [...forgeClasses, 'foreign'];

const help = `npm run forge -- [--kind scan-careless,…,foreign] [--from 0] [--count 20] [--out FOLDER] [--all]
  Forges pages of the seeds dev/0, dev/1, … (never those that the reader's accuracy is reported on), reads them, and names
  every row silently misread, every page refused or read in the wrong place, and counts by kind of mark.
  --out  keeps the pages named, as pictures, each with its truth as JSON;  --all  keeps every page`;

/** For whoever mends the reader: what goes wrong, on pages that may be looked at. */
export async function forgeDev(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kind: { type: 'string', default: forgeClasses.join(',') },
      from: { type: 'string', default: '0' },
      count: { type: 'string', default: '20' },
      out: { type: 'string' },
      all: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  const kinds = values.kind.split(',').flatMap((kind) => kindsKnown.filter((known) => known === kind));
  if (values.help || kinds.length === 0) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const bench = await openBench();
  for (const kind of kinds) {
    const marks = new Map<string, { rows: number; doubtful: number; wrong: number }>();
    const part: Part = { kind, block: 'dev', from: Number(values.from), count: Number(values.count) };
    const tally = await measure(bench, part, (forged, judged) => {
      const faults = faultsOf(judged);
      for (const fault of faults) console.log([forged.name, fault, forged.done.join(' ')].join('\t'));
      countMarks(marks, judged);
      if (values.out && (values.all || faults.length > 0)) keep(values.out, forged);
    });
    console.log(`${kind}: ${JSON.stringify(tally)}`);
    for (const [how, count] of marks) console.log(`  ${how}: ${JSON.stringify(count)}`);
  }
  return 0;
}

function faultsOf(judged: JudgedPage): string[] {
  if (judged.status === 'refused') return [`refused: ${judged.refusal}`];
  const off = judged.offMillimetres ?? 0;
  return [
    ...(judged.isOtherSheet ? ['another sheet'] : []),
    ...(off > mostOffMillimetres ? [`${off.toFixed(1)} mm off`] : []),
    ...(judged.missedFrames + judged.phantomFrames > 0
      ? [`frames: ${judged.missedFrames} missed, ${judged.phantomFrames} empty`]
      : []),
    ...judged.rows
      .filter(({ verdict }) => verdict === 'wrong')
      .map(({ truth, read }) => `${truth.item} (${truth.how}) read ${read}, right ${JSON.stringify(truth.right)}`),
  ];
}

function countMarks(marks: Map<string, { rows: number; doubtful: number; wrong: number }>, judged: JudgedPage): void {
  if (judged.status === 'refused') return;
  for (const { truth, verdict } of judged.rows) {
    const count = marks.get(truth.how) ?? { rows: 0, doubtful: 0, wrong: 0 };
    count.rows += 1;
    if (verdict !== 'right') count[verdict] += 1;
    marks.set(truth.how, count);
  }
}

function keep(folder: string, { name, ending, bytes, rows, writtenFrames, printed, done }: ForgedPage): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.${ending}`), bytes);
  const truth = {
    form: printed.layout.form,
    page: printed.page.page,
    serial: printed.serial,
    rows,
    writtenFrames,
    done,
  };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(truth, undefined, 1));
}
