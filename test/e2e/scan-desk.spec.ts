import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { sql } from 'kysely';
import sharp from 'sharp';
import { closePeriod } from '../../src/collection/actions/close-period.server';
import { vietnameseDayOf } from '../../src/kernel/calendar-day';
import { ok } from '../../src/kernel/result';
import type { Role } from '../../src/organisation/role';
import type { UnitCode } from '../../src/organisation/unit';
import { inTransaction } from '../../src/platform/database.server';
import { bombPng, encryptedPdf, noise, pdfOf } from './bad-files';
import { expect, test } from './fixture';
import {
  heldSideways,
  itemsOfC,
  openScannedStack,
  patternedMarks,
  type PrintingServer,
  printedPile,
} from './scanning-desk';
import { seeded, type SeededServer, thisYear } from './seeded-office';

let office: SeededServer;
let printing: PrintingServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
  printing = { db: office.db, dataDir: server.dataDir };
});
test.afterAll(() => office.close());

/** A person of the office with a browser of their own. */
async function person(browser: Browser, unit: UnitCode, role: Role, baseURL: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ baseURL, locale: 'vi-VN' });
  const token = await office.session(unit, [role]);
  await context.addCookies([{ name: 'hailong_session', value: token, url: baseURL }]);
  return context.newPage();
}

const ready = (page: Page) => expect(page.locator('[data-ready="true"]').first()).toBeVisible();

/** Opens the queue and says of each row what `say` says of its sheet; returns what was shown on the way. */
async function readQueue(page: Page, batch: string, say: (sheet: number) => string): Promise<string[]> {
  await page.goto(`${batch}/xem-lai`);
  await ready(page);
  const shown: string[] = [];
  for (;;) {
    await expect(page.locator('[data-row], [data-end="true"]').first()).toBeVisible();
    const row = page.locator('[data-row]');
    if ((await row.count()) === 0) return shown;
    const key = (await row.getAttribute('data-row'))!;
    shown.push(await row.innerText());
    await page.keyboard.press(say(Number(key.split(' ')[0])));
    await expect(page.locator(`[data-row="${key}"]`)).toHaveCount(0);
  }
}

test('two people read a doubtful row blind, a third decides where they differ, and every reading stays', async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const unit = await office.office('SCAN-BLIND', { form: 'C', channels: ['web', 'paper'] });
  const [item] = itemsOfC as [string];
  const marks = patternedMarks(3).map((one) => ({ ...one, [item]: [2, 5] }));
  const pile = await printedPile(printing, unit, 31, marks);
  const batchId = await openScannedStack(printing, unit, 3, { twoReaders: true });
  const batch = `/van-phong/${unit}/nhap-phieu/${batchId}`;
  const first = await person(browser, unit, 'keyer', baseURL!);
  await first.goto(`${batch}/quet`);
  await ready(first);
  const file = { name: 'hom-1.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pile.pdf) };
  await first.locator('#scan-files').setInputFiles(file);
  await expect(first.getByText('Đã có 3/3 tờ')).toBeVisible({ timeout: 40_000 });

  const ofFirst = await readQueue(first, batch, (sheet) => (sheet === 1 ? '2' : '5'));
  expect(ofFirst).toHaveLength(3);
  await expect(first.getByText('Đã xem hết')).toBeVisible();
  const second = await person(browser, unit, 'keyer', baseURL!);
  await second.goto(`${batch}/quet/to/1`);
  await expect(second.getByText('Câu trả lời của tờ chỉ hiện khi mọi dòng đã xem xong')).toBeVisible();
  const ofSecond = await readQueue(second, batch, (sheet) => (sheet === 3 ? '2' : '5'));
  // What the second person sees of a row is what the first one saw: nothing of its reading.
  expect([...ofSecond].sort()).toEqual([...ofFirst].sort());
  for (const page of [first, second]) {
    expect(await readQueue(page, batch, () => '1')).toEqual([]);
    await page.goto(`${batch}/quet`);
    await expect(page.getByText(/Còn chỗ cần người khác xem/)).toBeVisible();
  }

  const third = await person(browser, unit, 'working-group', baseURL!);
  const ofThird = await readQueue(third, batch, (sheet) => (sheet === 1 ? '2' : '5'));
  expect(ofThird).toHaveLength(2);
  for (const shown of ofThird) expect(shown).toMatch(/Một bản đọc “.+”, bản kia đọc “.+”/);
  const said = await sql<{ said: string }>`
    select sheet || ' ' || string_agg(role || ' ' || value, ', ' order by role) as said from scan_decision
    where unit_code = ${unit} group by sheet order by sheet`.execute(office.db);
  expect(said.rows.map((row) => row.said)).toEqual([
    '1 first 2, second 5, settled 2',
    '2 first 5, second 5',
    '3 first 5, second 2, settled 5',
  ]);
  const machine = await sql<{ state: string }>`
    select state from scan_row where unit_code = ${unit} and item = ${item}`.execute(office.db);
  expect(machine.rows.map(({ state }) => state)).toEqual(['doubtful', 'doubtful', 'doubtful']);
  for (const page of [first, second, third]) await page.context().close();
});

