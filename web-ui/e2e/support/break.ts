import type { Page, Route } from '@playwright/test';

/** Any address of the API below this path. */
const under = (path: string) => new RegExp(`/api/v1${path}`);

/** From now on nobody answers there. */
export async function takeDown(page: Page, path = '/'): Promise<void> {
  await page.route(under(path), (route) => route.abort('connectionrefused'));
}

/** From now on the answers there come late. */
export async function slowDown(page: Page, path: string, milliseconds: number): Promise<void> {
  await page.route(under(path), async (route) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await route.continue().catch(() => undefined);
  });
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** From now on changes there are refused, as the server would. */
export async function refuse(page: Page, path: string, refusal: Refusal): Promise<void> {
  await page.route(under(path), (route: Route) =>
    route.request().method() === 'GET'
      ? route.continue()
      : route.fulfill({
          status: refusal.status,
          contentType: 'application/problem+json',
          body: JSON.stringify({ type: 'about:blank', ...refusal }),
        }),
  );
}

/** Everything works again. */
export async function mend(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}
