import { AxeBuilder } from '@axe-core/playwright';
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { expect, test } from './fixture';

// The living example stands on 20 October 2025 with three published quarters: what can be published there is a correction,
// which goes the same way as any quarter.
test.use({ data: 'demo' });
test.setTimeout(180_000);

const list = '/van-phong/QNG-HT/cong-bo';

async function signIn(request: APIRequestContext, url: string, username: string): Promise<void> {
  await request.post(`${url}/dang-nhap?/demo`, { form: { username }, headers: { origin: url } });
}

async function pageOf(browser: Browser, url: string, username: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  await signIn(context.request, url, username);
  return context.newPage();
}

async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test('the clerk prepares, the head approves, and the page, the poster and the report are there for everyone', async ({
  browser,
  server,
}) => {
  const { url } = server;
  const clerk = await pageOf(browser, url, 'vanphong');
  await clerk.goto(list);
  await clerk.waitForLoadState('networkidle');
  await clerk.getByRole('link', { name: 'Quý II năm 2025', exact: true }).click();
  await clerk.waitForURL(/cong-bo\/[0-9a-f]{32}$/);
  await clerk.waitForLoadState('networkidle');
  await clerk.getByText('Đính chính', { exact: true }).click();
  await clerk.getByLabel('Lý do đính chính').fill('Bổ sung phần nguyên nhân.');
  await clerk.getByRole('button', { name: 'Soạn bản đính chính' }).click();
  await expect(clerk.getByRole('heading', { name: 'Quý II năm 2025 – bản đính chính' })).toBeVisible();

  // A draft with open places is not sent, and nothing typed is lost.
  await clerk.waitForLoadState('networkidle');
  await clerk.getByLabel('Nguyên nhân').fill('Do [điền nguyên nhân].');
  await clerk.getByRole('button', { name: 'Lưu và trình lãnh đạo' }).click();
  await expect(clerk.getByText('Hãy điền hoặc xóa các chỗ đó')).toBeVisible();
  await expect(clerk.getByLabel('Nguyên nhân')).toHaveValue('Do [điền nguyên nhân].');
  for (const box of await clerk.locator('textarea[name^="section-"]').all()) {
    await box.fill((await box.inputValue()).replace(/\[[^\]]*\]/g, 'đã rõ'));
  }
  expect(await seriousFindings(clerk)).toEqual([]);
  await clerk.getByRole('button', { name: 'Lưu và trình lãnh đạo' }).click();
  await expect(clerk.getByText('Đã trình lãnh đạo.')).toBeVisible({ timeout: 60_000 });

  const head = await pageOf(browser, url, 'chutich');
  await head.goto('/van-phong');
  await head.waitForLoadState('networkidle');
  expect(await seriousFindings(head)).toEqual([]);
  await head.getByRole('link', { name: /Duyệt công bố quý II/ }).click();
  await expect(head.getByText('BẢN XEM TRƯỚC')).toBeVisible();
  const poster = await head.request.get(`${head.url()}/tep/poster-a4`);
  expect((await poster.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await head.waitForLoadState('networkidle');
  await head.getByRole('button', { name: 'Phê duyệt', exact: true }).click();
  await expect(head.getByText('Đã phê duyệt và công bố.')).toBeVisible();

  const citizen = await browser.newContext({ baseURL: url, javaScriptEnabled: false });
  const page = await citizen.newPage();
  await page.goto('/ket-qua?tim=huong+tra');
  await page.getByRole('link', { name: 'Xã Hương Trà' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Bản đính chính' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Xã Hương Trà – Quý II năm 2025' })).toBeVisible();
  await expect(page.getByText('Đây là bản đính chính của một bản đã công bố.')).toBeVisible();
  for (const [path, start] of [
    ['bao-cao.pdf', '%PDF-'],
    ['bao-cao.docx', 'PK'],
    ['ap-phich.pdf?co=a4', '%PDF-'],
    ['ap-phich.pdf?co=a3', '%PDF-'],
    ['du-lieu.csv', '\uFEFFsnapshot,unit'],
    ['du-lieu.json', '{'],
    ['tep', '<!doctype html>'],
  ] as const) {
    const file = await citizen.request.get(`${page.url()}/${path}`);
    expect(file.status(), path).toBe(200);
    expect((await file.body()).toString('utf8').startsWith(start), path).toBe(true);
  }
  await page.getByRole('link', { name: 'Xem bản trước' }).click();
  await expect(page.getByText('Bản này đã được đính chính.')).toBeVisible();
});

