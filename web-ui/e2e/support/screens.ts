import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe';

const laptop = { width: 1280, height: 800 };
const tablet = { width: 1024, height: 768 };

/** Looks at a page in both sizes and both colour schemes. */
export async function walk(page: Page, what: string): Promise<void> {
  for (const [size, name] of [[laptop, 'laptop'], [tablet, 'tablet']] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light' });
    await expectNoSidewaysScrolling(page, `${what}, ${name}`);
    await expectAccessible(page, `${what}, ${name}, light`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expectAccessible(page, `${what}, ${name}, dark`, 'contrast');
    await keepPicture(page, `${what}-${name}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    await keepPicture(page, `${what}-${name}-light`);
  }
}

/** Tables may scroll in their frame; the page itself never does. */
async function expectNoSidewaysScrolling(page: Page, what: string): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, `${what}: pixels beyond the right edge`).toBeLessThanOrEqual(0);
}

/** For people to look at: SLUICE_E2E_PICTURES names a folder. */
async function keepPicture(page: Page, what: string): Promise<void> {
  const folder = process.env['SLUICE_E2E_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${what.replaceAll(/\W+/g, '-')}.png` });
}
