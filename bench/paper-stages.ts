import turbo from '@julusian/jpeg-turbo';
import type { GrayImage, PageReading } from '../src/paper/page-reading';
import { readCodes } from '../src/paper/reading/code-reader-adapter.server';
import { locateSheet } from '../src/paper/reading/locate-sheet';
import { openPictures } from '../src/paper/reading/open-pictures-adapter.server';
import { PictureCanvas } from '../src/paper/reading/picture-canvas';
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

/** Milliseconds a page that `work` takes over `pages` of them. The clock itself takes one: it is read twice a pass. */
async function timed(pages: number, work: () => void | Promise<void>): Promise<number> {
  const began = cpuNow();
  await work();
  return (cpuNow() - began) / pages;
}

const meaningOf = (text: string) => readSheetCode(text, testSheetKey.bytes);

/** One round in this thread: a pass over all pages for the floor, one for the whole, and one for each stage by itself. */
export async function measureRound({ layout, jpegs }: ScannedSheets, file: PictureFile | undefined): Promise<Stages> {
  const layouts = [layout];
  const canvas = new PictureCanvas();
  // As a thread of the pool decodes: each picture over the one before.
  const decode = async (page: number, onto: PictureCanvas | undefined = canvas) => {
    const decoded = await (file ? file.picture(page, onto) : decodeAlone(jpegs[page] as Uint8Array, onto));
    if (!decoded.ok) throw new Error(decoded.error.type);
    return decoded.value;
  };
  const read = async (page: number): Promise<PageReading> => {
    const { picture, ...facts } = await decode(page);
    return readPage(picture, facts, { layouts, readCodes, meaningOf });
  };
  const pages = [...jpegs.keys()];
  const pass = (work: (page: number) => unknown) =>
    timed(pages.length, async () => {
      for (const page of pages) await work(page);
    });
  const floor = await pass((page) =>
    turbo.decompressSync(Buffer.from(jpegs[page] as Uint8Array), { format: turbo.FORMAT_GRAY }),
  );
  const readings: PageReading[] = [];
  const reading = await pass(async (page) => (readings[page] = await read(page)));
  if (readings.some(({ status }) => status === 'refused')) throw new Error('a clean sheet was refused');
  const report = await pass((page) => reportOf(readings[page] as PageReading, layout));
  const decoding = await pass((page) => decode(page));
  const pictures: GrayImage[] = [];
  for (const page of pages) pictures[page] = (await decode(page, undefined)).picture;
  const asked: Parameters<typeof readCodes>[] = [];
  const locating = await pass((page) =>
    locateSheet(pictures[page] as GrayImage, layouts, (...cut) => (asked.push(cut), readCodes(...cut)), meaningOf),
  );
  const code = await timed(pages.length, async () => {
    for (const cut of asked) await readCodes(...cut);
  });
  return {
    floor,
    decode: decoding,
    register: locating - code,
    code,
    boxes: reading - decoding - locating,
    report,
    whole: reading + report,
  };
}

function reportOf(reading: PageReading, layout: ScannedSheets['layout']): string {
  return JSON.stringify(
    scanReport([{ file: 'a', pages: [{ index: 0, reading }], refusal: undefined }], [layout], 'test'),
  );
}

async function decodeAlone(jpeg: Uint8Array, canvas: PictureCanvas | undefined) {
  const opened = await openPictures(jpeg);
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value.picture(0, canvas);
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
