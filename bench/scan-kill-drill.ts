import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Chance, seededChance } from '../src/kernel/random';
import type { UnitCode } from '../src/organisation/unit';
import { decideRow } from '../src/paper/actions/decide-row.server';
import { drawCheckRows } from '../src/paper/actions/draw-check-rows.server';
import { viewScan } from '../src/paper/actions/load-scan.server';
import { openRows, scanResult } from '../src/paper/actions/release-scanned-batch.server';
import { countSheets } from '../src/paper/scanned-sheet';
import { systemClock } from '../src/platform/clock';
import { clusterDirOf } from '../src/platform/embedded-postgres.server';
import { findPostmaster } from '../src/platform/postgres-leftover.server';
import type { Marks } from '../test/fixtures/marked-pile';
import { deskPerson, itemsOfC, openScannedStack, patternedMarks, printedPile } from '../test/e2e/scanning-desk';
import { seeded, type SeededServer } from '../test/e2e/seeded-office';
import { type StartedServer, startServer } from '../test/e2e/started-server';

export interface ScanKillDrill {
  readonly kills: number;
  /** Kills after the first and before the last page of the batch was written. */
  readonly killsInTheMiddle: number;
  readonly sheets: number;
  readonly read: number;
  /** Positions without a reading, or with more than one. */
  readonly lost: number;
  readonly doubled: number;
  /** Rows that say something else than what was crossed on the sheet of that position. */
  readonly wrongRows: number;
  /** Different serials in the books of the batch. */
  readonly serials: number;
  /** Sheets without their picture, and originals that stayed on the disk. */
  readonly picturesMissing: number;
  readonly originalsLeft: number;
  /** What the server says of the same files afterwards. */
  readonly sameFilesAgain: readonly string[];
  /** Ballots in the journal after a release that was killed and asked for again, and how many of them are not as crossed. */
  readonly ballots: number;
  readonly wrongBallots: number;
}

const sizes = [50, 60];
const sheets = 110;
const unitCode = 'SCAN-KILL' as UnitCode;

/**
 * A stack of printed and crossed sheets in two files is uploaded; the server and its database are killed in turn while it is
 * read, once more while half of a file is on its way, and once at the release. A clerk would do what the drill does: start the
 * server again, drop the same files, press the same button.
 */
export async function scanKillDrill(options: {
  readonly kills: number;
  readonly seed: number;
  readonly report?: (line: string) => void;
}): Promise<ScanKillDrill> {
  const drill = new Drill(await startServer(), options.seed, options.report ?? (() => undefined));
  try {
    await drill.open();
    await drill.killInUpload();
    for (const file of drill.files) await drill.upload(file);
    for (let kill = 1; kill <= options.kills; kill += 1)
      await drill.killInReading((sheets * kill) / (options.kills + 1), kill % 2 === 1 ? 'server' : 'database');
    await drill.untilRead();
    const sameFilesAgain = [];
    for (const file of drill.files) sameFilesAgain.push(await drill.upload(file));
    const found = await drill.whatWasRead();
    await drill.review();
    const { ballots, wrongBallots } = await drill.killInRelease();
    const { kills, killsInTheMiddle } = drill;
    return { kills, killsInTheMiddle, sheets, ...found, sameFilesAgain, ballots, wrongBallots };
  } finally {
    await drill.close();
  }
}

class Drill {
  kills = 0;
  killsInTheMiddle = 0;
  files: Uint8Array<ArrayBuffer>[] = [];
  private marks: Marks[] = [];
  private batchId = '';
  private token = '';
  private office!: SeededServer;
  private readonly port: number;
  private readonly chance: Chance;

  constructor(
    private server: StartedServer,
    seed: number,
    private readonly report: (line: string) => void,
  ) {
    this.port = Number(new URL(server.url).port);
    this.chance = seededChance(seed);
  }

  async open(): Promise<void> {
    this.office = await seeded(this.server);
    await this.office.office(unitCode, { form: 'C', channels: ['web', 'paper'] });
    this.token = await this.office.session(unitCode, ['compiling-clerk', 'head']);
    this.batchId = await openScannedStack(this.printing, unitCode, sheets, { twoReaders: false });
    for (const [at, size] of sizes.entries()) {
      const marks = patternedMarks(size, 977 * at);
      this.marks.push(...marks);
      this.files.push(new Uint8Array((await printedPile(this.printing, unitCode, at + 1, marks)).pdf));
    }
  }

  private get printing() {
    return { db: this.office.db, dataDir: this.server.dataDir };
  }

  /** Half of a file was on its way: the folder holds a piece, the books nothing. */
  async killInUpload(): Promise<void> {
    const [file] = this.files as [Uint8Array];
    const sending = request(this.address(), { method: 'POST', headers: this.headers(file.length) });
    sending.on('error', () => undefined);
    sending.write(file.subarray(0, file.length / 2));
    await sleep(150);
    await this.killServer();
  }

  async killInReading(pages: number, target: 'server' | 'database'): Promise<void> {
    while ((await this.pagesRead()) < pages) await sleep(5);
    await sleep(this.chance(400));
    if (target === 'server') await this.killServer();
    else await this.killDatabase();
    const read = await this.pagesRead();
    if (read > 0 && read < sheets) this.killsInTheMiddle += 1;
    this.report(`kill ${this.kills} (${target}): ${read} of ${sheets} pages were written`);
  }

