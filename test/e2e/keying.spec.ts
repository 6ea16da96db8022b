import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { sql } from 'kysely';
import type { Role } from '../../src/organisation/role';
import type { UnitCode } from '../../src/organisation/unit';
import { expect, test } from './fixture';
import { seeded, type SeededServer, thisYear } from './seeded-office';

let office: SeededServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
});
test.afterAll(() => office.close());

const channels = ['web', 'paper', 'interview'] as const;

/** Another person sits down at the same computer. */
async function become(page: Page, unit: UnitCode, role: Role, baseURL: string): Promise<void> {
  await page.context().clearCookies();
  const token = await office.session(unit, [role]);
  await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL }]);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

async function openBox(page: Page, unit: UnitCode, sheets: number): Promise<void> {
  await page.goto(`/van-phong/${unit}/mo-hom/moi`);
  await expectAccessible(page);
  await page.locator('#name-0').fill('Nguyễn Thị Lan');
  await page.locator('#capacity-0').fill('Công chức Văn phòng – Thống kê');
  await page.getByLabel('Số tờ phiếu đếm được trong hòm').fill(String(sheets));
  await page.getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByRole('alert')).toContainText('ít nhất hai người');
  await page.locator('#name-1').fill('Trần Văn Minh');
  await page.locator('#capacity-1').fill('Công chức Tư pháp – Hộ tịch');
  await page.getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByText('Đã ghi lần mở hòm.')).toBeVisible();
  await expectAccessible(page);
}

async function makeBatch(page: Page, share: number): Promise<void> {
  await page.getByRole('link', { name: 'Nhập phiếu của lần mở này' }).click();
  await page.getByLabel('Tỷ lệ nhập lần hai (%)').fill(String(share));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lập tập phiếu' }).click();
  await expect(page.getByRole('heading', { name: /^Tập phiếu/ })).toBeVisible();
}

/** The screen hears keys. */
const ready = (page: Page) => expect(page.locator('[data-ready="true"]')).toBeVisible();

/** Field 1, nine items and the overall question of form C, Enter: no mouse. */
async function keySheet(page: Page, number: number, ratings: string): Promise<void> {
  await page.keyboard.press('1');
  for (const rating of ratings) await page.keyboard.press(rating);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText(`Đã lưu tờ ${number}`);
}

const readings = (unit: UnitCode) =>
  sql<{ count: number }>`select count(*) as count from keying_reading where unit_code = ${unit}`
    .execute(office.db)
    .then((found) => found.rows[0]?.count);

