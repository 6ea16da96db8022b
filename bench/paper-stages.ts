import turbo from '@julusian/jpeg-turbo';
import { readCodes } from '../src/paper/reading/code-reader-adapter.server';
import { locateSheet } from '../src/paper/reading/locate-sheet';
import { openPictures } from '../src/paper/reading/open-pictures-adapter.server';
import type { PictureFile } from '../src/paper/reading/picture-file';
import { readPage } from '../src/paper/reading/read-page';
import { scanReport } from '../src/paper/reading/scan-report';
import { readSheetCode } from '../src/paper/sheet-code';
import { testSheetKey } from '../src/paper/sheet-key-adapter.server';
import type { ScannedSheets } from './paper-sheets';

/** Milliseconds of CPU a page, in the order they are spent. `floor` is the same decoder alone, in the same round. */
export interface Stages {
  readonly floor: number;
  readonly decode: number;
  readonly register: number;
  readonly code: number;
  readonly boxes: number;
  readonly report: number;
  readonly whole: number;
}

/** Of this process: what others do on the machine at the same time does not count. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** One round over all pages, in this thread; floor and reading take turns page by page, so that both meet the same machine. */
export async function measureRound({ layout, jpegs }: ScannedSheets, file: PictureFile | undefined): Promise<Stages> {
  const spent = { floor: 0, decode: 0, register: 0, code: 0, boxes: 0, report: 0, whole: 0 };
  let inCodes = 0;
  const timedCodes: typeof readCodes = async (picture, options) => {
    const began = cpuNow();
    const found = await readCodes(picture, options);
    inCodes += cpuNow() - began;
    return found;
  };
  const meaningOf = (text: string) => readSheetCode(text, testSheetKey.bytes);
  for (const [page, jpeg] of jpegs.entries()) {
    const start = cpuNow();
    turbo.decompressSync(Buffer.from(jpeg), { format: turbo.FORMAT_GRAY });
    const floored = cpuNow();
    const decoded = await (file ? file.picture(page) : decodeAlone(jpeg));
    if (!decoded.ok) throw new Error(decoded.error.type);
    const decodedAt = cpuNow();
    const { picture, ...facts } = decoded.value;
    const reading = await readPage(picture, facts, { layouts: [layout], readCodes, meaningOf });
    if (reading.status === 'refused') throw new Error(`a clean sheet was refused: ${reading.refusal.type}`);
    const readAt = cpuNow();
    const report = scanReport([{ file: 'a', pages: [{ index: 0, reading }], refusal: undefined }], [layout], 'test');
    JSON.stringify(report);
    const ended = cpuNow();
    inCodes = 0;
    await locateSheet(picture, [layout], timedCodes, meaningOf);
    const located = cpuNow() - ended;
    spent.floor += floored - start;
    spent.decode += decodedAt - floored;
    spent.register += located - inCodes;
    spent.code += inCodes;
    spent.boxes += readAt - decodedAt - located;
    spent.report += ended - readAt;
    spent.whole += ended - floored;
  }
  const each = (milliseconds: number) => milliseconds / jpegs.length;
  return {
    floor: each(spent.floor),
    decode: each(spent.decode),
    register: each(spent.register),
    code: each(spent.code),
    boxes: each(spent.boxes),
    report: each(spent.report),
    whole: each(spent.whole),
  };
}

async function decodeAlone(jpeg: Uint8Array) {
  const opened = await openPictures(jpeg);
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value.picture(0);
}

/** Of each stage by itself, over the rounds. */
export function medianStages(rounds: readonly Stages[]): Stages {
  const median = (key: keyof Stages) => medianOf(rounds.map((round) => round[key]));
  return {
    floor: median('floor'),
    decode: median('decode'),
    register: median('register'),
    code: median('code'),
    boxes: median('boxes'),
    report: median('report'),
    whole: median('whole'),
  };
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
