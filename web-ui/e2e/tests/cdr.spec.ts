import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Cluster } from '../support/cluster';
import { Editor } from '../support/editor';
import type { Api } from '../support/api';
import { walk } from '../support/screens';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

// One after the other: a finding is taken up by every workflow that is switched on.
test.describe.configure({ mode: 'serial' });

test('F048: the sender in the Qualys console is set up from the trigger, which shows whether it gets through', async ({ page, api }) => {
  test.slow();
  const name = unique('Set up');
  const workflow = await install(page, 'CDR findings to policies, live', name, false);
  const editor = new Editor(page);
  await editor.node('A finding is pushed').click();
  const settings = editor.settings;
  await expect(settings.getByRole('heading', { name: 'Set up the sender' })).toBeVisible();
  await expect(settings.getByText(/\/webhook\/cdr$/).filter({ visible: true }).first()).toBeVisible();
  await expect(settings.getByText(/TotalCloud › Settings › Integrations/)).toBeVisible();
  await expect(settings.getByText('Container threats, CDR detections')).toBeVisible();

  await settings.getByRole('button', { name: /^(Make a|Replace the) secret$/ }).click();
  const secret = (await settings.getByText(/^whsec_/).innerText()).trim();
  const light = settings.getByRole('status');
  await send(page, 'not-the-secret');
  await expect(light).toContainText(/Refused at .*signature does not fit/s);
  await send(page, secret);
  await expect(light).toContainText(/Received at/);
  await walk(page, 'trigger set-up');

  // It is told once: whoever opens the page again does not see it.
  await page.goto(`/workflows/${workflow}?tab=triggers`);
  const start = page.getByRole('main');
  await expect(start.getByText('Received at')).toBeVisible();
  await expect(start.getByText(secret)).toHaveCount(0);
  await walk(page, 'workflow with a webhook');
  await expect.poll(async () => (await api.get<readonly { received: string | null }[]>(`/workflows/${workflow}/triggers`))[0]?.received).toBeTruthy();
});

test('F048: the light of a workflow’s own webhook waits for the first event', async ({ page, api }) => {
  const hook = { id: 'begin', kind: 'start', name: 'Called', trigger: 'webhook', config: { signature: 'token', schema: {} } };
  const { id } = await api.publish(
    { schema: 1, name: unique('Called'), nodes: [hook, { id: 'done', kind: 'end', name: 'Done' }], edges: [{ id: 'e1', from: 'begin', to: 'done' }] },
    true,
  );
  await page.goto(`/workflows/${id}?tab=triggers`);
  const light = page.getByRole('main').getByRole('status');
  await expect(light.filter({ hasText: 'No secret yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Make a secret' }).click();
  const secret = (await page.getByText(/^whsec_/).innerText()).trim();
  await expect(light.filter({ hasText: 'Waiting for the first event' })).toBeVisible();
  const [trigger] = await api.get<readonly { url: string }[]>(`/workflows/${id}/triggers`);
  const answer = await fetch(new URL(new URL(trigger?.url ?? '').pathname, page.url()), {
    method: 'POST',
    body: '{"first":true}',
    headers: { 'Content-Type': 'application/json', 'X-Sluice-Token': secret },
  });
  expect(answer.status).toBe(202);
  await expect(light.filter({ hasText: 'Received at' })).toBeVisible();
});

test('an attack, pushed: watched, reviewed, enforced by a second person, stopped, withdrawn', async ({ page, windowOf, api }) => {
  test.setTimeout(240_000);
  const cluster = new Cluster(page);
  const workflow = await install(page, 'CDR findings to policies, live', unique('Live'), true);
  await cluster.attack('shop/web-6f5d8c7b9-x2x4k', 'A shell calls home', /It went on; no policy saw it/);

  await test.step('the policy watches', async () => {
    await page.goto('/policies');
    const row = page.getByRole('row', { name: /reverse.shell.*kubernetes \/ shop \/ web/i });
    await expect(row).toContainText(/In (audit|review)/, { timeout: 30_000 });
    await walk(page, 'policies with one');
    await row.getByRole('link').click();
    await expect(page.getByRole('region', { name: 'History', exact: true })).toContainText('In audit');
    await expect(page.getByRole('region', { name: 'Clusters', exact: true })).toContainText('Watching');
  });
  const policy = page.url();

  await test.step('the next attack is reported, and shown by namespace, pod and program', async () => {
    await cluster.attack('shop/web-6f5d8c7b9-p9q8r', 'A shell calls home', /It went on, and was reported by/);
    await page.goto(policy);
    const hit = page.getByRole('region', { name: 'Hits, in a table' }).getByRole('row', { name: /shop.*web-6f5d8c7b9-p9q8r.*\/usr\/bin\/bash/ });
    await expect(hit).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText(/not explained/).filter({ visible: true }).first()).toBeVisible();
    await walk(page, 'policy in review');
    await hit.getByLabel('Why this hit is right').fill('It is the attacker’s shell');
    await hit.getByRole('button', { name: 'Explain' }).click();
    await expect(page.getByText(/1, all explained/)).toBeVisible();
  });

  await test.step('a second person lets it stop', async () => {
    const grace = await windowOf('grace');
    await grace.goto(policy);
    await expectStatus(grace, 'In review');
    await grace.getByRole('button', { name: 'Enforce' }).click();
    const dialog = grace.getByRole('dialog', { name: 'Enforce' });
    await dialog.getByLabel(/^Why( \*)?$/).fill('No shell of this service calls out');
    await dialog.getByRole('button', { name: 'Enforce' }).click();
    await expect(dialog).toBeHidden();
    await expect(grace.getByText('Clusters stop what it matches.')).toBeVisible({ timeout: 30_000 });
  });

  await cluster.attack('shop/web-6f5d8c7b9-p9q8r', 'A shell calls home', /The process was killed by/);

  await test.step('taken back, it is gone from the cluster', async () => {
    await page.goto(policy);
    await walk(page, 'policy that stops');
    await withdraw(page, 'The service is gone');
    await cluster.expectLoaded(/reverse-shell/, 0);
  });
  await cluster.attack('shop/web-6f5d8c7b9-p9q8r', 'A shell calls home', /It went on; no policy saw it/);
  await rest(api, workflow);
});

