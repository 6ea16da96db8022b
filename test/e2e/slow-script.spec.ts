import type { Page } from '@playwright/test';
import type { Role } from '../../src/organisation/role';
import type { UnitCode } from '../../src/organisation/unit';
import { expect, test } from './fixture';
import { seeded, type SeededServer } from './seeded-office';

let office: SeededServer;
test.beforeAll(async ({ server }) => {
  office = await seeded(server);
});
test.afterAll(() => office.close());

async function become(page: Page, unit: UnitCode, role: Role, baseURL: string): Promise<void> {
  const token = await office.session(unit, [role]);
  await page.context().addCookies([{ name: 'hailong_session', value: token, url: baseURL }]);
}

/** Opens a page whose script waits for the returned function: what a slow machine or line shows for a while. */
async function openBeforeScript(page: Page, path: string): Promise<() => Promise<void>> {
  let letScriptRun = (): void => {};
  const wanted = new Promise<void>((done) => {
    letScriptRun = done;
  });
  await page.route(/\/_app\/immutable\/.*\.js$/, async (route) => {
    await wanted;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return async () => {
    letScriptRun();
    // Svelte takes `value` and `checked` out of the markup of the fields that it has taken over.
    const untouched = 'form.page-narrow :is(input[checked], input:not([type])[value])';
    await expect(page.locator(untouched)).toHaveCount(0);
    await page.waitForLoadState('networkidle');
  };
}

test('what a clerk types before the script runs stays: text, numbers, ticks, lists and long texts', async ({
  page,
  baseURL,
}) => {
  const unit = await office.office('CHAM-1');
  await become(page, unit, 'compiling-clerk', baseURL!);
  const runScript = await openBeforeScript(page, `/van-phong/${unit}/mo-hom/moi`);
  await page.locator('#field-box').fill('HP-07');
  await page.locator('#name-0').fill('Nguyễn Thị Lan');
  await page.locator('#capacity-0').fill('Công chức Tư pháp – Hộ tịch');
  await page.locator('#observer-0').check();
  await page.locator('#field-found').fill('41');
  await page.locator('#field-note').fill('Niêm phong còn nguyên');
  await runScript();
  await expect(page.locator('#field-box')).toHaveValue('HP-07');
  await expect(page.locator('#name-0')).toHaveValue('Nguyễn Thị Lan');
  await expect(page.locator('#capacity-0')).toHaveValue('Công chức Tư pháp – Hộ tịch');
  await expect(page.locator('#observer-0')).toBeChecked();
  await expect(page.locator('#field-found')).toHaveValue('41');
  await expect(page.locator('#field-note')).toHaveValue('Niêm phong còn nguyên');
});

test('a radio button and a list chosen before the script runs stay chosen', async ({ page, baseURL }) => {
  const unit = await office.office('CHAM-2', { channels: ['web', 'paper'] });
  await become(page, unit, 'compiling-clerk', baseURL!);
  const runScript = await openBeforeScript(page, `/van-phong/${unit}/in-phieu/moi`);
  await expect(page.locator('#kind-numbered')).toBeChecked();
  await page.locator('#kind-copy-master').check();
  await page.locator('#field-paper').selectOption('A5');
  await runScript();
  await expect(page.locator('#kind-copy-master')).toBeChecked();
  await expect(page.locator('#field-paper')).toHaveValue('A5');
});
