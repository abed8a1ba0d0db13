import type { Page } from '@playwright/test';
import { asking } from '../support/documents';
import { Editor } from '../support/editor';
import { Keys } from '../support/keys';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

// One after the other: whether one account may approve its own runs is a setting of the whole installation.

test('condition-quarantine from a blank canvas by mouse, run, and approved by a second person', async ({ page, windowOf, api }) => {
  test.setTimeout(240_000);
  const editor = new Editor(page);
  const { settings } = editor;
  const name = unique('Quarantine by mouse');
  await editor.openNew(name);

  await test.step('a trigger that asks for the machine and its score', async () => {
    await editor.drag('Manual', { x: -280, y: 0 });
    await expect(editor.node('Manual')).toBeVisible();
    for (const [title, kind] of [['Instance id', 'Text'], ['TruRisk', 'Whole number']] as const) {
      await settings.getByRole('button', { name: 'Add a field' }).click();
      const card = settings.getByRole('group', { name: /^Field \d$/ });
      await card.getByRole('combobox', { name: 'Kind' }).click();
      await page.getByRole('option', { name: kind, exact: true }).click();
      await card.getByRole('checkbox', { name: 'Must be filled in' }).check();
      await card.getByRole('textbox', { name: 'Title' }).fill(title);
    }
  });

  await test.step('a condition: TruRisk above 900', async () => {
    await editor.follow('Manual', 'choice', /^Choice/);
    await editor.follow('Choice', 'isolate', /^Quarantine instance/);
    await page.getByText('condition?').click();
    await settings.getByRole('combobox', { name: 'Field' }).fill('TruRisk');
    await page.getByRole('option', { name: /TruRisk/ }).click();
    await settings.getByRole('combobox', { name: 'Comparison' }).click();
    await page.getByRole('option', { name: 'is above', exact: true }).click();
    await settings.getByRole('textbox', { name: 'Value' }).fill('900');
    await expect(settings.getByText(/Holds when .*TruRisk is above 900/)).toBeVisible();
  });

  await test.step('quarantine, of the machine that was asked for', async () => {
    await editor.node('Quarantine instance').click();
    await settings.getByRole('combobox', { name: /^Connection/ }).click();
    await page.getByRole('option', { name: 'aws' }).click();
    await settings.getByRole('button', { name: 'Expression for Instance id' }).click();
    await expect(settings.getByRole('textbox', { name: /^Instance id/ })).toBeFocused();
    await settings.getByRole('tab', { name: 'Input' }).click();
    await settings.getByRole('textbox', { name: 'Find a value' }).fill('instance');
    await settings.getByRole('button', { name: /^Instance id/ }).click();
    await expect(settings.getByRole('textbox', { name: /^Instance id/ })).toContainText('trigger.input.instanceId');
  });

  await test.step('an approval, and two ends', async () => {
    // At the edge of what is seen the “+” may lie half under the panel.
    await editor.fit();
    await editor.follow('Quarantine instance', 'approval', /^Approval Waits for a person/);
    await settings.getByRole('textbox', { name: /^Question/ }).click();
    await page.keyboard.type('Leave it in quarantine?');
    await editor.fit();
    await editor.follow('Approval', 'end', /^End/);
    await editor.fit();
    await editor.follow('Choice', 'end', /^End/);
    await expect(editor.way('choice', 'end_2')).toHaveAccessibleName(/otherwise/);
    await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  });

  await editor.publish('Drawn by mouse');
  await runAndApprove({ page, windowOf, api }, workflowOf(page), name);
});

