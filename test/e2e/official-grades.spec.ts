import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixture';
import { seriousFindings } from './serious-findings';

// In the living example Hồ Thị Lan (CC01) sits at a counter, and has contested her figures of the third quarter.
test.use({ data: 'demo' });
test.setTimeout(120_000);

const place = '/van-phong/QNG-HT/xep-loai?ky=2025-Q3';

async function pageOf(browser: Browser, url: string, username: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  await context.request.post(`${url}/dang-nhap?/demo`, { form: { username }, headers: { origin: url } });
  return context.newPage();
}

test('an official sees the own figures and nothing else, contests them, and the head answers beside them', async ({
  browser,
  server,
}) => {
  const official = await pageOf(browser, server.url, 'canbo');
  await official.goto(place);
  await expect(official.getByRole('heading', { name: 'Người dân nói gì về Ông/Bà (phiếu khảo sát)' })).toBeVisible();
  await expect(official.getByText('Đinh Văn Quý')).toHaveCount(0);
  await expect(official.getByText('Xếp loại của đơn vị')).toHaveCount(0);
  await expect(official.getByText('Chấp nhận một phần')).toBeVisible();
  await official.waitForLoadState('networkidle');
  await official.getByLabel('Nội dung kiến nghị').fill('Đề nghị xem lại chỉ số 3.');
  await official.getByRole('button', { name: 'Gửi kiến nghị' }).click();
  await expect(official.getByText('Đã gửi kiến nghị.')).toBeVisible();

  const head = await pageOf(browser, server.url, 'chutich');
  for (const width of [360, 768, 1440]) {
    await head.setViewportSize({ width, height: 900 });
    await head.goto(place);
    await expect(head.getByText('Đề nghị xem lại chỉ số 3.')).toBeVisible();
    expect(await head.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await seriousFindings(head)).toEqual([]);
  }
  await head.waitForLoadState('networkidle');
  const open = head.locator('article', { hasText: 'Đề nghị xem lại chỉ số 3.' });
  await open.getByLabel('Kết luận').selectOption('kept');
  await open.getByLabel('Lý do và việc sẽ làm').fill('Đã kiểm tra 14 hồ sơ, số đúng.');
  await open.getByRole('button', { name: 'Gửi trả lời' }).click();
  await expect(head.getByText('Đã trả lời kiến nghị.')).toBeVisible();
  await official.goto(place);
  await expect(official.getByText('Đã kiểm tra 14 hồ sơ, số đúng.')).toBeVisible();

  const clerk = await pageOf(browser, server.url, 'vanphong');
  await clerk.goto(place);
  await expect(clerk.getByText('Đinh Văn Quý')).toBeVisible();
  await expect(clerk.getByText('Đề nghị xem lại chỉ số 3.')).toHaveCount(0);
  expect(
    (
      await clerk.request.post('/van-phong/QNG-HT/xep-loai?ky=2025-Q3&/answer', {
        form: { 'kien-nghi': 'x', 'noi-dung': 'x' },
        headers: { origin: server.url },
      })
    ).status(),
  ).toBe(200);
});

test('the head decides how figures of officials are read', async ({ browser, server }) => {
  const head = await pageOf(browser, server.url, 'chutich');
  await head.goto('/van-phong/QNG-HT/xep-loai/quy-dinh');
  await head.waitForLoadState('networkidle');
  await head.getByLabel('Áp dụng cho các kỳ bắt đầu từ ngày').fill('15/12/2025');
  await head.getByLabel('Số câu trả lời tối thiểu để xếp mức').fill('10');
  await head.getByLabel('Căn cứ').fill('Quyết định số 90/QĐ-UBND');
  await head.getByRole('button', { name: 'Lưu quy định' }).click();
  await expect(head.getByRole('alert')).toContainText('từ 20 đến 1000');
  await head.getByLabel('Số câu trả lời tối thiểu để xếp mức').fill('40');
  await head.getByRole('button', { name: 'Lưu quy định' }).click();
  await expect(head.getByText('Đã lưu quy định mới.')).toBeVisible();
  await expect(head.getByText('Quyết định số 90/QĐ-UBND')).toBeVisible();
  expect(await seriousFindings(head)).toEqual([]);
});
