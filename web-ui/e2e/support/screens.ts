import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe';

export type Scheme = 'light' | 'dark';

const laptop = { width: 1280, height: 800 };
const tablet = { width: 1024, height: 768 };

/** SLUICE_E2E_WALK=full: every rule in both sizes, the contrast in both sizes and schemes. */
const full = process.env['SLUICE_E2E_WALK'] === 'full';
const pictures = process.env['SLUICE_E2E_PICTURES'];

/**
 * Looks at a page in both sizes and both colour schemes: every rule on a laptop in light, its contrast
 * in dark; on a tablet all that does not depend on the colours, for those are the same in every size.
 */
export async function walk(page: Page, what: string): Promise<void> {
  await page.setViewportSize(laptop);
  // A page that was just gone to may not be there yet.
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByText('Loading…')).toHaveCount(0);
  await expectNoSidewaysScrolling(page, `${what}, laptop`);
  await expectAccessible(page, `${what}, laptop, light`);
  await keepPicture(page, `${what}-laptop-light`);
  await wear(page, 'dark');
  await expectAccessible(page, `${what}, laptop, dark`, 'contrast');
  await keepPicture(page, `${what}-laptop-dark`);

  await page.setViewportSize(tablet);
  if (full || pictures) {
    await expectAccessible(page, `${what}, tablet, dark`, 'contrast');
    await keepPicture(page, `${what}-tablet-dark`);
  }
  await wear(page, 'light');
  await expectNoSidewaysScrolling(page, `${what}, tablet`);
  await expectAccessible(page, `${what}, tablet, light`, full ? 'all' : 'structure');
  await keepPicture(page, `${what}-tablet-light`);
}

/**
 * Shows the page in a colour scheme. The page hears of it with the next frame, and a busy browser may
 * draw none until somebody asks for one: this waits by frames, not by time.
 */
export async function wear(page: Page, scheme: Scheme, contrast: 'more' | 'no-preference' = 'no-preference'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, contrast });
  await page.waitForFunction((wanted) => document.documentElement.getAttribute('data-mantine-color-scheme') === wanted, scheme, {
    polling: 'raf',
    timeout: 30_000,
  });
}

/** Tables may scroll in their frame; the page itself never does. */
async function expectNoSidewaysScrolling(page: Page, what: string): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, `${what}: pixels beyond the right edge`).toBeLessThanOrEqual(0);
}

/** For people to look at: SLUICE_E2E_PICTURES names a folder. */
async function keepPicture(page: Page, what: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${what.replaceAll(/\W+/g, '-')}.png` });
}
