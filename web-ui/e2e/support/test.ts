import { type Browser, type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';
import { Api } from './api';
import { type Person, sessionOf } from './people';
import { asToldToBeSlow } from './slow';
import { Watch } from './watch';

interface Fixtures {
  /** Who opens `page`; nobody means no session. */
  readonly person: Person | 'nobody';
  readonly watch: Watch;
  readonly api: Api;
  /** Opens another window, as somebody. */
  readonly windowOf: (person: Person, options?: BrowserContextOptions) => Promise<Page>;
}

/** Every page is watched: a complaint of the browser fails the test that caused it. */
export const test = base.extend<Fixtures>({
  person: ['ada', { option: true }],
  storageState: async ({ person }, use) => use(person === 'nobody' ? undefined : sessionOf(person)),
  watch: async ({}, use) => {
    const watch = new Watch();
    await use(watch);
    expect(watch.found(), 'what the browser complained about').toEqual([]);
  },
  page: async ({ page, watch }, use) => {
    await watch.over(page);
    await asToldToBeSlow(page);
    await use(page);
  },
  api: async ({ playwright, baseURL }, use) => {
    const request = await playwright.request.newContext({ baseURL: baseURL ?? '' });
    await use(new Api(request));
    await request.dispose();
  },
  windowOf: async ({ browser, watch, baseURL, viewport }, use) => {
    const windows: Page[] = [];
    await use(async (person, options) => {
      const page = await openWindow(browser, person, { baseURL: baseURL ?? '', viewport, ...options });
      windows.push(page);
      await watch.over(page);
      await asToldToBeSlow(page);
      return page;
    });
    for (const page of windows) await page.context().close();
  },
});

export { expect };

async function openWindow(browser: Browser, person: Person, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ ...options, storageState: sessionOf(person), reducedMotion: 'reduce' });
  return context.newPage();
}