test('an attack, polled: the workflow asks, a second person approves there, the attack is stopped', async ({ page, windowOf, api }) => {
  test.setTimeout(240_000);
  const cluster = new Cluster(page);
  const name = unique('Polled');
  const workflow = await install(page, 'CDR findings to policies', name, false, 'PT0S');
  // It happens before anybody asks: the first poll finds it, whenever the minute begins.
  await cluster.attack('shop/cart-0', 'A miner calls its pool', /It went on; no policy saw it/);
  await everyMinute(api, workflow);

  const grace = await windowOf('grace');
  await grace.goto('/approvals');
  const card = grace.getByRole('article').filter({ hasText: name });
  await expect(card).toBeVisible({ timeout: 100_000 });
  // What the next poll would find begins nothing more.
  await api.post(`/workflows/${workflow}/disable`);
  await cluster.attack('shop/cart-0', 'A miner calls its pool', /It went on, and was reported by/);

  await page.goto('/policies');
  await page.getByRole('row', { name: /crypto.mining.*kubernetes \/ shop \/ cart/i }).getByRole('link').click();
  await page.getByLabel('Why this hit is right').fill('No miner belongs there');
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.getByText(/1, all explained/)).toBeVisible();
  const policy = page.url();

  await expectStatus(page, 'In review');
  // What approving releases may have changed since she came: then she is shown it as it is now, and approves that.
  await expect(async () => {
    if (await card.isVisible()) await card.getByRole('button', { name: 'Approve' }).click({ timeout: 5_000 });
    await expect(card).toBeHidden({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText('Clusters stop what it matches.')).toBeVisible({ timeout: 30_000 });
  await cluster.attack('shop/cart-0', 'A miner calls its pool', /The process was killed by/);

  await page.goto(policy);
  await withdraw(page, 'The test is over');
  await rest(api, workflow);
});

/** From the gallery to a draft; published and switched on where that is wanted. */
async function install(page: Page, template: string, name: string, publish: boolean, watchFor?: string): Promise<string> {
  await page.goto('/templates');
  await page.getByRole('link', { name: `Look and install: ${template}`, exact: true }).click();
  await expect(page.getByRole('heading', { name: template, level: 1, exact: true })).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill(name);
  if (watchFor) await page.getByLabel('Watch for').fill(watchFor);
  await page.getByRole('button', { name: 'Install as a draft' }).click();
  await expect(page).toHaveURL(/\/workflows\/.+\/edit/);
  await expect(page.getByText('No problems')).toBeVisible();
  const id = /workflows\/([^/]+)\/edit/.exec(page.url())?.[1] ?? '';
  if (!publish) return id;
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish the draft' });
  await dialog.getByRole('switch', { name: 'Switch its triggers on' }).click();
  await dialog.getByRole('button', { name: 'Publish this version' }).click();
  await expect(dialog).toBeHidden();
  return id;
}

/** Where the policy stands now; the road names what lies ahead as well. */
async function expectStatus(page: Page, status: string): Promise<void> {
  const road = page.getByRole('list', { name: "The policy's road" });
  await expect(road.locator('[aria-current=step]')).toContainText(status, { timeout: 60_000 });
}

async function withdraw(page: Page, why: string): Promise<void> {
  await page.getByRole('button', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw' });
  await dialog.getByLabel(/^Why( \*)?$/).fill(why);
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Taken back by a person; it is removed.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('region', { name: 'Clusters', exact: true })).toContainText('Removed', { timeout: 30_000 });
}

/** A test does not wait for the full hour. */
async function everyMinute(api: Api, id: string): Promise<void> {
  interface Draft {
    readonly revision: number;
    readonly document: { readonly nodes: readonly { readonly trigger?: string; readonly config?: object }[] };
  }
  const { document, revision } = await api.get<Draft>(`/workflows/${id}`);
  const nodes = document.nodes.map((node) => (node.trigger === 'qualys.cdr-poll' ? { ...node, config: { ...node.config, cron: '* * * * *' } } : node));
  const saved = await api.put<{ revision: number }>(`/workflows/${id}/draft`, { document: { ...document, nodes } }, { 'If-Match': `"${revision}"` });
  await api.post(`/workflows/${id}/publish`, { comment: 'Every minute' }, { 'If-Match': `"${saved.revision}"` });
  await api.post(`/workflows/${id}/enable`);
}

/** What other tests do begins nothing here, and nothing of it waits on. */
async function rest(api: Api, workflow: string): Promise<void> {
  await api.post(`/workflows/${workflow}/disable`);
  const { items } = await api.get<{ items: readonly { id: string; status: string }[] }>(`/runs?workflow=${workflow}`);
  for (const { id, status } of items) if (status === 'running') await api.post(`/runs/${id}/cancel`, { reason: 'The test is over' });
}

/** As the Qualys console would: from elsewhere, without anybody's session. */
async function send(page: Page, secret: string): Promise<void> {
  const body = '[]';
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  await fetch(new URL('/webhook/cdr', page.url()), { method: 'POST', body, headers: { 'Content-Type': 'application/json', 'X-Qualys-Signature': signature } });
}