test('paper goes from the box over two keyers and a third person into the result, without the mouse', async ({
  page,
  baseURL,
}) => {
  test.slow();
  const unit = await office.office('KEYING-1', { form: 'C', channels });
  await become(page, unit, 'compiling-clerk', baseURL!);
  await openBox(page, unit, 5);
  await makeBatch(page, 100);
  const batch = new URL(page.url()).pathname;

  await become(page, unit, 'keyer', baseURL!);
  await page.goto(batch);
  await page.getByRole('link', { name: 'Nhập phiếu', exact: true }).click();
  await ready(page);
  await expectAccessible(page);
  for (let number = 1; number <= 5; number += 1)
    await keySheet(page, number, number === 3 ? '55 3455555' : '5555455550');
  await expect(page.getByText('Đã nhập hết các tờ.')).toBeVisible();
  await page.getByRole('link', { name: 'Về tập phiếu' }).first().click();
  await page.getByRole('button', { name: 'Kết thúc nhập lần một' }).click();
  await expect(page.getByText('Chờ người khác nhập lần hai')).toBeVisible();

  await become(page, unit, 'keyer', baseURL!);
  await page.goto(batch);
  await page.getByRole('link', { name: 'Nhập lần hai' }).click();
  await ready(page);
  for (let number = 1; number <= 5; number += 1)
    await keySheet(page, number, number === 3 ? '55 4455555' : '5555455550');
  await page.goto(batch);
  await expect(page.getByText('Còn 1 tờ phải đối chiếu.')).toBeVisible();

  await become(page, unit, 'working-group', baseURL!);
  await page.goto(batch);
  await page.getByRole('link', { name: 'Đối chiếu' }).click();
  await expect(page.getByText('Tờ số 3', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/4 – Hài lòng/).check();
  await page.getByRole('button', { name: 'Ghi quyết định' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Đưa vào kết quả' }).click();
  await expect(page.getByText('Đã đưa 5 phiếu vào kết quả')).toBeVisible();
  await expectAccessible(page);
  expect(await office.ballots(unit)).toBe(5);
  expect(await readings(unit)).toBe(0);
});

test('a key off the scale changes nothing, untouched questions are asked about once, a sheet can be begun again', async ({
  page,
  baseURL,
}) => {
  const unit = await office.office('KEYING-2', { form: 'C', channels });
  await become(page, unit, 'compiling-clerk', baseURL!);
  await openBox(page, unit, 2);
  await makeBatch(page, 100);
  await page.getByRole('link', { name: 'Nhập phiếu', exact: true }).click();
  await ready(page);
  await page.keyboard.press('1');
  await page.keyboard.press('7');
  await expect(page.getByText('0/10 câu có trả lời')).toBeVisible();
  await page.keyboard.press('5');
  await page.keyboard.press('4');
  await expect(page.getByText('2/10 câu có trả lời')).toBeVisible();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await expect(page.getByText('0/10 câu có trả lời')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).not.toContainText('Đã lưu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Đã lưu tờ 1');
});

test('a ballot file is shown, imported once, and can be voided as a whole by two people', async ({ page, baseURL }) => {
  const unit = await office.office('KEYING-3', { form: 'C', channels });
  await become(page, unit, 'compiling-clerk', baseURL!);
  const header = 'unit,period,channel,field,official,form,version,q1,q2,q3,q4,q5,q6,q7,q8,q9,overall';
  const line = (overall: number) => `${unit},${thisYear}-Q1,paper,TP,CB01,C,1,5,4,5,4,5,4,5,4,5,${overall}`;
  const file = (lines: string[]) => ({
    name: 'quy-1.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([header, ...lines].join('\n')),
  });

  await page.goto(`/van-phong/${unit}/nhap-phieu/nhap-tep`);
  await page.getByLabel('Tệp phiếu').setInputFiles(file([line(5), line(6)]));
  await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  await expect(page.getByText('“6” nằm ngoài thang 1–5')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Tệp phiếu').setInputFiles(file([1, 2, 3, 4, 5, 5].map(line)));
  await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  await page.getByRole('button', { name: 'Nhập 6 phiếu' }).click();
  await expect(page.getByText('Đã nhập 6 phiếu và tính vào kết quả.')).toBeVisible();
  await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  await expect(page.getByText('Nhập lại không thay đổi gì')).toBeVisible();
  expect(await office.ballots(unit)).toBe(6);

  await page.goto(`/van-phong/${unit}/vo-hieu/de-nghi`);
  await expectAccessible(page);
  await page.getByLabel(/Tệp đã nhập: quy-1.csv/).check();
  await page.getByLabel('Phiếu thử').check();
  await page.getByLabel('Giải thích ngắn').fill('Tệp dùng để tập huấn');
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await expect(page.getByText('phải để người khác quyết định')).toBeVisible();

  await become(page, unit, 'head', baseURL!);
  await page.goto(`/van-phong/${unit}/vo-hieu`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Xác nhận loại' }).click();
  await expect(page.getByText('Đã loại 6 phiếu.')).toBeVisible();

  await become(page, unit, 'observer', baseURL!);
  await page.goto(`/van-phong/${unit}/vo-hieu`);
  await expect(page.getByRole('cell', { name: /Phiếu thử/ })).toBeVisible();
  await page.goto(`/van-phong/${unit}/nhat-ky`);
  await expect(page.getByRole('cell', { name: /^Loại 6 phiếu/ })).toBeVisible();
  await expectAccessible(page);
});
