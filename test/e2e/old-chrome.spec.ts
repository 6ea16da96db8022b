import { expect, test } from './fixture';
import { findOldChrome, OldChrome } from './old-chrome';

test.use({ data: 'demo' });

test('Chrome 109, the last on Windows 7: a citizen sends a ballot, and the clerk signs in and sees what is due', async ({
  server,
}) => {
  test.setTimeout(240_000);
  const program = findOldChrome(process.cwd());
  test.skip(
    program === undefined,
    'Chrome 109 could not be fetched from the npm registry; CHROME_109_PATH may name one',
  );
  const chrome = await OldChrome.open(program ?? '', process.cwd());
  try {
    await chrome.goto(`${server.url}/p/huong-tra`);
    expect(await chrome.evaluate<string>('navigator.userAgent')).toContain('Chrome/109.');
    expect(await chrome.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      await chrome.evaluate<number>('window.innerWidth'),
    );
    await chrome.evaluate(
      `document.querySelectorAll('input[type=radio][name^="a:"][value="4"]').forEach((input) => input.click())`,
    );
    await chrome.evaluate(
      `document.querySelector('form[data-ballot] button[type=submit], form[data-ballot] button:not([type])').click()`,
    );
    await chrome.until(`location.pathname.endsWith('/cam-on')`);

    await chrome.goto(`${server.url}/`);
    await chrome.evaluate(
      `{ const named = document.querySelector('form[action*="demo"] [value="vanphong"]'); (named.form.querySelector('button[value="vanphong"]') ?? named.form.querySelector('button')).click(); }`,
    );
    await chrome.until(`location.pathname.startsWith('/van-phong')`);
    // Hydrated: the client script ran to its end in this browser.
    await chrome.until(`document.querySelector('main h1')`);
    expect(await chrome.evaluate<string>('document.body.innerText')).not.toContain('Chưa mở được trang này');
  } finally {
    await chrome.close();
  }
});
