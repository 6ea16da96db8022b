import type { Page } from '@playwright/test';
import type { Role } from '../../src/organisation/role';
import type { UnitCode } from '../../src/organisation/unit';
import { vietnameseDayOf } from '../../src/kernel/calendar-day';
import { previousPeriod, quarterOf } from '../../src/survey/reporting-period';
import { expect, test } from './fixture';
import { seeded, type SeededServer } from './seeded-office';
import { seriousFindings } from './serious-findings';

let office: SeededServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
});
test.afterAll(() => office.close());

const period = previousPeriod(quarterOf(vietnameseDayOf(new Date())))?.id ?? '';

async function become(page: Page, unit: UnitCode, role: Role, baseURL: string | undefined): Promise<void> {
  await page.context().clearCookies();
  const token = await office.session(unit, [role]);
  await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL ?? '' }]);
}

async function fill(page: Page, figures: Readonly<Record<string, number>>): Promise<void> {
  for (const [measure, value] of Object.entries(figures)) await page.locator(`[name="${measure}"]`).fill(String(value));
}

const figures = {
  'i1.2': 300, 'i1.1': 90, 'i1.0': 22, 'i2.2': 280, 'i2.1': 110, 'i2.0': 22, 'i3.2': 350, 'i3.1': 40, 'i3.0': 22,
  'i4.2': 360, 'i4.1': 41, 'i4.0': 11, 'i6.2': 412, 'i7.2': 250, 'i7.1': 160, 'i7.0': 2,
  'i5.procedures': 120, 'i5.received': 120, 'i5.on-the-spot': 96, 'i8.complaints': 10, 'i8.on-time': 9,
  'r.complaints': 10, 'r.complaints-on-time': 9, 'r.complaints-unsatisfied': 1, 'r.dossiers': 412, 'r.dossiers-unsatisfied': 14,
}; // prettier-ignore

test('a clerk enters the figures and reads the grade, why, and what is missing, at every width', async ({
  page,
  baseURL,
}) => {
  const unit = await office.office('XL-1');
  await become(page, unit, 'compiling-clerk', baseURL);
  await page.goto(`/van-phong/${unit}/xep-loai/nhap?ky=${period}`);
  // What is typed before the page's script has taken over would be put back to what the server sent.
  await page.waitForLoadState('networkidle');
  await fill(page, { ...figures, 'i8.on-time': 11 });
  await page.getByRole('button', { name: 'Lưu số liệu' }).click();
  await expect(page.getByRole('alert')).toContainText('“Phản ánh, kiến nghị đã trả lời đúng hạn” lớn hơn');
  await expect(page.locator('[name="i1.2"]')).toHaveValue('300');
  await page.locator('[name="i8.on-time"]').fill('9');
  await page.getByRole('button', { name: 'Lưu số liệu' }).click();
  await expect(page.getByText('Đã lưu: 28 số mới')).toBeVisible();
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/van-phong/${unit}/xep-loai?ky=${period}`);
    const headline = page.getByRole('region', { name: 'Xếp loại của đơn vị' });
    // 1.7 + 1.6 + 1.8 + 1.8 + 1.0 + 2.0 + 1.6 + 1.0
    await expect(headline).toContainText('12,5 điểm trên tối đa 16,0');
    await expect(headline.locator('.grade')).toHaveText('Tốt');
    await expect(headline).toContainText('Thiếu số liệu: chỉ số 9.');
    await expect(page.getByText('Người không nói gì được tính là hài lòng.')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(`/van-phong/${unit}/xep-loai/nhap?ky=${period}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('the example file comes back filled in, is shown before it is stored, and is taken away as a table', async ({
  page,
  baseURL,
}) => {
  const unit = await office.office('XL-2');
  await become(page, unit, 'compiling-clerk', baseURL);
  const example = await page.request.get(`/van-phong/${unit}/xep-loai/tep/mau?ky=${period}&dang=csv`);
  const filled = (await example.text())
    .replace(',CB01,i1.2,,', ',CB01,i1.2,57,')
    .replace(',,i8.complaints,,', ',,i8.complaints,4,')
    .replace(',,i8.on-time,,', ',,i8.on-time,4,');
  await page.goto(`/van-phong/${unit}/xep-loai/tep?ky=${period}`);
  await page.locator('[name=tep]').setInputFiles({ name: 'so.csv', mimeType: 'text/csv', buffer: Buffer.from(filled) });
  await page.getByRole('button', { name: 'Đọc tệp' }).click();
  await expect(page.getByRole('heading', { name: 'Xem trước: 3 số, 5 số khác với số đang có' })).toBeVisible();
  await page.getByRole('button', { name: 'Lưu 5 số' }).click();
  await expect(page.getByText('Đã lưu: 5 số mới')).toBeVisible();
  const csv = (kind: string) => page.request.get(`/van-phong/${unit}/xep-loai/bang?ky=${period}&dang=${kind}`);
  expect((await (await csv('csv')).body()).toString('utf8')).toContain('8,"Trả lời phản ánh, kiến nghị",2,');
  expect((await (await csv('xlsx')).body()).subarray(0, 2).toString()).toBe('PK');
  await page.goto(`/van-phong/${unit}/xep-loai/lich-su?ky=${period}`);
  await expect(page.getByText('từ tệp').first()).toBeVisible();

  await become(page, unit, 'observer', baseURL);
  await page.goto(`/van-phong/${unit}/xep-loai?ky=${period}`);
  await expect(page.getByRole('region', { name: 'Xếp loại của đơn vị' })).toBeVisible();
  await expect(page.getByText('Nguyễn Thị Hoa')).toHaveCount(0);
  expect((await page.goto(`/van-phong/${unit}/xep-loai/nhap?ky=${period}`))?.status()).toBe(403);
  await become(page, unit, 'keyer', baseURL);
  expect((await page.goto(`/van-phong/${unit}/xep-loai?ky=${period}`))?.status()).toBe(403);
});
