import { createHash } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';

// Four communes of the living example have so few ballots that each is hidden; their summer is in no line yet.
test.use({ data: 'demo' });

const comparison = '/van-phong/QNG/so-sanh?ky=2025-Q3';
const combining = '/van-phong/QNG/so-sanh/gop?ky=2025-Q3&cap=commune';

async function signIn(page: Page, url: string, username: string): Promise<void> {
  await page.request.post(`${url}/dang-nhap?/demo`, { form: { username }, headers: { origin: url } });
}

async function looksWell(page: Page): Promise<void> {
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

test('the province combines its small communes once, and anybody can read and check the line', async ({
  page,
  server,
}) => {
  await signIn(page, server.url, 'vanphong');
  expect((await page.request.get(combining)).status()).toBe(403);
  await signIn(page, server.url, 'tinh');
  await page.goto(comparison);
  await page.getByRole('link', { name: 'Gộp các đơn vị ít phiếu…' }).click();
  await expect(page.getByRole('heading', { name: '4 đơn vị sẽ nằm trong dòng gộp' })).toBeVisible();
  await expect(page.getByText('1 đơn vị chưa công bố kỳ này.')).toBeVisible();
  await looksWell(page);
  await page.waitForLoadState('networkidle');

  // Without the tick nothing is released, whatever the browser lets through.
  const unconfirmed = await page.request.post(combining, { form: {}, headers: { origin: server.url } });
  expect(await unconfirmed.text()).toContain('Hãy đánh dấu vào ô đồng ý');
  const other = { form: { confirmed: 'yes', seen: 'f'.repeat(32) }, headers: { origin: server.url } };
  expect(await (await page.request.post(combining, other)).text()).toContain('danh sách đã khác');
  await page.getByLabel('Tôi đã đọc, và đồng ý công bố dòng gộp này.').check();
  await page.getByRole('button', { name: 'Công bố dòng gộp' }).click();
  await expect(page.getByText('Đã công bố dòng gộp.')).toBeVisible();
  const card = page.getByRole('article').filter({ hasText: 'Dòng gộp 4 đơn vị ít phiếu' });
  await expect(card).toContainText('Không xếp hạng');
  await expect(page.getByRole('listitem').filter({ hasText: /^Xã Khe Mây/ })).toContainText('đã tính trong dòng gộp');
  await expect(page.getByRole('link', { name: 'Gộp các đơn vị ít phiếu…' })).toHaveCount(0);
  await looksWell(page);
  await page.goto(combining);
  await expect(page.getByText('Kỳ này không có đơn vị nào để gộp')).toBeVisible();

  await page.context().clearCookies();
  await page.goto('/ket-qua/QNG');
  // Newest first: the summer just released, then the spring of the example.
  await expect(page.locator('.periods li')).toHaveCount(2);
  await page.locator('.periods a').first().click();
  await expect(page.getByText('15 câu trả lời trong 15 phiếu')).toBeVisible();
  await looksWell(page);
  const json = await page.request.get(`${page.url()}/gop.json`);
  const bytes = await json.body();
  await expect(page.locator('footer code').last()).toHaveText(createHash('sha256').update(bytes).digest('hex'));
  const line = JSON.parse(bytes.toString('utf8')) as { ballots: number; overall: { n: number } };
  expect(line).toMatchObject({ format: 'hailong-combined-units-1', ballots: 15, overall: { n: 15 } });
  const csv = await (await page.request.get(`${page.url()}/gop.csv`)).text();
  expect(csv.trim().split('\r\n')).toHaveLength(2);

  await page.getByRole('link', { name: 'Xã Khe Mây' }).click();
  await expect(page.getByText(/Số liệu của đơn vị không nêu riêng vì ít phiếu; cùng 3 đơn vị khác: /)).toBeVisible();
  await page.getByRole('link', { name: 'Xem dòng gộp' }).click();
  await expect(page).toHaveURL(/\/ket-qua\/QNG\/gop\//);
});
