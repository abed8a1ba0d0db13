import type { Page } from '@playwright/test';
import { type Scene, scene } from '../support/scene';
import { walk } from '../support/screens';
import { expect, test } from '../support/test';

interface Sight {
  readonly name: string;
  readonly path: (scene: Scene) => string;
  /** What is there once the page has loaded. */
  readonly seen: (page: Page) => ReturnType<Page['locator']>;
}

const title = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name, level: 1 });
/** Not what a closed list of a field holds ready, which is there as well but hidden. */
const words = (text: string | RegExp) => (page: Page) => page.getByRole('main').getByText(text).filter({ visible: true }).first();
/** Of a long table only the rows in sight are drawn, the newest first: what tests have made meanwhile. */
const rows = (table: string) => (page: Page) => page.getByRole('region', { name: table, exact: true }).getByRole('row').nth(1);
const diagram = (page: Page) => page.locator('.react-flow__node').first();

const sights: readonly Sight[] = [
  { name: 'dashboard', path: () => '/dashboard', seen: title('Dashboard') },
  { name: 'runs compared', path: ({ runDone, runFailed }) => `/runs/compare?a=${runDone}&b=${runFailed}`, seen: (page) => page.getByRole('heading', { level: 1 }) },
  { name: 'workflows', path: () => '/workflows', seen: rows('Workflows') },
  { name: 'workflow', path: ({ template }) => `/workflows/${template}?node=quarantine`, seen: diagram },
  { name: 'workflow versions', path: ({ asking }) => `/workflows/${asking}?tab=versions`, seen: words('First') },
  { name: 'versions compared', path: ({ asking }) => `/workflows/${asking}?compare=1..draft`, seen: (page) => page.getByRole('region', { name: 'What differs' }) },
  { name: 'run-book', path: ({ template }) => `/workflows/${template}/runbook`, seen: words('Permissions it needs') },
  { name: 'workflow triggers', path: ({ asking }) => `/workflows/${asking}?tab=triggers`, seen: words('Begin') },
  { name: 'workflow problems', path: ({ broken }) => `/workflows/${broken}?tab=problems`, seen: words(/Quarantine|move/) },
  { name: 'start of a run', path: ({ template }) => `/workflows/${template}?run=dry`, seen: (page) => page.getByRole('dialog') },
  { name: 'templates', path: () => '/templates', seen: words('Internet-facing VM') },
  { name: 'template', path: () => '/templates/internet-facing-vm', seen: diagram },
  { name: 'runs', path: () => '/runs', seen: rows('Runs') },
  { name: 'run that waits', path: ({ runWaiting }) => `/runs/${runWaiting}`, seen: words('Go on?') },
  { name: 'run that failed', path: ({ runFailed }) => `/runs/${runFailed}?node=look`, seen: words(/needs a person/) },
  { name: 'run that ended', path: ({ runDone }) => `/runs/${runDone}`, seen: words('What it came to') },
  { name: 'steps of a run', path: ({ runFailed }) => `/runs/${runFailed}?tab=steps`, seen: diagram },
  { name: 'changes of a run', path: ({ runDone }) => `/runs/${runDone}?tab=changes`, seen: diagram },
  { name: 'data of a run', path: ({ runDone }) => `/runs/${runDone}?tab=data`, seen: words('What started it') },
  { name: 'log of a run', path: ({ runDone }) => `/runs/${runDone}?tab=log`, seen: words('hello') },
  { name: 'approvals', path: () => '/approvals', seen: words('Go on?') },
  { name: 'approvals decided', path: () => '/approvals?status=decided', seen: title('Approvals') },
  { name: 'events', path: () => '/events', seen: title('Events') },
  { name: 'connections', path: () => '/connections', seen: words('servicenow') },
  { name: 'sandbox machines', path: () => '/sandbox', seen: words('web-1') },
  { name: 'sandbox changes', path: () => '/sandbox?tab=changes', seen: title('Sandbox') },
  { name: 'sandbox incidents', path: () => '/sandbox?tab=incidents', seen: title('Sandbox') },
  { name: 'sandbox scans', path: () => '/sandbox?tab=scans', seen: title('Sandbox') },
  { name: 'sandbox snapshots', path: () => '/sandbox?tab=snapshots', seen: words(/snap-/) },
  { name: 'sandbox cluster', path: () => '/sandbox?tab=cluster', seen: words('Attack a pod') },
  { name: 'policies', path: () => '/policies', seen: title('Policies') },
  { name: 'audit', path: () => '/audit', seen: words(/workflow/) },
  { name: 'settings', path: () => '/settings', seen: words('Solo approval') },
  { name: 'people', path: () => '/settings?tab=users', seen: words('linus') },
  { name: 'tokens', path: () => '/settings?tab=tokens', seen: title('Settings') },
  { name: 'own account', path: () => '/settings?tab=account', seen: words('Where you are signed in') },
  { name: 'no such page', path: () => '/nowhere', seen: title('Not found') },
];

test.describe.configure({ mode: 'parallel' });

for (const { name, path, seen } of sights) {
  test(`${name}: accessible in both colour schemes and both sizes`, async ({ page }) => {
    await page.goto(path(scene()));
    await expect(seen(page)).toBeVisible();
    await walk(page, name);
  });
}

test.describe('without a session', () => {
  test.use({ person: 'nobody' });

  test('sign-in: accessible in both colour schemes and both sizes', async ({ page }) => {
    await page.goto('/runs');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await walk(page, 'sign-in');
  });
});
