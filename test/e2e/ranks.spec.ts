import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';

// Eight communes of the living example have published the third quarter, one has begun nothing.
test.use({ data: 'demo' });

const address = '/van-phong/QNG/so-sanh';

async function asProvince(page: Page, url: string): Promise<void> {
  await page.request.post(`${url}/dang-nhap?/demo`, { form: { username: 'tinh' }, headers: { origin: url } });
}

test('the province compares its communes at every width, and nobody is called first or last by chance', async ({
  page,
  server,
}) => {
  await asProvince(page, server.url);
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(address);
    await expect(page.getByText('Không đơn vị nào có thể gọi riêng là đứng đầu.')).toBeVisible();
    await expect(page.getByText(/^Xã Hòn Đá đứng cuối: mọi đơn vị khác đều cao hơn/)).toBeVisible();
    await expect(page.locator('.ranks tbody tr')).toHaveCount(8);
    await expect(page.locator('.ranks td.set').first()).toContainText(/hạng \d–\d trong 8/);
    await expect(page.getByRole('listitem').filter({ hasText: 'Xã Thác Bạc' })).toContainText('chưa công bố kỳ này');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const { violations } = await new AxeBuilder({ page: page as never }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
});

test('with the keyboard alone a commune is found without diacritics, and its own interval is shown', async ({
  page,
  server,
}) => {
  await asProvince(page, server.url);
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Kỳ').focus();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Xếp theo')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('huong tra');
  await page.keyboard.press('Enter');
  await page.waitForURL(/tim=huong/);
  await expect(page.locator('.ranks tbody tr')).toHaveCount(1);
  // Of eight, though one is shown.
  await expect(page.locator('.ranks td.set')).toContainText('trong 8');
  const together = await page.locator('.ranks td.set').innerText();
  const alone = page.getByRole('link', { name: 'Xét riêng từng đơn vị' });
  await alone.focus();
  await page.keyboard.press('Enter');
  await expect(alone).toHaveAttribute('aria-current', 'true');
  const places = (text: string) => (/hạng (\d+)(?:–(\d+))?/.exec(text) ?? []).slice(1).map(Number);
  const [from = 0, to = 0] = places(together);
  const [ownFrom = 0, ownTo = ownFrom] = places(await page.locator('.ranks td.set').innerText());
  expect(ownFrom).toBeGreaterThanOrEqual(from);
  expect(ownTo).toBeLessThanOrEqual(to);
});

test('paper shows the table and why, not the menus; the figures come as a file', async ({ page, server }) => {
  await asProvince(page, server.url);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  const file = page.getByRole('link', { name: 'Tải bảng số để tự kiểm tra' });
  const csv = await (await page.request.get((await file.getAttribute('href'))!)).text();
  expect(csv.trim().split('\n')).toHaveLength(1 + 8);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.ranks tbody tr').last()).toBeVisible();
  await expect(page.getByText('Chỉ gọi là đứng đầu hay đứng cuối khi may rủi không giải thích được.')).toBeVisible();
  for (const onScreenOnly of ['.top', '.side', 'form.choose', 'nav.views'])
    await expect(page.locator(onScreenOnly)).toBeHidden();
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length).toBeLessThanOrEqual(2);
});
