import { mend, refuse, slowDown, takeDown } from '../support/break';
import { asking, logging } from '../support/documents';
import { people } from '../support/people';
import { longText, markedName, scene } from '../support/scene';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

test.describe('a server that is down', () => {
  test('a page says so and goes on when it is back', async ({ page, watch }) => {
    watch.expectRefusals();
    await page.goto('/runs');
    await expect(page.getByRole('region', { name: 'Runs', exact: true }).getByRole('row').nth(1)).toBeVisible();
    await takeDown(page);
    await page.getByRole('link', { name: 'Templates' }).click();
    await expect(page.getByRole('alert')).toContainText('The server does not answer', { timeout: 20_000 });
    await mend(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('main').getByRole('link', { name: /Internet-facing VM/ }).first()).toBeVisible();
  });

  test('what was typed to start a run is still there, and the second try starts one run', async ({ page, watch, api }) => {
    watch.expectRefusals();
    const { id } = await api.publish(logging(unique('Starts late')));
    await page.goto(`/workflows/${id}?run=live`);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('switch', { name: 'Write the input as JSON' }).click();
    const input = dialog.getByRole('textbox', { name: 'Input as JSON' });
    await input.fill('{"word": "kept"}');
    await takeDown(page, `/workflows/${id}/runs`);
    await dialog.getByRole('button', { name: 'Start the run' }).click();
    await expect(dialog.getByRole('alert')).toContainText('The server does not answer');
    await expect(input).toHaveValue('{"word": "kept"}');
    await mend(page);
    await dialog.getByRole('button', { name: 'Start the run' }).click();
    await expect(page).toHaveURL(/\/runs\/\w+/);
    const { items } = await api.get<{ items: unknown[] }>(`/runs?workflow=${id}`);
    expect(items).toHaveLength(1);
  });
});

test('a slow server: the page shows that it waits, and a button cannot be pressed twice', async ({ page, api }) => {
  const { id } = await api.publish(logging(unique('Slow')));
  await slowDown(page, '/workflows', 4_000);
  await page.goto('/workflows?q=Ask+first');
  await expect(page.getByText('Loading…')).toBeVisible();
  await expect(page.getByRole('row', { name: /Ask first/ })).toBeVisible();
  await mend(page);

  await page.goto(`/workflows/${id}?run=live`);
  await slowDown(page, `/workflows/${id}/runs`, 1_500);
  const start = page.getByRole('dialog').getByRole('button', { name: 'Start the run' });
  await start.dblclick();
  await expect(start).toBeDisabled();
  await expect(page).toHaveURL(/\/runs\/\w+/);
  const { items } = await api.get<{ items: unknown[] }>(`/runs?workflow=${id}`);
  expect(items).toHaveLength(1);
});

const refusals = [
  { status: 409, code: 'CONFLICT', title: 'The state does not allow this', detail: 'Expected a draft that nobody publishes just now.' },
  { status: 412, code: 'STALE', title: 'Somebody else has changed this', detail: 'Expected revision 3, found 4; load it again.' },
  { status: 422, code: 'INVALID', title: 'The document has errors', detail: 'Expected a way out of every choice.' },
  { status: 500, code: 'INTERNAL', title: 'The server failed', detail: 'Try again; the log says more.' },
];

for (const refusal of refusals) {
  test(`an answer of ${refusal.status} is shown where it happened and what was typed stays`, async ({ page, watch, api }) => {
    watch.expectErrors(/status of (409|412|422|500)/);
    const { id } = await api.draft(logging(unique('Refused')));
    await page.goto(`/workflows/${id}`);
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What changed').fill('A long and careful sentence');
    await refuse(page, `/workflows/${id}/publish`, refusal);
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(dialog.getByRole('alert')).toContainText(refusal.detail);
    await expect(dialog.getByLabel('What changed')).toHaveValue('A long and careful sentence');
    await mend(page);
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(dialog).toBeHidden();
  });
}

