import { chromium } from '@playwright/test';
import { chooseBrowser } from '../test/e2e/browser';
import type { StartedServer } from '../test/e2e/started-server';
import { surveyed } from './ballot-sender';

export interface PageWeight {
  readonly requests: number;
  /** Over the wire, headers included, photos aside. */
  readonly bytes: number;
  readonly photoBytes: number;
}

/** A first visit to the citizen's page in a real browser with an empty cache, a few seconds long. */
export async function measureCitizenPage(server: StartedServer): Promise<PageWeight> {
  const choice = await chooseBrowser();
  const browser = await chromium.launch({
    executablePath: choice.executablePath,
    args: choice.args,
    env: { ...(process.env as Record<string, string>), ...choice.env },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const kinds = new Map<string, string>();
    let requests = 0;
    let bytes = 0;
    let photoBytes = 0;
    session.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, response.mimeType));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const isPhoto = /^image\/(jpeg|png|webp|avif)/.test(kinds.get(requestId) ?? '');
      requests += isPhoto ? 0 : 1;
      if (isPhoto) photoBytes += encodedDataLength;
      else bytes += encodedDataLength;
    });
    await page.goto(`${server.url}/p/${surveyed.office}`, { waitUntil: 'networkidle' });
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(1_500);
    return { requests, bytes, photoBytes };
  } finally {
    await browser.close();
  }
}
