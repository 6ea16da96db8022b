import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { insertComments } from '../../src/collection/store-ballot.server';
import { randomId } from '../../src/kernel/bytes';
import type { Role } from '../../src/organisation/role';
import type { UnitCode } from '../../src/organisation/unit';
import { expect, test } from './fixture';
import { seeded, type SeededServer } from './seeded-office';

let office: SeededServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
});
test.afterAll(() => office.close());

/** An office with 30 texts of a finished quarter; its official is called Nguyễn Thị Hoa. */
async function officeWithTexts(code: string): Promise<UnitCode> {
  const unit = await office.office(code);
  const texts: Readonly<Record<string, number>> = {
    'Thủ tục còn rườm rà, chờ lâu quá': 12,
    'cam on chi hoa da huong dan': 8,
    'Cầu dân sinh hư đã lâu': 6,
    'Gọi tôi theo số 0900123456': 4,
  };
  const comments = Object.entries(texts).flatMap(([body, count]) =>
    Array.from({ length: count }, () => ({ id: randomId(), periodId: '2025-Q1', questionId: 'other-opinion', body })),
  );
  await office.db.transaction().execute((tx) => insertComments(tx, unit, comments));
  return unit;
}

async function become(page: Page, unit: UnitCode, role: Role, baseURL: string): Promise<void> {
  await page.context().clearCookies();
  const token = await office.session(unit, [role]);
  await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL }]);
}

test('a clerk searches with and without diacritics, groups a text by hand and gives the office words of its own', async ({
  page,
  baseURL,
}) => {
  const unit = await officeWithTexts('YK-1');
  await become(page, unit, 'compiling-clerk', baseURL ?? '');
  const pageOfTexts = `/van-phong/${unit}/ket-qua/y-kien`;
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(pageOfTexts);
    await expect(page.getByRole('heading', { name: 'Người dân viết về điều gì?' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
  await expect(page.locator('body')).not.toContainText('0900');
  await expect(page.locator('body')).not.toContainText('chi hoa');

  const search = page.getByLabel('Tìm trong ý kiến');
  const found = page.locator('p[role=status]');
  await search.fill('thu tuc');
  await search.press('Enter');
  await expect(found).toHaveText('Tìm thấy 12 trong 30 ý kiến');
  await expect(page.locator('mark').first()).toHaveText('Thủ');
  await search.fill('thú túc');
  await search.press('Enter');
  await expect(found).toHaveText('Tìm thấy 0 trong 30 ý kiến');
  await search.fill('hướng dẫn');
  await search.press('Enter');
  await expect(found).toHaveText('Tìm thấy 8 trong 30 ý kiến');

  // A text that no words group is put into a theme by hand.
  await page.goto(`${pageOfTexts}?nhom=none`);
  await expect(found).toHaveText('Tìm thấy 10 trong 30 ý kiến');
  const text = page.locator('li', { hasText: 'Gọi tôi theo số •••' }).first();
  await text.getByText('Xếp nhóm', { exact: true }).click();
  await text.getByLabel('Nhóm').selectOption({ label: 'Góp ý, phản ánh, kiến nghị' });
  await text.getByRole('button', { name: 'Xếp vào' }).click();
  await expect(page.getByText('Lời viết của người dân không thay đổi.')).toBeVisible();
  await expect(found).toHaveText('Tìm thấy 9 trong 30 ý kiến');

  // The hint of a frequent phrase becomes a theme of the office.
  await expect(page.getByRole('link', { name: 'cầu dân (6)' })).toBeVisible();
  await page.getByRole('link', { name: 'Sửa nhóm và từ ngữ' }).click();
  await page.getByRole('link', { name: 'Thêm nhóm' }).click();
  await page.getByLabel('Tên nhóm').fill('Cầu đường');
  await page.getByLabel('Cụm từ').fill('cầu dân sinh\n- cầu thang');
  await page.getByLabel('Áp dụng cho kỳ kết thúc từ ngày').fill('không rõ');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('alert')).toContainText('Ngày “không rõ” chưa đúng');
  await page.getByLabel('Áp dụng cho kỳ kết thúc từ ngày').fill('15/12/2024');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('Đã lưu.')).toBeVisible();
  await page.goto(pageOfTexts);
  await expect(page.getByRole('link', { name: 'Cầu đường' }).first()).toBeVisible();
  await expect(page.getByText('6 ý kiến (20 %)')).toBeVisible();

  const csv = await page.request.get(`${pageOfTexts}/tep?ky=2025-Q1&tim=cau&dang=csv`);
  expect((await csv.body()).toString('utf8').split('\r\n')).toHaveLength(8);
});

test('an observer reads counts and no text, and an old link leads to the page', async ({ page, baseURL }) => {
  const unit = await officeWithTexts('YK-2');
  await become(page, unit, 'observer', baseURL ?? '');
  await page.goto(`/van-phong/${unit}/thu-phieu/y-kien`);
  await expect(page).toHaveURL(new RegExp(`/van-phong/${unit}/ket-qua/y-kien$`));
  await expect(page.getByRole('heading', { name: 'Người dân viết về điều gì?' })).toBeVisible();
  await expect(page.getByText('ở đây chỉ có số ý kiến của từng nhóm')).toBeVisible();
  await expect(page.getByText('12 ý kiến').first()).toBeVisible();
  for (const words of ['rườm rà', 'Cầu dân sinh', 'cam on'])
    await expect(page.locator('body')).not.toContainText(words);
  expect((await page.content()).includes('rườm rà, chờ')).toBe(false);
  const file = await page.request.get(`/van-phong/${unit}/ket-qua/y-kien/tep?ky=2025-Q1&dang=csv`);
  expect(file.status()).toBe(403);
});