test('the portal reads without script, has no serious accessibility finding, and fits 360 px', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  for (const path of ['/ket-qua', '/ket-qua/QNG-HT', '/ket-qua/QNG-HT/moi-nhat']) {
    await page.goto(path);
    expect(await page.locator('script[type="module"], script[src]').count()).toBe(0);
    expect(await seriousFindings(page), path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true);
  }
});

test('fields with too few ballots stand in one combined line, on the page, in the file and in the open data', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const page = await context.newPage();
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/ket-qua/QNG-M1/moi-nhat');
    const combined = page.getByRole('row').filter({ hasText: 'Các lĩnh vực ít phiếu (gộp 2 lĩnh vực)' });
    await expect(combined).toContainText(/\d+,\d+\s%/);
    await expect(page.getByText('Lao động, người có công và xã hội, Nông nghiệp')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  const file = async (path: string) => (await context.request.get(`${page.url()}/${path}`)).text();
  expect(await file('tep')).toContain('gộp 2 lĩnh vực');
  const overall = (await file('du-lieu.csv')).split('\n').filter((line) => line.includes('overall'));
  expect(overall.filter((line) => /,field,\*,/.test(line))).toHaveLength(1);
  await page.goto('/ket-qua/QNG-M1');
  // Its plan was approved and never made public: nothing leads there.
  await expect(page.locator('a[href^="/ke-hoach/"]')).toHaveCount(0);
});

test('the downloaded page needs nothing from the net, and only the table may stand in a frame', async ({ request }) => {
  const file = await (await request.get('/ket-qua/QNG-HT/moi-nhat/tep')).text();
  expect(file).not.toMatch(/<script|<link[^>]+href|src=|url\(http|@import/);
  expect(file).toContain('--brand');
  const table = await request.get('/ket-qua/QNG-HT/moi-nhat/bang');
  expect(table.headers()['content-security-policy']).toContain('frame-ancestors *');
  expect(table.headers()['x-frame-options']).toBeUndefined();
  const page = await request.get('/ket-qua/QNG-HT/moi-nhat');
  expect(page.headers()['content-security-policy']).toContain("frame-ancestors 'self'");
});

test('what is not published cannot be reached from outside', async ({ request }) => {
  expect((await request.get(`/ket-qua/QNG-HT/${'0'.repeat(32)}`)).status()).toBe(404);
  expect((await request.get('/ket-qua/QNG-HT/moi-nhat/ban-ky.pdf')).status()).toBe(404);
  expect((await request.get('/ket-qua/KHONG-CO')).status()).toBe(404);
  const office = await request.get(list, { maxRedirects: 0 });
  expect(office.status()).toBe(303);
});

test('an observer sees every step and may decide nothing', async ({ browser, server }) => {
  const observer = await pageOf(browser, server.url, 'mattran');
  await observer.goto('/van-phong');
  await expect(observer.getByText('Không có việc nào đến hạn')).toBeVisible();
  await expect(observer.getByText('Các bước của kỳ')).toBeVisible();
  await observer.goto(list);
  await observer.getByRole('link', { name: 'Quý I năm 2025', exact: true }).click();
  await expect(observer.getByRole('heading', { name: 'Niêm yết tại cơ quan' })).toBeVisible();
  await expect(observer.getByRole('button', { name: 'Ghi việc niêm yết' })).toHaveCount(0);
  await expect(observer.getByText('Đính chính', { exact: true })).toHaveCount(0);
});
