import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { insertBallots } from '../../src/collection/store-ballot.server';
import type { Role } from '../../src/organisation/role';
import type { UnitCode } from '../../src/organisation/unit';
import { systemClock } from '../../src/platform/clock';
import { recountRollups } from '../../src/results/actions/recount-rollups.server';
import { questionnaireC } from '../../src/survey/built-in-questionnaires';
import { quarter } from '../../src/survey/reporting-period';
import { madeBallots } from '../fixtures/made-ballots';
import { expect, test } from './fixture';
import { seeded, type SeededServer } from './seeded-office';

let office: SeededServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
});
test.afterAll(() => office.close());

const period = quarter(2025, 1);

/** An office with ballots of a finished quarter: 120 in TP, 40 in DD, 3 in LD. */
async function officeWithResults(code: string): Promise<UnitCode> {
  const unit = await office.office(code);
  const field = (fieldCode: string, count: number, seed: number) =>
    madeBallots({
      unitCode: unit,
      periodId: period.id,
      form: questionnaireC,
      count,
      seed,
      fields: [fieldCode],
      missingOneIn: 1e6,
    });
  await insertBallots(office.db, [...field('TP', 120, 1), ...field('DD', 40, 2), ...field('LD', 3, 3)]);
  await recountRollups({ db: office.db, clock: systemClock }, unit, period.id);
  return unit;
}

async function become(page: Page, unit: UnitCode, role: Role, baseURL: string): Promise<void> {
  await page.context().clearCookies();
  const token = await office.session(unit, [role]);
  await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL }]);
}

test('a clerk reads the result in one sentence, at every width, without a serious accessibility finding', async ({
  page,
  baseURL,
}) => {
  const unit = await officeWithResults('KQ-1');
  await become(page, unit, 'compiling-clerk', baseURL ?? '');
  for (const width of [360, 768, 1440]) {
    const height = width === 360 ? 740 : 900;
    await page.setViewportSize({ width, height });
    await page.goto(`/van-phong/${unit}/ket-qua`);
    await expect(page.getByText(/^Cứ 100 người trả lời thì \d+ người hài lòng$/)).toBeVisible();
    // "Chắc chắn 95 %" would promise what a quota of ballots cannot: the interval is that of a model.
    await expect(page.getByText(/^Khoảng tin cậy 95\s%: từ \d+ đến \d+ trong 100 người$/)).toBeVisible();
    await expect(page.getByText('Khoảng này chỉ đúng nếu người trả lời giống như được chọn ngẫu nhiên')).toBeVisible();
    for (const question of ['Hài lòng đến đâu?', 'Chắc đến đâu?', 'So với gì?', 'Nên sửa gì trước?']) {
      const heading = page.getByRole('heading', { name: question });
      await expect(heading).toBeVisible();
      // One look: on a phone as on a desk all four, and the first thing to mend, stand on the first screen.
      if (width !== 768) expect((await heading.boundingBox())?.y).toBeLessThan(height - 50);
    }
    if (width === 360) await expect(page.locator('.headline ol > li').first()).toBeInViewport({ ratio: 1 });
    await expect(page.getByText('Phương pháp B – điểm trung bình').first()).toBeVisible();
    await expect(page.getByText('Phiếu thu theo chỉ tiêu, không phải mẫu chọn ngẫu nhiên.')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
});

test('a field of three is hidden together with the next smallest, and the page says why', async ({ page, baseURL }) => {
  const unit = await officeWithResults('KQ-2');
  await become(page, unit, 'observer', baseURL ?? '');
  await page.goto(`/van-phong/${unit}/ket-qua`);
  const fields = page.locator('section', { has: page.getByRole('heading', { name: 'Theo lĩnh vực' }) });
  await expect(fields.locator('.group.hidden')).toHaveCount(2);
  // The one that is shown, and the hidden ones as one combined group.
  await expect(fields.getByRole('link')).toHaveCount(2);
  await expect(fields.locator('.group.hidden').getByRole('link')).toHaveCount(0);
  await expect(page.getByText('lấy tổng trừ các nhóm còn lại')).toBeVisible();
});

test('the chart of four corners stands beside a list of its figures, and a group has a page of its own', async ({
  page,
  baseURL,
}) => {
  const unit = await officeWithResults('KQ-5');
  await become(page, unit, 'compiling-clerk', baseURL ?? '');
  await page.goto(`/van-phong/${unit}/ket-qua`);
  const mend = page.locator('#sua-truoc');
  await expect(mend.getByRole('img', { name: /^Biểu đồ bốn ô/ }).first()).toBeVisible();
  await mend.getByText('Bảng số của biểu đồ').click();
  await expect(mend.getByRole('row')).toHaveCount(1 + 9);
  await page.getByRole('link', { name: 'Tư pháp' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: /Tư pháp/ })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(1 + 9 + 3 + 1);
  await page.getByRole('link', { name: 'Về kết quả của cả đơn vị' }).click();
  await expect(page.getByRole('heading', { name: 'Nên sửa gì trước', exact: true })).toBeVisible();
  expect((await page.goto(`/van-phong/${unit}/ket-qua/nhom?ky=${period.id}&theo=field&nhom=LD`))?.status()).toBe(404);
});

test('the table comes as CSV and Excel, and a stranger to the office gets none', async ({ page, baseURL }) => {
  const unit = await officeWithResults('KQ-3');
  await become(page, unit, 'head', baseURL ?? '');
  const file = (kind: string) => page.request.get(`/van-phong/${unit}/ket-qua/tep?ky=${period.id}&dang=${kind}`);
  const csv = await file('csv');
  expect((await csv.body()).toString('utf8')).toContain('Phạm vi,Mã nhóm,Nhóm');
  expect((await (await file('xlsx')).body()).subarray(0, 2).toString()).toBe('PK');
  await become(page, unit, 'administrator', baseURL ?? '');
  expect((await file('csv')).status()).toBe(403);
  expect((await page.goto(`/van-phong/${unit}/ket-qua`))?.status()).toBe(403);
  await expect(page.getByText('không được xem kết quả').or(page.getByText('không có quyền'))).toBeVisible();
});

test('a period without ballots and a period that does not exist are told apart', async ({ page, baseURL }) => {
  const unit = await officeWithResults('KQ-4');
  await become(page, unit, 'compiling-clerk', baseURL ?? '');
  await page.goto(`/van-phong/${unit}/ket-qua?ky=2025-Q2`);
  await expect(page.getByText('Kỳ này chưa có phiếu nào được tính.')).toBeVisible();
  await page.goto(`/van-phong/${unit}/ket-qua?ky=2025-M03`);
  await expect(page.getByText('Không có số liệu theo tháng')).toBeVisible();
  expect((await page.goto(`/van-phong/${unit}/ket-qua?ky=hom-qua`))?.status()).toBe(404);
});