test('the same by keyboard alone, approved by one person under the solo setting', async ({ page, api }) => {
  test.setTimeout(240_000);
  const editor = new Editor(page);
  const { settings } = editor;
  const { keyboard } = page;
  const keys = new Keys(page);
  const name = unique('Quarantine by keyboard');
  await page.goto('/workflows/new');
  await keys.to(page.getByRole('heading', { level: 1 }).getByRole('button'));
  await keyboard.press('Enter');
  await keyboard.type(name);
  await keyboard.press('Enter');

  await test.step('a trigger that asks for the machine and its score', async () => {
    await keys.to(page.getByRole('button', { name: 'Choose a trigger' }));
    await keyboard.press('Enter');
    await keys.choose('Add a node', 'manual');
    await keys.on(editor.node('Manual'));
    await keyboard.press('Enter');
    for (const [title, kind] of [['Instance id', 'Text'], ['TruRisk', 'Whole number']] as const) {
      await keys.to(settings.getByRole('button', { name: 'Add a field' }));
      await keyboard.press('Enter');
      const card = settings.getByRole('group', { name: /^Field \d$/ });
      await keys.back(card.getByRole('combobox', { name: 'Kind' }));
      await keys.select(kind);
      await keys.to(card.getByRole('checkbox', { name: 'Must be filled in' }));
      await keyboard.press('Space');
      await keys.back(card.getByRole('textbox', { name: 'Title' }));
      await keyboard.press('Control+a');
      await keyboard.type(title);
    }
  });

  await test.step('what follows: choice, quarantine, approval, ends', async () => {
    await keys.back(editor.node('Manual'));
    for (const [search, made] of [['choice', 'Choice'], ['isolate', 'Quarantine instance'], ['approval waits', 'Approval'], ['end', 'End']] as const) {
      await keyboard.press('n');
      await keys.choose('Add what follows', search);
      await keys.on(editor.node(made));
    }
    for (const before of ['Approval', 'Quarantine instance', 'Choice']) {
      await keyboard.press('ArrowLeft');
      await keys.on(editor.node(before));
    }
    await keyboard.press('n');
    await keys.choose('Add what follows', 'end');
    await keys.on(editor.node('End 2'));
  });

  await test.step('the condition: TruRisk above 900', async () => {
    await keys.back(editor.way('choice', 'quarantine_instance'));
    await keyboard.press('Enter');
    await keys.to(settings.getByRole('combobox', { name: 'Field' }));
    await keyboard.type('TruRisk');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await keys.to(settings.getByRole('combobox', { name: 'Comparison' }));
    await keys.select('is above');
    await keys.to(settings.getByRole('textbox', { name: 'Value' }));
    await keyboard.type('900');
    await expect(settings.getByText(/Holds when .*TruRisk is above 900/)).toBeVisible();
  });

  await test.step('quarantine of the machine that was asked for, and the question', async () => {
    await keys.back(editor.node('Quarantine instance'));
    await keyboard.press('Enter');
    await keys.to(settings.getByRole('combobox', { name: /^Connection/ }));
    await keys.select('aws');
    // A “=” makes an expression of it, and the typing goes on there.
    await keys.to(settings.getByRole('combobox', { name: /^Instance id/ }));
    await keyboard.type('=');
    await keys.on(settings.getByRole('textbox', { name: /^Instance id/ }));
    await keyboard.type('trigger.input.instanceId');
    await keys.back(editor.node('Approval'));
    await keyboard.press('Enter');
    await keys.to(settings.getByRole('textbox', { name: /^Question/ }));
    await keyboard.type('Leave it in quarantine?');
    await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  });

  await editor.saved();
  await keys.back(page.getByRole('button', { name: 'Publish', exact: true }));
  await keyboard.press('Enter');
  await expect(page.getByLabel('What changed')).toBeFocused();
  await keyboard.type('By keyboard');
  await keys.to(page.getByRole('button', { name: 'Publish this version' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  await api.put('/settings', { soloApproval: true, publicUrl: null });
  try {
    await runAndApprove({ page, api, windowOf: async () => page }, workflowOf(page), name);
  } finally {
    await api.put('/settings', { soloApproval: false, publicUrl: null });
  }
});

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

interface Stage {
  readonly page: Page;
  readonly windowOf: (person: 'grace') => Promise<Page>;
  readonly api: { readonly get: <T>(path: string) => Promise<T>; readonly post: <T>(path: string, body?: unknown) => Promise<T> };
}

/** Starts a run by hand, watches it quarantine the machine, and lets somebody else approve it. */
async function runAndApprove({ page, windowOf, api }: Stage, workflow: string, name: string): Promise<void> {
  const vm = await api.post<{ instanceId: string }>('/sandbox/vms', { name: unique('drawn'), publicIp: true, truRisk: 934 });
  await page.goto(`/workflows/${workflow}?run=live`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Instance id/ }).fill(vm.instanceId);
  await dialog.getByRole('textbox', { name: /^TruRisk/ }).fill('934');
  await dialog.getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByRole('region', { name: 'Now' })).toContainText('Approval', { timeout: 30_000 });

  const run = page.url();
  const desk = await windowOf('grace');
  await desk.goto('/approvals');
  const card = desk.getByRole('article').filter({ hasText: name });
  await card.getByRole('button', { name: 'Approve' }).click();
  await expect(card).toBeHidden();
  if (desk === page) await page.goto(run);

  await expect(page.getByRole('heading', { name: 'What it came to' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'What it came to' })).toContainText(/security group/i);
  const world = await api.get<{ vms: { instanceId: string; interfaces: { groups: string[] }[] }[]; securityGroups: { groupId: string; name: string }[] }>('/sandbox');
  const groups = world.vms.find(({ instanceId }) => instanceId === vm.instanceId)?.interfaces.flatMap((one) => one.groups) ?? [];
  const names = groups.map((id) => world.securityGroups.find(({ groupId }) => groupId === id)?.name);
  expect(names).toEqual([expect.stringContaining('quarantine')]);
}

function workflowOf(page: Page): string {
  return /\/workflows\/([^/?]+)\/edit/.exec(page.url())?.[1] ?? '';
}
