import { readFileSync } from 'node:fs';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { seeded, type SeededServer } from './seeded-office';
import { seriousFindings } from './serious-findings';

let office: SeededServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
});
test.afterAll(() => office.close());

async function move(page: Page, kind: string, sheets: string): Promise<void> {
  await page.getByRole('link', { name: 'Ghi giao nhận' }).click();
  await page.getByRole('radio', { name: kind, exact: true }).check();
  await page.getByLabel('Nơi nhận hoặc trả').fill('Quầy 1');
  await page.getByLabel('Số tờ').fill(sheets);
  await page.getByRole('button', { name: 'Ghi lại' }).click();
}

test('an office makes a run, prints it twice, gives sheets out and sees where they are', async ({ page, baseURL }) => {
  const unit = await office.office('PRT-01', { channels: ['web', 'paper'] });
  const token = await office.session(unit, ['compiling-clerk']);
  await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL! }]);
  await page.goto(`/van-phong/${unit}`.replace(`/${unit}`, `?don-vi=${unit}`));
  await page.getByRole('link', { name: 'In phiếu giấy' }).click();
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole('link', { name: 'Lập đợt in' }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel('Số tờ').fill('0');
  await page.getByRole('button', { name: 'Lập đợt in' }).click();
  await expect(page.getByRole('alert')).toContainText('Số tờ phải là số nguyên từ 1');
  await page.getByLabel('Số tờ').fill('600');
  const preview = await page.request.get(
    `/van-phong/${unit}/in-phieu/moi/xem-thu?kind=numbered&paper=A4&sheets=600&period=${await page.getByLabel('Kỳ').inputValue()}`,
  );
  expect(preview.headers()['content-type']).toBe('application/pdf');
  await page.getByRole('button', { name: 'Lập đợt in' }).click();

  await expect(page.getByRole('heading', { name: 'Đợt in số 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Tạo tệp để in' }).click();
  const second = page.getByRole('link', { name: 'Tờ 501 đến 600' });
  const [download] = await Promise.all([page.waitForEvent('download'), second.click()]);
  const pdf = await PDFDocument.load(readFileSync(await download.path()));
  expect(pdf.getPageCount() % 100).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);

  await page.goto(page.url().replace(/\?.*/, ''));
  await expect(page.getByText('Đợt này đã in 1 lần')).toBeVisible();

  await move(page, 'Phát', '700');
  await expect(page.getByRole('alert')).toContainText('Đã in 600 tờ nhưng lại phát 700 tờ');
  await page.getByLabel('Số tờ').fill('120');
  await page.getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByText('Đã ghi.')).toBeVisible();
  await move(page, 'Trả lại, chưa dùng', '15');
  await page.getByRole('row', { name: /Phát/ }).getByRole('link', { name: 'Đính chính' }).click();
  await page.getByLabel('Lý do đính chính').fill('đếm lại');
  await page.getByLabel('Số tờ').fill('100');
  await page.getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByRole('row', { name: 'Đã phát' })).toContainText('100');
  await expect(page.getByText(/Thay bản ghi ngày .*: 120 tờ/)).toBeVisible();

  await page.goto(`/van-phong/${unit}/in-phieu/doi-chieu`);
  await expect(page.getByText('85 tờ đã phát chưa thấy lại')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});