test('a change made by somebody else meanwhile is refused, not overwritten', async ({ page, watch, api }) => {
  watch.expectRefusals();
  const name = unique('Two at once');
  const { id, revision } = await api.draft(logging(name));
  await page.goto(`/workflows/${id}`);
  await page.getByRole('button', { name: 'Publish' }).click();
  await api.put(`/workflows/${id}/draft`, { document: asking(`${name} changed`) }, { 'If-Match': `"${revision}"` });
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
});

test('a session that ends while one types: sign in on the spot, and go on', async ({ windowOf, watch, api }) => {
  watch.expectRefusals();
  const { id } = await api.draft(logging(unique('Interrupted')));
  const page = await windowOf('linus');
  // A session of its own: ending the kept one would sign out the other tests.
  await page.context().clearCookies();
  await page.goto(`/workflows/${id}`);
  await page.getByLabel('User name').fill(people.linus.name);
  await page.getByLabel(/^Password/).fill(people.linus.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByLabel('What changed').fill('Typed before the session ended');
  await page.context().clearCookies();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();

  const again = page.getByRole('dialog', { name: 'Please sign in again' });
  await again.getByLabel(/^Password/).fill(people.linus.password);
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(again).toBeHidden();
  await expect(page.getByLabel('What changed')).toHaveValue('Typed before the session ended');
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test.describe('names that are markup', () => {
  test('are shown as they are, everywhere', async ({ page }) => {
    const { marked, runDone } = scene();
    // Lists begin with the newest, and tests make many: these are asked for its own.
    const [listed, ran] = [`/workflows?q=${encodeURIComponent(markedName)}`, `/runs?workflow=${marked}`];
    page.on('dialog', () => {
      throw new Error('A name has run as a script');
    });
    for (const path of [listed, `/workflows/${marked}`, `/workflows/${marked}?run=live`, ran, `/runs/${runDone}`, '/audit']) {
      await page.goto(path);
      await expect(page.getByRole('main')).not.toBeEmpty();
      if (path !== '/audit') await expect(page.getByText(markedName).filter({ visible: true }).first()).toBeVisible();
      await expect(page.locator('img[src="x"]')).toHaveCount(0);
    }
  });

  test('a comment and a decision keep theirs', async ({ page, windowOf, api }) => {
    const { id } = await api.publish(asking(unique('Marked')));
    const run = await api.startRun(id, {});
    const grace = await windowOf('grace');
    await grace.goto(`/runs/${run}`);
    await grace.getByLabel('Comment').fill('<b onmouseover=alert(1)>bold</b>');
    await grace.getByRole('button', { name: 'Approve' }).click();
    await expect(grace.getByRole('heading', { name: 'What it came to' })).toBeVisible();
    await page.goto('/approvals?status=decided');
    await expect(page.getByRole('main').getByText('<b onmouseover=alert(1)>bold</b>').filter({ visible: true }).first()).toBeVisible();
  });
});

test.describe('values of 10,000 characters', () => {
  test('a refused one is named at its field, and stays', async ({ page, watch }) => {
    watch.expectRefusals();
    await page.goto('/templates/internet-facing-vm');
    const name = page.getByLabel('Name', { exact: true });
    await name.fill(longText);
    await page.getByRole('button', { name: 'Install as a draft' }).click();
    await expect(page.getByRole('alert')).toContainText(/name/i);
    await expect(name).toHaveValue(longText);
  });

  test('an accepted one does not break the page it is shown on', async ({ page }) => {
    const { marked } = scene();
    await page.goto(`/workflows/${marked}`);
    await expect(page.getByRole('main').getByText(longText.slice(0, 60)).filter({ visible: true }).first()).toBeVisible();
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  });

  test('a search for it finds nothing, and says so', async ({ page, watch }) => {
    watch.expectRefusals();
    await page.goto('/workflows');
    await page.getByLabel('Search workflows').fill(longText);
    await expect(page.getByText(/Nothing matches/)).toBeVisible();
  });
});
