import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { seriousFindings } from './serious-findings';
import { seeded, type SeededServer } from './seeded-office';

let office: SeededServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
});
test.afterAll(() => office.close());

/** The clerk registers a tablet; its link, as an address of this server. */
async function registered(page: Page, code: string, baseURL: string): Promise<string> {
  const unit = await office.office(code);
  const token = await office.session(unit, ['compiling-clerk']);
  await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL }]);
  await page.goto(`/van-phong/${code}/thu-phieu/may`);
  await page.getByLabel('Tên máy').fill('Máy quầy 1');
  await page.getByLabel('Mã thoát').fill('2468');
  await page.getByRole('button', { name: 'Đăng ký máy' }).click();
  const link = new URL((await page.locator('.address a').textContent())!);
  return link.pathname + link.hash;
}

const startButton = (page: Page) => page.getByRole('button', { name: 'Chạm để bắt đầu' });

async function begin(page: Page): Promise<void> {
  await startButton(page).click();
  await page.waitForTimeout(450);
  await page.getByRole('button', { name: 'Bỏ qua' }).click();
  await page.waitForTimeout(450);
  await page.getByRole('button', { name: 'Bỏ qua' }).click();
  await expect(page.getByText('Câu 1/10')).toBeVisible();
}

async function answer(page: Page, word = 'Hài lòng'): Promise<void> {
  for (let question = 1; question <= 10; question += 1) {
    await expect(page.getByText(`Câu ${question}/10`)).toBeVisible();
    await page.waitForTimeout(420);
    await page.getByRole('button', { name: word, exact: true }).click();
  }
}

test('a citizen answers question by question and is thanked; the tablet returns to the start', async ({
  page,
  baseURL,
}) => {
  const link = await registered(page, 'KIOSK-1', baseURL!);
  await page.goto(link);
  await expect(startButton(page)).toBeEnabled();
  expect(page.url()).not.toContain('#');
  await startButton(page).click();
  await page.waitForTimeout(450);
  await page.getByRole('button', { name: 'Nguyễn Thị Hoa' }).click();
  await page.waitForTimeout(450);
  await page.getByRole('button', { name: 'Đất đai' }).click();
  await answer(page);
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await expect(page.getByRole('heading', { name: 'Cảm ơn Ông/Bà!' })).toBeVisible();
  await expect(startButton(page)).toBeVisible({ timeout: 12_000 });
  expect(await office.ballots('KIOSK-1')).toBe(1);
});

test('a double tap is one press', async ({ page, baseURL }) => {
  await page.goto(await registered(page, 'KIOSK-2', baseURL!));
  await begin(page);
  await page.waitForTimeout(450);
  await page.getByRole('button', { name: 'Rất hài lòng' }).dblclick();
  await expect(page.getByText('Câu 2/10')).toBeVisible();
  await page.waitForTimeout(450);
  await expect(page.getByRole('button', { name: 'Rất hài lòng' })).toHaveAttribute('aria-pressed', 'false');
});

test('answers vanish on reload and when nobody is there', async ({ page, baseURL }) => {
  const link = await registered(page, 'KIOSK-3', baseURL!);
  await page.clock.install();
  await page.goto(link);
  const press = async (name: string) => {
    await page.clock.runFor(500);
    await page.getByRole('button', { name }).click();
  };
  await press('Chạm để bắt đầu');
  await press('Bỏ qua');
  await press('Bỏ qua');
  await press('Rất hài lòng');
  await expect(page.getByText('Câu 2/10')).toBeVisible();
  await page.clock.runFor(46_000);
  await expect(page.getByText('Ông/Bà còn ở đây không?')).toBeVisible();
  await page.clock.runFor(16_000);
  await expect(startButton(page)).toBeVisible();
  await press('Chạm để bắt đầu');
  await press('Bỏ qua');
  await page.reload();
  await expect(startButton(page)).toBeVisible();
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => !key.startsWith('hailong kiosk'))),
  ).toEqual([]);
  expect(await office.ballots('KIOSK-3')).toBe(0);
});

test('without a network the ballot waits on the tablet and is counted exactly once', async ({
  page,
  baseURL,
  context,
}) => {
  await page.goto(await registered(page, 'KIOSK-4', baseURL!));
  await begin(page);
  await context.setOffline(true);
  await answer(page);
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await expect(page.getByRole('heading', { name: 'Cảm ơn Ông/Bà!' })).toBeVisible();
  expect(await office.ballots('KIOSK-4')).toBe(0);
  await context.setOffline(false);
  await expect.poll(() => office.ballots('KIOSK-4'), { timeout: 25_000 }).toBe(1);
});

test('an equal full ballot within 20 s is kept and marked as a possible repeat', async ({ page, baseURL }) => {
  await page.goto(await registered(page, 'KIOSK-5', baseURL!));
  for (const round of [1, 2]) {
    await begin(page);
    await answer(page, 'Bình thường');
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await expect.poll(() => office.ballots('KIOSK-5')).toBe(round);
    await expect(startButton(page)).toBeVisible({ timeout: 12_000 });
  }
  expect(await office.possibleRepeats('KIOSK-5')).toBe(1);
});

test('leaving needs the code', async ({ page, baseURL }) => {
  await page.goto(await registered(page, 'KIOSK-6', baseURL!));
  await page.getByRole('button', { name: 'Dành cho cán bộ' }).click();
  await page.getByLabel('Mã thoát').fill('1111');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Mã thoát chưa đúng.')).toBeVisible();
  await page.getByLabel('Mã thoát').fill('2468');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Phiếu chờ gửi trên máy này: 0')).toBeVisible();
  await page.getByRole('button', { name: 'Rời trang này' }).click();
  await expect(page).toHaveURL(/\/$/);
});

test('a tablet without its secret, or withdrawn, shows only that it is not registered', async ({
  page,
  baseURL,
  browser,
}) => {
  const link = await registered(page, 'KIOSK-7', baseURL!);
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`${baseURL}${link.split('#')[0]}`);
  await expect(stranger.getByRole('heading', { name: 'Máy này chưa được đăng ký' })).toBeVisible();
  await page.getByRole('button', { name: 'Thu hồi: Máy quầy 1' }).click();
  await expect(page.getByText('Đã thu hồi ngày')).toBeVisible();
  expect((await page.goto(link))?.status()).toBe(404);
});

for (const width of [360, 768, 1440]) {
  test(`the collection pages and the kiosk fit ${width} px without a serious finding of axe`, async ({
    page,
    baseURL,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const code = `KAXE-${width}`;
    const link = await registered(page, code, baseURL!);
    const check = async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await seriousFindings(page)).toEqual([]);
    };
    for (const folder of ['', '/ma', '/may', '/to-qr', '/y-kien']) {
      await page.goto(`/van-phong/${code}/thu-phieu${folder}`);
      await check();
    }
    await page.goto(link);
    await expect(startButton(page)).toBeEnabled();
    await check();
    await begin(page);
    await check();
  });
}