test('files that are no ballots are named with what to do, between two that are read, and nothing stays of them', async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const unit = await office.office('SCAN-BAD', { form: 'C', channels: ['web', 'paper'] });
  const elsewhere = await office.office('SCAN-ELSE', { form: 'C', channels: ['web', 'paper'] });
  const own = await printedPile(printing, unit, 32, patternedMarks(2));
  const foreign = await printedPile(printing, elsewhere, 33, patternedMarks(1));
  const batchId = await openScannedStack(printing, unit, 12, { twoReaders: false });
  const white = sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fff' } });
  const files: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
    ['a-phieu.pdf', own.pdf, /Đã đọc xong/],
    ['b-meo.jpg', await noise(1600, 1200).jpeg().toBuffer(), /Không thấy mã phiếu|quá mờ/],
    ['c-thu.jpg', 'Kính gửi Ủy ban nhân dân xã', /Tệp này không phải PDF/],
    ['d-rong.pdf', '', /Tệp trống/],
    ['e-khoa.pdf', await encryptedPdf(), /có mật khẩu/],
    ['f-hong.pdf', own.pdf.subarray(0, own.pdf.length / 2), /bị hỏng hoặc thiếu/],
    ['g-600-trang.pdf', await pdfOf(600), /600 trang, nhiều nhất là 500/],
    ['h-bom.png', bombPng(30_000, 30_000), /900 triệu điểm/],
    ['i-trang.png', await white.png().toBuffer(), /1 trang trắng bỏ qua/],
    ['k-xa-khac.pdf', foreign.pdf, /Phiếu của đơn vị khác/],
  ];
  const page = await person(browser, unit, 'compiling-clerk', baseURL!);
  await page.goto(`/van-phong/${unit}/nhap-phieu/${batchId}/quet`);
  await ready(page);
  await page
    .locator('#scan-files')
    .setInputFiles(files.map(([name, bytes]) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) })));
  await expect(page.getByText('Phiếu của đơn vị khác').first()).toBeVisible({ timeout: 60_000 });
  for (const [name, , words] of files) await expect(page.getByText(words).first(), name).toBeVisible();
  await expect(page.getByText('Đã có 2/12 tờ')).toBeVisible();
  // The first file again, under another name: the same bytes change nothing.
  await page
    .locator('#scan-files')
    .setInputFiles({ name: 'z-lai.pdf', mimeType: 'application/pdf', buffer: Buffer.from(own.pdf) });
  await expect(page.getByText('Tệp này đã có trong tập')).toBeVisible();
  await expect(page.getByText('Đã có 2/12 tờ')).toBeVisible();
  expect(readdirSync(join(printing.dataDir, 'uploads/scans', batchId, 'in'))).toEqual([]);
  await page.context().close();
});

test('sheets of a published period are named and not counted; photos held sideways are read', async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const unit = await office.office('SCAN-CLOSED', { form: 'C', channels: ['web', 'paper'] });
  const before = `${thisYear - 1}-Q4`;
  const old = await printedPile(printing, unit, 34, patternedMarks(2), before);
  await inTransaction(office.db, async (tx) => {
    const now = new Date();
    await closePeriod(tx, { unitCode: unit, periodId: before, at: now, by: 'test', today: vietnameseDayOf(now) });
    return ok(undefined);
  });
  const own = await printedPile(printing, unit, 35, patternedMarks(3));
  const batchId = await openScannedStack(printing, unit, 5, { twoReaders: false });
  const page = await person(browser, unit, 'compiling-clerk', baseURL!);
  await page.goto(`/van-phong/${unit}/nhap-phieu/${batchId}/quet`);
  await ready(page);
  const photos = await heldSideways(own.pdf, [6, 8, 3]);
  await page
    .locator('#scan-files')
    .setInputFiles([
      ...photos.map((buffer, at) => ({ name: `a-anh-${at + 1}.jpg`, mimeType: 'image/jpeg', buffer })),
      { name: 'b-quy-truoc.pdf', mimeType: 'application/pdf', buffer: Buffer.from(old.pdf) },
    ]);
  await expect(page.getByText('Đã có 3/5 tờ')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/Phiếu in cho kỳ khác .* đã công bố thì không nhận thêm phiếu/).first()).toBeVisible();
  const read = await sql<{ said: Readonly<Record<string, string>> }>`
    select jsonb_object_agg(item, value) as said from scan_row
    where unit_code = ${unit} and state = 'marked' group by sheet order by sheet`.execute(office.db);
  // What was crossed, sheet by sheet: of a picture turned the wrong way it would be something else.
  const crossed = patternedMarks(3).map((marks) =>
    Object.fromEntries(Object.entries(marks).map(([item, [choice]]) => [item, String(choice)])),
  );
  expect(read.rows.map(({ said }) => said)).toEqual(crossed);
  expect(await office.ballots(unit)).toBe(0);
  await page.context().close();
});