  async untilRead(): Promise<void> {
    for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(50)) {
      const owed = await this.count(sql`select count(*) as count from scan_file where batch_id = ${this.batchId}
        and (state <> 'done' or serials_through < pages)`);
      if (owed === 0) return;
    }
    throw new Error('the batch was not read to its end');
  }

  async whatWasRead() {
    const work = await this.work();
    const result = await scanResult(this.office.db, work);
    const attempts = new Map<number, number>();
    for (const { sheet } of work.attempts) attempts.set(sheet, (attempts.get(sheet) ?? 0) + 1);
    const values = new Map(result.rows.map(({ row }) => [`${row.sheet} ${row.item}`, row.value]));
    const wrongRows = this.marks.flatMap((marks, at) =>
      itemsOfC.filter((item) => values.get(`${at + 1} ${item}`) !== String(marks[item]?.[0])),
    );
    const folder = join(this.server.dataDir, 'uploads/scans', this.batchId);
    const pictures = (await readdir(folder)).filter((name) => name.endsWith('.jpg'));
    const serials = sql`select count(distinct run || serial) as count from scan_serial where batch_id = ${this.batchId}`;
    return {
      read: countSheets(work.standings).read,
      lost: sheets - attempts.size,
      doubled: [...attempts.values()].filter((count) => count > 1).length,
      wrongRows: wrongRows.length,
      serials: await this.count(serials),
      picturesMissing: sheets - pictures.length,
      originalsLeft: (await readdir(join(folder, 'in'))).filter((name) => !name.endsWith('.part')).length,
    };
  }

  /** Draws the part to read again, and says of every row what is crossed on the paper. */
  async review(): Promise<void> {
    const ctx = { db: this.office.db, clock: systemClock, config: { dataDir: this.server.dataDir } };
    const clerk = deskPerson(unitCode, 'reviewer', 'compiling-clerk');
    const at = { unitCode, batchId: this.batchId };
    const drawn = await drawCheckRows(ctx, clerk, { ...at, all: false });
    if (!drawn.ok) throw new Error(drawn.error.type);
    const work = await this.work();
    for (const { row } of openRows(work, (await scanResult(ctx.db, work)).rows)) {
      const { sheet, item } = row;
      const value = String(this.marks[sheet - 1]?.[item]?.[0] ?? '');
      const said = await decideRow(ctx, clerk, { ...at, sheet, item, value, unreadable: false, correct: false });
      if (!said.ok) throw new Error(said.error.type);
    }
  }

  /** The button is pressed, the power goes, the button is pressed again until the page says that the batch has ended. */
  async killInRelease(): Promise<{ ballots: number; wrongBallots: number }> {
    void this.pressRelease();
    await sleep(this.chance(60));
    await this.killServer();
    await this.pressRelease();
    const found = await sql<{ answers: string }>`select encode(answers, 'hex') as answers from (
      select unit_code, answers from intake union all select unit_code, answers from ballot) b
      where unit_code = ${unitCode}`.execute(this.office.db);
    const stored = found.rows.map(({ answers }) => answers).sort();
    const crossed = this.marks.map((marks) => itemsOfC.map((item) => `0${marks[item]?.[0]}`).join('')).sort();
    return { ballots: stored.length, wrongBallots: stored.filter((answers, at) => answers !== crossed[at]).length };
  }

  private async pressRelease(): Promise<void> {
    await fetch(`${this.server.url}/van-phong/${unitCode}/nhap-phieu/${this.batchId}/quet?/release`, {
      method: 'POST',
      headers: { cookie: `hailong_session=${this.token}`, origin: this.server.url },
      body: new URLSearchParams(),
      redirect: 'manual',
    }).catch(() => undefined);
  }

  /** As a clerk drops a file: again and again until the page says that it was taken. */
  async upload(file: Uint8Array<ArrayBuffer>): Promise<string> {
    for (;;) {
      const answer = await fetch(this.address(), { method: 'POST', headers: this.headers(file.length), body: file })
        .then(async (response) => ({ ok: response.ok, body: (await response.json()) as { outcome?: string } }))
        .catch(() => undefined);
      if (answer?.ok) return answer.body.outcome ?? '';
      await sleep(100);
    }
  }

  private address(): string {
    return `${this.server.url}/van-phong/${unitCode}/nhap-phieu/${this.batchId}/quet/tep?ten=hom.pdf&dau=`;
  }

  private headers(length: number): Record<string, string> {
    return { cookie: `hailong_session=${this.token}`, 'content-length': String(length) };
  }

  private async killServer(): Promise<void> {
    this.kills += 1;
    const { dataDir } = this.server;
    const ended = new Promise((done) => this.server.process.once('exit', done));
    this.server.process.kill('SIGKILL');
    await ended;
    await this.office.close();
    this.server = await startServer({ dataDir, port: this.port });
    this.office = await seeded(this.server);
  }

  private async killDatabase(): Promise<void> {
    this.kills += 1;
    const postmaster = await findPostmaster(clusterDirOf(this.server.dataDir));
    if (postmaster === undefined) throw new Error('no database to kill');
    process.kill(postmaster.pid, 'SIGKILL');
    await this.office.close();
    for (let tries = 0; ; tries += 1) {
      await sleep(50);
      try {
        this.office = await seeded(this.server);
        await this.pagesRead();
        return;
      } catch (error) {
        if (tries > 600) throw error;
      }
    }
  }

  private async pagesRead(): Promise<number> {
    return this.count(
      sql`select coalesce(sum(pages_read), 0) as count from scan_file where batch_id = ${this.batchId}`,
    );
  }

  private async count(statement: ReturnType<typeof sql>): Promise<number> {
    const found = await statement.execute(this.office.db);
    return Number((found.rows as { count: number }[])[0]?.count);
  }

  private async work() {
    const viewed = await viewScan(this.office.db, unitCode, this.batchId);
    if (!viewed.ok) throw new Error(viewed.error.type);
    return viewed.value;
  }

  async close(): Promise<void> {
    await this.office?.close();
    await this.server.stop();
  }
}
