import { asking } from '../support/documents';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

test.describe.configure({ mode: 'serial' });

test('whoever may only look sees no button that changes anything', async ({ windowOf, api }) => {
  const { id } = await api.publish(asking(unique('Only to look at')));
  const run = await api.startRun(id, {});
  const vera = await windowOf('vera');
  await vera.goto(`/workflows/${id}`);
  await expect(vera.getByRole('heading', { level: 1 })).toBeVisible();
  for (const name of ['Publish', 'Run', 'Dry run']) await expect(vera.getByRole('button', { name, exact: true })).toHaveCount(0);
  await vera.goto(`/runs/${run}`);
  await expect(vera.getByText('Only people with the role approver decide this.')).toBeVisible();
  await vera.goto('/sandbox');
  await expect(vera.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(vera.getByRole('button', { name: 'Launch a machine' })).toHaveCount(0);
});

test('a run one has started is approved by somebody else', async ({ page, windowOf, watch, api }) => {
  watch.expectRefusals();
  const name = unique('Four eyes');
  const { id } = await api.publish(asking(name));
  await page.goto(`/workflows/${id}?run=live`);
  await page.getByRole('dialog').getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByText('Nothing happens without a word.')).toBeVisible();
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody else must decide this');

  const grace = await windowOf('grace');
  await grace.goto('/approvals');
  const card = grace.getByRole('article').filter({ hasText: name });
  await card.getByLabel('Comment').fill('Looked at it');
  await card.getByRole('button', { name: 'Approve' }).click();
  await expect(card).toBeHidden();
  await expect(page.getByRole('heading', { name: 'What it came to' })).toBeVisible();
});

test('one account alone decides under the solo setting, and the audit says so', async ({ page, api }) => {
  const { id } = await api.publish(asking(unique('Alone')));
  await page.goto('/settings');
  await page.getByRole('switch', { name: 'Solo approval' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  try {
    await page.goto(`/workflows/${id}?run=live`);
    await page.getByRole('dialog').getByRole('button', { name: 'Start the run' }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    await expect(page.getByRole('heading', { name: 'What it came to' })).toBeVisible();
    await page.goto('/audit');
    await expect(page.getByRole('row').filter({ hasText: /solo/i }).first()).toBeVisible();
  } finally {
    await api.put('/settings', { soloApproval: false, publicUrl: null });
  }
});
