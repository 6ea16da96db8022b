import { readFile, stat } from 'node:fs/promises';
import jpegTurbo from '@julusian/jpeg-turbo';
import { fail, ok, type Result } from '../../kernel/result';
import type { FileRefusal, GrayImage, PageReading } from '../page-reading';
import { readSheetCode } from '../sheet-code';
import { readCodes } from './code-reader-adapter.server';
import { keptDotsPerInch, straightened, tooSmallToTell } from './keep-picture';
import { openPictures } from './open-pictures-adapter.server';
import { PictureCanvas } from './picture-canvas';
import type { PictureFile } from './picture-file';
import { pictureLimits } from './picture-limits';
import { readPage } from './read-page';
import type { KeptPicture, OpenReply, ScanJob, ScannedPage, WorkerReply, WorkerRequest } from './scan-job';

/** One thread's share of the work: keeps the files of its jobs open between their pages, does one thing at a time. */
export class ScanWorker {
  readonly #open = new Map<number, { readonly job: ScanJob; readonly file: Result<PictureFile, FileRefusal> }>();

  /** The picture in hand: nothing of it outlives its page. */
  readonly #canvas = new PictureCanvas();

  async answer(request: WorkerRequest): Promise<WorkerReply | undefined> {
    switch (request.kind) {
      case 'open':
        return { kind: 'opened', reply: await this.#pagesOf(request.jobId, request.job) };
      case 'read':
        return { kind: 'page', page: await this.#read(request) };
      case 'close':
        this.#close(request.jobId);
        return undefined;
    }
  }

  async #pagesOf(jobId: number, job: ScanJob): Promise<OpenReply> {
    const file = await this.#fileOf(jobId, job);
    return file.ok ? ok({ pages: file.value.pages }) : file;
  }

  async #fileOf(jobId: number, job: ScanJob): Promise<Result<PictureFile, FileRefusal>> {
    const known = this.#open.get(jobId);
    if (known !== undefined) return known.file;
    const file = await openFile(job.path);
    this.#open.set(jobId, { job, file });
    return file;
  }

  async #read({ jobId, job: told, page }: Extract<WorkerRequest, { kind: 'read' }>): Promise<ScannedPage> {
    const began = performance.now();
    const job = told ?? this.#open.get(jobId)?.job;
    if (job === undefined) return refused({ type: 'picture-damaged' });
    const file = await this.#fileOf(jobId, job);
    if (!file.ok || page >= file.value.pages) return refused({ type: 'picture-damaged' });
    const decoded = await file.value.picture(page, this.#canvas);
    if (!decoded.ok) return refused(decoded.error);
    const { picture, ...facts } = decoded.value;
    const decodedAt = performance.now();
    const meaningOf = (text: string) => readSheetCode(text, job.key);
    const reading = await readPage(picture, facts, { layouts: job.layouts, readCodes, meaningOf });
    const readAt = performance.now();
    const kept = job.keepPictures ? keptPicture(picture, reading, job) : undefined;
    const spent = { decoding: decodedAt - began, reading: readAt - decodedAt, keeping: performance.now() - readAt };
    return { reading, picture: kept, spent };
  }

  #close(jobId: number): void {
    const known = this.#open.get(jobId);
    if (known?.file.ok) known.file.value.close();
    this.#open.delete(jobId);
  }
}

function refused(refusal: Extract<PageReading, { status: 'refused' }>['refusal']): ScannedPage {
  return {
    reading: { status: 'refused', refusal },
    picture: undefined,
    spent: { decoding: 0, reading: 0, keeping: 0 },
  };
}

/** Its size is known before it is read into the memory. */
async function openFile(path: string): Promise<Result<PictureFile, FileRefusal>> {
  try {
    const { size } = await stat(path);
    if (size > pictureLimits.fileBytes) {
      const megabytes = Math.ceil(size / 1024 / 1024);
      return fail({ type: 'file-too-large', megabytes, maximum: pictureLimits.fileBytes / 1024 / 1024 });
    }
    return await openPictures(await readFile(path));
  } catch {
    return fail({ type: 'file-damaged' });
  }
}

function keptPicture(picture: GrayImage, reading: PageReading, job: ScanJob): KeptPicture | undefined {
  if (reading.status === 'refused') {
    const small = tooSmallToTell(picture);
    return { jpeg: encode(small.picture), dotsPerInch: small.dotsPerInch };
  }
  const layout = job.layouts.find(({ tag }) => tag === reading.tag);
  const page = layout?.pages.find((candidate) => candidate.page === reading.page);
  if (layout === undefined || page === undefined) return undefined;
  const upright = straightened(picture, reading.pageToPixels, layout, page);
  return { jpeg: encode(upright), dotsPerInch: keptDotsPerInch };
}

export function encode({ width, height, data }: GrayImage): Uint8Array {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const { FORMAT_GRAY: format, SAMP_GRAY: subsampling } = jpegTurbo;
  return Uint8Array.from(jpegTurbo.compressSync(bytes, { format, width, height, subsampling, quality: 60 }));
}
