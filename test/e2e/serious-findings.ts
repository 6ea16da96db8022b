import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds on the page now, serious and critical only: rule and the first place. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // axe brings types of another Playwright; at run time the page is the same.
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`);
}
