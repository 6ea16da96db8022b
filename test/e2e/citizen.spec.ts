import type { Page } from '@playwright/test';
import { formatDay } from '../../src/kernel/calendar-day';
import { quarter } from '../../src/survey/reporting-period';
import { expect, test } from './fixture';
import { seriousFindings } from './serious-findings';
import { seeded, type SeededServer, thisYear } from './seeded-office';

let office: SeededServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
});
test.afterAll(() => office.close());

async function answerAll(page: Page, value = 4): Promise<void> {
  for (const input of await page.locator(`[data-rating] input[value="${value}"]`).all())
    await input.check({ force: true });
}

const thanks = (page: Page) => page.getByRole('heading', { name: 'XIN TRÂN TRỌNG CẢM ƠN ÔNG/BÀ!' });

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the form is filled, asked about gaps once, sent, and counted once', async ({ page, request }) => {
    const unit = await office.office('NOJS-1');
    await page.goto('/p/nojs-1');
    await page.getByLabel('Hài lòng', { exact: true }).first().check({ force: true });
    await page.getByLabel('Sáng kiến, kiến nghị').fill('Thêm ghế chờ');
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(page.getByRole('alert')).toContainText('Còn 9 câu chưa trả lời');
    await expect(page.getByLabel('Sáng kiến, kiến nghị')).toHaveValue('Thêm ghế chờ');
    await expect(page.getByLabel('Hài lòng', { exact: true }).first()).toBeChecked();
    const pressed = page.waitForRequest((sent) => sent.method() === 'POST');
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    const posted = Object.fromEntries(new URLSearchParams((await pressed).postData() ?? ''));
    await expect(thanks(page)).toBeVisible();
    // The same press again, as an impatient finger or a reload sends it: the same ballot, counted once.
    const again = await request.post('/p/nojs-1', { form: posted, maxRedirects: 0 });
    expect(again.status()).toBeLessThan(400);
    expect(await office.ballots(unit)).toBe(1);
  });

  test('an empty form is refused with a word on what to do', async ({ page }) => {
    await office.office('NOJS-2');
    await page.goto('/p/nojs-2');
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(page.getByRole('alert')).toContainText('chưa chọn câu trả lời nào');
  });
});

test.describe('with script', () => {
  test('a half-filled form survives a reload, and is gone once sent', async ({ page }) => {
    const unit = await office.office('JS-1');
    await page.goto('/p/js-1');
    await page.getByLabel('Rất hài lòng').first().check({ force: true });
    await page.getByLabel('Ý kiến khác').fill('Tốt');
    await expect(page.locator('#progress')).toHaveText('Đã trả lời 1/10 câu');
    await page.reload();
    await expect(page.getByText('Đã khôi phục phần Ông/Bà điền trước đó.')).toBeVisible();
    await expect(page.getByLabel('Rất hài lòng').first()).toBeChecked();
    await expect(page.getByLabel('Ý kiến khác')).toHaveValue('Tốt');
    await answerAll(page);
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(thanks(page)).toBeVisible();
    await page.goto('/p/js-1');
    await expect(page.locator('#progress')).toHaveText('Đã trả lời 0/10 câu');
    expect(await office.ballots(unit)).toBe(1);
  });

  test('asks about gaps once and then sends', async ({ page }) => {
    const unit = await office.office('JS-2');
    await page.goto('/p/js-2');
    await page.getByLabel('Bình thường').first().check({ force: true });
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(page.getByRole('alert')).toContainText('Còn 9 câu chưa trả lời');
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(thanks(page)).toBeVisible();
    expect(await office.ballots(unit)).toBe(1);
  });

  test('a ballot sent without a network waits on the device and is counted exactly once', async ({ page, context }) => {
    const unit = await office.office('JS-3');
    await page.goto('/p/js-3');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await answerAll(page);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(page.getByText('Hiện chưa có mạng. Phiếu sẽ tự gửi')).toBeVisible();
    expect(await office.ballots(unit)).toBe(0);
    await context.setOffline(false);
    await expect(thanks(page)).toBeVisible({ timeout: 20_000 });
    expect(await office.ballots(unit)).toBe(1);
  });

  test('the form opens again without a network, with what was filled in', async ({ page, context }) => {
    await office.office('JS-4');
    await page.goto('/p/js-4');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.getByLabel('Hài lòng', { exact: true }).first().check({ force: true });
    await page.waitForFunction(async () => (await (await caches.open('hailong-pages')).keys()).length >= 2);
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByLabel('Hài lòng', { exact: true }).first()).toBeChecked();
    await context.setOffline(false);
  });

  test('a ballot whose answer is lost on the way is sent again and counted once', async ({ page }) => {
    const unit = await office.office('JS-5');
    await page.goto('/p/js-5');
    await answerAll(page);
    let lost = 0;
    await page.route('**/api/ballots', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(thanks(page)).toBeVisible({ timeout: 30_000 });
    expect(lost).toBe(1);
    expect(await office.ballots(unit)).toBe(1);
  });

  test('a period that ended meanwhile is told, and nothing filled in is lost', async ({ page }) => {
    await office.office('JS-6');
    await page.goto('/p/js-6');
    await answerAll(page);
    await page.locator('input[name=period]').evaluate((input: HTMLInputElement) => (input.value = '2020-Q1'));
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(page.getByRole('alert')).toContainText('đã kết thúc');
    await page.reload();
    await expect(page.locator('#progress')).toHaveText('Đã trả lời 10/10 câu');
  });
});

