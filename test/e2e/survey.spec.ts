import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Role } from '../../src/organisation/role';
import type { UnitCode } from '../../src/organisation/unit';
import { expect, test } from './fixture';
import { seeded, type SeededServer, thisYear } from './seeded-office';

let office: SeededServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
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

test('a clerk sets up the plan of the next year from the template, the head approves it, and the public reads it', async ({
  page,
  baseURL,
}) => {
  const unit = await office.office('SV-1');
  await become(page, unit, 'compiling-clerk', baseURL!);
  await page.goto(`/van-phong/${unit}/ke-hoach/moi`);
  await expectAccessible(page);
  await expect(page.locator('[name=year]')).toHaveValue(String(thisYear + 1));
  await page.locator('[name=number]').fill('12/KH-UBND');
  await page.locator('[name=date]').fill('31/02/2026');
  await page.getByRole('button', { name: 'Tạo kế hoạch' }).click();
  await expect(page.getByRole('alert')).toContainText('không phải ngày có thật');
  await expect(page.locator('[name=number]')).toHaveValue('12/KH-UBND');
  await page.locator('[name=date]').fill('05/01/2026');
  await page.getByRole('button', { name: 'Tạo kế hoạch' }).click();
  await expect(page.getByText('Dự thảo', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  const plan = new URL(page.url()).pathname;

  await become(page, unit, 'head', baseURL!);
  await page.goto(plan);
  await page.getByRole('button', { name: 'Duyệt kế hoạch' }).click();
  await expect(page.getByText('Đã duyệt', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Công khai kế hoạch' }).click();
  await page.getByRole('link', { name: 'Xem trang công khai' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kế hoạch khảo sát sự hài lòng');
  await expectAccessible(page);
  const paper = await page.request.get(`${new URL(page.url()).pathname}/ke-hoach.pdf`);
  expect(paper.status()).toBe(200);
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('typed dossiers become a quota, and the page says how many ballots are short in which field', async ({
  page,
  baseURL,
}) => {
  const unit = await office.office('SV-2');
  await become(page, unit, 'compiling-clerk', baseURL!);
  await page.goto(`/van-phong/${unit}/ho-so`);
  await expect(page.getByText('Chưa nhập số hồ sơ')).toBeVisible();
  await page.getByRole('link', { name: 'Nhập số hồ sơ' }).first().click();
  await expectAccessible(page);
  await page.locator('[name="so-TP-direct"]').fill('-3');
  await page.getByRole('button', { name: 'Lưu số hồ sơ' }).click();
  await expect(page.getByRole('alert')).toContainText('là số âm');
  await page.locator('[name="so-TP-direct"]').fill('40');
  await page.getByRole('button', { name: 'Lưu số hồ sơ' }).click();
  await expect(page.getByText('Còn thiếu 24 phiếu lĩnh vực Tư pháp – Hộ tịch.')).toBeVisible();
  await expectAccessible(page);
});

test('a file is shown before it is stored, and one bad line refuses it with the line named', async ({
  page,
  baseURL,
}) => {
  const unit = await office.office('SV-3');
  await become(page, unit, 'compiling-clerk', baseURL!);
  const upload = async (lines: string) => {
    await page.goto(`/van-phong/${unit}/ho-so/tep`);
    const buffer = Buffer.from(`unit,period,field,channel,count\n${lines}`, 'utf8');
    await page.locator('[name=tep]').setInputFiles({ name: 'so-ho-so.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Đọc tệp' }).click();
  };
  await upload(`${unit},${thisYear}-Q1,TP,direct,-1\n`);
  await expect(page.getByRole('alert')).toContainText('Dòng 2: “-1” là số âm');
  await upload(`${unit},${thisYear}-Q1,TP,direct,74\n${unit},${thisYear}-Q1,TP,Trực tuyến,12\n`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lưu 2 số hồ sơ' }).click();
  await expect(page.getByText('Đã lưu: 2 số mới')).toBeVisible();
});
