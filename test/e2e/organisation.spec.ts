import type { Page } from '@playwright/test';
import { writeWorkbook } from '../../src/platform/write-table.server';
import { expect, test } from './fixture';
import { seriousFindings } from './serious-findings';

// One story, told in order on one empty server.
test.describe.configure({ mode: 'serial' });

const password = 'bốn từ không liên quan';
let clerkPassword = '';

async function signIn(page: Page, username: string, typed: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu').fill(typed);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
}

test('a newcomer sets up the first unit and its accounts on one page', async ({ page, server }) => {
  await page.goto(server.setupLink ?? '');
  await page.getByRole('link', { name: /Điền theo ví dụ/ }).click();
  await expect(page.getByLabel('Mã đơn vị')).toHaveValue('QNG-HT');
  await page.getByLabel('Họ tên').first().fill('Nguyễn Quản Trị');
  await page.getByLabel('Tên đăng nhập').first().fill('quantri');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByLabel('Gõ lại mật khẩu').fill(password);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Tạo và bắt đầu' }).click();
  await expect(page.getByRole('heading', { name: 'Đã sẵn sàng' })).toBeVisible();
  clerkPassword = (await page.locator('dt:text-is("vanphong") + dd').textContent())?.trim() ?? '';
  expect(clerkPassword).toMatch(/^[a-z2-9-]{14}$/);
  await page.getByRole('link', { name: 'Đến trang tài khoản' }).click();
  await expect(page.getByRole('row', { name: /chutich/ })).toContainText('Chờ đổi mật khẩu đầu');
  expect(await seriousFindings(page)).toEqual([]);
  await page.goto(server.setupLink ?? '');
  await expect(page.getByText(/không còn hiệu lực/)).toBeVisible();
});

test('a wrong password is answered in words, and a first password must be changed', async ({ page }) => {
  await signIn(page, 'vanphong', 'không phải mật khẩu');
  await expect(page.getByRole('alert')).toContainText('chưa đúng');
  await signIn(page, 'vanphong', clerkPassword);
  await expect(page).toHaveURL(/tai-khoan/);
  await page.goto('/van-phong/QNG-HT/to-chuc');
  await expect(page).toHaveURL(/tai-khoan/);
  await page.getByLabel('Mật khẩu hiện nay').fill(clerkPassword);
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password);
  await page.getByLabel('Gõ lại mật khẩu mới').fill(password);
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await expect(page.getByRole('status')).toContainText('Đã đổi mật khẩu');
  expect(await seriousFindings(page)).toEqual([]);
});

test('a list of officials is shown before it is written, and a bad line stops it', async ({ page }) => {
  await signIn(page, 'vanphong', password);
  await expect(page).toHaveURL(/van-phong/);
  const upload = async (rows: string[][]): Promise<void> => {
    await page.goto('/van-phong/QNG-HT/to-chuc/nhap-tep');
    await page.getByLabel('Cán bộ', { exact: true }).check();
    const buffer = Buffer.from(await writeWorkbook('Cán bộ', rows));
    await page
      .getByLabel('Tệp XLSX hoặc CSV')
      .setInputFiles({ name: 'can-bo.xlsx', mimeType: 'application/octet-stream', buffer });
    await page.getByRole('button', { name: 'Xem trước thay đổi' }).click();
  };
  const header = ['mã', 'họ và tên', 'chức danh', 'quầy'];
  await upload([header, ['CB01', 'Nguyễn Thị Hoa', 'Công chức Hộ tịch', '1'], ['CB01', 'Hồ Văn Bình', '', '2']]);
  await expect(page.getByText('dòng 3 trong tệp')).toBeVisible();
  await expect(page.getByRole('button', { name: /Xác nhận/ })).toHaveCount(0);
  expect(await seriousFindings(page)).toEqual([]);
  await upload([header, ['CB01', 'Nguyễn Thị Hoa', 'Công chức Hộ tịch', '1'], ['CB02', 'Hồ Văn Bình', '', '2']]);
  await page.getByRole('button', { name: 'Xác nhận ghi 2 thay đổi' }).click();
  await expect(page.getByRole('status')).toContainText('thêm 2');
  await page.goto('/van-phong/QNG-HT/to-chuc/can-bo');
  await expect(page.getByRole('link', { name: 'Sửa Hồ Văn Bình' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});

test('units, fields and counters are kept on their pages, which fit a telephone', async ({ page }) => {
  await signIn(page, 'vanphong', password);
  await expect(page).toHaveURL(/van-phong/);
  await page.setViewportSize({ width: 360, height: 800 });
  for (const place of [
    'to-chuc',
    'to-chuc/don-vi/QNG-HT',
    'to-chuc/linh-vuc',
    'to-chuc/quay',
    'to-chuc/can-bo/CB01',
    'to-chuc/nhap-tep',
  ]) {
    await page.goto(`/van-phong/QNG-HT/${place}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await seriousFindings(page)).toEqual([]);
  }
  await page.goto('/van-phong/QNG-HT/to-chuc/linh-vuc');
  const form = page.locator('form', { has: page.getByRole('heading', { name: 'Thêm lĩnh vực' }) });
  await form.getByLabel('Mã').fill('TP');
  await form.getByLabel('Tên').fill('Trùng mã');
  await form.getByRole('button').click();
  await expect(page.getByRole('alert')).toContainText('“TP” đã có');
});

test('an administrator sees accounts and neither results nor plans', async ({ page }) => {
  await signIn(page, 'quantri', password);
  await expect(page).toHaveURL(/van-phong/);
  for (const place of ['ket-qua', 'ke-hoach', 'nhat-ky', 'to-chuc/nhap-tep']) {
    expect((await page.goto(`/van-phong/QNG-HT/${place}`))?.status()).toBe(403);
  }
});