test('a first visit with the longest form costs less than 20 kB in at most 4 requests', async ({
  page,
  context,
  request,
}) => {
  await office.office('SIZE-1', { form: 'A' });
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const bytes: number[] = [];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => bytes.push(encodedDataLength));
  await page.goto('/p/size-1');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForLoadState('networkidle');
  // The worker fetches its own script, out of sight of the page.
  const worker = await request.get('/service-worker.js', { headers: { 'accept-encoding': 'identity' } });
  const all = [...bytes, (await worker.body()).length];
  console.log(`first visit: ${all.length} requests, ${all.reduce((sum, each) => sum + each, 0)} bytes`);
  expect(all.length).toBeLessThanOrEqual(4);
  expect(all.reduce((sum, each) => sum + each, 0)).toBeLessThan(20_000);
  const island = await request.get('/p/phieu.js');
  expect(Number((await island.body()).length)).toBeLessThan(6_000);
});

test('an office without an open survey says when the next one opens', async ({ page }) => {
  await office.office('LATER-1', { year: thisYear + 1 });
  await page.goto('/p/later-1');
  await expect(page.getByRole('heading', { name: 'Hiện chưa mở khảo sát' })).toBeVisible();
  await expect(page.getByText(formatDay(quarter(thisYear + 1, 1).from))).toBeVisible();
});

test('an unknown office is told so', async ({ page }) => {
  const answer = await page.goto('/p/khong-co');
  expect(answer?.status()).toBe(404);
  await expect(page.getByText('Không có đơn vị nào ứng với liên kết này')).toBeVisible();
});

test.describe('a one-time code', () => {
  test('is made by the clerk, opens the form from the fragment, leaves the address, and works once', async ({
    page,
    browser,
    baseURL,
  }) => {
    const unit = await office.office('CODE-1');
    const token = await office.session(unit, ['compiling-clerk']);
    await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL! }]);
    await page.goto('/van-phong/CODE-1/thu-phieu/ma');
    await page.getByLabel('Số mã cần in').fill('2');
    await page.getByRole('button', { name: 'Tạo và in mã' }).click();
    const code = (await page.locator('.code').first().textContent())!.trim();
    const citizen = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
    const addresses: string[] = [];
    citizen.on('request', (sent) => addresses.push(sent.url() + (sent.headers()['referer'] ?? '')));
    await citizen.goto(`${baseURL}/m#${code.replaceAll('-', '')}`);
    await expect(citizen.getByRole('heading', { name: 'Phiếu khảo sát mức độ hài lòng' })).toBeVisible();
    await expect(citizen.getByText('Phiếu này được gửi bằng mã dùng một lần.')).toBeVisible();
    await answerAll(citizen);
    await citizen.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(thanks(citizen)).toBeVisible();
    expect(addresses.filter((address) => address.includes(code.replaceAll('-', '')) || address.includes(code))).toEqual(
      [],
    );
    await citizen.goto(`${baseURL}/m`);
    await citizen.getByLabel('Mã ghi trên tờ giấy').fill(code.toLowerCase());
    await citizen.getByRole('button', { name: 'Tiếp tục' }).click();
    await expect(citizen.getByRole('alert')).toContainText('Mã này đã được dùng');
    expect(await office.ballots(unit)).toBe(1);
  });

  test('is typed and sent without script', async ({ page, browser, baseURL }) => {
    const unit = await office.office('CODE-2');
    const token = await office.session(unit, ['one-stop-official']);
    await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL! }]);
    await page.goto('/van-phong/CODE-2/thu-phieu/ma');
    await page.getByRole('button', { name: 'Tạo và in mã' }).click();
    const code = (await page.locator('.code').first().textContent())!.trim();
    const citizen = await (await browser.newContext({ locale: 'vi-VN', javaScriptEnabled: false })).newPage();
    await citizen.goto(`${baseURL}/m`);
    await citizen.getByLabel('Mã ghi trên tờ giấy').fill('0000');
    await citizen.getByRole('button', { name: 'Tiếp tục' }).click();
    await expect(citizen.getByRole('alert')).toContainText('Mã chưa đúng');
    await citizen.getByLabel('Mã ghi trên tờ giấy').fill(code);
    await citizen.getByRole('button', { name: 'Tiếp tục' }).click();
    await answerAll(citizen);
    await citizen.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect(thanks(citizen)).toBeVisible();
    expect(await office.ballots(unit)).toBe(1);
  });
});

test.describe('on every width', () => {
  for (const width of [360, 768, 1440]) {
    test(`the pages fit ${width} px and have no serious finding of axe`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      const code = `AXE-${width}`;
      await office.office(code, { form: 'A' });
      for (const path of [`/p/${code.toLowerCase()}`, `/p/${code.toLowerCase()}/cam-on`, '/m']) {
        await page.goto(path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(await seriousFindings(page)).toEqual([]);
      }
    });
  }
});
