import type { Page } from '@playwright/test';
import { Editor } from '../support/editor';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

test('condition-quarantine from a blank canvas by mouse, run, and approved by a second person', async ({ page, windowOf, api }) => {
  test.setTimeout(150_000);
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
    await settings.getByRole('textbox', { name: /^Instance id/ }).click();
    await settings.getByRole('tab', { name: 'Input' }).click();
    await settings.getByRole('textbox', { name: 'Find a value' }).fill('instance');
    await settings.getByRole('button', { name: /^Instance id/ }).click();
    await expect(settings.getByRole('textbox', { name: /^Instance id/ })).toContainText('trigger.input.instanceId');
  });

  await test.step('an approval, and two ends', async () => {
    await editor.follow('Quarantine instance', 'approval', /^Approval Waits for a person/);
    await settings.getByRole('textbox', { name: /^Question/ }).click();
    await page.keyboard.type('Leave it in quarantine?');
    await editor.follow('Approval', 'end', /^End/);
    await editor.fit();
    await editor.follow('Choice', 'end', /^End/);
    await page.getByText('condition?').click();
    await settings.getByRole('switch', { name: /^Otherwise/ }).click();
    await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  });

  await editor.publish('Drawn by mouse');
  await runAndApprove({ page, windowOf, api }, workflowOf(page), name);
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

  const grace = await windowOf('grace');
  await grace.goto('/approvals');
  const card = grace.getByRole('article').filter({ hasText: name });
  await card.getByRole('button', { name: 'Approve' }).click();
  await expect(card).toBeHidden();

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
