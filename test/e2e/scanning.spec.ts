import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Role } from '../../src/organisation/role';
import type { UnitCode } from '../../src/organisation/unit';
import type { Marks } from '../fixtures/marked-pile';
import { expect, test } from './fixture';
import { itemsOfC, printedPile } from './scanning-desk';
import { seeded, type SeededServer, thisYear } from './seeded-office';

let office: SeededServer;
let dataDir: string;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
  dataDir = server.dataDir;
});
test.afterAll(() => office.close());

async function become(page: Page, unit: UnitCode, role: Role, baseURL: string): Promise<void> {
  await page.context().clearCookies();
  const token = await office.session(unit, [role]);
  await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL }]);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

async function openBatch(page: Page, unit: UnitCode, sheets: number): Promise<string> {
  // What is typed before the page's script has run is taken back by it.
  await page.goto(`/van-phong/${unit}/mo-hom/moi`, { waitUntil: 'networkidle' });
  await page.locator('#name-0').fill('Nguyễn Thị Lan');
  await page.locator('#capacity-0').fill('Công chức Văn phòng – Thống kê');
  await page.locator('#name-1').fill('Trần Văn Minh');
  await page.locator('#capacity-1').fill('Công chức Tư pháp – Hộ tịch');
  await page.getByLabel('Số tờ phiếu đếm được trong hòm').fill(String(sheets));
  await page.getByRole('button', { name: 'Ghi lại' }).click();
  await page.getByRole('link', { name: 'Nhập phiếu của lần mở này' }).click();
  await page.getByLabel('Phiếu thuộc kỳ nào?').selectOption(`${thisYear}-Q1`);
  await page.getByLabel('Quét hoặc chụp ảnh, máy đọc trước').check();
  await page.getByLabel(/hai người đọc độc lập/).uncheck();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lập tập phiếu' }).click();
  await expect(page.getByRole('heading', { name: /^Quét tập phiếu/ })).toBeVisible();
  return new URL(page.url()).pathname.replace(/\/quet$/, '');
}

const ready = (page: Page) => expect(page.locator('[data-ready="true"]').first()).toBeVisible();

test('printed and marked sheets go from the drop zone over two people into the result', async ({ page, baseURL }) => {
  test.slow();
  const unit = await office.office('SCANNING-1', { form: 'C', channels: ['web', 'paper'] });
  const marks = Array.from({ length: 6 }, (_, at): Marks =>
    Object.fromEntries(itemsOfC.map((item, row) => [item, at === 2 && row === 0 ? [2, 5] : [((at + row) % 5) + 1]])),
  );
  const pile = await printedPile({ db: office.db, dataDir }, unit, 1, marks);

  await become(page, unit, 'compiling-clerk', baseURL!);
  const batch = await openBatch(page, unit, 7);
  await ready(page);
  await expectAccessible(page);
  const file = { name: 'hom-1.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pile.pdf) };
  await page
    .locator('#scan-files')
    .setInputFiles([file, { name: 'meo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('meo') }]);
  await expect(page.getByText('Đã có 6/7 tờ')).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText(/Tệp này không phải PDF/)).toBeVisible();
  await page.locator('#scan-files').setInputFiles(file);
  await expect(page.getByText('Tệp này đã có trong tập')).toBeVisible();
  await page.locator('#missing-sheet').fill('7');
  await page.getByRole('button', { name: 'Bỏ ra' }).click();
  await expect(page.getByText('Đã có 7/7 tờ')).toBeVisible();

  await page.getByRole('button', { name: 'Kết thúc quét' }).click();
  await expect(page.getByText('Còn 60 chỗ cần người xem.')).toBeVisible();
  await page.getByRole('link', { name: 'Xem lại các chỗ chưa chắc' }).click();
  await ready(page);
  await expectAccessible(page);
  for (let left = 60; left > 0; left -= 1) {
    const row = page.locator('[data-row]');
    const [sheet, item] = (await row.getAttribute('data-row'))!.split(' ') as [string, string];
    const [said] = marks[Number(sheet) - 1]![item]!;
    await expect(row.locator('.picture img')).toBeVisible();
    await page.keyboard.press(String(said));
    await expect(page.locator(`[data-left="${left - 1}"]`)).toBeVisible();
  }
  await expect(page.getByText('Đã xem hết')).toBeVisible();
  await page.getByRole('link', { name: 'Về tập phiếu' }).first().click();
  await page.getByLabel('Tìm tờ theo số').fill('3');
  await page.getByRole('button', { name: 'Mở tờ' }).click();
  await expect(page.getByRole('heading', { name: /^Tờ số 3/ })).toBeVisible();
  await expectAccessible(page);
  await page.goto(batch);
  await expect(page.getByText('Dòng đọc lại ngẫu nhiên')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Đưa vào kết quả' }).click();
  await expect(page.getByText('Đã đưa 6 phiếu vào kết quả')).toBeVisible();
  expect(await office.ballots(unit)).toBe(6);
});
