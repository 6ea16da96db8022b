import { defineConfig } from '@playwright/test';
import { chooseBrowser } from './browser';

const browser = await chooseBrowser();

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  // A test that passes only the second time is named and counted as flaky in the run's last lines.
  retries: 1,
  fullyParallel: false,
  reporter: [['list']],
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      args: browser.args,
      env: { ...(process.env as Record<string, string>), ...browser.env },
    },
  },
});
